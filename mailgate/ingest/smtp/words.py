"""Every reply of the doors, with its enhanced status code (RFC 2034, RFC 3463).

What a stranger reads on the wire is text from this file, never a word of an exception. 5xx says that sending the same
again is of no use; whatever may pass is 4xx (law 1).
"""

from collections.abc import Iterable


class Refused(Exception):
    """The command is answered with `reply`. `final`: and the connection ends, without another word."""

    def __init__(self, reply: str, *, final: bool = False) -> None:
        self.reply = reply
        self.final = final
        super().__init__(reply)


GREETING = "220 {hostname} {protocol} mailgate"
OK = "250 2.0.0 OK"
SENDER_OK = "250 2.1.0 OK"
RECIPIENT_OK = "250 2.1.5 OK"
KEPT = "250 2.0.0 Kept as letter {id}"
BYE = "221 2.0.0 Bye"
HELP = "214 2.0.0 This server takes mail for its own mailboxes; see RFC 5321"
GO_AHEAD = "354 End data with <CR><LF>.<CR><LF>"
NOT_TOLD = "252 2.5.0 Mailboxes are not told here; send the mail and see"  # the same for all (RFC 5321 §3.5.3, T48)

# Order and syntax
UNKNOWN_COMMAND = "500 5.5.1 Command not known"
UNREADABLE = "500 5.5.2 A command is a line of UTF-8 that ends with CRLF"
LONG_COMMAND = "500 5.5.2 Line longer than {bytes} bytes"
SYNTAX = "501 5.5.4 Syntax: {form}"
UNKNOWN_PARAMETER = "555 5.5.4 Parameter not known: {name}"
NOT_OFFERED = "502 5.5.1 Not offered here"
NOT_GREETED = "503 5.5.1 Say {greeting} first"
NO_SENDER = "503 5.5.1 Say MAIL first"
NO_RECIPIENT = "503 5.5.1 No valid recipients"
ENCRYPTED_ALREADY = "503 5.5.1 TLS is active already"
USE_LHLO = "500 5.5.1 Use LHLO"

# Addresses
BAD_SENDER = "553 5.1.7 Bad sender address syntax"
BAD_RECIPIENT = "553 5.1.3 Bad recipient address syntax"
NEEDS_SMTPUTF8 = "553 5.6.7 This address needs SMTPUTF8"
NO_SUCH_MAILBOX = "550 5.1.1 No such mailbox here"
NO_RELAY = "550 5.7.1 Relaying denied"

# The letter
TOO_BIG = "552 5.3.4 Message larger than {bytes} bytes"
LONG_LINE = "552 5.6.0 Line longer than {bytes} bytes"
BARE_LF = "550 5.6.0 Bare LF not allowed (RFC 5321 2.3.8)"
BARE_CR = "550 5.6.0 Bare CR not allowed (RFC 5321 2.3.8)"
NUL = "550 5.6.0 NUL not allowed (RFC 5322 4)"

# Ours to mend, or theirs to wait
TROUBLE = "451 4.3.0 Temporary trouble, try again later"
NOT_SET_UP = "451 4.3.0 Not set up yet, try later"
DISK_FULL = "452 4.3.1 Insufficient storage, try later"
BUSY = "452 4.3.1 Too much mail at once, try later"
TOO_MANY_RECIPIENTS = "452 4.5.3 Too many recipients, send the rest in another transaction"
TOO_MANY_LETTERS = "450 4.7.0 Too many letters from your address in this minute, try later"
NO_TLS_NOW = "454 4.7.0 TLS not available now"

# The end of the connection
GOING_DOWN = "421 4.3.2 Service shutting down, try again later"
FULL_HOUSE = "421 4.7.0 Too many connections, try again later"
TOO_MANY_CONNECTIONS = "421 4.7.0 Too many connections from your address, try again later"
TOO_OFTEN = "421 4.7.0 Too many connections from your address in this minute, try again later"
TOO_MANY_ERRORS = "421 4.7.0 Too many errors"
TOO_MANY_UNKNOWN = "421 4.7.0 Too many unknown recipients"
ENOUGH_LETTERS = "421 4.7.0 Enough letters on this connection, send the rest on another"
TOO_SLOW = "421 4.4.2 Waited too long, closing the connection"

#: What aiosmtpd says by itself, in our words.
OF_THE_LIBRARY = {"220 Ready to start TLS": "220 2.0.0 Ready to start TLS"}


def lines(code: int, texts: Iterable[str]) -> str:
    """A reply of several lines (RFC 5321 §4.2.1)."""
    *first, last = texts
    return "\r\n".join([*(f"{code}-{text}" for text in first), f"{code} {last}"])
