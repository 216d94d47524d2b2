"""The answer of a whole reply: the first row of RULES that gives a reason.

A no needs a clause that says so, and nothing beside it that works or is in doubt. A yes needs one too, and then every
other word must be known to change nothing. What no row takes is OTHER: a person reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mailgate.lifecycle.answer.clause import Says
from mailgate.lifecycle.answer.cut import Cut
from mailgate.lifecycle.answer.sense import Sense, senses
from mailgate.lifecycle.answer.sides import counts_things, has_another_side
from mailgate.lifecycle.answer.text import Clause
from mailgate.lifecycle.answer.weighed import Beside, Weighed

S = Sense
MOST_WORDS = 25  #: a longer text says more than yes
_MOST_SHOWN = 100  #: characters of a reason


class Answer(StrEnum):
    """What the words say."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    THANKS = "thanks"  #: thanks, and nothing else
    QUESTION = "question"  #: asks, or wants something more
    OTHER = "other"  #: unclear: a person must read it


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer, and why in one line."""

    answer: Answer
    why: str
    telling: bool = False  #: anything in the text speaks of it at all
    plain: bool = False  #: a yes in the plain words for it


#: What may stand beside a no that is all that is said. "No, thanks" answers another question.
_BESIDE_A_NO = senses("no fill hello bye same still sadly yet and thing again wish before")
#: What makes a yes or thanks one with reserve.
_RESERVE = senses("but limit only sadly still yet persist same better worked before")
_NOT_PARTLY = senses("unsure wait if wish matter ask before")
_NOT_NO = senses("unsure if partly better matter")
_WELL = senses("good ok done better")
_PRAISING = senses("thanks praise nice fast expect hello")
_PLAIN = senses("yes ok fill hello bye thanks praise nice fast help you and")
_TELL_NOTHING = senses("fill tried help hello bye thing and that of nice was you")


def _no(it: Weighed) -> str:
    flat = it.plain_no and it.bad and it.any(S.STILL, S.PERSIST) and not it.any(S.BUT)
    if not it.plain_no and has_another_side(it):
        return ""
    if (it.good and not flat) or it.says(Says.CLOSES) or (it.stated & _NOT_NO) or (it.any(S.LIMIT) and not it.plain_no):
        return ""
    if it.yeses and (it.any(S.BUT) or not it.any(S.STILL, S.AGAIN)):  # "yes, it is still broken" is a no
        return ""
    lasts = it.any(S.STILL, S.PERSIST) and not it.any(*_WELL)
    if it.plain_no and (it.bad or lasts or (it.has <= _BESIDE_A_NO and not it.unknown)):
        return f"begins with '{it.plain_no.lower()}'"
    if it.bad:
        return f"says '{it.bad[0]}'"
    lacks = it.says(Says.LACKS)
    return f"asks whether it is, and says '{lacks[0]}'" if lacks and it.asks_whether and not it.unknown else ""


def _partly(it: Weighed) -> str:
    if it.any(*_NOT_PARTLY) or it.said.asks:
        return ""
    if it.any(S.PARTLY):
        return f"says '{it.first(S.PARTLY)}'"
    counted = next((clause for clause in it.told if _some_of(clause)), None)
    return f"counts: '{counted.shown()}'" if counted else _two_sides(it)


def _two_sides(it: Weighed) -> str:
    works = [*it.good, *it.yeses, it.first(S.BETTER)][0]
    fails = [*it.bad, *it.says(Says.LACKS), it.limit or (it.any(S.BUT) and it.first(S.ONLY, S.STILL))][0]
    return f"'{works}' beside '{fails}'" if works and fails else ""


def _some_of(clause: Clause) -> bool:
    """Two numbers with an "of" between them: two of three."""
    kinds = [sense for word in clause.words for sense in word.senses]
    numbers = [at for at, sense in enumerate(kinds) if sense is S.NUMBER]
    return any({S.OF, S.THAT} & set(kinds[one:two]) and two - one <= 4 for one, two in pairwise(numbers))


def _question(it: Weighed) -> str:
    """A mark, else a word that opens a question or follows "I do not know", else a wish."""
    if it.said.asks:
        return "asks: '?'"
    if it.any(S.UNSURE, S.WAIT, S.IF):
        asks = _after_doubt(it.clauses)
    else:
        asks = next((one.words[0].shown for one in it.clauses if S.ASK in one.words[0].senses), "")
        asks = asks or it.first(S.WISH, S.MATTER)
    return f"asks or wishes: '{asks}'" if asks else ""


def _after_doubt(clauses: list[Clause]) -> str:
    doubted = False
    for clause in clauses:
        doubted = doubted and not clause.opens
        for word in clause.words:
            if doubted and S.ASK in word.senses:
                return word.shown
            doubted = doubted or S.UNSURE in word.senses
    return ""


def _doubt(it: Weighed) -> str:
    doubt = it.first(S.UNSURE, S.WAIT, S.IF)
    return f"doubts or waits: '{doubt}'" if doubt else ""


def _company(it: Weighed) -> str:
    """What stands beside the words and forbids a yes or thanks."""
    if it.beside.attachments:
        return "an attachment stands with it"
    if it.beside.more:
        return "more words stand below it"
    return "more is said than yes or thanks" if it.said.count > MOST_WORDS else ""


def _reserve(it: Weighed) -> str:
    """What in the words forbids a yes or thanks."""
    if it.said.sad:
        return "a sad face stands with it"
    against = [word for word in [it.first(*_RESERVE)] if word] or it.noes or it.says(Says.DOUBT, Says.LACKS, Says.BAD)
    if against:
        return f"says '{against[0]}' as well"
    astray = next((clause for clause in it.told if _is_astray(clause.senses())), None)
    if astray:
        return f"may tell of the past or ask: '{astray.shown()}'"
    some = next((clause for clause in it.told if counts_things(clause)), None)
    if some:
        return f"counts, and there may be more: '{some.shown()}'"
    if it.any(S.HELP) and not it.any(S.THANKS, S.PRAISE, S.GOOD, S.DONE):
        return f"may ask for '{it.first(S.HELP)}'"
    return f"nobody knows what '{it.unknown[0]}' means" if it.unknown else ""


def _is_astray(has: set[Sense]) -> bool:
    """ "It was fine", and "does it work for you" without its mark."""
    was = S.WAS in has and S.DONE not in has and bool(has & {S.GOOD, S.OK, S.ACT})
    asks = S.YOU in has and bool(has & {S.GOOD, S.OK, S.ACT, S.DONE}) and not has & {S.THANKS, S.PRAISE, S.CLOSE}
    return was or asks


def _yes(it: Weighed) -> str:
    spoke = (it.clear_yeses if not it.any(S.FAULT) else []) or it.good or it.says(Says.CLOSES)
    return f"says '{spoke[0].lower()}' and nothing against it" if spoke else ""


def _thanks(it: Weighed) -> str:
    if not it.any(S.THANKS, S.PRAISE) or it.any(S.TRIED) or any(map(_wants, _before_the_end(it.told))):
        return ""
    return "thanks, and nothing else"


def _wants(clause: Clause) -> bool:
    """ "A new cable, thanks": what stands outside the thanks and the praise may be wanted."""
    has = clause.senses()
    return bool(has & {S.THING, S.HELP, S.FAULT}) and has.isdisjoint(_PRAISING)


def _before_the_end(clauses: list[Clause]) -> list[Clause]:
    """The clauses above the sign-off."""
    end = next((at for at, clause in enumerate(clauses) if S.BYE in clause.senses()), len(clauses))
    return clauses[:end]


Rule = tuple[Answer, Callable[[Weighed], str]]
#: In this order: what nobody may miss, what only a person can read, and last what may close a ticket.
RULES: tuple[Rule, ...] = (
    (Answer.NO, _no),
    (Answer.PARTLY, _partly),
    (Answer.QUESTION, _question),
    (Answer.OTHER, _doubt),
    (Answer.OTHER, _company),
    (Answer.OTHER, _reserve),
    (Answer.YES, _yes),
    (Answer.THANKS, _thanks),
)


def judge(said: Cut, clauses: list[Clause], beside: Beside) -> Reading:
    """The answer of a reply in one language. Total."""
    it = Weighed(said, clauses, beside)
    reasons = ((answer, fits(it)) for answer, fits in RULES)
    answer, why = next((found for found in reasons if found[1]), (Answer.OTHER, "a person must read it"))
    why = why if len(why) <= _MOST_SHOWN else f"{why[:_MOST_SHOWN]}…"
    plain = answer is Answer.YES and it.has <= _PLAIN and bool(it.clear_yeses or S.OK in it.has)
    return Reading(answer, why, telling=bool(it.has - _TELL_NOTHING), plain=plain)
