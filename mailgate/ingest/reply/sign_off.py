"""Where the signature begins in a stretch of somebody's own words.

    begins(lines, name, ends_letter) -> index of its first line; len(lines) when there is none

A signature is: what stands below "-- " (RFC 3676 §4.3) or another rule when it is short; a closing with the author's
name below it; a block of contacts under a name; "-Eva"; a notice that nobody typed. Only the end of the stretch is
looked at, at most 60 lines, so that a rule in the middle of a long letter cuts nothing. Thanks are words, not closings.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.reply import footer
from mailgate.ingest.reply.divider import is_rule
from mailgate.ingest.reply.languages import LANGUAGES

_WINDOW = 60  #: lines at the end of the stretch that are looked at
_LINE = 300  #: letters of a line that are looked at
_LONGEST_SIGNATURE = 16  #: lines below "-- "; more is somebody's text
_LONGEST_UNDER_RULE = 12
_PARTICLES = frozenset("van von de da del di der den du la le el bin al ten zu y e und and och og i a of the".split())
_CLOSINGS = frozenset(phrase for row in LANGUAGES.values() for phrase in row.closing.split("|") if phrase)
_LONGEST_CLOSING = max(map(len, _CLOSINGS))
_CLOSING_END = " \t,.!;:–—-*_~|\u00a0"
_LABEL = r"(?:(?:e-)?[^\W\d_]{1,15}(?:[.:]{1,2}\s{0,3}|\s{1,3})){0,2}+"
_TELEPHONE_LABEL = (
    r"(?:tel|phone|ph|mob|cell|gsm|fax|t|m|p|f|o|d|w|office|direct|hotline|тел|моб|факс|handy|puh|tlf|tfn|lin|电话|手机)"
    r"[^\W\d_]{0,7}[.:/\s]{0,4}"
)
#: Told from dates, addresses of machines and numbers of orders by a label, a plus, brackets or groups of three.
_TELEPHONE = (
    rf"(?:{_TELEPHONE_LABEL}\(?\+?|\+|\(\+?|00)\d[\d\s()./\-–]{{4,24}}\d(?!\d)"
    r"|\d{3}[ .\-]\d{3}[ .\-]\d{3,4}(?![\d.])"
)
_REACH = re.compile(
    rf"(?:[*|•·📧📱📞☎✉]\ufe0f?\s?)?(?:{_TELEPHONE}|{_LABEL}[<\[(]?(?:mailto:)?[\w.+\-]{{1,64}}@[\w\-]{{1,63}}\.[\w.\-]{{2,100}})",
    re.IGNORECASE,
)
_WEB = re.compile(
    rf"{_LABEL}<?(?:https?://|www\.)\S{{3,200}}|[\w\-]{{2,40}}\.(?:com|org|net|cz|sk|pl|de|eu|io|ru|fr|it|es|nl|at|ch)$",
    re.IGNORECASE,
)
_FORM = re.compile(r"[^\W\d_][^:：\n]{0,30}[:：]\s{0,4}\S")


def begins(lines: Sequence[str], name: str, ends_letter: bool) -> int:
    """`ends_letter`: nothing of the author's follows, or an introduction does; else only marked signatures count."""
    floor = max(0, len(lines) - _WINDOW)
    tail = [line[:_LINE].strip() for line in lines[floor:]]
    end = _without_rules(tail, len(tail))
    if ends_letter:
        end = _without_rules(tail, _notice(tail, end))
    end = _without_rules(tail, _mark(tail, end, name))
    if ends_letter:
        for find in (_dash_name, _contacts, _closing):
            end = _without_rules(tail, find(tail, end, name))
    return floor + end


def banner(lines: Sequence[str]) -> int:
    """How many lines at the top are a warning that the recipient's own server put there ("External email: …")."""
    first = next((number for number, line in enumerate(lines[:4]) if line.strip()), 0)
    end = first
    while end < len(lines) and end < first + 6 and lines[end].strip():
        end += 1
    paragraph = " ".join(line[:_LINE].strip() for line in lines[first:end])
    return end if footer.is_banner(paragraph) and any(line.strip() for line in lines[end:]) else 0


def _without_rules(tail: Sequence[str], end: int) -> int:
    """Without empty lines and rules at the end."""
    while end and (not tail[end - 1] or is_rule(tail[end - 1])):
        end -= 1
    return end


def _mark(tail: Sequence[str], end: int, name: str) -> int:
    for index in range(end):
        line = tail[index]
        if not line or line[0] not in "-_=*#~+–—─━•" or not is_rule(line) or len(line) < 2 - (line in "–—"):
            continue
        below = [text for text in tail[index + 1 : end] if text]
        if sum(text.startswith("```") for text in below) % 2:
            continue  # inside code
        if line == "--":
            if _stands_out(tail, index, end) and _is_short(below):
                return index
            continue
        above = next((text for text in reversed(tail[:index]) if text), "")
        if line[0] in "#*+•" or above.endswith((":", "：")) or _is_heading(tail, index):
            continue
        if len(below) <= _LONGEST_UNDER_RULE and _signs(below, name):
            return index
    return end


