"""The SMTP commands (RFC 5321): what each is answered, and a letter handed to the door.

A letter that has begun is finished even while the door closes (threats P17); nobody is refused for being unknown.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from mailgate.ingest.smtp import words
from mailgate.ingest.smtp.connection import Connection
from mailgate.ingest.smtp.data import Incoming
from mailgate.ingest.smtp.door import Door
from mailgate.ingest.smtp.path import BadParameter, BadPath, Path, read_path
from mailgate.ingest.smtp.wire import Gone, Wire
from mailgate.ingest.smtp.words import Refused
from mailgate.model.letter import Envelope, WayIn

_SLOWER_SECONDS = 1.0  #: before each reply to RCPT, once a client has named many unknown recipients
_BODIES = ("7BIT", "8BITMIME")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Mail:
    """A transaction, from MAIL to the dot."""

    sender: str
    utf8: bool = False
    rcpts: list[str] = field(default_factory=list)  #: accepted ones, as given, in order


class Session(Connection):
    """The conversation with one client."""

    way_in = WayIn.SMTP
    greeting = "EHLO"

    def __init__(self, door: Door, address: str, *, proxied: bool = False) -> None:
        super().__init__(door, address, proxied=proxied)
        self._mail: Mail | None = None
        self._helo = ""
        self._utf8 = False  # whether the client may use SMTPUTF8
        self._unknown = self._letters = 0

    def forget(self) -> None:
        """Before the first command, and after STARTTLS (RFC 3207 §4.2)."""
        self._mail, self._helo = None, ""

    @property
    def in_transaction(self) -> bool:
        """From MAIL to the reply to the dot."""
        return self.in_data or self._mail is not None

    async def reply_to(self, line: str) -> str:
        """By the table below."""
        verb, _, argument = line.partition(" ")
        command = self.commands().get(verb.upper())
        if command is None:
            raise Refused(words.UNKNOWN_COMMAND)
        return await command(self, argument.strip(" "))

    @classmethod
    def commands(cls) -> "dict[str, Command]":
        """By name. Each takes its argument and gives its reply, or raises Refused."""
        return COMMANDS

    async def say_helo(self, argument: str) -> str:
        """Plain SMTP: no extensions."""
        self._greet(argument, "HELO host")
        self._utf8 = False
        return f"250 {self.hostname}"

    async def say_ehlo(self, argument: str) -> str:
        """What is offered here, all of it true."""
        self._greet(argument, f"{self.greeting} host")
        self._utf8 = True
        limits = self.door.limits
        offered = [
            self.hostname,
            "PIPELINING",
            f"SIZE {self.door.max_bytes}",
            "8BITMIME",
            "SMTPUTF8",
            "ENHANCEDSTATUSCODES",
            f"LIMITS MAILMAX={limits.max_transactions} RCPTMAX={limits.max_recipients}",
            *(["STARTTLS"] if self.door.certificate and not self.encrypted else []),
            "HELP",
        ]
        return words.lines(250, offered)

    def _greet(self, argument: str, form: str) -> None:
        if not argument:
            raise Refused(words.SYNTAX.format(form=form))
        self._mail = None
        self._helo = "".join(character for character in argument[:255] if character.isprintable())

    async def say_mail(self, argument: str) -> str:
        """A client that lost count starts anew: nothing of its last transaction is left, and it is no 5xx (law 1)."""
        self._mail = None
        if not self._helo:
            raise Refused(words.NOT_GREETED.format(greeting=self.greeting))
        path = self._path(argument, "FROM", words.BAD_SENDER)
        if path.address.lower() == "postmaster":
            raise Refused(words.BAD_SENDER)
        self._check_parameters(path)
        self._may_bring_another()
        self._mail = Mail(path.address, "SMTPUTF8" in path.parameters)
        return words.SENDER_OK

    def _path(self, argument: str, keyword: str, bad: str) -> Path:
        command = "MAIL FROM:<address>" if keyword == "FROM" else "RCPT TO:<address>"
        try:
            path = read_path(argument, keyword)
        except BadPath as cause:
            raise Refused(bad) from cause
        except BadParameter as cause:
            raise Refused(words.SYNTAX.format(form=f"{command} [KEY=value]")) from cause
        if path is None:
            raise Refused(words.SYNTAX.format(form=command))
        return path

    def _check_parameters(self, path: Path) -> None:
        given = dict(path.parameters)
        utf8 = given.pop("SMTPUTF8", None) if self._utf8 else None
        if not path.is_ascii and utf8 is None:
            raise Refused(words.NEEDS_SMTPUTF8)
        if utf8 or given.pop("BODY", "7BIT").upper() not in _BODIES:
            raise Refused(words.SYNTAX.format(form="MAIL FROM:<address> BODY=8BITMIME SMTPUTF8"))
        size = given.pop("SIZE", "0")
        if not (size.isascii() and size.isdecimal() and len(size) <= 20):
            raise Refused(words.SYNTAX.format(form="MAIL FROM:<address> SIZE=bytes"))
        if given:
            raise Refused(words.UNKNOWN_PARAMETER.format(name=next(iter(given))))
        if int(size) > self.door.max_bytes:
            raise Refused(words.TOO_BIG.format(bytes=self.door.max_bytes))

    def _may_bring_another(self) -> None:
        self._letters += 1
        if self._letters > self.door.limits.max_transactions:
            raise Refused(words.ENOUGH_LETTERS, final=True)
        if self.door.disk_is_full(Wire.now()):
            raise Refused(words.DISK_FULL)
        refusal = self.door.visitors.brings(self.client, Wire.now())
        if refusal:
            raise Refused(refusal)

    async def say_rcpt(self, argument: str) -> str:
        """Our mailboxes only. Who tries many others is answered slowly, whatever the answer, and then sent away."""
        mail = self._begun()
        if len(mail.rcpts) >= self.door.limits.max_recipients:
            raise Refused(words.TOO_MANY_RECIPIENTS)
        path = self._path(argument, "TO", words.BAD_RECIPIENT)
        if not path.address:
            raise Refused(words.BAD_RECIPIENT)
        if not path.is_ascii and not mail.utf8:
            raise Refused(words.NEEDS_SMTPUTF8)
        if path.parameters:
            raise Refused(words.UNKNOWN_PARAMETER.format(name=next(iter(path.parameters))))
        most = self.door.limits.max_unknown_recipients
        if self._unknown > most // 2:
            await asyncio.sleep(_SLOWER_SECONDS)
        refusal = await self.door.mailboxes.refusal(path.address)
        if not refusal:
            mail.rcpts.append(path.address)
            return words.RECIPIENT_OK
        if refusal in (words.NO_SUCH_MAILBOX, words.NO_RELAY):
            self._unknown += 1
            if self._unknown > most:
                log.info("%s was sent away after %d unknown recipients", self.client, self._unknown)
                raise Refused(words.TOO_MANY_UNKNOWN, final=True)
        return refusal

    def _begun(self) -> Mail:
        if not self._helo:
            raise Refused(words.NOT_GREETED.format(greeting=self.greeting))
        if self._mail is None:
            raise Refused(words.NO_SENDER)
        return self._mail

    async def say_data(self, argument: str) -> str:
        """The letter. Its transaction ends with the reply, whatever that is."""
        mail = self._begun()
        if argument:
            raise Refused(words.SYNTAX.format(form="DATA"))
        if not mail.rcpts:
            raise Refused(words.NO_RECIPIENT)
        if self.door.in_flight.full:
            raise Refused(words.BUSY)
        self.in_data, self._mail = True, None
        share = self.door.in_flight.share()
        kept: Awaitable[str] | None = None
        try:
            await self.push(words.GO_AHEAD)
            incoming = await self._receive(share.hold)
            raw = incoming.letter()
            share.hold(len(raw))
            kept = self.door.keep(self._envelope(mail), raw, share)  # which releases the share, too
            return self.after_data(await kept, mail)
        except Refused as refused:
            if refused.reply.startswith("421"):
                raise
            raise Refused(self.after_data(refused.reply, mail), final=refused.final) from refused
        except (Gone, ConnectionError, TimeoutError):
            raise
        except Exception as error:
            return self.after_data(self.door.trouble(error), mail)
        finally:
            self.in_data = False
            if kept is None:
                share.release()

    async def _receive(self, hold: Callable[[int], bool]) -> Incoming:
        limits = self.door.limits
        until = Wire.now() + limits.data_seconds
        incoming = Incoming(
            most_bytes=self.door.max_bytes,
            most_line_bytes=limits.max_line_bytes,
            normalise=limits.bare_line_ends == "normalise",
        )
        try:
            ended = False
            while not ended:
                ended = incoming.feed(await self.wire.chunk(until))
                if not hold(incoming.held):
                    incoming.discard(words.BUSY)
                    hold(incoming.held)
        except (Gone, ConnectionError, asyncio.CancelledError):
            log.info("smtp.aborted bytes=%d", incoming.received)
            raise
        self.wire.put_back(incoming.rest)
        return incoming

    def _envelope(self, mail: Mail) -> Envelope:
        return Envelope(
            self.way_in,
            tuple(mail.rcpts),
            self.door.house.clock.now(),
            mail_from=mail.sender,
            peer=self.client,
            helo=self._helo,
            tls=self.encrypted,
        )

    def after_data(self, reply: str, mail: Mail) -> str:
        """One reply for the letter."""
        return reply

    async def say_rset(self, argument: str) -> str:
        """Forget the transaction."""
        if argument:
            raise Refused(words.SYNTAX.format(form="RSET"))
        self._mail = None
        return words.OK

    async def say_noop(self, argument: str) -> str:
        """Nothing."""
        return words.OK

    async def say_quit(self, argument: str) -> str:
        """The end."""
        if argument:
            raise Refused(words.SYNTAX.format(form="QUIT"))
        return words.BYE

    async def say_vrfy(self, argument: str) -> str:
        """The same for everybody."""
        if not argument:
            raise Refused(words.SYNTAX.format(form="VRFY address"))
        return words.NOT_TOLD

    async def say_help(self, argument: str) -> str:
        """Nothing that the greeting did not say."""
        return words.HELP

    async def say_starttls(self, argument: str) -> str:
        """Encrypt. What came behind the command in the clear is thrown away (threats T10)."""
        if argument:
            raise Refused(words.SYNTAX.format(form="STARTTLS"))
        if self.door.certificate is None:
            raise Refused(words.NOT_OFFERED)
        if self.encrypted:
            raise Refused(words.ENCRYPTED_ALREADY)
        self.wire.take()
        await self.smtp_STARTTLS(None)
        return ""

    async def say_not_offered(self, argument: str) -> str:
        """Known, and not done here."""
        raise Refused(words.NOT_OFFERED)


Command = Callable[[Session, str], Awaitable[str]]
COMMANDS: dict[str, Command] = {
    "HELO": Session.say_helo,
    "EHLO": Session.say_ehlo,
    "MAIL": Session.say_mail,
    "RCPT": Session.say_rcpt,
    "DATA": Session.say_data,
    "RSET": Session.say_rset,
    "NOOP": Session.say_noop,
    "QUIT": Session.say_quit,
    "VRFY": Session.say_vrfy,
    "HELP": Session.say_help,
    "STARTTLS": Session.say_starttls,
    "EXPN": Session.say_not_offered,
    "AUTH": Session.say_not_offered,
    "BDAT": Session.say_not_offered,
    "ETRN": Session.say_not_offered,
}
