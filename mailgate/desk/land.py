"""Land a letter: it opens a ticket, joins one, or is noted on one. Called inside the landing transaction."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial

from mailgate.classify.label import Label
from mailgate.desk.acknowledge import acknowledge, acknowledge_at_last
from mailgate.desk.approval import look_at_right
from mailgate.desk.approve_mail import decided_by_mail, request_answered, weigh
from mailgate.desk.colleague import tell_of_colleague
from mailgate.desk.facts import added, facts_of_letter
from mailgate.desk.house import Work
from mailgate.desk.merge import where_it_is
from mailgate.desk.move import (
    ask_owner,
    ask_owner_too,
    facts_of,
    flag_refusals,
    in_window,
    move,
    remark,
    reopened_often,
)
from mailgate.desk.promises import company_of, result_kind, terms
from mailgate.desk.proposal import NOTED, noted_proposal
from mailgate.desk.question import about_solution, answered_letter, for_owner
from mailgate.desk.recipients import entitled_here, member
from mailgate.desk.repeats import recurring, repeated
from mailgate.ingest.threading import SURE
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.lifecycle.answer import Answer, event_for, read_answer
from mailgate.lifecycle.consent import read_consent
from mailgate.lifecycle.machine import advance
from mailgate.lifecycle.table import ENDED, Facts
from mailgate.model.address import Address
from mailgate.model.event import VERIFICATIONS, Effect, Event
from mailgate.model.fact import Fact
from mailgate.model.letter import Bounce, Fate, Letter, Proof, Standing, ThreadMethod
from mailgate.model.outgoing import OutState
from mailgate.model.person import Company
from mailgate.model.ticket import Flag, Message, MessageKind, State, Ticket
from mailgate.outbound.kinds import LANGUAGES, kind_of
from mailgate.registry.setup import Mailbox

FORGERY = "a forged letter that names this ticket is held"  #: so begins the owner's task about it
FORGERY_TASK_EVERY = timedelta(hours=1)  #: and for one ticket it comes no more often


@dataclass(frozen=True, slots=True)
class Landed:
    """Where the letter stands now."""

    ticket: Ticket
    fate: Fate
    why: str
    continued: bool = False  #: the ticket is past its end: a new one must carry these words on


def open_ticket(
    work: Work, intake: Intake, labelled: Label, language: str, mailbox: Mailbox | None, linked: int | None
) -> Landed:
    """A new ticket with the letter as its first message, and its acknowledgement."""
    who, letter, outcome = intake.who, intake.letter, intake.outcome
    assert who is not None
    assert outcome is not None, "the pipeline has answered who and may it"
    category = work.desk.category(labelled.category)
    company = _customer_meant(work, intake, linked)
    uncertain = {Flag.WHICH_CUSTOMER} if who.person and company is None else set()
    new = Ticket(
        id=0,
        version=0,
        state=State.NEW,
        subject=letter.subject or "(no subject)",
        requester=str(letter.from_address or ""),
        requester_name=(who.person.name if who.person else letter.from_name),
        opened_at=work.now,
        updated_at=work.now,
        customer_id=company.id if company else None,
        customer=company.name if company else "",
        category=category.id if category else "",
        priority=labelled.priority if category else None,
        queue=labelled.queue,
        tags=labelled.tags,
        language=language if language in LANGUAGES else "en",
        flags=outcome.flags | uncertain,
        source=intake.kept.envelope.way_in,
        mailbox=mailbox.address if mailbox else "",
        linked_id=linked,
        first_message_id=letter.message_id,
        facts=facts_of_letter(work.desk, letter, intake.kept.envelope.received_at, company),
        **terms(work, who.company),
    )
    whys = [labelled.why]
    if again := repeated(work, new):
        new, whys = replace(new, **recurring(new)), [labelled.why, again]
    why = "; ".join(whys)
    data = {"reasons": [*intake.reasons, *whys], NOTED: noted_proposal(work.desk, labelled, letter)}
    opened = move(work, None, Event.OPENED, facts_of(new), by=_author(letter), why=why, new=new, data=data)
    ticket = opened.ticket
    add_words(work, ticket, intake, MessageKind.CUSTOMER)
    public_form = bool(intake.kept.envelope.form) and not intake.kept.envelope.signed_in
    refused = acknowledge(work, ticket, outcome.ack, letter, opened.event_id, public_form=public_form)
    ticket = flag_refusals(work, ticket, [refused])
    return Landed(look_at_right(work, tell_of_colleague(work, ticket)), Fate.TICKET, outcome.why)


def _customer_meant(work: Work, intake: Intake, linked: int | None) -> Company | None:
    """Whose ticket it is: what a member of several customers continues stays with the customer that it began with."""
    who, author = intake.who, str(intake.letter.from_address or "")
    assert who is not None
    before = work.unit.tickets.get(linked) if linked and intake.thread.joins and who.person else None
    there = member(work, before, author) if before else None
    return there.company if there else who.company


def join(work: Work, intake: Intake, language: str) -> Landed:
    """Words of a person for a ticket that exists: one letter raises one event."""
    ticket = work.unit.tickets.get(intake.thread.ticket_id or 0)
    assert ticket is not None, "the pipeline has seen it in this transaction"
    if intake.thread.receipt and Flag.UNPROVEN in ticket.flags:
        ticket = prove_author(work, ticket, ticket.requester, "answered our letter")
    letter = intake.letter
    answered = answered_letter(work, letter)
    request = request_answered(ticket, answered)
    reply = weigh(work, ticket, request, intake, _read(letter, read_consent)) if request else None
    if reply and reply.said:
        add_words(work, ticket, intake, MessageKind.CUSTOMER)
        why = f"answers our request for approval: {reply.said}"
        return Landed(decided_by_mail(work, ticket, reply), Fate.REPLY, why)
    reader = partial(read_answer, language=ticket.language)
    # What is in doubt there answers no other question of ours either.
    answer, answer_why = (Answer.OTHER, reply.why) if reply else _read(letter, reader)
    author = str(letter.from_address or "")
    proven = intake.proof is Proof.PROVEN
    entitled = proven and entitled_here(work, ticket, author)
    addressee = entitled and _was_asked(work, ticket, author)
    about = about_solution(work, ticket, answered)
    event = event_for(
        ticket.state,
        answer,
        addressee=addressee and about,
        entitled=entitled and about,
        result=result_kind(ticket),
    )
    task = reply.why if reply else for_owner(ticket, answered, answer, author)
    facts = facts_of(
        ticket,
        may_answer=entitled and not task,  # nor does it open again what is closed
        answer=answer,
        in_window=in_window(work, ticket),
        reopened_often=reopened_often(work, ticket),
        result=result_kind(ticket),
    )
    data = {"reasons": list(intake.reasons), "answer": f"{answer}: {answer_why}"}
    known = _facts_besides(work, ticket, intake) if not _goes_on_elsewhere(ticket, event, facts) else {}
    moved = move(work, ticket, event, facts, by=author, why=f"a letter: {answer_why}", data=data, changes=known)
    if Effect.OPEN_LINKED in moved.effects:
        return Landed(moved.ticket, Fate.TICKET, f"continues {ticket.number}", continued=True)
    add_words(work, moved.ticket, intake, MessageKind.CUSTOMER)
    return Landed(ask_owner_too(work, moved, task), Fate.REPLY, f"joined {ticket.number} by {intake.thread.method}")


def _goes_on_elsewhere(ticket: Ticket, event: Event, facts: Facts) -> bool:
    """The words belong to a new ticket, or to none: then so does what they say."""
    return Effect.OPEN_LINKED in advance(ticket.state, event, facts).effects


def _facts_besides(work: Work, ticket: Ticket, intake: Intake) -> dict[str, tuple[Fact, ...]]:
    """What the ticket knows when the letter is read as well."""
    company, at = company_of(work, ticket), intake.kept.envelope.received_at
    return {"facts": added(ticket.facts, facts_of_letter(work.desk, intake.letter, at, company))}


def note_on_ticket(work: Work, verdict: Verdict, letter: Letter) -> None:
    """A machine's letter that belongs to a ticket is recorded there; it moves nothing, but a report may (T30, T59)."""
    if verdict.fate is Fate.HELD:
        call_owner_to(work, verdict, letter)
    ticket = work.unit.tickets.get(verdict.ticket_id) if verdict.ticket_id else None
    if ticket is None:
        return
    add_words(work, ticket, verdict.intake, MessageKind.AUTOMATIC)
    if verdict.fate is Fate.BOUNCE and letter.bounce and letter.bounce.permanent:
        undelivered(work, ticket, _reported(work, ticket, letter.bounce), letter.bounce.status)


