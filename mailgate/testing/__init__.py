"""Public builders and doubles for tests of mailgate and of what builds on it: `from mailgate.testing import a_letter`.

Builders state only what matters to the test. The doubles keep every promise of `desk.ports`: the contract tests run
over `MemoryStore` and the SQL store alike. Nothing here needs a test framework, a network or the wall clock.
"""

from mailgate.testing.builders import (
    MORNING,
    a_clock,
    a_company,
    a_letter,
    a_message,
    a_person,
    a_ticket,
    an_entry,
    an_envelope,
    an_out_letter,
)
from mailgate.testing.memory.store import MemoryStore
from mailgate.testing.sink import Said, Sent, SetClock, SinkRelay

__all__ = [
    "MORNING",
    "MemoryStore",
    "Said",
    "Sent",
    "SetClock",
    "SinkRelay",
    "a_clock",
    "a_company",
    "a_letter",
    "a_message",
    "a_person",
    "a_ticket",
    "an_entry",
    "an_envelope",
    "an_out_letter",
]
