"""What a reply to a request for approval says: yes, no, or something a person must read.

`answer.read_answer` asks whether something is solved, so "it works" is a yes and "it does not work" a no to it. Here
only the plain words count: nobody approves or refuses by telling how their printer does, or by "no problem, go ahead".
"""

import re

from mailgate.lifecycle.answer import Answer, is_plain_yes

#: The plain words of both answers, by language: cs/sk, pl, ru/uk, en, de.
_YES = frozenset("ano jo áno ok oke okej tak да так yes yep ja".split())
_NO = frozenset("ne nie no nope нет ні nein".split())
#: Words of courtesy beside either: they change nothing.
_PLEASE = re.compile(r"\b(?:please|pls|prosím|prosim|proszę|prosze|пожалуйста|будь ласка|bitte)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_MOST_CHARACTERS = 4000


def read_consent(text: str, *, names: str = "", attachments: bool = False, more: bool = False) -> tuple[Answer, str]:
    """YES, NO or OTHER, and why in one line; the arguments are those of `read_answer`. Never raises; linear."""

    def is_yes(words: str) -> bool:
        return is_plain_yes(words, names=names, attachments=attachments, more=more)

    text = _PLEASE.sub(" ", text[:_MOST_CHARACTERS])
    words = [found for found in _WORD.finditer(text) if found[0].lower() in _YES | _NO]
    if not words:
        return Answer.OTHER, "says neither a plain yes nor a plain no"
    first = words[0]
    if first[0].lower() in _YES:
        clear = is_yes(text)
    else:  # a no is clear where a yes in its place would be, and without it there is none
        before, after = text[: first.start()], text[first.end() :]
        clear = len(words) == 1 and is_yes(f"{before}ok{after}") and not is_yes(f"{before}{after}")
    if not clear:
        return Answer.OTHER, f"more is said than '{first[0].lower()}'"
    return (Answer.YES if first[0].lower() in _YES else Answer.NO), f"says '{first[0].lower()}' and nothing against it"
