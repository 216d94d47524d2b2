"""Reading in this very process: the default of a house, for commands and tests.

It has no limits of its own. What serves strangers reads in a child that can be killed (`app.reader`).
"""

from mailgate.model.errors import ReadingFailed
from mailgate.model.letter import Letter


class InProcess:
    """Fills `desk.ports.Reader`."""

    def read(self, raw: bytes, mail_from: str | None) -> Letter:
        """See the port: ReadingFailed when there is not memory enough, nothing else; reading is total."""
        from mailgate.ingest.parse import read  # most commands read no letter, and start faster without the parser

        try:
            return read(raw, mail_from=mail_from)
        except MemoryError:
            raise ReadingFailed("took more memory than there is") from None
