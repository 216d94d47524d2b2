"""Rules by words: `words("výpadek", "is down")`, joined by and, or, not. The first rule that speaks wins.

`compile_when` reads a condition into a small tree once; an error names the place in the condition. Only the call
`words(…)` with literal texts exists: nothing is ever evaluated as Python.
"""

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailgate.model.errors import BadSetup
from mailgate.model.ticket import Priority

#: The words that spoke; empty means no. A condition that holds without words of its own (not …) says "not …".
Condition = Callable[[str], tuple[str, ...]]
_LONGEST = 2000  #: characters of a condition


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the desk, ready to be asked."""

    name: str
    condition: Condition
    category: str = ""
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that spoke, and the words that made it speak."""

    rule: Rule
    words: tuple[str, ...]


def first_hit(rules: Sequence[Rule], subject: str, text: str) -> Hit | None:
    """The first rule that fits the subject and the newly written text."""
    haystack = f"{subject}\n{text}".casefold()
    for rule in rules:
        words = rule.condition(haystack)
        if words:
            return Hit(rule, words)
    return None


def compile_when(when: str, where: str) -> Condition:
    """The condition as a function of case-folded text. Raises BadSetup, naming `where` and the column."""
    if len(when) > _LONGEST:
        raise BadSetup([f"{where}: a condition has at most {_LONGEST} characters"])
    try:
        return _build(ast.parse(when.strip(), mode="eval").body, where)
    except SyntaxError as cause:
        raise BadSetup([f'{where}, column {cause.offset}: write conditions like words("outage", "down")']) from cause


def _build(node: ast.expr, where: str) -> Condition:
    if isinstance(node, ast.BoolOp):
        parts = [_build(value, where) for value in node.values]
        return _all(parts) if isinstance(node.op, ast.And) else _any(parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _build(node.operand, where)
        return lambda text: () if inner(text) else ("none of the excluded words",)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words" and node.args:
        texts = [value for arg in node.args if isinstance(value := getattr(arg, "value", None), str) and value.strip()]
        if len(texts) == len(node.args) and not node.keywords:
            return _words(texts)
    raise BadSetup([f'{where}, column {node.col_offset + 1}: only words("…", …), and, or, not can stand here'])


def _all(parts: Sequence[Condition]) -> Condition:
    def condition(text: str) -> tuple[str, ...]:
        found = [part(text) for part in parts]
        return tuple(word for words in found for word in words) if all(found) else ()

    return condition


def _any(parts: Sequence[Condition]) -> Condition:
    return lambda text: next((words for part in parts if (words := part(text))), ())


def _words(texts: Sequence[str]) -> Condition:
    """Whole words or phrases, any spacing between them; linear, since only literal texts are searched for."""
    phrases = (r"\s+".join(map(re.escape, text.casefold().split())) for text in texts)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")
    return lambda text: tuple(dict.fromkeys(" ".join(found.split()) for found in pattern.findall(text)))
