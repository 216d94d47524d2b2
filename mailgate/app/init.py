"""`mailgate init`: a few questions, then mailgate.toml and desk.toml that load as they stand.

How mail arrives decides who can be proven: `direct` checks SPF, DKIM and DMARC here, `behind` believes one's own MX,
`trial` counts what is submitted on this machine as proven. Nothing that exists is overwritten.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mailgate.model.address import Address
from mailgate.model.errors import WrongUse

#: How mail arrives, and the [origin] that follows from it.
ARRIVALS = {
    "direct": "verify = true              # SPF, DKIM and DMARC are checked here, as the MX",
    "behind": "trusted_authserv_ids = [{authserv_id}]   # its topmost Authentication-Results is believed",
    "trial": "trust_loopback = true      # whatever is submitted on this machine counts as proven; only for trying out",
}

_SETTINGS = """\
# Process settings of mailgate. Relative paths count from this file's folder.
data_dir = "data"
base_url = "http://127.0.0.1:8080"   # the web address of the pages, as customers reach it

[smtp]
listen = {listen}

[web]
listen = "127.0.0.1:8080"

[relay]
url = "file:outbox"                  # smtp://user:password@host:587 sends; file:DIR writes letters to a folder

[origin]
{origin}
"""

_DESK = """\
# The desk's set-up. Load it with: mailgate load desk.toml
[firm]
name = {firm}
zone = "Europe/Prague"
phone = ""
languages = ["en", "cs", "pl", "ru"]
default_sla = "standard"

[[mailbox]]
address = {mailbox}
name = {firm}
language = "en"
unknown_senders = "accept"           # accept | hold | refuse (in words)

[[calendar]]
name = "weekday"
zone = "Europe/Prague"
[calendar.spans]
mon = ["08:00-17:00"]
tue = ["08:00-17:00"]
wed = ["08:00-17:00"]
thu = ["08:00-17:00"]
fri = ["08:00-17:00"]

[[sla]]
name = "standard"
calendar = "weekday"
[sla.p1]
first_answer = "30m"
[sla.p2]
first_answer = "2h"
[sla.p3]
first_answer = "8h"
[sla.p4]
first_answer = "2d"

[[staff]]
email = {staff}
name = {staff_name}
role = "admin"
lines = [1, 2]
shift = "weekday"
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was asked."""

    firm: str
    mailbox: str
    staff: str
    arrival: str
    authserv_id: str = ""

    @classmethod
    def ask(
        cls, firm: str, mailbox: str, staff: str, arrival: str, authserv_id: str, prompt: Callable[[str], str]
    ) -> "Answers":
        """Ask for what was not given. Raises WrongUse with what is wrong with an answer."""
        firm = firm or prompt("The firm's name")
        mailbox = str(Address.parse(mailbox or prompt("The support address that customers write to")))
        staff = str(Address.parse(staff or prompt("Your own mail address")))
        arrival = arrival or prompt("How does mail arrive here: direct (we are the MX), behind (your own MX), trial")
        if arrival not in ARRIVALS:
            raise WrongUse(f"mail arrives {arrival!r}? it is one of: {', '.join(ARRIVALS)}")
        if arrival == "behind":
            authserv_id = authserv_id or prompt("The name that your MX writes first into Authentication-Results")
        return cls(firm, mailbox, staff, arrival, authserv_id)


def write_settings(directory: Path, answers: Answers) -> list[Path]:
    """Write both files; their paths. Raises WrongUse when one of them is there already."""
    files = {directory / "mailgate.toml": _settings(answers), directory / "desk.toml": _desk(answers)}
    for path in files:
        if path.exists():
            raise WrongUse(f"{path} is there already: nothing was written")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    except OSError as cause:
        raise WrongUse(f"{directory}: {cause.strerror}") from cause
    return list(files)


def _settings(answers: Answers) -> str:
    origin = ARRIVALS[answers.arrival].format(authserv_id=_quoted(answers.authserv_id))
    listen = "127.0.0.1:8025" if answers.arrival == "trial" else "0.0.0.0:25"
    return _SETTINGS.format(listen=_quoted(listen), origin=origin)


def seeded_categories() -> str:
    """The categories and rules that a new desk begins with, as a part of a desk.toml."""
    return (Path(__file__).parent / "categories.toml").read_text(encoding="utf-8")


def _desk(answers: Answers) -> str:
    name = answers.staff.partition("@")[0].replace(".", " ").title()
    items = _DESK.format(
        firm=_quoted(answers.firm),
        mailbox=_quoted(answers.mailbox),
        staff=_quoted(answers.staff),
        staff_name=_quoted(name),
    )
    return items + seeded_categories()


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)
