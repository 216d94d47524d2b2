"""The limit of what comes in at once although it would be held: five outages of a domain an hour (design.md §5).

`within_limit` stands between the questions of the pipeline and the landing. An outage is a ticket at once from anyone
who is not forged, so anybody who knows the words could fill the front of the queue. Beyond the limit a letter is held
with that reason, and nothing is lost; a known outage is worked by then. Who may open a ticket anyway is never counted.
"""

import hashlib
from datetime import datetime, timedelta

from mailgate.desk.house import Work
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.letter import Fate
from mailgate.registry.standing import Outcome, outcome

MOST_AT_ONCE = 5  #: letters of one domain
WITHIN = timedelta(hours=1)  #: sliding


def within_limit(work: Work, answer: Intake | Verdict) -> Intake | Verdict:
    """The same answer, counted; or the verdict that this one letter too many waits for a person.

    Letters of one domain land one after the other (`desk.ahead`), so no two of them count at the same time.
    """
    otherwise = None if isinstance(answer, Verdict) else _otherwise(answer)
    if isinstance(answer, Verdict) or otherwise is None or otherwise.ticket:
        return answer
    author = answer.letter.from_address
    name = _note(author.domain if author else "")
    lately = [at for at in (work.unit.notes.get(name) or "").split() if _lately(work, at)]
    if len(lately) >= MOST_AT_ONCE:
        whose = author.domain if author else "authors who are not certain"
        why = f"{answer.at_once}, but {len(lately)} such letters of {whose} became tickets within the last hour"
        return Verdict(Fate.HELD, f"{otherwise.why}; {why}", answer)
    work.unit.notes.put(name, " ".join([*lately, work.now.isoformat()]))
    return answer


def _otherwise(intake: Intake) -> Outcome | None:
    """What would become of an outage that opens a ticket, if it were none. None: it is no such letter."""
    if not intake.at_once or intake.kept.envelope.form or intake.thread.joins or intake.who is None:
        return None
    author_known = intake.letter.from_address is not None
    return outcome(intake.who.standing, intake.proof, author_known, intake.policy)


def _lately(work: Work, at: str) -> bool:
    return abs(work.now - datetime.fromisoformat(at)) < WITHIN


def _note(domain: str) -> str:
    """The note that counts for a domain. A digest: a domain may be longer than the name of a note."""
    return f"at_once {hashlib.sha256(domain.encode()).hexdigest()[:32]}"
