"""The senses of a clause with its small phrases settled, so that the rules see words that stand for themselves.

"No problem", "without objections" become good; a plain no is told from a no that denies the words beside it.
"""

from mailgate.lifecycle.answer.sense import Sense, senses
from mailgate.lifecycle.answer.text import Clause

S = Sense
Senses = tuple[Sense, ...]
_REACH = 3  #: words from a "no" to the problem that it denies
_LASTS = senses("still yet")
_GOES_ON = senses("occur persist back good")


def settled(clause: Clause) -> list[Senses]:
    """The senses of the clause, word by word."""
    words: list[Senses] = [
        tuple(S.GOOD if sense in (S.OK, S.DONE) else sense for sense in word.senses) for word in clause.words
    ]
    for at, some in enumerate(words):
        if S.NO in some and _denies(words, at):
            words[at] = (S.NOT,)
    lone = sum(S.NOT in some for some in words) == 1  # of two, as Slavic languages have them, neither stands alone
    for at, some in enumerate(words):
        end = _harmless(words, at) if S.WITHOUT in some or (S.NOT in some and lone) else 0
        if end:
            words[at:end] = [(S.GOOD,)] * (end - at)
    return words


def _denies(words: list[Senses], at: int) -> bool:
    """Whether a no is a "not": it has other words beside it in its clause."""
    return any(set(some) - {S.NO, S.AND, S.BUT} or not some for place, some in enumerate(words) if place != at)


def _harmless(words: list[Senses], at: int) -> int:
    """Where "no problem" ends that begins here; 0 when it is none, or when the clause goes on about the problem."""
    near = range(at + 1, min(at + 1 + _REACH, len(words)))
    fault = next((place for place in near if S.FAULT in words[place]), 0)
    if not fault or S.FAULT in words[at] or any(set(some) != {S.FILL} for some in words[at + 1 : fault]):
        return 0
    lasts = any(_LASTS & set(some) for some in words)
    goes_on = any(_GOES_ON & set(some) for some in words[fault + 1 :])
    return 0 if lasts or goes_on else fault + 1


def denied_late(clause: Clause, words: list[Senses]) -> bool:
    """ "It works now not as before": what is denied stands after what works, and is not the end."""
    if clause.late_not:
        return False
    works = max((at for at, some in enumerate(words) if {S.GOOD, S.ACT, S.DO} & set(some)), default=len(words))
    denies = next((at for at, some in enumerate(words) if S.NOT in some), -1)
    return works < denies and any(set(some) != {S.FILL} for some in words[denies + 1 :])


def denied_elsewhere(words: list[Senses]) -> bool:
    """ "The problem is not with the printer": the fault stands first, and it is not the fault that is denied."""
    fault = next((at for at, some in enumerate(words) if S.FAULT in some), len(words))
    denies = next((at for at, some in enumerate(words) if {S.NOT, S.WITHOUT} & set(some)), -1)
    goes_on = any({S.OCCUR, S.BACK, S.GOOD} & set(some) for some in words)
    return fault < denies < len(words) - 1 and not goes_on


def untried(words: list[Senses]) -> bool:
    """ "Not tested (whether it works)": the next word behind a "not" is what was not done."""
    denied = False
    for some in words:
        if S.TRIED in some and (denied or S.NOT in some):
            return True
        denied = S.NOT in some or (denied and set(some) == {S.FILL})
    return False
