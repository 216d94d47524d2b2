"""Gather the occasion of one letter out, as things stand now, and compose it.

The same function serves the delivery and the preview. Instants that count from the sending (the end of the
verification window) are computed here, so that what is printed is what will be kept.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailgate.desk.appointment import agreed_in
from mailgate.desk.asking import own_questions
from mailgate.desk.house import Work
from mailgate.desk.links import APPROVAL_REQUEST, COLLEAGUE_WROTE, PURPOSES, seal
from mailgate.desk.promises import company_of, first_answer_due, reopen_window, verification_ends
from mailgate.desk.recipients import Recipient, as_recipient, member
from mailgate.desk.speaker import speaker_of
from mailgate.lifecycle.table import DISPUTES_BEFORE_LEAD
from mailgate.model.errors import UnknownThing
from mailgate.model.event import QUESTIONS, VERIFICATIONS, Effect
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import ClockKind, Flag, MessageKind, State, Ticket
from mailgate.outbound.compose import Composed, compose
from mailgate.outbound.kinds import LANGUAGES, kind_of
from mailgate.outbound.occasion import EXTRA, Occasion
from mailgate.registry.disclosure import Discloses

#: By letter: the key of its link in the template, and the path of its page.
_ANSWERED_ONCE = {APPROVAL_REQUEST: ("approve", "a"), COLLEAGUE_WROTE: ("register", "c")}
PROVING = ("received_neutral", "form_received")  #: an answer to these, or their link, proves the address


def composed(work: Work, letter: OutLetter, ticket: Ticket) -> Composed:
    """The letter as bytes. Raises UnknownThing when the desk has no mailbox to write from."""
    occasion = occasion_of(work, letter, ticket)
    bounce_to = occasion.reply_to if not kind_of(letter.effect).null_sender else ""
    return compose(letter.effect, letter.to, letter.message_id, occasion, work.now, work.house.renderer, bounce_to)


def occasion_of(work: Work, letter: OutLetter, ticket: Ticket) -> Occasion:
    """Everything that the template may look at. A ticket with id 0 is none: it has no number, and takes no replies."""
    kind = kind_of(letter.effect)
    neutral = kind.discloses is Discloses.NOTHING
    spoken_to = _colleague(work, letter.to) if kind.to_staff else as_recipient(work, ticket, letter.to, kind.discloses)
    params = {key: str(value) for key, value in letter.params.items()}
    mailbox = work.desk.mailbox(ticket.mailbox) or next(iter(work.desk.mailboxes), None)
    if mailbox is None:
        raise UnknownThing("there is no mailbox to write from: load a desk file with [[mailbox]]")
    company = None if neutral else company_of(work, ticket)  # not even the phone betrays a customer (T48)
    firm = work.desk.firm
    references = _references(work, letter, ticket)
    asks = tuple(letter.params.get("asks", ()))
    return Occasion(
        firm=firm.name,
        mailbox=mailbox.address,
        mailbox_name=mailbox.name or firm.name,
        reply_to=work.house.minter.reply_address(ticket.id, mailbox.address) if ticket.id else mailbox.address,
        zone=firm.zone,
        language=spoken_to.language,
        number=ticket.number if ticket.id else "",
        subject=ticket.subject,
        phone=firm.oncall_phone if company and company.oncall and firm.oncall_phone else firm.phone,
        greeting=spoken_to.greeting,
        deadline=deadline_of(work, letter, ticket),
        staff=_speaker(work, params, ticket),
        text=params.get("text", ""),
        asks=asks,
        asked_at=datetime.fromisoformat(params["asked"]) if params.get("asked") else None,
        own_questions=own_questions(work.desk, asks, spoken_to.language),
        how=params.get("how", ticket.resolution.get("how", "")),
        extra={key: params[key] for key in EXTRA if params.get(key)},
        links=_links(work, letter, ticket),
        **_asked_about(work, letter, ticket),
        since=datetime.fromisoformat(params["since"]) if params.get("since") else None,
        customer=ticket.customer if kind.to_staff else "",
        priority=str(ticket.priority or "") if kind.to_staff else "",
        lead=params.get("lead", ""),
        reopen_until=work.now + reopen_window(work) if letter.effect == Effect.CLOSED else None,
        appointment=agreed_in(letter),
        references=references,
        in_reply_to=references[-1] if references else "",
        automatic=not kind_of(letter.effect).by_hand,
    )


def deadline_of(work: Work, letter: OutLetter, ticket: Ticket) -> datetime | None:
    """The next promised instant that this letter names."""
    if letter.effect in VERIFICATIONS:
        if ticket.state is State.VERIFYING:  # the first of several has it already, and the window runs
            return _clock(work, ticket, ClockKind.VERIFICATION)
        silence_closes = ticket.disputes < DISPUTES_BEFORE_LEAD
        return verification_ends(work, ticket, work.now) if silence_closes else None
    if letter.effect == Effect.REMINDER:
        return _clock(work, ticket, ClockKind.VERIFICATION)
    if letter.effect in (Effect.RECEIVED, Effect.REOPENED):
        return first_answer_due(work, ticket, ticket.waiting_since or letter.created_at)
    due = letter.params.get("due")
    return datetime.fromisoformat(due) if due else None


def _clock(work: Work, ticket: Ticket, kind: ClockKind) -> datetime | None:
    clocks = work.unit.clocks.of_ticket(ticket.id)
    return next((clock.due_at for clock in clocks if clock.kind is kind), None)


def _colleague(work: Work, address: str) -> Recipient:
    member = work.desk.staff_member(address)
    spoken = [language for language in (member.languages if member else ()) if language in LANGUAGES]
    return Recipient(address, spoken[0] if spoken else "en")


def _speaker(work: Work, params: Mapping[str, str], ticket: Ticket) -> str:
    """Who writes: the acting person, else who speaks for us; "" is the team (never an invented person, S0-2)."""
    speaker = speaker_of(work, ticket)
    return params.get("staff") or (speaker.name if speaker else "")


def _links(work: Work, letter: OutLetter, ticket: Ticket) -> dict[str, str]:
    base = work.house.base_url
    if letter.effect in QUESTIONS:
        page = f"{base}/v/{seal(work, 'verify', letter)}"
        return {answer: f"{page}?answer={answer}" for answer in ("yes", "no", "partly")}
    if letter.effect in PROVING and Flag.UNPROVEN in ticket.flags:
        return {"prove": f"{base}/p/{seal(work, 'prove', letter)}"}
    if letter.effect in PURPOSES:
        key, path = _ANSWERED_ONCE[letter.effect]
        # Without an instant nobody was meant to answer: those who are told because there is no administrator.
        return {key: f"{base}/{path}/{seal(work, PURPOSES[letter.effect], letter)}"} if letter.params.get("due") else {}
    return {"view": f"{base}/t/{ticket.number}"} if kind_of(letter.effect).to_staff else {}


def _asked_about(work: Work, letter: OutLetter, ticket: Ticket) -> dict[str, Any]:
    """Whose request it is, for those who are asked about it. A colleague has no name yet that the registry knows."""
    if letter.effect not in PURPOSES:
        return {}
    person = member(work, ticket, ticket.requester)
    named = f"{person.name}, {ticket.requester}" if person else ticket.requester
    return {"author": named, "topic": str(letter.params.get("right", "")), "opened_at": ticket.opened_at}


def _references(work: Work, letter: OutLetter, ticket: Ticket) -> tuple[str, ...]:
    """The recipient's own thread: the customer's letters and what we sent to this address before."""
    kind = kind_of(letter.effect)
    if kind.to_staff:
        return ()
    if not ticket.id:
        return (ticket.first_message_id,) if ticket.first_message_id else ()
    # Who is told nothing, or asked about somebody else, is told nothing of the letters of others either.
    own = kind.discloses is Discloses.NOTHING or letter.effect in PURPOSES
    said = [
        (message.at, message.message_id)
        for message in work.unit.tickets.messages(ticket.id)
        if message.kind is MessageKind.CUSTOMER and message.message_id and (message.author == letter.to or not own)
    ]
    sent = [
        (out.sent_at, out.message_id)
        for out in work.unit.outbox.of_ticket(ticket.id)
        if out.sent_at and out.to == letter.to and out.id != letter.id
    ]
    return tuple(message_id for _, message_id in sorted([*said, *sent]))
