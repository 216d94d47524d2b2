"""text/enriched (RFC 1896) and its elder text/richtext (RFC 1341) as plain text.

    from_enriched(text), from_richtext(text)

Linear, total.
"""

import re

_COMMAND = re.compile(r"<(/?)([A-Za-z0-9-]{1,60})>|<<")
_BREAKS = re.compile(r"\n+")
_SIGNS = {"lt": "<", "nl": "\n", "np": "\n\n", "paragraph": "\n\n"}


def from_enriched(text: str) -> str:
    """A single line end is a space, of several one is dropped (§2); what stands in <param> is not shown."""
    return _without_commands(_BREAKS.sub(lambda found: " " if len(found[0]) == 1 else found[0][1:], text), "param")


def from_richtext(text: str) -> str:
    """Line ends are spaces; <nl> and <paragraph> break lines; comments are not shown."""
    return _without_commands(text.replace("\n", " "), "comment")


def _without_commands(text: str, hidden: str) -> str:
    kept: list[str] = []
    position = depth = 0
    for command in _COMMAND.finditer(text):
        if not depth:
            kept.append(text[position : command.start()])
        position = command.end()
        name = (command[2] or "").lower()
        if name == hidden:
            depth = max(0, depth + (-1 if command[1] else 1))
        elif not depth:
            kept.append(
                "<" if command[0] == "<<" else "" if command[1] and name != "paragraph" else _SIGNS.get(name, "")
            )
    return "".join([*kept, "" if depth else text[position:]])
