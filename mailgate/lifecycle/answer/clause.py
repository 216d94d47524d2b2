"""What one clause says about whether it is solved: the first row of RULES that fits.

Negation reaches over its clause and no further. What a negation leaves unsettled is DOUBT: it forbids a yes and says
no to nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mailgate.lifecycle.answer.sense import Sense, senses
from mailgate.lifecycle.answer.settle import denied_elsewhere, denied_late, settled, untried
from mailgate.lifecycle.answer.text import Clause

S = Sense


class Says(StrEnum):
    """The verdict on a clause."""

    GOOD = "good"
    BAD = "bad"
    LACKS = "lacks"  #: "not from home": bad beside something good, else nothing
    DOUBT = "doubt"
    CLOSES = "closes"  #: asks to close: good, but no word on whether anything works
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules look at."""

    has: frozenset[Sense]
    denied: bool  #: there is a "not" in it
    missing: bool  #: a "not", or a "without" that is not "without problems"
    all_known: bool
    late: bool
    elsewhere: bool
    untried: bool  #: "not tested", whatever it is that was not
    stable: bool  #: "does not crash", "stopped crashing", and nothing else

    def any(self, *wanted: Sense) -> bool:
        return not self.has.isdisjoint(wanted)

    def bare(self, *more: Sense) -> bool:
        """A "not" or "without" and next to nothing else."""
        return self.missing and self.all_known and self.has <= _BARE.union(more)


#: What a bare "not" may stand beside and still be about the matter itself.
_BARE = senses("not no without fill thing yet still sadly and but thanks again of nice help was you")
#: What makes a crash good news, and what may stand beside it.
_ENDED = senses("not stop")
_STABLE = senses("not stop crash fill thing and thanks hello bye")
#: What the tale of a cause is made of.
_CAUSE = senses("fault was fill thing and")
#: What a "still not" may be about instead.
_ELSEWHERE = senses("tried ask thing expect help wait thanks you")
#: What makes a fault one that is still there.
_LASTING = senses("still again same persist occur back")
#: What may stand beside "the same" that says it all.
_SAME_ALONE = senses("same fill and sadly still before yet")
#: What the reason leaves out.
_SILENT = senses("fill tried thing and but thanks hello bye that of number nice sadly")

