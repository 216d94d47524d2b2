"""What the pipeline knows of a letter so far (Intake), and how its questions may end it early (Verdict)."""

from dataclasses import dataclass, replace

from mailgate.ingest.threading import NO_THREAD, SURE, Thread
from mailgate.model.letter import Fate, KeptLetter, Letter, Proof
from mailgate.registry.standing import Outcome, Policy, Who


@dataclass(frozen=True, slots=True)
class Intake:
    """Each question fills in a field, or ends the letter with a Verdict."""

    kept: KeptLetter
    letter: Letter
    proof: Proof
    policy: Policy = "accept"  #: the mailbox's policy for strangers
    at_once: str = ""  #: why it is a ticket at once from anyone not forged
    who: Who | None = None
    thread: Thread = NO_THREAD
    outcome: Outcome | None = None
    reasons: tuple[str, ...] = ()

    @property
    def security(self) -> bool:
        """Somebody writes as another (T2), or an outsider has a letter of ours in hand (T5)."""
        return self.proof is Proof.FORGED or (self.thread.method in SURE and not self.thread.joins)

    def because(self, reason: str) -> "Intake":
        """The same with one more reason."""
        return replace(self, reasons=(*self.reasons, reason))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of a letter that neither opens nor joins a ticket as words of a person."""

    fate: Fate
    reason: str
    intake: Intake
    ticket_id: int | None = None  #: where it is noted