def _reported(work: Work, ticket: Ticket, bounce: Bounce) -> str:
    """The Message-ID of the letter that came back: the one that the report quotes, else the newest that it can mean.

    A report without the returned headers still came to the signed address that was the envelope sender of one ticket.
    """
    if work.unit.outbox.by_message_id(bounce.original_message_id):
        return bounce.original_message_id
    named = {str(read) for recipient in bounce.recipients if (read := Address.read(recipient))}
    sent = [
        out
        for out in work.unit.outbox.of_ticket(ticket.id)
        if out.state is OutState.SENT and not kind_of(out.effect).null_sender and (not named or out.to in named)
    ]
    return sent[-1].message_id if sent else ""


def call_owner_to(work: Work, verdict: Verdict, letter: Letter) -> None:
    """An outsider answers a letter of ours and is held (T5): the owner learns of it, and the ticket stays as it is."""
    thread = verdict.intake.thread
    forged = verdict.intake.proof is Proof.FORGED
    ticket = work.unit.tickets.get(thread.ticket_id or 0) if forged or thread.method in SURE else None
    if ticket is None:
        return
    if forged:
        by_number = thread.method is ThreadMethod.SUBJECT_TAG  # which anybody can count up
        if ticket.state is not State.ARCHIVED and not (by_number and ticket.state in ENDED):
            _tell_of_forgery(work, ticket, f"letter {verdict.intake.kept.id}, claims to be {_author(letter)}")
        return
    why = f"a letter that answers this ticket is held: {_author(letter)}"
    if ticket.state is State.VERIFYING:  # words of anybody who saw our question stop the clock; they decide nothing
        move(work, ticket, Event.CUSTOMER_WROTE, facts_of(ticket), by="mailgate", why=why)
    else:
        ask_owner(work, ticket, why)


