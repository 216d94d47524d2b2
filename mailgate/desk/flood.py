"""The limit of what comes in at once although it would be held: outages an hour, of a domain and in all (design.md §5).

`within_limit` stands between the questions of the pipeline and the landing. An outage is a ticket at once from anyone
who is not forged, so anybody who knows the words could fill the front of the queue, under as many domains as they can
think of. Beyond the limit a letter is held with that reason, and nothing is lost; a known outage is worked by then. Who
may open a ticket anyway is never counted.
"""

import hashlib
from datetime import datetime, timedelta

from mailgate.desk.house import Work
from mailgate.ingest.verdict import Intake, Verdict
from mailgate.model.letter import Fate
from mailgate.registry.standing import Outcome, outcome

MOST_OF_DOMAIN = 5
MOST_IN_ALL = 40  #: whatever domains they claim
WITHIN = timedelta(hours=1)  #: sliding
_NOTE = "at_once"  #: names the note of what was counted lately


def within_limit(work: Work, answer: Intake | Verdict) -> Intake | Verdict:
    """The same answer, counted; or the verdict that this one letter too many waits for a person.

    Two workers that count at the same time may each let one in: a limit against floods need not be exact.
    """
    otherwise = None if isinstance(answer, Verdict) else _otherwise(answer)
    if isinstance(answer, Verdict) or otherwise is None or otherwise.ticket:
        return answer
    author = answer.letter.from_address
    mark = _mark(author.domain if author else "")
    lately = [each for each in (work.unit.notes.get(_NOTE) or "").split() if _lately(work, each)]
    of_domain = sum(each.endswith(mark) for each in lately)
    if of_domain >= MOST_OF_DOMAIN or len(lately) >= MOST_IN_ALL:
        whose = f"{of_domain} such letters of {author.domain if author else 'authors who are not certain'}"
        many = whose if of_domain >= MOST_OF_DOMAIN else f"{len(lately)} such letters in all"
        why = f"{answer.at_once}, but {many} became tickets within the last hour"
        return Verdict(Fate.HELD, f"{otherwise.why}; {why}", answer)
    work.unit.notes.put(_NOTE, " ".join([*lately, f"{work.now.isoformat()}{mark}"]))
    return answer


def _otherwise(intake: Intake) -> Outcome | None:
    """What would become of an outage that opens a ticket, if it were none. None: it is no such letter."""
    if not intake.at_once or intake.kept.envelope.form or intake.thread.joins or intake.who is None:
        return None
    author_known = intake.letter.from_address is not None
    return outcome(intake.who.standing, intake.proof, author_known, intake.policy)


def _lately(work: Work, counted: str) -> bool:
    return abs(work.now - datetime.fromisoformat(counted.partition("=")[0])) < WITHIN


def _mark(domain: str) -> str:
    """What a counted instant ends with. A digest: what is counted stays short."""
    return f"={hashlib.sha256(domain.encode()).hexdigest()[:16]}"
