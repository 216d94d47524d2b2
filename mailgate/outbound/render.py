"""Words of a letter from its template: jinja2 in a sandbox, one file per language and effect.

`Renderer(templates_dir()).render("taken", "cs", values)` gives the subject that the template sets ("" for most) and
the body. What customers and staff wrote is only ever a value: it never becomes template source (threat T46).
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

import mailgate
from mailgate.model.errors import BadSetup, UnknownThing

FALLBACK = "en"  #: the end of every chain of languages

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: How each language writes an instant. Months are not taken from the process's locale.
_INSTANTS = {
    "cs": "{t.day}. {t.month}. {t.year} {t:%H:%M} {zone}",
    "pl": "{t.day}.{t.month}.{t.year}, {t:%H:%M} {zone}",
    "ru": "{t:%d.%m}.{t.year}, {t:%H:%M} {zone}",
    "en": "{t.day} {month} {t.year}, {t:%H:%M} {zone}",
}


def templates_dir() -> Path:
    """The folder `templates`: inside an installed package, or beside it in a checkout. Raises UnknownThing."""
    package = Path(mailgate.__file__).resolve().parent
    places = (package / "templates", package.parent / "templates")
    for place in places:
        if (place / "mail").is_dir():
            return place
    raise UnknownThing(f"no templates: neither {places[0]} nor {places[1]} has a folder `mail`; reinstall mailgate")


def instant(at: datetime, zone: str, language: str) -> str:
    """An instant as people of that language write it, in that zone, with the zone's abbreviation (S0-2)."""
    local = at.astimezone(_zone(zone))
    name = local.tzname() or "UTC"
    shape = _INSTANTS.get(language, _INSTANTS[FALLBACK])
    return shape.format(t=local, month=_MONTHS[local.month - 1], zone=f"UTC{name}" if name[0] in "+-" else name)


class Renderer:
    """The templates of one folder. Compiled once per process; safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._environment = _environment(root)

    def language(self, effect: str, language: str) -> str:
        """The language in which this letter can be written: the wanted one, else English. Raises UnknownThing."""
        return self._chosen(effect, language)[0]

    def render(self, effect: str, language: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """(subject or "", body). Raises UnknownThing without a template, BadSetup when the template is wrong."""
        try:
            chosen, template = self._chosen(effect, language)
            filled = {**values, "language": chosen}
            return _subject(template, filled), template.render(filled).strip("\n") + "\n"
        except TemplateError as wrong:
            raise BadSetup([f"the template {effect!r} for {language!r} cannot be rendered: {wrong}"]) from wrong

    def _chosen(self, effect: str, language: str) -> tuple[str, Template]:
        for wanted in (language.lower()[:2], FALLBACK):
            if re.fullmatch("[a-z]{2}", wanted) and re.fullmatch("[a-z_]+", effect):
                try:
                    return wanted, self._environment.get_template(f"{wanted}/{effect}.txt.j2")
                except TemplateNotFound:
                    continue
                except TemplateSyntaxError as wrong:
                    raise BadSetup([f"{wanted}/{effect}.txt.j2, line {wrong.lineno}: {wrong}"]) from wrong
        raise UnknownThing(f"no template for {effect!r} in {language!r} or {FALLBACK!r}")


def _subject(template: Template, values: Mapping[str, Any]) -> str:
    """What the template's block `subject` says; "" when it has none. The block is no part of the body."""
    if "subject" not in template.blocks:
        return ""
    return "".join(template.blocks["subject"](template.new_context(dict(values)))).strip()


@cache
def _environment(root: Path) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(root / "mail"), undefined=StrictUndefined, auto_reload=False, autoescape=False
    )
    environment.filters["instant"] = _instant_filter
    return environment


@pass_context
def _instant_filter(context: Context, at: datetime | None) -> str:
    if not isinstance(at, datetime):
        raise TemplateRuntimeError("there is no instant to print; the template must ask for it with an if")
    return instant(at, context["zone"], context["language"])


@cache
def _zone(name: str) -> ZoneInfo:
    """The zone, or UTC for a name that is none: the printed abbreviation keeps it honest."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")
