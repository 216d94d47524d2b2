"""Everything mailgate raises on purpose, as one tree. The message of each is the sentence that people read.

    MailgateError
    ├── WrongUse        the caller asked for something that does not exist or is not allowed (exit 2)
    │   ├── BadAddress      not one mail address
    │   ├── BadSetup        a desk file, registry file or settings file is wrong; carries every finding
    │   ├── UnknownThing    no ticket, letter, staff member, form … of that name
    │   └── NotInstalled    it needs a package that comes with an extra; the sentence names it
    ├── NotAllowed      the ticket's life has no such step now (exit 1)
    ├── Conflict        somebody else changed the ticket first; read again and decide again (exit 1)
    ├── NotEnough       too few examples to learn from (exit 1)
    ├── BadModel        the bytes are no learned model that this program can read; train it again (exit 1)
    ├── ReadingFailed   a letter cost more than reading may cost, or ended its reader (exit 1)
    └── Trouble         a temporary failure outside of us: database, relay, DNS (exit 1; 4xx on the wire)

What a stranger on the wire may read is never taken from here: the SMTP shell has its own fixed words.
"""

from collections.abc import Sequence


class MailgateError(Exception):
    """The base of all errors that mailgate raises on purpose."""

    exit_code = 1


class WrongUse(MailgateError):
    """The command or request itself is wrong; nothing was done."""

    exit_code = 2


class BadAddress(WrongUse):
    """The text is not exactly one mail address (RFC 5321 §4.1.2)."""


class BadSetup(WrongUse):
    """A file that a person wrote is wrong. `findings` has one sentence per mistake, all of them at once."""

    def __init__(self, findings: Sequence[str]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(self.findings))


class UnknownThing(WrongUse):
    """What was named does not exist here."""

    exit_code = 1


class NotInstalled(WrongUse):
    """A package is missing that one of mailgate's extras brings; the message says which extra to install."""


class NotAllowed(MailgateError):
    """The ticket's table has no such step from where it stands."""


class Conflict(MailgateError):
    """The row changed since it was read; nothing was written."""


class NotEnough(MailgateError):
    """There are too few examples to learn from; the message has the numbers."""


class BadModel(MailgateError):
    """The bytes are not a learned model, are damaged, or of another version; nothing in them was run."""


class ReadingFailed(MailgateError):
    """The letter was not read: it cost more than reading may cost, or ended its reader. Its bytes are kept."""


class Trouble(MailgateError):
    """Something outside of mailgate does not answer; try again later."""
