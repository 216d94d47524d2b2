"""Put letters of ours into the outbox: to those who may be told (law 7), within the budget against loops (law 10).

Nothing leaves here: `deliver` composes and sends. A letter that may not leave is recorded as suppressed, with why. No
other module queues a letter.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from mailgate.desk.house import Work
from mailgate.desk.recipients import audience, may_not_be_told
from mailgate.model.event import Effect
from mailgate.model.outgoing import PAGER, OutLetter, OutState
from mailgate.model.ticket import Ticket
from mailgate.outbound.budget import ONCE_A_DAY, Counts, allowed, never_answered
from mailgate.outbound.kinds import KINDS, kind_of

FORM_RECEIVED = "form_received"  #: at most one a day, also to people we know: anybody may fill in a public form
_COUNTED = tuple(kind.effect for kind in KINDS.values() if kind.counted)
_AUTOMATIC = tuple(kind.effect for kind in KINDS.values() if not kind.by_hand and not kind.to_staff)


def tell(work: Work, ticket: Ticket, effect: Effect, event_id: int, params: Mapping[str, Any]) -> list[str]:
    """One letter of this effect to everybody who may be told; of each "" or why it may not leave."""
    told = audience(work, ticket)
    if not told.recipients and effect is not Effect.CLOSED:  # at its end nothing is left to do for anybody
        return [f"'{effect}' was sent to nobody: {told.why}"]
    return [post(work, ticket, effect, recipient.address, event_id, params) for recipient in told.recipients]


def page(work: Work, ticket: Ticket, event_id: int, params: Mapping[str, Any]) -> None:
    """Call each of `params["told"]` by mail, and by the pager where there is one."""
    ways = ("", PAGER) if work.house.pager else ("",)
    said = {name: params[name] for name in ("since", "due")}
    for address in params["told"]:
        for way in ways:
            post(work, ticket, Effect.PAGE, f"{way}{address}", event_id, said)


def post(
    work: Work,
    ticket: Ticket,
    effect: str,
    to: str,
    event_id: int,
    params: Mapping[str, Any],
    *,
    due_at: datetime | None = None,
) -> str:
    """Queue one letter, not before `due_at`; "" or, for the ticket's history, why it may not leave.

    A neutral letter that only comes once a day is "" as well: it is recorded as suppressed, and is nobody's task (T29).

    A ticket with id 0 is none (`refuse`): then nothing but the caller's transaction keeps the letter from being queued
    twice, and the budget counts by address alone.
    """
    refusal = _refusal(work, ticket, effect, to.removeprefix(PAGER))
    letter = OutLetter(
        effect=effect,
        to=to,
        message_id=work.house.minter.message_id(ticket.id, work.house.nonce(), ticket.mailbox.rpartition("@")[2]),
        created_at=work.now,
        ticket_id=ticket.id or None,
        params=dict(params),
        state=OutState.SUPPRESSED if refusal else OutState.QUEUED,
        answer=refusal,
        event_id=event_id,
        due_at=due_at,
    )
    work.unit.outbox.queue(letter)
    return f"'{effect}' to {to} was not sent: {refusal}" if refusal not in ("", ONCE_A_DAY) else ""


def _refusal(work: Work, ticket: Ticket, effect: str, to: str) -> str:
    if closed := may_not_be_told(work, ticket, effect, to):
        return closed
    if kind_of(effect).to_staff:
        return ""
    never = never_answered(to, {mailbox.address for mailbox in work.desk.mailboxes})
    return never or allowed(effect, _counts(work, ticket, effect, to))


def _counts(work: Work, ticket: Ticket, effect: str, to: str) -> Counts:
    count = work.unit.outbox.count_since
    hour, ten_minutes, day = (work.now - timedelta(minutes=minutes) for minutes in (60, 10, 24 * 60))
    once_a_day = kind_of(effect).once_a_day and (effect == FORM_RECEIVED or not work.unit.people.by_address(to))
    return Counts(
        counted_last_hour=count(to, _COUNTED, hour),
        same_kind_ticket_last_10min=count(to, (effect,), ten_minutes, ticket.id),
        neutral_last_day=count(to, (effect,), day) if once_a_day else 0,
        all_last_hour=count(to, _AUTOMATIC, hour),
    )