Rule = tuple[Says, Callable[[Seen], bool]]
RULES: tuple[Rule, ...] = (
    (Says.BAD, lambda c: c.any(S.DENY, S.WORSE)),
    (Says.DOUBT, lambda c: c.untried),
    (Says.BAD, lambda c: c.denied and c.any(S.AGREE)),
    (Says.GOOD, lambda c: c.stable),
    # "Do not close it", "I cannot confirm it": neither yes nor no.
    (Says.DOUBT, lambda c: c.denied and c.any(S.CLOSE, S.YES, S.UNSURE, S.EXPECT)),
    (Says.DOUBT, lambda c: c.any(S.GOOD) and c.any(S.BAD) and not c.denied),
    # "The error is not gone"; but "the error does not occur, all is well" without a comma might say either.
    (Says.DOUBT, lambda c: c.denied and c.any(S.FAULT) and c.any(S.OCCUR) and c.any(S.GOOD, S.STILL)),
    (Says.BAD, lambda c: c.denied and c.any(S.FAULT) and c.any(S.GOOD, S.STILL, S.ACT)),
    # "The problem is not with the printer" is not "there is no problem".
    (Says.DOUBT, lambda c: c.denied and c.elsewhere),
    (Says.GOOD, lambda c: c.denied and c.any(S.FAULT) and not c.any(S.BAD, S.CAN, S.DO, S.PERSIST)),
    # "It works now not as before" denies something else than that it works.
    (Says.DOUBT, lambda c: c.denied and c.late),
    (Says.BAD, lambda c: c.denied and c.any(S.GOOD, S.ACT, S.DO, S.WORKED)),
    (Says.BAD, lambda c: c.missing and (c.any(S.CHANGE) or (c.any(S.BACK) and c.any(S.THING)))),
    (Says.DOUBT, lambda c: c.denied and c.any(S.BAD, S.OCCUR, S.PERSIST, S.BACK) and not c.any(S.STILL)),
    # "Still no internet", "not yet", "unfortunately not"; but "still no time" is about something else.
    (Says.BAD, lambda c: c.bare(S.CAN) and c.any(S.STILL, S.YET, S.SADLY, S.AGAIN)),
    # "It still does not …": whatever that is, it was asked for.
    (Says.BAD, lambda c: c.denied and c.any(S.STILL) and not c.any(*_ELSEWHERE)),
    # "Leeds unfortunately has no VPN yet": whoever Leeds is, something is amiss there.
    (Says.LACKS, lambda c: c.missing and c.any(S.STILL, S.YET, S.SADLY) and c.any(S.THING) and not c.any(S.GOOD)),
    (Says.LACKS, lambda c: c.bare()),
    (Says.DOUBT, lambda c: c.missing),
    (Says.BAD, lambda c: c.any(S.FAULT) and c.any(*_LASTING)),
    (Says.BAD, lambda c: c.any(S.SAME) and c.any(S.STILL, S.AGAIN, S.PERSIST, S.SADLY, S.OCCUR)),
    # "The same as yesterday" is a no; "the same printer" might be anything.
    (Says.BAD, lambda c: c.any(S.SAME) and c.all_known and c.has <= _SAME_ALONE),
    (Says.BAD, lambda c: c.any(S.OCCUR) and c.any(S.STILL) and not c.any(S.GOOD)),
    (Says.BAD, lambda c: c.any(S.BAD)),
    (Says.DOUBT, lambda c: c.any(S.GOOD, S.ACT) and c.any(S.STILL, S.SAME, S.PERSIST)),
    # "The error is displayed": a device does what it should, and that is to fail.
    (Says.DOUBT, lambda c: c.any(S.FAULT) and c.any(S.ACT, S.DO, S.CAN) and not c.any(S.GOOD)),
    (Says.GOOD, lambda c: c.any(S.GOOD)),
    (Says.DOUBT, lambda c: c.any(S.CLOSE) and c.any(S.THING)),
    (Says.CLOSES, lambda c: c.any(S.CLOSE, S.AGREE)),
    (Says.GOOD, lambda c: c.any(S.ACT) or (c.any(S.BACK) and c.any(S.THING) and not c.any(S.AGAIN))),
    (Says.GOOD, lambda c: c.any(S.CAN) and c.any(S.DO)),
    # "The problem was the cable": a tale, which says nothing by itself.
    (Says.NOTHING, lambda c: c.all_known and {S.FAULT, S.WAS} <= c.has <= _CAUSE),
    (Says.DOUBT, lambda c: c.any(S.FAULT, S.WORKED, S.BETTER, *_LASTING)),
)


def verdict(clause: Clause) -> tuple[Says, str]:
    """What the clause says, and the words that said so."""
    words = settled(clause)
    has = frozenset(sense for some in words for sense in some)
    known = not clause.unknown()
    seen = Seen(
        frozenset(S.BAD if sense in (S.CRASH, S.STOP) else sense for sense in has),
        denied=S.NOT in has,
        missing=bool(has & {S.NOT, S.WITHOUT}),
        all_known=known,
        late=denied_late(clause, words),
        elsewhere=denied_elsewhere(words),
        untried=untried(words),
        stable=known and S.CRASH in has and len(has & _ENDED) == 1 and has <= _STABLE,
    )
    says = next((says for says, fits in RULES if fits(seen)), Says.NOTHING)
    spoke = [word.shown for word, some in zip(clause.words, words, strict=True) if set(some) - _SILENT]
    return says, " ".join(spoke)
