"""LMTP (RFC 2033): the same conversation, but LHLO greets, and each accepted recipient has a reply of its own."""

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.session import COMMANDS, Command, Mail, Session
from mailgate.ingest.smtp.words import Refused
from mailgate.model.letter import WayIn


class LmtpSession(Session):
    """The LMTP side of a connection, to a mail server of ours."""

    way_in = WayIn.LMTP
    protocol = "LMTP"
    greeting = "LHLO"

    @classmethod
    def commands(cls) -> dict[str, Command]:
        """Those of SMTP; only the greeting differs (RFC 2033 §4.1)."""
        return LMTP_COMMANDS

    def after_data(self, reply: str, mail: Mail) -> str:
        """The same reply once for each recipient, in order, repeated ones too (RFC 2033 §4.2): one letter is kept."""
        return "\r\n".join([reply] * len(mail.rcpts))


async def use_lhlo(session: Session, argument: str) -> str:
    """HELO and EHLO belong to SMTP."""
    raise Refused(words.USE_LHLO)


LMTP_COMMANDS: dict[str, Command] = {**COMMANDS, "LHLO": Session.say_ehlo, "HELO": use_lhlo, "EHLO": use_lhlo}
