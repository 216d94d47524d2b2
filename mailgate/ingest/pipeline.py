"""What we ask of a letter before the desk takes it, in order.

    Letter → can it be read? → a report? → who? → which ticket? → a machine? → may it come in? → the desk

Pure: no socket, no clock, no database. Law 10 stands in `is_it_a_machine`, law 8 in `which_ticket`. What kind of
letter it is, the desk has asked `classify` before: an outage comes in where this list would hold it.
"""

from collections.abc import Callable
from dataclasses import replace

from mailgate.ingest.known import Known
from mailgate.ingest.threading import SURE, Thread, find_thread
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.letter import Fate, Proof, ThreadMethod
from mailgate.registry.standing import outcome, stand


def can_it_be_read(intake: Intake, known: Known) -> Intake | Verdict:
    """What is too deep, too broken or too big to read safely waits for a person, with its raw bytes (law 4)."""
    if intake.letter.unreadable:
        return Verdict(Fate.QUARANTINED, intake.letter.unreadable, intake)
    return intake


def is_it_a_report(intake: Intake, known: Known) -> Intake | Verdict:
    """A delivery report is about a letter of ours; it is noted there and never answered (RFC 3464)."""
    bounce = intake.letter.bounce
    if bounce is None or intake.kept.envelope.form:
        return intake
    ticket_id = known.ticket_of_message_id(bounce.original_message_id) or known.ticket_of_recipient(
        intake.kept.envelope.rcpts
    )
    return Verdict(Fate.BOUNCE, f"delivery report {bounce.status or 'without a status'}", intake, ticket_id or None)


def who_wrote_it(intake: Intake, known: Known) -> Intake | Verdict:
    """Standing from the registry, by exact canonical address or domain; and at which customer, when that is certain."""
    author = intake.letter.from_address
    memberships = known.memberships(str(author)) if author else ()
    company = known.company_of_domain(author.domain) if author else None
    who = stand(author, memberships, company)
    firm = f" of {who.company.name}" if who.company else ""
    if who.person and not who.company:
        firm = f" of {' and '.join(one.company.name for one in memberships)}: which one it is for is not certain"
    return replace(intake, who=who).because(f"{author or 'nobody certain'} is a {who.standing}{firm}, {intake.proof}")


def which_ticket(intake: Intake, known: Known) -> Intake | Verdict:
    """A forged letter never joins: what it names is only for the owner of that ticket to know. See `threading`."""
    if intake.who is None:
        return intake
    thread = find_thread(intake.letter, intake.kept.envelope.rcpts, known, proven=intake.proof is Proof.PROVEN)
    if thread.method is ThreadMethod.NONE:
        return intake.because("nothing in it names a ticket of ours")
    if intake.proof is Proof.FORGED:
        thread = Thread(thread.ticket_id, thread.method, named=thread.named)
    verb = "joins" if thread.joins else "names but may not join"
    through = f", which MG-{thread.named} was merged into" if thread.named else ""
    return replace(intake, thread=thread).because(f"{verb} MG-{thread.ticket_id} by {thread.method}{through}")


def is_it_a_machine(intake: Intake, known: Known) -> Intake | Verdict:
    """Robots that answer robots make mail loops (RFC 3834 §2); they never open a ticket or move one.

    A form is filled in by a person, whatever address they give; only the automatic answer to that address may be
    withheld.
    """
    if not intake.letter.automatic or intake.kept.envelope.form:
        return intake
    joined = intake.thread.ticket_id if intake.thread.joins else None
    return Verdict(Fate.AUTOMATIC, intake.letter.automatic, intake, joined)


def may_it_come_in(intake: Intake, known: Known) -> Intake | Verdict:
    """The table of standing and proof. Who joins a ticket as its party comes in whatever the table says of openers."""
    who, thread = intake.who, intake.thread
    if who is None:
        return intake
    author_known = intake.letter.from_address is not None
    decided = outcome(who.standing, intake.proof, author_known, intake.policy, at_once=intake.at_once)
    intake = replace(intake, outcome=decided)
    if intake.proof is Proof.FORGED:
        return Verdict(decided.fate, decided.why, intake)
    if thread.joins:
        return intake.because("answers our question whose address it is" if thread.receipt else "a party writes")
    if thread.method in SURE:
        return Verdict(Fate.HELD, f"it answers MG-{thread.ticket_id}, but its author is no party to it", intake)
    return intake.because(decided.why) if decided.ticket else Verdict(decided.fate, decided.why, intake)


Question = Callable[[Intake, Known], Intake | Verdict]
#: Cheap ones first; each may rely on what those above it filled in.
QUESTIONS: tuple[Question, ...] = (
    can_it_be_read,
    is_it_a_report,
    who_wrote_it,
    # Before the machine's question: an automatic letter is noted on the ticket that it belongs to.
    which_ticket,
    is_it_a_machine,
    may_it_come_in,
)


def ask(intake: Intake, known: Known) -> Intake | Verdict:
    """Put all questions to a letter."""
    for question in QUESTIONS:
        answer = question(intake, known)
        if isinstance(answer, Verdict):
            return answer
        intake = answer
    return intake
