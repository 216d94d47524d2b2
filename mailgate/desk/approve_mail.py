"""A mail in reply to a request for approval: does it approve, refuse, or must the owner look?

Only a proven reply of somebody entitled decides, directly to a request that we sent, with a plain yes or no, in time.
Everything else are words on the ticket and a task for the owner; they never approve (T5).
"""

from dataclasses import dataclass

from mailgate.desk.approval import DECISIONS, Said, awaited, decide, decided, may_decide, right_of
from mailgate.desk.house import Work
from mailgate.desk.links import ANSWER_LIFE, APPROVAL_REQUEST
from mailgate.desk.move import remark
from mailgate.ingest.verdict import Intake
from mailgate.lifecycle.answer import Answer
from mailgate.model.letter import Proof
from mailgate.model.outgoing import OutLetter
from mailgate.model.person import Right
from mailgate.model.ticket import Ticket

_ANSWERS: dict[Answer, Said] = {Answer.YES: "approve", Answer.NO: "refuse"}


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail in reply to a request for approval."""

    by: str
    right: Right
    said: Said | None  #: None: it decides nothing, and the owner must look
    why: str


def request_answered(ticket: Ticket, answered: OutLetter | None) -> OutLetter | None:
    """The letter of ours that is replied to, when it is a request about this very ticket."""
    ours = answered is not None and answered.effect == APPROVAL_REQUEST and answered.ticket_id == ticket.id
    return answered if ours else None


def weigh(work: Work, ticket: Ticket, request: OutLetter, intake: Intake, read: tuple[Answer, str]) -> Reply:
    """What a reply to a request decides. Unproven or unentitled words, doubt and lateness decide nothing."""
    by, right = str(intake.letter.from_address or ""), right_of(request)
    answer, why = read
    said = _ANSWERS.get(answer)
    doubts = (
        (intake.proof is not Proof.PROVEN, "is not proven"),
        (not may_decide(work, ticket, by, right), f"may not decide about {right}"),
        (said is None, f"leaves it open: {why}"),
        (work.now >= request.created_at + ANSWER_LIFE, f"came after {ANSWER_LIFE.days} days"),
        (_settled_otherwise(work, ticket, right, said), "is about something that is settled already"),
    )
    doubt = next((sentence for true, sentence in doubts if true), "")
    if doubt:
        return Reply(by, right, None, f"the reply of {by} to our request for approval {doubt}")
    return Reply(by, right, said, why)


def decided_by_mail(work: Work, ticket: Ticket, reply: Reply) -> Ticket:
    """Carry out a reply that decides. The same answer once more is only noted."""
    assert reply.said is not None, "a reply that decides nothing is for the owner"
    if not awaited(work, ticket, reply.right):
        return remark(work, ticket, reply.by, f"{reply.said}s as well, what is {DECISIONS[reply.said]} already")
    return decide(work, ticket, reply.right, reply.by, reply.said, f"by mail: {reply.why}")


def _settled_otherwise(work: Work, ticket: Ticket, right: Right, said: Said | None) -> bool:
    """Another answer than the one that stands, or one that nobody awaits."""
    if awaited(work, ticket, right):
        return False
    return said is None or decided(work, ticket, right) is not DECISIONS[said]
