"""The arguments of MAIL and RCPT, read strictly (RFC 5321 §4.1.2): what is not exactly one path is refused.

    path = read_path("FROM:<ann@customer.example> SIZE=1200", "FROM")

Source routes, comments, missing brackets and control characters have no reading that everybody agrees on, so they are
none here (threats T15). A space behind the colon is common, harmless, and taken. Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TEXT = r"\u00a0-\ud7ff\ue000-\U0010ffff"  # UTF8-non-ascii of RFC 6531 §3.3, without the C1 controls
_ATOM = rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~{_TEXT}-]++"
_QUOTED = rf'"(?:[ !#-\[\]-~{_TEXT}]|\\[ -~])*+"'
_LABEL = rf"[A-Za-z0-9_{_TEXT}](?:[A-Za-z0-9_{_TEXT}-]{{0,61}}[A-Za-z0-9_{_TEXT}])?"
_DOMAIN = rf"{_LABEL}(?:\.{_LABEL})*+|\[(?:IPv6:)?[0-9A-Fa-f:.]{{2,45}}\]"
_LOCAL = rf"{_ATOM}(?:\.{_ATOM})*+|{_QUOTED}"
_PATH = re.compile(
    rf" {{0,8}}<(?P<path>(?P<local>{_LOCAL})@(?:{_DOMAIN})|(?i:postmaster)|)>(?P<rest>(?: .*)?)",
    re.DOTALL,
)
_PARAMETER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*+)(?:=([!-<>-~]++))?")
_MOST_PATH = 254  #: octets between the brackets (RFC 5321 §4.5.3.1.3)
_MOST_LOCAL = 64


@dataclass(frozen=True, slots=True)
class Path:
    """One address with the parameters behind it."""

    address: str  #: as given; "" is the null sender
    parameters: Mapping[str, str]  #: names in upper case; "" for one without a value

    @property
    def is_ascii(self) -> bool:
        """Whether it needs no SMTPUTF8."""
        return self.address.isascii()


class BadPath(ValueError):
    """It is not one address in angle brackets."""


class BadParameter(ValueError):
    """What stands behind the address is no list of parameters."""


def read_path(argument: str, keyword: str) -> Path | None:
    """The path behind `keyword` and a colon, or None when these are not there. Raises BadPath and BadParameter."""
    given, colon, text = argument.partition(":")
    if not colon or given.upper() != keyword:
        return None
    found = _PATH.fullmatch(text)
    if not found or len(found["path"].encode()) > _MOST_PATH or len((found["local"] or "").encode()) > _MOST_LOCAL:
        raise BadPath
    return Path(found["path"], _parameters(found["rest"]))


def _parameters(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in text.split():
        parameter = _PARAMETER.fullmatch(word)
        if not parameter or parameter[1].upper() in found:
            raise BadParameter
        found[parameter[1].upper()] = parameter[2] or ""
    return found
