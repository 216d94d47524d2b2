"""The HTML twin of a plain text: the same words, with paragraphs and clickable links. It loads nothing."""

import re
from html import escape

_URL = re.compile(r"""https?://[^\s<>"'`]+""", re.IGNORECASE)
_STYLE = "font-family:sans-serif;font-size:15px;line-height:1.45"


def twin(text: str, language: str) -> str:
    """A whole HTML page that says what `text` says. Line ends are "\\n"."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ ]*\n", text))
    body = "\n".join(f"<p>{_paragraph(part)}</p>" for part in paragraphs if part.strip())
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8"></head>\n'
        f'<body style="{_STYLE}">\n{body}\n</body>\n</html>\n'
    )


def _paragraph(text: str) -> str:
    return "<br>\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    """One line, escaped, its web addresses linked. Indentation is kept, since staff paste commands and logs."""
    parts, end = [], 0
    for found in _URL.finditer(line):
        url = _without_trail(found[0])
        parts.append(_escaped(line[end : found.start()]))
        parts.append(f'<a href="{escape(url)}">{escape(url)}</a>')
        end = found.start() + len(url)
    return "".join([*parts, _escaped(line[end:])])


def _escaped(text: str) -> str:
    return escape(text).replace("  ", "&nbsp; ")


def _without_trail(url: str) -> str:
    """Without the punctuation that belongs to the sentence; a closing bracket stays when the address opened one."""
    while url and (url[-1] in ".,;:!?»“”…" or (url[-1] in ")]}" and url.count(url[-1]) > url.count(_OPENING[url[-1]]))):
        url = url[:-1]
    return url


_OPENING = {")": "(", "]": "[", "}": "{"}
