"""What of an HTML element can be seen, as far as its own attributes say it (CSS 2.2; styles by class are not read).

    change = read(attributes); sight = change.after(sight); sight.seen

Newsletters hide a line for the list of mails, spam hides words for filters, and a machine that reads the hidden words
understands another letter than the person. `mso-hide` alone hides from Outlook only, so everybody else sees it.
"""

import re
from dataclasses import dataclass

_STYLE = re.compile(r"""(?<![\w-])style\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_BGCOLOR = re.compile(r"""(?<![\w-])bgcolor\s*+=\s*+["']?([#\w]+)""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])")
_NUMBER = re.compile(r"(-?\d{0,9}\.?\d{0,9})\s*(px|pt|em|rem|ex|%|)\s*(?:!.*)?$")
_CLEAR = re.compile(r"rgba\([^)]{0,40},\s*0?\.?0+\s*\)")
_WHITE = re.compile(r"#f{3}(?:f{3})?|white|rgb\(255,255,255\)")
_AWAY = -999  #: and less: units to the left of, or above, every screen
_MOST_PROPERTIES = 60


@dataclass(frozen=True, slots=True)
class Sight:
    """What is true of an element's text. `gone` holds for all that is inside; the rest until an inner style differs."""

    gone: bool = False
    tiny: bool = False  #: letters of size zero
    veiled: bool = False  #: visibility: hidden
    same: bool = False  #: letters in the colour of their background

    @property
    def seen(self) -> bool:
        """Whether text stands there for the reader."""
        return not (self.gone or self.tiny or self.veiled or self.same)


@dataclass(frozen=True, slots=True)
class Change:
    """What an element's own attributes set; None where they say nothing."""

    gone: bool = False
    tiny: bool | None = None
    veiled: bool | None = None
    same: bool | None = None

    def after(self, outer: Sight) -> Sight:
        """The sight inside the element."""
        return Sight(
            outer.gone or self.gone,
            outer.tiny if self.tiny is None else self.tiny,
            outer.veiled if self.veiled is None else self.veiled,
            outer.same if self.same is None else self.same,
        )


NOTHING = Change()
OPEN = Sight()

#: Style that hides, as it begins; read in full only where one of these stands.
_HIDING = (
    "hidden", "opacity", "transparent", "rgba(", "left:-", "left: -", "top:-", "top: -", "indent:-", "indent: -",
    "height:0", "height: 0", "font-size:0", "font-size: 0", "font-size:1p", "font-size: 1p", "font:0", "font: 0",
)  # fmt: skip


def may_hide(attributes: str) -> bool:
    """Whether it is worth reading lower-case attributes when nothing is hidden so far."""
    if any(sign in attributes for sign in _HIDING) or ("none" in attributes and "display" in attributes):
        return True
    return "color:" in attributes and ("background" in attributes or "bgcolor" in attributes)


def sight_of(attributes: str) -> Change:
    """What lower-case attributes hide or show again. Never raises."""
    style = _STYLE.search(attributes)
    gone = "hidden" in attributes and _HIDDEN.search(_QUOTED.sub("", attributes)) is not None
    if style is None:
        return Change(gone=gone) if gone else NOTHING
    given = _properties(style[1].strip("\"'"))
    return Change(gone or _is_gone(given), _is_tiny(given), _is_veiled(given), _is_same(given, attributes))


def _properties(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";", _MOST_PROPERTIES)[:_MOST_PROPERTIES])
    return {name.strip(): value.strip()[:100] for name, _, value in pairs}


def _is_gone(given: dict[str, str]) -> bool:
    if given.get("display", "").startswith("none") or _zero(given.get("opacity", "")):
        return True
    clipped = given.get("overflow", "").startswith("hidden") or given.get("overflow-y", "").startswith("hidden")
    if clipped and (_zero(given.get("max-height", "")) or _zero(given.get("height", ""))):
        return True
    if _amount(given.get("text-indent", "")) <= _AWAY:
        return True
    moved = given.get("position", "").startswith(("absolute", "fixed"))
    return moved and min(_amount(given.get("left", "")), _amount(given.get("top", ""))) <= _AWAY


def _is_tiny(given: dict[str, str]) -> bool | None:
    if "font-size" in given:
        size = given["font-size"]
        return _zero(size) or (_NUMBER.match(size) is not None and size.startswith(("1px", "1pt")))
    if "font" in given:
        return given["font"].startswith(("0/", "0px/", "0 ", "0px "))
    return None


def _is_veiled(given: dict[str, str]) -> bool | None:
    return given["visibility"].startswith("hidden") if "visibility" in given else None


def _is_same(given: dict[str, str], attributes: str) -> bool | None:
    if "color" not in given:
        return None
    colour = _colour(given["color"])
    if colour == "transparent":
        return True
    ground = given.get("background-color") or given.get("background", "")
    if not ground and (attribute := _BGCOLOR.search(attributes)):
        ground = attribute[1]
    return bool(ground) and "background-image" not in given and _colour(ground) == colour


def _colour(value: str) -> str:
    value = value.partition("!")[0].strip()
    if value == "transparent" or _CLEAR.fullmatch(value):
        return "transparent"
    value = value.replace(" ", "")
    if _WHITE.fullmatch(value):
        return "white"
    return "#" + "".join(2 * letter for letter in value[1:]) if len(value) == 4 and value[0] == "#" else value


def _zero(value: str) -> bool:
    number = _NUMBER.match(value)
    return number is not None and number[1].strip("-0.") == "" and "0" in number[1]


def _amount(value: str) -> float:
    number = _NUMBER.match(value)
    try:
        return float(number[1]) if number and number[1] else 0.0
    except ValueError:
        return 0.0
