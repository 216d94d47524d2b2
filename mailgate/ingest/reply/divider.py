"""Lines after which everything is older: "-----Original Message-----", "Begin forwarded message:", "reply above this
line".

    kind(lines, position) -> ORIGINAL, FORWARDED, ABOVE or ""
    is_rule(line)         -> a line of dashes, underscores, stars …

The words stand between dashes, or under a rule, or before a colon; the same words in a sentence are no divider.
"""

import re
from collections.abc import Sequence

from mailgate.ingest.reply import header_block
from mailgate.ingest.reply.languages import LANGUAGES

ORIGINAL = "original"
FORWARDED = "forwarded"
ABOVE = "above"

_LINE = 200
_RULE_SIGNS = "-_=*#~+‐‑–—―─━═•·ᐧ"
_RULED = _RULE_SIGNS + "#>"
_TRIM = _RULE_SIGNS + " \t><|[]():：.\u00a0"
_PHRASES = {phrase: ORIGINAL for row in LANGUAGES.values() for phrase in row.original.split("|") if phrase} | {
    phrase: FORWARDED for row in LANGUAGES.values() for phrase in row.forwarded.split("|") if phrase
}
_LONGEST = max(map(len, _PHRASES))
#: Also with more words behind it ("Forwarded by Eva on …", "Original Message processed by …").
_OPEN_ENDED = tuple(phrase for phrase in _PHRASES if phrase.endswith((" by", " von", " door")))
_PIECES = re.compile(r"\s*(?:-{2,}|/)\s*")
_ABOVE = tuple(phrase for row in LANGUAGES.values() for phrase in row.above.split("|") if phrase)
#: First words of that request, where nothing else marks it.
_ASKS = frozenset(
    "please reply respond type write bitte antworten antworte schreiben veuillez merci répondez répondre écrivez por "
    "responda escriba responde favor rispondi scrivi per antwoord typ gelieve prosím prosíme odpovězte odpovídejte "
    "napište odpovedajte napíšte proszę prosimy odpowiedz пожалуйста ответьте напишите відповідайте будь svara skriv "
    "svar vänligen venligst vennligst kirjoita vastaa kérjük kérem vă răspundeți lütfen yanıtınızı".split()
)
FIRST_LETTERS = frozenset(word[:3] for word in _ASKS)
_REPLY = re.compile(
    r"repl|respon|answer|antwort|répon|rispo|odpov|odpow|ответ|відпов|svar|besvar|vasta|válasz|răspun|yanıt|cevap|"
    r"type|write|schreib|écri|napi|escr|scriv|返信|回复|回覆|答复|답장|απάντ"
)


def is_rule(line: str) -> bool:
    """Whether a stripped line is nothing but dashes or the like (an empty one is not)."""
    return bool(line) and not line.strip(_RULE_SIGNS + " \t\u00a0")


def _is_above(line: str, lines: Sequence[str], position: int) -> bool:
    """A stripped line that asks to answer above it (help desks write one into their letters)."""
    ruled = not line[:2].strip(_RULED) or line[0] in "[(<{【" or (line[0] in _RULED and line[-1] in _RULED)
    if not ruled and line.split(None, 1)[0].casefold() not in _ASKS and line[0] < "\u0e00":
        return False
    low = line.lower()
    if not any(phrase in low for phrase in _ABOVE):
        return False
    return ruled or bool(_REPLY.search(low) and _stands_at_edge(lines, position))


def _stands_at_edge(lines: Sequence[str], position: int) -> bool:
    """Whether the line is the letter's first, or a rule or a quote stands next to it: else it is somebody's request."""
    if not any(map(str.strip, lines[max(0, position - 20) : position])) and position <= 20:
        return True
    above = next((text.strip() for text in reversed(lines[max(0, position - 2) : position]) if text.strip()), "")
    below = next((text.strip() for text in lines[position + 1 : position + 4] if text.strip()), "")
    return is_rule(above[:_LINE]) or is_rule(below[:_LINE]) or below[:1] == ">"


def kind(lines: Sequence[str], position: int, under_rule: bool = False) -> str:
    """What divider the line is, or "". `under_rule`: the last line with anything in it was a rule."""
    line = lines[position][:_LINE].strip(" \t>")
    if not line:
        return ""
    if _is_above(line, lines, position):
        return ABOVE
    if len(line) > 120:
        return ""
    if not (under_rule or line[0] in _RULE_SIGNS or line[0] == "[" or line[-1] in ":："):
        return ""
    trimmed = line.strip(_TRIM)
    found = _phrase(trimmed.casefold()) or _between_dashes(line, trimmed, lines, position)
    if not found or (line[-1] in ":：" and not _stands_alone(line, found, lines, position)):
        return ""
    return found


def _phrase(words: str) -> str:
    if len(words) <= _LONGEST and words in _PHRASES:
        return _PHRASES[words]
    if words.startswith(_OPEN_ENDED):
        return next(_PHRASES[phrase] for phrase in _OPEN_ENDED if words.startswith(phrase))
    return next((_PHRASES[piece] for piece in _PIECES.split(words)[:3] if piece in _PHRASES), "")


def _between_dashes(line: str, words: str, lines: Sequence[str], position: int) -> str:
    """Few words between dashes right above copied headers divide in any language."""
    if not (line.startswith("--") and line.endswith("--") and words and len(words.split()) <= 6):
        return ""
    return (
        ORIGINAL if header_block.header_name(lines[position + 1][:_LINE] if position + 1 < len(lines) else "") else ""
    )


def _stands_alone(line: str, found: str, lines: Sequence[str], position: int) -> bool:
    """With a colon and no dashes: Apple's "Begin forwarded message:", or a name above copied headers."""
    if line[0] in _RULE_SIGNS or (len(line.split()) >= 3 and found == FORWARDED):
        return True
    below = next((text for text in lines[position + 1 : position + 4] if text.strip(" >\t")), "")
    return bool(header_block.header_name(below[:_LINE]))