def _tell_of_forgery(work: Work, ticket: Ticket, what: str) -> None:
    """Whatever it says, the ticket stays where it is and its clocks run on (T2). One task an hour is enough for it: the
    other letters stand in the ledger."""
    since = work.now - FORGERY_TASK_EVERY
    told = (entry for entry in work.unit.tickets.history(ticket.id) if entry.why.startswith(FORGERY))
    if not any(entry.at > since for entry in told):
        ask_owner(work, ticket, f"{FORGERY}: {what}")


def undelivered(work: Work, ticket: Ticket, message_id: str, why: str) -> None:
    """A letter of ours did not arrive: stop what counts on it, and tell the owner."""
    sent = work.unit.outbox.by_message_id(message_id)
    if sent is not None and sent.state is OutState.SENT:
        work.unit.outbox.settle(replace(sent, state=OutState.FAILED, answer=f"came back: {why}"))
    reason = f"{sent.effect if sent else 'a letter'} to {sent.to if sent else 'the customer'} was not delivered: {why}"
    flags = ticket.flags | {Flag.UNDELIVERED, Flag.OWNER_TASK}
    current = sent is not None and sent.effect in VERIFICATIONS and sent.params.get("round") == ticket.verify_round
    others = verification_addressees(work, ticket)
    movable = ticket.state in (State.RESOLVED, State.VERIFYING) or (
        ticket.state is State.CLOSED and in_window(work, ticket) and closed_by_silence(work, ticket)
    )
    if current and movable and not others:
        facts = facts_of(ticket, in_window=in_window(work, ticket), by_silence=closed_by_silence(work, ticket))
        changes = {"flags": flags}
        move(work, ticket, Event.VERIFICATION_UNDELIVERED, facts, by="mailgate", why=reason, changes=changes)
    else:
        ask_owner(work, where_it_is(work, ticket), reason, Flag.UNDELIVERED)


