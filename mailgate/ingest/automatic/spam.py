"""Does a spam filter on its way call the letter spam? Forgeable, so a hint for people and for silence only.

spam_mark(fields) -> "marked as spam (X-Spam-Flag: YES)" or ""
"""

import re

from mailgate.ingest.mime.headers import Fields

#: Field and the start of its value, in lower case, that means spam. SpamAssassin, rspamd, Bogofilter, DSPAM, Barracuda,
#: Amazon SES, Exchange (the confidence level of [MS-OXCSPAM]: 5 and more).
MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(value))
    for name, value in (
        ("x-spam-flag", r"^(?:yes|true)\b"),
        ("x-spam-status", r"^(?:yes|spam)\b"),
        ("x-spam", r"^(?:yes|true|spam)\b"),
        ("x-spam-report-flag", r"^yes\b"),
        ("x-rspamd-action", r"^(?:reject|add header|rewrite subject)"),
        ("x-bogosity", r"^(?:spam|yes)\b"),
        ("x-dspam-result", r"^(?:spam|blacklisted)\b"),
        ("x-barracuda-spam-flag", r"^yes\b"),
        ("x-ses-spam-verdict", r"^fail\b"),
        ("x-ms-exchange-organization-scl", r"^[5-9]\b"),
        ("x-forefront-antispam-report", r"\bscl:[5-9]\b"),
    )
)


def spam_mark(fields: Fields) -> str:
    """The first mark as a sentence, "" for none."""
    for name, pattern in MARKS:
        if name in fields:
            for value in fields.all(name):
                if pattern.search(value[:1000].strip().lower()):
                    return f"marked as spam ({name.title()}: {value[:40]})"
    return ""
