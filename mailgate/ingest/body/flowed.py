"""format=flowed undone: paragraphs that the sender's program broke for the way become whole (RFC 3676).

    unflow(text, delsp=False) -> text

Quoted lines stay broken as they are, only without stuffed spaces: a quote is folded away as it came, and its marks are
what the reply cutter goes by. Linear, total.
"""

_SIGNATURE = "-- "


def unflow(text: str, delsp: bool = False) -> str:
    """The text with soft line breaks removed (§4.2); with DelSp their space goes too (§4.5)."""
    pieces: list[str] = []
    open_line = False  #: the last line goes on in the next one
    for raw in text.split("\n"):
        quoted = raw.startswith(">")
        line = raw if quoted else raw.removeprefix(" ")
        soft = line.endswith(" ") and line != _SIGNATURE and not quoted
        if not open_line or quoted or line == _SIGNATURE:
            pieces.append("\n")
        pieces.append(line[:-1] if soft and delsp else line)
        open_line = soft
    return "".join(pieces[1:])