def closed_by_silence(work: Work, ticket: Ticket) -> bool:
    """The last closing was the clock's."""
    closings = [entry for entry in work.unit.tickets.history(ticket.id) if entry.dest == State.CLOSED != entry.source]
    return bool(closings) and closings[-1].event == Event.TIME_PASSED


def verification_addressees(work: Work, ticket: Ticket) -> set[str]:
    """To whom the verification letter of the current round went."""
    return {
        letter.to
        for letter in work.unit.outbox.of_ticket(ticket.id)
        if letter.effect in VERIFICATIONS
        and letter.params.get("round") == ticket.verify_round
        and letter.state is OutState.SENT
    }


def _was_asked(work: Work, ticket: Ticket, author: str) -> bool:
    """The verification letter went to this person, at this address or another of theirs."""
    asked, person = verification_addressees(work, ticket), member(work, ticket, author)
    return not asked.isdisjoint({author, *(person.addresses if person else ())})


def prove_author(work: Work, ticket: Ticket, by: str, how: str) -> Ticket:
    """The author's address is the author's, for this ticket: what waited for that is told now."""
    flags = ticket.flags - {Flag.UNPROVEN, Flag.OWNER_TASK}
    ticket = remark(work, ticket, by, f"proven: {how}", flags=flags)
    if ticket.state is State.CLOSED and in_window(work, ticket):  # nobody promises anything about what is over
        return ask_owner(work, ticket, f"{ticket.requester} is proven only now, after it was closed")
    if ticket.state in ENDED:  # of what was merged, the ticket that it became part of tells
        return ticket
    return look_at_right(work, tell_of_colleague(work, acknowledge_at_last(work, ticket)))


def _read(letter: Letter, read: Callable[..., tuple[Answer, str]]) -> tuple[Answer, str]:
    """What the newly written words answer, by one of the two readers of answers."""
    text = letter.reply_text or letter.text
    return read(text, names=letter.from_name, attachments=_encloses(letter), more=letter.own_cut)


def _encloses(letter: Letter) -> bool:
    """Whether files came with it that say something: a signature of S/MIME or PGP does not."""
    return any(not file.content_type.endswith("-signature") for file in letter.attachments)


def _author(letter: Letter) -> str:
    return str(letter.from_address or letter.from_text or "nobody certain")


def add_words(work: Work, ticket: Ticket, intake: Intake, kind: MessageKind) -> None:
    """The words of a letter, as they stand in the thread; a customer's tie their Message-IDs to the ticket."""
    letter, who = intake.letter, intake.who
    standing = who.standing if who else Standing.STRANGER
    text = letter.reply_text or letter.text
    message = Message(
        kind=kind,
        at=intake.kept.envelope.received_at,
        author=str(letter.from_address or ""),
        author_name=letter.from_name or letter.from_text,
        text=text,
        quoted=letter.quoted,
        html=letter.html,
        letter_id=intake.kept.id,
        message_id=letter.message_id,
        proof=f"{standing}, {intake.proof}",
        attachments=tuple(asdict(each) for each in letter.attachments),
    )
    work.unit.tickets.add_message(ticket.id, message)
    if kind is MessageKind.CUSTOMER:
        # A stranger could name in References what a customer is about to send, and so draw it away (T62).
        others = () if standing is Standing.STRANGER else (*letter.references, letter.in_reply_to)
        work.unit.letters.remember_ids(ticket.id, [each for each in (letter.message_id, *others) if each])
