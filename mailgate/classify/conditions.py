"""The little language of a rule's `when`: `words("výpad*") and not (form == "sales" or time.hour >= 18)`.

    condition = compile_when(text, "rule 'x'", phrases)     # raises BadSetup with line, column and what to write
    condition(look)                                         # why it holds, in words; () when it does not

It is read by Python's own parser and then turned into closures; nothing is evaluated as Python, there are no loops, no
calls but `words(…)` and `subject(…)`, and every mistake shows before the first letter (docs/decisions/0010).
"""

import ast
import operator
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from mailgate.classify.phrases import MOST_TEXT, Phrases, plain
from mailgate.classify.seen import VARIABLES, Kind, Look, Value
from mailgate.model.errors import BadSetup, WrongUse
from mailgate.model.toml_findings import suggestion

#: Why a condition holds; empty when it does not. One that holds without words of its own gives its own text.
Condition = Callable[[Look], tuple[str, ...]]

LONGEST = 20_000  #: characters of a condition
DEEPEST = 40  #: parts inside parts
_MOST_SHOWN = 80  #: characters of a comparison in a reason
ABSENT = "none of the excluded words"  #: what made a condition speak that no word did
_EXAMPLE = 'write conditions like words("outage", "down") and not letter.has_attachment'
_CONSTANTS = {"true": True, "false": False}
_ORDERS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A value inside a comparison."""

    kind: Kind
    value: Value


def compile_when(when: str, where: str, phrases: Phrases) -> Condition:
    """The condition as a function; its words are added to `phrases`. Raises BadSetup, naming `where` and the place."""
    if len(when) > LONGEST:
        raise BadSetup([f"{where}: a condition has at most {LONGEST} characters; make two rules of it"])
    return _Reader(when, where, phrases).condition()


class _Reader:
    """Reads one condition."""

    def __init__(self, when: str, where: str, phrases: Phrases) -> None:
        self._lines = when.strip().split("\n")
        # In brackets, so that it may go over several lines; they stand on lines of their own.
        self._above = 1 if len(self._lines) > 1 else 0
        self._source = f"(\n{when.strip()}\n)" if self._above else when.strip()
        self._where, self._phrases = where, phrases

    def condition(self) -> Condition:
        return self._flag(self._tree(), 0)

    def _tree(self) -> ast.expr:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Python's advice on Python; what matters is said by us
                return ast.parse(self._source, mode="eval").body
        except SyntaxError as cause:
            line = (cause.lineno or 1) - self._above
            inside = 1 <= line <= len(self._lines)  # else it is about our own brackets: one of theirs is not closed
            raise self._bad(line if inside else 1, (inside and cause.offset) or 1, self._hint()) from cause
        except (RecursionError, MemoryError, ValueError) as cause:  # too deep for the parser; a NUL in it
            raise self._bad(1, 1, f"this is nested too deep or holds a forbidden character; {_EXAMPLE}") from cause

    def _hint(self) -> str:
        wrong = next((sign for sign in ("&&", "||", "!") if sign in "".join(self._lines).replace("!=", "")), "")
        return f"write and, or, not in place of {wrong}" if wrong else _EXAMPLE

    def _bad(self, line: int, column: int, what: str) -> BadSetup:
        place = f"line {line}, column {column}" if len(self._lines) > 1 else f"column {column}"
        return BadSetup([f"{self._where}, {place}: {what}"])

    def _refuse(self, node: ast.expr, what: str) -> NoReturn:
        line = node.lineno - self._above
        before = self._lines[line - 1].encode()[: node.col_offset]  # the parser counts octets
        raise self._bad(line, len(before.decode()) + 1, what)

    def _said(self, node: ast.expr) -> str:
        """A part of the condition as it was written, for reasons."""
        text = " ".join((ast.get_source_segment(self._source, node) or "").split())
        return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"

    def _flag(self, node: ast.expr, depth: int) -> Condition:
        """A part that is yes or no."""
        if depth > DEEPEST:
            self._refuse(node, f"this is nested more than {DEEPEST} deep; make two rules of it")
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = [self._flag(value, depth + 1) for value in values]
                return _all(parts) if isinstance(op, ast.And) else _any(parts)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                said = ABSENT if isinstance(inner, ast.Call) else self._said(node)
                return _not(self._flag(inner, depth + 1), said)
            case ast.Call():
                return self._words(node)
            case ast.Compare(left=left, ops=ops, comparators=others):
                parts = [self._compare(node, *each) for each in zip((left, *others), ops, others, strict=False)]
                return _held(lambda look: all(part(look) for part in parts), self._said(node))
        return self._plain_flag(node)

    def _plain_flag(self, node: ast.expr) -> Condition:
        constant = _constant(node)
        if constant is not None:
            return _held(lambda look: constant, "always")
        if _dotted(node) is None:
            self._refuse(node, f'only words("…"), subject("…"), comparisons, and, or, not can stand here; {_EXAMPLE}')
        part = self._part(node)
        if part.kind is not Kind.FLAG:
            self._refuse(node, f'this is {part.kind.value}, not yes or no; compare it: {_dotted(node)} == "…"')
        return _held(part.value, self._said(node))

    def _words(self, node: ast.Call) -> Condition:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in ("words", "subject"):
            self._refuse(node, f'only words("…", …) and subject("…", …) can be called; {_EXAMPLE}')
        texts = [value for arg in node.args if isinstance(value := getattr(arg, "value", None), str)]
        if not texts or len(texts) != len(node.args) or node.keywords:
            self._refuse(node, f'{name} takes texts in quotes: {name}("outage", "is down")')
        try:
            numbers = self._phrases.add(texts)
        except WrongUse as cause:
            self._refuse(node, str(cause))
        return _spotted_in_subject(numbers) if name == "subject" else _spotted(numbers)

    def _compare(self, node: ast.expr, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Value:
        one, two = self._part(left), self._part(right)
        a, b, kinds = one.value, two.value, (one.kind, two.kind)
        text = kinds == (Kind.TEXT, Kind.TEXT)
        if isinstance(op, ast.In | ast.NotIn) and one.kind is Kind.TEXT and two.kind in (Kind.TEXT, Kind.TEXTS):
            return _within(a, b, whole=two.kind is Kind.TEXTS, wanted=isinstance(op, ast.In))
        if isinstance(op, ast.Eq | ast.NotEq) and (text or kinds == (Kind.NUMBER, Kind.NUMBER)):
            return _same(a, b, text=text, wanted=isinstance(op, ast.Eq))
        if (order := _ORDERS.get(type(op))) and kinds == (Kind.NUMBER, Kind.NUMBER):
            return lambda look: order(a(look), b(look))
        what = f"{one.kind.value} cannot be compared so with {two.kind.value}: texts by ==, !=, in; numbers by < too"
        return self._refuse(node, "yes or no is not compared: write it alone" if Kind.FLAG in kinds else what)

    def _part(self, node: ast.expr) -> _Part:
        """A variable or a literal."""
        match node:
            case ast.Constant(value=str() as text):
                return _Part(Kind.TEXT, lambda look: text)
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
                return _Part(Kind.NUMBER, lambda look: number)
            case ast.List(elts=items) | ast.Tuple(elts=items) if items:
                texts = tuple(item.value for item in items if isinstance(item, ast.Constant) and _is_text(item.value))
                if len(texts) == len(items):
                    return _Part(Kind.TEXTS, lambda look: texts)
                self._refuse(node, 'a list holds texts in quotes: ["a.example", "b.example"]')
        name = _dotted(node)
        if name is None:
            self._refuse(node, "only names like letter.subject, texts in quotes, numbers and lists can be compared")
        if name not in VARIABLES:
            self._refuse(node, f"there is no {name!r}{suggestion(name, list(VARIABLES))}")
        return _Part(*VARIABLES[name])


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _dotted(node: ast.expr) -> str | None:
    """`letter.subject` for the node of it; None for anything but a name with at most one dot."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            return f"{name}.{attribute}"
    return None


