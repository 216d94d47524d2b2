"""The kinds of letters that mailgate writes: one row per effect, with all that is decided by the kind alone.

A kind's templates are templates/mail/<language>/<effect>.txt.j2. Whoever needs a rule about kinds reads this table.
"""

from dataclasses import dataclass

from mailgate.model.errors import UnknownThing
from mailgate.registry.disclosure import Discloses

LANGUAGES = ("cs", "pl", "en", "ru")  #: each kind is written in each of these


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter. The defaults are those of a letter that tells a customer about a step of their request."""

    effect: str
    answers_letter: bool = False  #: Auto-Submitted: auto-replied (RFC 3834 §5), whatever caused it
    null_sender: bool = False  #: MAIL FROM:<>, so that its bounce cannot come back (RFC 3834 §3.3)
    counted: bool = False  #: no human act caused it and it answers a letter or form: the budget may stop it
    once_a_day: bool = False  #: one a day to a stranger's address (threat T29)
    by_hand: bool = False  #: staff's own words; not even the circuit breaker stops it
    to_staff: bool = False  #: goes to a colleague: no "Re:", no phone line
    discloses: Discloses = Discloses.TICKET  #: so who may get it; a new kind tells about the ticket until it says less


_ROWS = (
    Kind("received", answers_letter=True, null_sender=True, counted=True),
    Kind(
        "received_neutral",
        answers_letter=True,
        null_sender=True,
        counted=True,
        once_a_day=True,
        discloses=Discloses.NOTHING,
    ),
    Kind("form_received", null_sender=True, counted=True, once_a_day=True, discloses=Discloses.NOTHING),
    Kind("refused", answers_letter=True, null_sender=True, counted=True, once_a_day=True, discloses=Discloses.NOTHING),
    Kind("not_entitled", answers_letter=True, null_sender=True, counted=True, discloses=Discloses.NOTHING),
    # Not with the null sender: when nobody entitled can be reached, the owner must learn of it.
    Kind("approval_request", counted=True, discloses=Discloses.ENTITLED),
    Kind("colleague_wrote", counted=True, discloses=Discloses.MEMBER),
    Kind("taken"),
    Kind("taken_over"),
    Kind("asked", by_hand=True),
    Kind("asked_reminder"),
    Kind("closing_question"),
    Kind("reply", by_hand=True),
    Kind("on_hold"),
    Kind("appointment"),
    Kind("mitigated", by_hand=True),
    Kind("verify"),
    Kind("verify_expectation"),
    Kind("reminder"),
    Kind("closed"),
    Kind("reopened"),
    Kind("merged"),
    Kind("delayed"),
    Kind("staff_task", to_staff=True, discloses=Discloses.STAFF),
    Kind("page", to_staff=True, discloses=Discloses.STAFF),
)
KINDS = {kind.effect: kind for kind in _ROWS}


def kind_of(effect: str) -> Kind:
    """The row of an effect. Raises UnknownThing when mailgate writes no such letter."""
    try:
        return KINDS[effect]
    except KeyError:
        raise UnknownThing(f"there is no letter {effect!r}; known are: {', '.join(KINDS)}") from None
