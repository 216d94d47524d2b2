"""A door whose process is killed after the commit and before the answer, again and again: a program.

    python -m tests.faults.dying PORT DATABASE-URL

Each life answers one letter, and dies of the next one as soon as that is committed. A client with one letter at a time
has each answer taken away once, and gets it for the same bytes in the life that follows.
"""

import asyncio
import os
import signal
import sys
from typing import Any

from mailgate.config import Settings, Smtp
from mailgate.ingest.smtp.listener import Listener
from mailgate.model.letter import Envelope, KeptLetter
from mailgate.store.open import open_store
from mailgate.testing.house import a_house


class DiesAfterCommit:
    """A store like the one within, whose process ends behind the commit once it has kept `answers` letters."""

    def __init__(self, store: Any, answers: int) -> None:
        self._store = store
        self._left = answers

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def keep(self, envelope: Envelope, raw: bytes) -> tuple[KeptLetter, bool]:
        """Committed, and perhaps never told."""
        kept = self._store.keep(envelope, raw)
        self._left -= 1
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return kept  # type: ignore[no-any-return]


async def live(port: int, url: str, answers: int) -> None:
    """One life."""
    house = a_house(DiesAfterCommit(open_store(url), answers))
    settings = Settings(smtp=Smtp(listen=f"127.0.0.1:{port}", hostname="mx.desk.example"))
    await Listener(house, settings, lmtp=False).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    answers = 0  #: the first life has nothing to answer yet
    while True:
        child = os.fork()
        if not child:
            asyncio.run(live(int(sys.argv[1]), sys.argv[2], answers))
        os.waitpid(child, 0)
        answers = 1
