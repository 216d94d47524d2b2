"""Where the signature begins in a stretch of somebody's own words.

    begins(lines, name, ends_letter) -> index of its first line; len(lines) when there is none

A signature is: what looks like one below "-- " (RFC 3676 §4.3) or another rule; a closing with the author's name below
it; a block of contacts under the author's name; "-Eva"; a notice that nobody typed. Only the end of the stretch is
looked at, at most 60 lines, so that a rule in the middle of a long letter cuts nothing. Thanks are words, not closings.
In doubt there is none: a signature too many in a ticket harms nobody, a request that is cut off does.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.reply import footer
from mailgate.ingest.reply.divider import is_rule
from mailgate.ingest.reply.signature import (
    is_author,
    is_closing,
    is_contact,
    is_name,
    is_postscript,
    is_pure,
    is_reach,
    is_signed,
    is_trouble,
)

_WINDOW = 60  #: lines at the end of the stretch that are looked at
_LINE = 300  #: letters of a line that are looked at
_LONGEST_SIGNATURE = 16  #: lines below "-- "; more is somebody's text
_LONGEST_UNDER_RULE = 12
_LONG = 160  #: letters of a paragraph below a notice that is more likely the notice's than somebody's
_FORM = re.compile(r"[^\W\d_][^:：\n]{0,30}[:：]\s{0,4}\S")
_MARK = "-- "  #: RFC 3676 §4.3
_SHOWN = (":", "：")


def begins(lines: Sequence[str], name: str, ends_letter: bool) -> int:
    """`ends_letter`: nothing of the author's follows, or an introduction does; else only marked signatures count."""
    floor = max(0, len(lines) - _WINDOW)
    tail = [_MARK if line[:4].rstrip("\r") == _MARK else line[:_LINE].strip() for line in lines[floor:]]
    end = _without_rules(tail, len(tail))
    if ends_letter:
        end = _without_rules(tail, _notice(tail, end, name))
    end = _without_rules(tail, _mark(tail, end, name))
    if ends_letter:
        for find in (_dash_name, _contacts, _closing):
            end = _without_rules(tail, find(tail, end, name))
    return floor + end


def postscript(lines: Sequence[str]) -> int:
    """Index of the "PS:" at the end of the stretch, which ends the signature above it; len(lines) without one."""
    for index in range(max(1, len(lines) - _WINDOW), len(lines)):
        if is_postscript(lines[index].lstrip()[:20]):
            return index
    return len(lines)


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
        if sum(text.startswith("```") for text in below) % 2 or _above(tail, index).endswith(_SHOWN):
            continue  # inside code, or shown
        if line in ("--", _MARK):
            if _stands_out(tail, index, end) and _is_marked(tail[index:end], below, name):
                return index
            continue
        if line[0] in "#*+•" or _is_heading(tail, index):
            continue
        if len(below) <= _LONGEST_UNDER_RULE and _signs(below, name):
            return index
    return end


def _above(tail: Sequence[str], index: int) -> str:
    """The last line with words above that one."""
    return next((text for text in reversed(tail[:index]) if text), "")


def _stands_out(tail: Sequence[str], index: int, end: int) -> bool:
    """Whether "--" is a mark and not one of many comments."""
    return tail[:end].count("--") <= 2 or not index or not tail[index - 1]


def _is_marked(lines: Sequence[str], below: Sequence[str], name: str) -> bool:
    """Whether what stands below "--" looks like a signature: who and where somebody is, or a footer."""
    if any(map(footer.is_list, below[:8])) or any(map(_is_notice, below[:8])):
        return True
    if len(below) > _LONGEST_SIGNATURE or not below:
        return not below
    whole = "" not in lines  # one paragraph
    if whole and (lines[0] == _MARK or is_pure(below[0], name)) and not any(map(is_trouble, below)):
        return True
    return _looks_signed(below, name)


def _is_notice(line: str) -> bool:
    return footer.is_notice(line)


def _looks_signed(below: Sequence[str], name: str) -> bool:
    """A name, a contact or a closing first, and no words after what is known."""
    first = below[0]
    if not (is_pure(first, name) or is_author(first, name) or is_contact(first)):
        return False
    if all(is_pure(line, name) for line in below):
        return True
    known = is_author(first, name) or any(map(is_contact, below))
    return known and is_pure(below[-1], name) and not any(map(_asks, below))


def _asks(line: str) -> bool:
    return line.endswith("?") or is_postscript(line)


def _is_heading(tail: Sequence[str], index: int) -> bool:
    """A rule right under a line of its own length makes that line a heading."""
    length = len(tail[index])
    return bool(index and tail[index - 1] and length > 2 and abs(len(tail[index - 1]) - length) <= 2)


