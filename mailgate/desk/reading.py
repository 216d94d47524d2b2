"""Reading in this very process: the default of a house, for commands and tests.

It has no limits of its own. What serves strangers reads in a child that can be killed (`app.reader`).
"""

from mailgate.model.letter import Letter


class InProcess:
    """Fills `desk.ports.Reader`."""

    def read(self, raw: bytes, mail_from: str | None) -> Letter:
        """See the port; reading is total, so nothing is raised."""
        from mailgate.ingest.parse import read  # most commands read no letter, and start faster without the parser

        return read(raw, mail_from=mail_from)
