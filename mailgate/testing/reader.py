"""A reader that fails when told: `StumblingReader` stands in for a reading process that may die of a letter."""

from mailgate.desk.reading import InProcess
from mailgate.model.errors import MailgateError
from mailgate.model.letter import Letter


class StumblingReader:
    """Fills `desk.ports.Reader`: raises over letters with a mark in their bytes, and reads all others in order."""

    def __init__(self, marks: dict[bytes, MailgateError]) -> None:
        self.marks = marks
        self.tried: list[bytes] = []  #: every letter that came, as often as it came

    def read(self, raw: bytes, mail_from: str | None) -> Letter:
        """See the port."""
        self.tried.append(raw)
        for mark, cause in self.marks.items():
            if mark in raw:
                raise cause
        return InProcess().read(raw, mail_from)
