"""Notices of delivery in JSON, as sending services mail them (Amazon SES through SNS).

    read_notice(text) -> list[Failure]          # empty for anything else

The lines of such a notice are folded anywhere on their way, so it is searched and not parsed.
"""

import re

from mailgate.ingest.report.failure import Failure

_KIND = re.compile(r"\"(?:notification|event)Type\"\s{0,9}:\s{0,9}\"(Bounce|DeliveryDelay)\"")
_RECIPIENT = re.compile(r"\"emailAddress\"\s{0,9}:\s{0,9}\"([^\"]{1,320})\"([^{}\[\]]{0,4000})")
_VALUE = re.compile(r"\"(action|status|diagnosticCode)\"\s{0,9}:\s{0,9}\"((?:[^\"\\]|\\.){0,2000})\"")
_TRANSIENT = re.compile(r"\"bounceType\"\s{0,9}:\s{0,9}\"Transient\"")
_LOOKED_AT = 50_000


def read_notice(text: str) -> list[Failure]:
    """Every recipient that the notice says was not reached."""
    text = text[:_LOOKED_AT].lstrip()
    if not text.startswith("{"):
        return []
    kind = _KIND.search(text)
    if kind is None:
        return []
    delayed = kind[1] == "DeliveryDelay" or _TRANSIENT.search(text) is not None
    found: list[Failure] = []
    for recipient in _RECIPIENT.finditer(text):
        said = dict(_VALUE.findall(recipient[2]))
        action = "delayed" if delayed else said.get("action", "failed").lower()
        found.append(Failure(recipient[1], action, said.get("status", ""), said.get("diagnosticCode", "")))
    return found[:100]
