"""Which recipients are ours: asked at every RCPT, answered from a set-up that is at most two seconds old.

While the database is slow or away, the last known set-up goes on accepting what it knows; what it does not know may be
new, and is told to come again (law 1: unknown trouble is never a 5xx).
"""

import asyncio
import logging
from concurrent.futures import Executor

from mailgate.desk.house import House
from mailgate.ingest.smtp import words
from mailgate.model.address import Address
from mailgate.model.errors import Trouble
from mailgate.registry.desk import Desk

_FRESH_SECONDS = 2.0  #: for which a set-up is not looked up again
_PATIENCE_SECONDS = 1.0  #: in which a database must answer when there is an older set-up to go by
_FIRST_PATIENCE_SECONDS = 20.0  #: the same when there is none

log = logging.getLogger(__name__)


class Mailboxes:
    """Our mailboxes, as far as they are known."""

    def __init__(self, house: House, looker: Executor) -> None:
        self._house = house
        self._looker = looker
        self._desk: Desk | None = None
        self._sure = False  #: whether the last look-up succeeded
        self._until = 0.0
        self._looking: asyncio.Future[Desk | None] | None = None

    async def refusal(self, address: str) -> str:
        """The reply to a recipient who is not ours, or "". The same words for every unknown mailbox (T48)."""
        recipient = Address.read(address)
        if recipient is None and address.lower() != "postmaster":
            return words.BAD_RECIPIENT
        await self._refresh()
        desk = self._desk
        if desk is None:
            return words.TROUBLE
        if not desk.mailboxes:
            return words.NOT_SET_UP
        domains = [mailbox.address.rpartition("@")[2] for mailbox in desk.mailboxes]
        if recipient is None:  # the postmaster of no domain is ours (RFC 5321 §2.3.5)
            recipient = Address("postmaster", domains[0])
        if desk.is_ours(recipient):
            return ""
        if not self._sure:
            return words.TROUBLE
        return words.NO_SUCH_MAILBOX if recipient.domain in domains else words.NO_RELAY

    async def _refresh(self) -> None:
        """Look it up again when it is old. All who ask meanwhile wait for the same answer."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._until:
            return
        if self._looking is None:
            self._looking = loop.run_in_executor(self._looker, self._look_up)
            self._looking.add_done_callback(self._looked)
        patience = _FIRST_PATIENCE_SECONDS if self._desk is None else _PATIENCE_SECONDS
        done, _ = await asyncio.wait([self._looking], timeout=patience)
        if not done:
            self._go_by(None)

    def _looked(self, looking: "asyncio.Future[Desk | None]") -> None:
        """It was looked up, for all who wait; some of them come to know only after the next look-up has begun."""
        self._looking = None
        self._go_by(looking.result())

    def _go_by(self, found: Desk | None) -> None:
        self._sure = found is not None
        self._desk = found or self._desk
        if self._desk is not None:
            self._until = asyncio.get_running_loop().time() + _FRESH_SECONDS

    def _look_up(self) -> Desk | None:
        try:
            with self._house.view() as work:
                return work.desk
        except Trouble as cause:
            log.error("the mailboxes could not be looked up: %s", cause)
        except BaseException as error:  # in a thread of the pool: nothing of it may reach the event loop
            log.error("the mailboxes could not be looked up", exc_info=error)
        return None