def _constant(node: ast.expr) -> bool | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return node.value
    return _CONSTANTS.get(node.id) if isinstance(node, ast.Name) else None


def _held(test: Value, said: str) -> Condition:
    return lambda look: (said,) if test(look) else ()


def _not(inner: Condition, said: str) -> Condition:
    return lambda look: () if inner(look) else (said,)


def _all(parts: Sequence[Condition]) -> Condition:
    def condition(look: Look) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for part in parts:
            words = part(look)
            if not words:
                return ()
            found += words
        return tuple(dict.fromkeys(found))

    return condition


def _any(parts: Sequence[Condition]) -> Condition:
    return lambda look: next((words for part in parts if (words := part(look))), ())


def _spotted(numbers: frozenset[int]) -> Condition:
    def condition(look: Look) -> tuple[str, ...]:
        if look.spotted.keys().isdisjoint(numbers):  # nearly always
            return ()
        return tuple(dict.fromkeys(each.shown for number, each in look.spotted.items() if number in numbers))

    return condition


def _spotted_in_subject(numbers: frozenset[int]) -> Condition:
    def condition(look: Look) -> tuple[str, ...]:
        if look.spotted.keys().isdisjoint(numbers):
            return ()
        end = len(look.facts.subject)  # the text begins behind it
        hits = (each.shown for number, each in look.spotted.items() if number in numbers and each.at < end)
        return tuple(dict.fromkeys(hits))

    return condition


def _within(a: Value, b: Value, *, whole: bool, wanted: bool) -> Value:
    """Whether a text stands in another, or is one of a list; a long text counts as far as words are looked for."""

    def test(look: Look) -> bool:
        there = [plain(each) for each in b(look)] if whole else plain(b(look)[:MOST_TEXT])
        return (plain(a(look)[:MOST_TEXT]) in there) is wanted

    return test


def _same(a: Value, b: Value, *, text: bool, wanted: bool) -> Value:
    if text:
        return lambda look: (plain(a(look)[:MOST_TEXT]) == plain(b(look)[:MOST_TEXT])) is wanted
    return lambda look: (a(look) == b(look)) is wanted
