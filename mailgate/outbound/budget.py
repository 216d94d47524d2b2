"""May this letter leave, or would it feed a loop? (RFC 3834 §2, threats T28, T29, P20, design.md §9)

Pure: the caller counts, inside the transaction that would send, and records the reason of a letter that was stopped.
A letter that staff wrote by hand, or that goes to staff, is never stopped here.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from mailgate.model.address import Address
from mailgate.outbound.kinds import kind_of

COUNTED_PER_HOUR = 3  #: answers without a human act, per address and sliding hour
ONCE_A_DAY = "this stranger's address already got such an answer within a day"  #: nobody has to do anything about it
BREAKER_PER_HOUR = 10  #: letters of any kind that nobody wrote by hand, per address and sliding hour

#: Local parts behind which nobody reads, with ".", "-" and "_" taken out: no-reply, jira_noreply, do.not.reply …
_NOBODY = re.compile(r".*(no|donot|dont|never)reply|mailerdaemon|postmaster|bounces?|listserv|majordomo|.*autoreply")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many letters already left to the address; the one in question is not among them."""

    counted_last_hour: int = 0  #: of the counted kinds
    same_kind_ticket_last_10min: int = 0  #: of this kind, about this ticket
    neutral_last_day: int = 0  #: of this kind; leave it 0 for an address that is in the registry
    all_last_hour: int = 0  #: of all kinds that are not written by hand


def allowed(effect: str, counts: Counts) -> str:
    """Why this letter may not leave now, in words for the ticket's history; "" when it may. Raises UnknownThing."""
    kind = kind_of(effect)
    if kind.by_hand or kind.to_staff:
        return ""
    if counts.all_last_hour >= BREAKER_PER_HOUR:
        return f"{counts.all_last_hour} automatic letters went to this address within an hour; a person must look"
    if not kind.counted:
        return ""
    if counts.counted_last_hour >= COUNTED_PER_HOUR:
        return f"{counts.counted_last_hour} automatic answers went to this address within an hour"
    if counts.same_kind_ticket_last_10min:
        return "the same answer about this ticket went to this address less than ten minutes ago"
    if kind.once_a_day and counts.neutral_last_day:
        return ONCE_A_DAY
    return ""


def automatic_address(address: str) -> bool:
    """Whether nobody reads behind this address: no-reply, mailer-daemon and postmaster names, or not an address."""
    read = Address.read(address)
    return read is None or _NOBODY.fullmatch(re.sub(r"[._-]", "", read.without_tag().local)) is not None


def never_answered(address: str, own: Collection[str]) -> str:
    """Why no automatic answer may ever go to this address; "" when it may. `own`: canonical addresses of mailboxes."""
    read = Address.read(address)
    if read is not None and str(read.without_tag()) in own:
        return "this is an address of our own"
    return "nobody reads behind this address" if automatic_address(address) else ""
