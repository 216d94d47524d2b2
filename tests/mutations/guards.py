"""Every guard that protects identity, proof, disclosure, rights, threading, tokens and the registry: one row each.

    for guard in GUARDS: ...

`test_guards_hold.py` holds each row to the code: its text stands there once, and without it a named test fails. A new
guard gets its row in the table of its room; a row whose text has moved is mended, not dropped.
"""

from .decisions import DECISIONS
from .disclosure import DISCLOSURE
from .guard import Guard
from .identity import IDENTITY
from .pages import PAGES
from .people import PEOPLE
from .proof import PROOF
from .threads import THREADS

#: By what they protect. One alone: `MAILGATE_MUTATIONS=1 pytest tests/mutations -k 'missed and proof'`.
TABLES: dict[str, tuple[Guard, ...]] = {
    "identity": IDENTITY,
    "proof": PROOF,
    "disclosure": DISCLOSURE,
    "threads": THREADS,
    "decisions": DECISIONS,
    "people": PEOPLE,
    "pages": PAGES,
}
GUARDS = tuple(guard for table in TABLES.values() for guard in table)