def _signs(below: Sequence[str], name: str) -> bool:
    """Whether short lines below a rule are a signature."""
    if not below or (_FORM.match(below[0]) and not is_contact(below[0])):
        return not below  # "Name: Eva" and so on is somebody's form
    if any(footer.is_notice(line, " ".join(below[number + 1 :])) for number, line in enumerate(below[:4])):
        return True
    if any(map(footer.is_list, below)):
        return True
    if any(len(line) > 90 or "```" in line for line in below):
        return False
    return _looks_signed(below, name) and (
        is_author(below[0], name) or any(is_contact(line) or is_closing(line) for line in below) or len(below) <= 3
    )


def _notice(tail: Sequence[str], end: int, name: str) -> int:
    """A notice begins a paragraph below somebody's words, or stands under a rule; all below it is its own."""
    words = False
    for index in range(end):
        line = tail[index]
        begins = words and line and (not tail[index - 1] or is_rule(tail[index - 1]))
        if begins and not _above(tail, index).endswith(_SHOWN) and _is_notice_to(tail, index, end, name):
            return index
        words = words or bool(line and not is_rule(line))
    return end


def _is_notice_to(tail: Sequence[str], index: int, end: int, name: str) -> bool:
    """Whether a notice begins at that line and no short paragraph of words stands below it."""
    ruled = bool(index) and is_rule(tail[index - 1]) and footer.is_list(tail[index])
    last = next((number for number in range(index, end) if not tail[number]), end)
    if not (ruled or footer.is_notice(tail[index], " ".join(tail[index + 1 : last]))):
        return False
    paragraph: list[str] = []
    for line in [*tail[last:end], ""]:
        if line and not is_rule(line):
            paragraph.append(line)
        elif paragraph:
            if not _belongs(paragraph, name):
                return False
            paragraph = []
    return True


def _belongs(paragraph: Sequence[str], name: str) -> bool:
    long = sum(map(len, paragraph)) > _LONG
    return long or footer.is_known(paragraph) or all(is_pure(line, name) for line in paragraph) or _is_footer(paragraph)


def _is_footer(paragraph: Sequence[str]) -> bool:
    return footer.is_list(paragraph[0]) or footer.is_notice(paragraph[0], " ".join(paragraph[1:]))


def _dash_name(tail: Sequence[str], end: int, name: str) -> int:
    """ "-Eva" alone at the end: no list has its words so near to the dash and only one of them."""
    last = tail[end - 1] if end > 1 else ""
    if last[:1] == "-" and last[1:2].isalpha() and not tail[end - 2] and is_name(last[1:], 3):
        ended = _above(tail, end - 1).endswith((".", "!", "?", "…", ")"))
        if name and not is_author(last[1:], name) and not ended:
            return end  # "Please delete the account of -Petr"
        return end if any(line.startswith("-") for line in tail[: end - 1]) else end - 1
    return end


def _contacts(tail: Sequence[str], end: int, name: str) -> int:
    """The last paragraph: the author's name above telephone, address or web. Other names are people to be called."""
    first = end
    while first and tail[first - 1]:
        first -= 1
    block = tail[first:end]
    if not first or not 2 <= len(block) <= 12 or _above(tail, first).endswith(_SHOWN):
        return end
    if any(len(line) > 80 for line in block) or is_contact(block[0]) or not any(map(is_reach, block)):
        return end
    if _FORM.match(block[0]) or not is_signed(block[0], name):
        return end
    return first if _is_card(block, name) else end


def _is_card(block: Sequence[str], name: str) -> bool:
    """Whether lines are who and where somebody is, and words at most between the name and the contacts (a title)."""
    last = max((number for number, line in enumerate(block) if is_contact(line)), default=0)
    return all(is_pure(line, name) for line in block[last + 1 :]) and all(
        is_pure(line, name) for line in block[1:] if is_contact(line) or _asks(line)
    )


def _closing(tail: Sequence[str], end: int, name: str) -> int:
    """ "Kind regards" with the author's name below it, and perhaps contacts."""
    for index in range(end - 1, max(-1, end - 14), -1):
        if not tail[index] or not is_closing(tail[index]):
            continue
        below = [line for line in tail[index + 1 : end] if line]
        if not below or _above(tail, index).endswith(_SHOWN):
            return end
        signed = is_name(below[0], 4) or is_author(below[0], name)
        contacts = any(map(is_contact, below))
        short = (contacts or len(below) <= 4) and all(len(line) <= 80 for line in below)
        return index if signed and short and _is_card(below, name) else end
    return end
