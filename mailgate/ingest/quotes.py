"""What a person newly wrote: the text without quotes, signature and phone footers.

    new_words(text) -> str

Line by line and linear; a line is judged by its first 400 letters (threats T44). Answers between quoted lines stay.
When cutting would leave nothing, nothing is cut. Never deletes for good: the whole text stays in the letter.
"""

import re

_LINE = 400  #: letters of a line that are looked at
_LINES = 20_000  #: lines that are looked at; more is not somebody's writing

#: "On <date>, <name> wrote:" and its sisters. A digit must stand in it too, so that plain sentences stay.
_INTRO_VERB = re.compile(
    r"\b(?:wrote|writes|napsal|napsala|napsal\(a\)|napísal|napísala|napísal\(a\)|pisze|napisał|napisała|napisał\(a\)|"
    r"schrieb|писал|писала|пишет|написал|написала|написал\(а\)|пише|написав|a écrit|escribió|ha scritto|schreef|skrev)"
    r"(?!\w).{0,80}:\s*$",
    re.IGNORECASE,
)
_INTRO_BEGINS = re.compile(
    r"(?:On|Dne|Dňa|W dniu|Am|Le|El|Il|Op|Den|Em)\b|(?:po|út|st|čt|pá|so|ne|pon|wt|śr|czw|pt|sob|ndz|niedz)\.?,? |"
    r"(?:пн|вт|ср|чт|пт|сб|вс)\b|\d{1,4}[./-]\s?\d|\d{1,2} [^\W\d]{3,12}\.? \d{4}"
)
_ORIGINAL = re.compile(
    r"[-_*\s]{3,}\s*(?:original (?:message|e-?mail)|původní (?:zpráva|e-?mail)|pôvodná správa|wiadomość oryginalna|"
    r"oryginalna wiadomość|исходное сообщение|первоначальное сообщение|ursprüngliche nachricht|"
    r"originalnachricht|reply message)\s*[-_*\s]{3,}",
    re.IGNORECASE,
)
_RULE = re.compile(r"_{20,}\s*$")
_HEADER_FIRST = re.compile(r"[\s*>]*(?:from|od|von|от|de|від)\s*\*?\s*:\s*\*?\s*\S", re.IGNORECASE)
_HEADER_OTHER = re.compile(
    r"[\s*>]*(?:sent|to|cc|date|subject|odesláno|odoslané|komu|kopie|předmět|predmet|datum|dátum|wysłano|wysłane|do|dw|data|"
    r"temat|gesendet|an|betreff|отправлено|дата|кому|копия|тема|надіслано)\s*\*?\s*:",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s*$")
_FOOTER = re.compile(
    r"(?:sent from (?:my|the|mail for|outlook|yahoo|samsung|proton)\b|sent via |get outlook for |"
    r"odesláno z |odoslané z |odesláno pomocí |získat outlook |získejte outlook |wysłane z |wysłano z |"
    r"отправлено (?:с|из) |надіслано з |von meinem .{1,40} gesendet|gesendet (?:von|mit) |"
    r"pobierz (?:program )?outlook |diese nachricht wurde von meinem |"
    r"holen sie sich outlook|outlook für )",
    re.IGNORECASE,
)


def new_words(text: str) -> str:
    """The new words of a reply; the whole text when nothing else would be left."""
    lines = text.split("\n")
    kept = _without_footers(_kept(lines[:_LINES]))
    return "\n".join(kept).strip() or text.strip()


def _kept(lines: list[str]) -> list[str]:
    kept: list[str] = []
    position, signature = 0, False
    while position < len(lines):
        line = lines[position][:_LINE]
        if _everything_after(lines, position):
            break
        intro = _intro_length(lines, position)
        if intro:
            if not _quote_follows(lines, position + intro):
                break
            position, signature = position + intro, False
            continue
        if line.lstrip().startswith(">"):
            signature = False
        elif _SIGNATURE.fullmatch(line):
            signature = True
        elif not signature:
            kept.append(lines[position])
        position += 1
    return kept


def _everything_after(lines: list[str], position: int) -> bool:
    """Whether the rest is an older letter pasted below (Outlook and webmail)."""
    line = lines[position][:_LINE].strip()
    if not line:
        return False
    if _ORIGINAL.fullmatch(line):
        return True
    following = [text[:_LINE] for text in lines[position + 1 : position + 8] if text.strip()][:4]
    if _RULE.match(line):
        return bool(following) and bool(_HEADER_FIRST.match(following[0]))
    return bool(_HEADER_FIRST.match(line)) and sum(bool(_HEADER_OTHER.match(text)) for text in following[:3]) >= 2


def _intro_length(lines: list[str], position: int) -> int:
    """How many lines (up to 3) the sentence "On … wrote:" takes here; 0 when there is none."""
    first = lines[position][:_LINE].strip()
    if not first or first.startswith(">"):
        return 0
    starts = bool(_INTRO_BEGINS.match(first)) or "@" in first
    for length in range(1, 4 if starts else 2):
        sentence = " ".join(line[:_LINE].strip() for line in lines[position : position + length])
        if _INTRO_VERB.search(sentence) and any(letter.isdigit() for letter in sentence):
            return length if starts or _quote_follows(lines, position + length) else 0
    return 0


def _quote_follows(lines: list[str], position: int) -> bool:
    following = next((line for line in lines[position : position + 4] if line.strip()), "")
    return following.lstrip().startswith(">")


def _without_footers(lines: list[str]) -> list[str]:
    """Drop phone footers and empty lines from the end."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _FOOTER.match(lines[end - 1][:_LINE].strip())):
        end -= 1
    return lines[:end]
