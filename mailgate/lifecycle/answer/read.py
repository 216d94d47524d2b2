"""The reading of a reply: it is tried in each language, and the one that knows most of its words counts."""

from mailgate.lifecycle.answer.cut import MOST_CHARACTERS, Cut, cut
from mailgate.lifecycle.answer.languages import LEXICONS
from mailgate.lifecycle.answer.lexicon import fold
from mailgate.lifecycle.answer.rules import Answer, Reading, judge
from mailgate.lifecycle.answer.text import hear
from mailgate.lifecycle.answer.weighed import Beside

NO_IS_WELL = ("cs", "sk", "pl")  #: where "no" begins a sentence, or even means yes
MOST_WORDS = 80  #: a longer text tells a story, in which a clause alone means little


def read_answer(
    text: str, *, names: str = "", attachments: bool = False, more: bool = False, language: str = ""
) -> tuple[Answer, str]:
    """What the newly written `text` answers, and why in one line (design.md §4, S3-14, S3-16). Never raises; linear.

    `names` are the author's own, which may stand under a yes without meaning anything. `more`: words that may be the
    author's own were cut off as a signature or footer; a yes may have its "but" there. `language`: of the ticket, for a
    word that alone says one thing here and another there.
    """
    found = _read(text, names, Beside(attachments, more))
    if found.answer is Answer.NO and language in NO_IS_WELL and [run.words for run in cut(text).runs] == [["no"]]:
        return Answer.OTHER, "'no' alone may mean 'well' in this language"
    return found.answer, found.why


def is_plain_yes(text: str, *, names: str = "", attachments: bool = False, more: bool = False) -> bool:
    """Whether it is a yes in the plain words for it, and polite ones: "yes, please" and "ok", not "it works"."""
    return _read(text, names, Beside(attachments, more)).plain


def _read(text: str, names: str, beside: Beside) -> Reading:
    if len(text[:MOST_CHARACTERS].split()) > 2 * MOST_WORDS:  # a look that costs next to nothing; marks count here
        return Reading(Answer.OTHER, "much more is said than an answer")
    said = cut(text)
    if not said.count:
        return Reading(Answer.OTHER, "no words")
    if said.count > MOST_WORDS:
        return Reading(Answer.OTHER, "much more is said than an answer")
    return _agreed(said, frozenset(fold(name) for name in names.split()), beside)


def _agreed(said: Cut, names: frozenset[str], beside: Beside) -> Reading:
    """The reading of the best language; of several as good, those that find something in the text must agree."""
    cyrillic = any("а" <= word[0] <= "я" for run in said.runs for word in run.words)
    heard = [hear(said, language, names) for language in LEXICONS if language.cyrillic == cyrillic]
    most = max(one.known for one in heard)
    readings = [judge(said, one.clauses(), beside) for one in heard if one.known == most]
    telling = [reading for reading in readings if reading.telling] or readings
    if any(reading.answer is not telling[0].answer for reading in telling):
        return Reading(Answer.OTHER, "says one thing in one language and another in the next")
    return telling[0]
