"""What takes back a no or a yes that one clause gives: another clause with another side of the matter, or a count.

Used by `rules`, on clauses that `weighed` has judged. It only ever turns an answer into a doubt.
"""

from mailgate.lifecycle.answer.clause import Says
from mailgate.lifecycle.answer.sense import Sense, senses
from mailgate.lifecycle.answer.text import Clause
from mailgate.lifecycle.answer.weighed import Weighed

S = Sense
_WELL = senses("good ok done better")
_ILL = senses("bad crash")
_LASTS = senses("still yet persist")
#: What says something of the matter before a "but", though no verdict came of it.
_MATTER = senses("thing act do can good ok done")
#: What stands with a yes to the whole.
_ONLY_YES = senses("yes and hello thanks sadly")
#: What may follow "yesterday it failed" and leave it failing.
_ADDED = senses("thanks bye hello wish ask sadly tried still again")


def has_another_side(it: Weighed) -> bool:
    """Whether something beside the clause that says no may work after all."""
    only = it.any(S.ONLY) and not it.any(S.WORSE)
    some = any(counts_things(clause) and clause.senses() & _LASTS for clause in it.told)
    return only or some or _torn(it) or _turns(it) or _is_past(it) or any(map(_yes_to_one, it.told)) or _two_things(it)


def counts_things(clause: Clause) -> bool:
    """ "One computer", "two printers"; but "not one computer"."""
    counted = False
    for word in clause.words:
        if {S.NOT, S.NO} & set(word.senses):
            return False
        if counted and {S.THING, S.HELLO} & set(word.senses):
            return True
        counted = S.NUMBER in word.senses
    return False


def _torn(it: Weighed) -> bool:
    """ "Leeds reports that it works": well and ill in one clause."""
    doubted = [clause.senses() for clause, (says, _) in zip(it.told, it.verdicts, strict=True) if says is Says.DOUBT]
    return any(has & _WELL and has & _ILL for has in doubted)


def _turns(it: Weighed) -> bool:
    """ "It opens, but does not save": who knows what stands before the "but"."""
    begun = False
    for clause, (says, _) in zip(it.told, it.verdicts, strict=True):
        begun = begun and not clause.opens
        if begun and S.BUT in clause.words[0].senses:
            return True
        begun = begun or (says is not Says.BAD and bool(clause.unknown() or clause.senses() & _MATTER))
    return False


def _yes_to_one(clause: Clause) -> bool:
    """ "Mail yes, calendar still not"; but "yes, it still fails" says yes to something else."""
    has = clause.senses()
    return S.YES in has and not has & _ILL and S.NOT not in has and not has <= _ONLY_YES


def _two_things(it: Weighed) -> bool:
    """ "The mail flurbs, the printer does not work": one thing fails, and who knows what the other does."""
    begun = False
    for clause, (says, _) in zip(it.told, it.verdicts, strict=True):
        begun = begun and not clause.opens
        thing = S.THING in clause.senses()
        if begun and thing and says is Says.BAD:
            return True
        begun = begun or (thing and says is not Says.BAD and bool(clause.unknown()))
    return False


def _is_past(it: Weighed) -> bool:
    """ "It did not work before, now it does"."""
    past = False
    for clause, (says, _) in zip(it.told, it.verdicts, strict=True):
        has = clause.senses()
        if past and says is not Says.BAD and not has & _ADDED:
            return True
        past = past or (says is Says.BAD and S.BEFORE in has)
    return False
