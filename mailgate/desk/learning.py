"""The life of the learned model: when it is trained anew, and how it is thrown away.

    learn(house)                 # when it is time; what was made, else None
    learn(house, at_once=True)   # now; raises NotEnough, NotInstalled
    forget(house)

The training itself runs outside of any transaction. A model is derived: without it nothing but its guesses is lost.
"""

from datetime import timedelta

from mailgate.desk.finding import Finding
from mailgate.desk.house import House, Work
from mailgate.model.errors import NotAllowed, NotEnough, NotInstalled
from mailgate.model.lesson import KeptModel

FEWEST_NEW = 20  #: lessons since the last model, before a new one is worth its training
AT_LEAST_EVERY = timedelta(days=1)  #: even for fewer: people correct their lessons, too
_MOST_EXAMPLES = 20_000

SWITCHED_OFF = "learning is switched off, or not installed: see [learn] in mailgate.toml and mailgate doctor"


def learn(house: House, *, at_once: bool = False) -> KeptModel | None:
    """Train and keep a model when it is time. With `at_once` in any case; then too few examples are an error."""
    if house.memory is None:
        if at_once:
            raise NotAllowed(SWITCHED_OFF)
        return None
    with house.view() as work:
        if not at_once and not _is_time(work):
            return None
        lessons, examples, now = work.unit.lessons.count(), work.unit.lessons.examples(_MOST_EXAMPLES), work.now
    try:
        trained = house.memory.learner.train(examples)
    except (NotEnough, NotInstalled):
        if at_once:
            raise
        return None
    made = KeptModel(now, lessons, trained.body, trained.told)
    with house.work() as work:
        work.unit.lessons.put_model(made)
    return made


def _is_time(work: Work) -> bool:
    lessons, model = work.unit.lessons.count(), work.unit.lessons.model()
    if model is None:
        return lessons > 0
    return lessons - model.lessons >= FEWEST_NEW or work.now - model.made_at >= AT_LEAST_EVERY


def forget(house: House) -> None:
    """Throw the model away. The lessons stay, and the next training makes another one of them."""
    with house.work() as work:
        work.unit.lessons.drop_model()


def findings(house: House, *, wanted: bool) -> list[Finding]:
    """What to know about it; nothing here is an error, since rules and people decide without it."""
    if not wanted:
        return []
    if house.memory is None:
        what = "scikit-learn is not installed, so nothing is learned: rules and people decide"
        return [Finding("info", what, "pip install 'mailgate[learn]'")]
    with house.view() as work:
        kept = work.unit.lessons.model()
        if kept is None:
            return []
        days = (work.now - kept.made_at).days
        size = f"{len(kept.body) // 1024} kB"
        what = f"the learned model is {days} days old, {size}, of {kept.lessons} lessons"
        unread = house.memory.look(work.unit) is None
    if unread:
        return [Finding("warning", f"{what}, and cannot be read, so it is not asked", "mailgate model train")]
    return [Finding("info", what, "nothing to do; mailgate model forget throws it away")]