def _stands_out(tail: Sequence[str], index: int, end: int) -> bool:
    """Whether "--" is a mark and not one of many comments."""
    return tail[:end].count("--") <= 2 or not index or not tail[index - 1]


def _is_short(below: Sequence[str]) -> bool:
    return len(below) <= _LONGEST_SIGNATURE or any(map(footer.is_notice, below[:8]))


def _is_heading(tail: Sequence[str], index: int) -> bool:
    """A rule right under a line of its own length makes that line a heading."""
    length = len(tail[index])
    return bool(index and tail[index - 1] and length > 2 and abs(len(tail[index - 1]) - length) <= 2)


def _signs(below: Sequence[str], name: str) -> bool:
    """Whether short lines below a rule are a signature."""
    if _FORM.match(below[0]) and not _is_contact(below[0]):
        return False  # "Name: Eva" and so on is somebody's form
    if any(len(line) > 90 and not footer.is_list(line) for line in below) or any("```" in line for line in below):
        return any(map(footer.is_notice, below[:4]))
    if any(_is_contact(line) or footer.is_list(line) or _is_closing(line) for line in below):
        return True
    if any(_is_author(line, name) for line in below[:2]):
        return True
    return len(below) <= 3 and all(len(line) <= 60 and line[-1] not in "?:;" for line in below)


def _notice(tail: Sequence[str], end: int) -> int:
    """A notice begins a paragraph below somebody's words, or stands under a rule; all below it is its own."""
    words = False
    for index in range(end):
        line = tail[index]
        begins = words and line and (not tail[index - 1] or is_rule(tail[index - 1]))
        if begins and footer.is_notice(line, " ".join(tail[index + 1 : index + 4])):
            return index
        words = words or bool(line and not is_rule(line))
    return end


def _dash_name(tail: Sequence[str], end: int, name: str) -> int:
    """ "-Eva" alone at the end: no list has its words so near to the dash and only one of them."""
    last = tail[end - 1] if end > 1 else ""
    if last[:1] == "-" and last[1:2].isalpha() and not tail[end - 2] and _is_name(last[1:], 3):
        return end if any(line.startswith("-") for line in tail[: end - 1]) else end - 1
    return end


def _contacts(tail: Sequence[str], end: int, name: str) -> int:
    """The last paragraph: a name above telephone, address or web."""
    first = end
    while first and tail[first - 1]:
        first -= 1
    block = tail[first:end]
    above = next((line for line in reversed(tail[:first]) if line), "")
    if not first or not 2 <= len(block) <= 12 or above.endswith((":", "：")):
        return end
    known = sum(map(_is_contact, block[1:]))
    if any(len(line) > 80 for line in block) or _is_contact(block[0]) or not any(map(_REACH.match, block)):
        return end
    enough = known >= 1 if _is_author(block[0], name) else known >= 2 and _is_name(block[0], 5)
    return first if enough else end


def _closing(tail: Sequence[str], end: int, name: str) -> int:
    """ "Kind regards" with the author's name below it, and perhaps contacts."""
    for index in range(end - 1, max(-1, end - 14), -1):
        if not tail[index] or not _is_closing(tail[index]):
            continue
        below = [line for line in tail[index + 1 : end] if line]
        if not below:
            return end
        signed = _is_name(below[0], 4) or _is_author(below[0], name)
        contacts = any(_is_contact(line) for line in below)
        if signed and (contacts or len(below) <= 4) and all(len(line) <= 80 for line in below):
            return index
        return end
    return end


def _is_contact(line: str) -> bool:
    """Whether the line begins with a telephone number, a mail address or a web page."""
    return bool(_REACH.match(line) or _WEB.match(line))


def _is_closing(line: str) -> bool:
    if len(line) > 2 * _LONGEST_CLOSING or not line[0].isalpha():
        return False
    bare = line.casefold().strip(_CLOSING_END + "🎉😊🙂👍")
    pieces = [piece.strip(_CLOSING_END) for piece in bare.split("/")]
    return all(piece in _CLOSINGS for piece in pieces)


def _is_author(line: str, name: str) -> bool:
    """Whether the line is the author's name, or its first or last word alone."""
    wanted = {word.strip(",.\"'()").casefold() for word in name.split() if len(word) > 2}
    words = [word.strip(",.\"'()*-/").casefold() for word in line.split()]
    return bool(wanted) and 1 <= len(words) <= 5 and any(word in wanted for word in words)


def _is_name(line: str, most: int) -> bool:
    """Whether the words could be a person's name and title: few, and none in small letters but "van" and the like."""
    words = [word.strip(".,") or word for word in line.strip(" ,.*_|/~#").split()]
    if not 1 <= len(words) <= most or line.endswith(("?", ":", "!", ";")) or any(map(str.isdigit, words)):
        return False
    return any(word[0].isupper() for word in words) and not any(
        word[0].islower() and word.casefold() not in _PARTICLES for word in words
    )
