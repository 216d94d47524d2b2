"""What the next server said to one letter. A value; the outbox decides by it whether to retry."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """An SMTP reply (RFC 5321 §4.2): three-digit code and the server's words. No connection counts as 451."""

    code: int
    text: str

    @property
    def accepted(self) -> bool:
        """The next server has taken the letter over."""
        return 200 <= self.code < 300

    @property
    def permanent(self) -> bool:
        """Trying the same letter again is useless (RFC 5321 §4.2.1)."""
        return 500 <= self.code < 600

    @property
    def temporary(self) -> bool:
        """Neither accepted nor refused for good: the letter stays ours and is tried again."""
        return not self.accepted and not self.permanent
