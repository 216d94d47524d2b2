"""Build the house from the settings: `open_house(settings)`.

The secret behind our Message-IDs, plus-addresses and links is made with the database and kept in it: one file to back
up, and every process of a distributed set-up has the same (docs/decisions/0001).
"""

import ipaddress
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from mailgate.app.clock import FixedClock, RunningClock, SystemClock
from mailgate.app.learning import learner
from mailgate.config import Pager as PagerSettings
from mailgate.config import Settings, parse_nameserver
from mailgate.desk.house import House
from mailgate.desk.in_turn import InTurn
from mailgate.desk.learner import Memory
from mailgate.desk.ports import ClockFace, Dns, Pager, Prover, Reader, Store
from mailgate.desk.reading import InProcess
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.errors import BadSetup, WrongUse
from mailgate.model.ids import Minter
from mailgate.outbound.pager import key_of, open_pager
from mailgate.outbound.relay import open_relay
from mailgate.outbound.render import Renderer, templates_dir
from mailgate.store.open import open_store

_SECRET = "secret"
_NONCE_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_YEARS = range(1970, 3000)  #: of a test clock; desk time is counted with on both sides of it


def open_house(
    settings: Settings,
    *,
    clock: ClockFace | None = None,
    wake: Callable[[str], None] = lambda kind: None,
    reader: Reader | None = None,
    prover: Prover | None = None,
) -> House:
    """The house with its database and relay; it reads in this process unless a `reader` is given.

    Raises BadSetup or Trouble when database or relay cannot be used.
    """
    store = open_store(settings.database.url)
    return House(
        store=store,
        clock=clock or SystemClock(),
        relay=open_relay(settings.relay.url),
        minter=Minter(_secret_of(store)),
        renderer=Renderer(templates_dir()),
        origin=OriginPolicy(
            verify=settings.origin.verify,
            trusted_authserv_ids=frozenset(name.lower() for name in settings.origin.trusted_authserv_ids),
            trusted_from=tuple(map(ipaddress.ip_network, settings.origin.trusted_from)),
            trust_loopback=settings.origin.trust_loopback,
            arc_sealers=frozenset(name.lower() for name in settings.origin.arc_sealers),
        ),
        nonce=nonce,
        base_url=settings.base_url.rstrip("/"),
        dns=_dns(settings) if settings.origin.verify else None,
        wake=wake,
        reader=reader or InProcess(),
        prover=prover or InTurn(),
        imap_accounts=tuple(account.name for account in settings.imap),
        pager=_pager(settings.pager),
        memory=_memory(settings),
    )


def desk_clock(settings: Settings, now: str, *, runs: bool) -> ClockFace:
    """The clock of a command: the machine's, or the instant that `--now` gives. Raises BadSetup."""
    if not now:
        return SystemClock()
    if not settings.test_clock:
        raise BadSetup(["--now is refused: it needs test_clock = true in mailgate.toml, and never in production"])
    try:
        at = datetime.fromisoformat(now)
    except ValueError:
        raise BadSetup([f"--now {now!r} is not an instant like 2026-11-02T09:00:00+01:00"]) from None
    if at.tzinfo is None:
        raise BadSetup([f"--now {now!r} needs its zone, like 2026-11-02T09:00:00+01:00"])
    if at.year not in _YEARS:
        raise BadSetup([f"--now {now!r} is not in the years {_YEARS[0]} to {_YEARS[-1]}"])
    return RunningClock(at.astimezone(UTC)) if runs else FixedClock(at.astimezone(UTC))


def nonce() -> str:
    """25 random characters of [a-z0-9], 129 bits."""
    return "".join(secrets.choice(_NONCE_CHARACTERS) for _ in range(25))


def _secret_of(store: Store) -> bytes:
    with store.reading() as unit:
        secret = unit.notes.get(_SECRET)
    if secret is None:
        with store.writing() as unit:
            unit.serialise()
            secret = unit.notes.get(_SECRET) or secrets.token_hex(32)
            unit.notes.put(_SECRET, secret)
    return bytes.fromhex(secret)


def _memory(settings: Settings) -> Memory | None:
    """Who holds the learned model; None where learning is switched off or not installed."""
    found = learner() if settings.learn.enabled else None
    return Memory(found) if found else None


def _pager(section: PagerSettings) -> Pager | None:
    """Raises BadSetup when its secret is none; later changes of the file are read at the next call."""
    if not section.url:
        return None
    secret = partial(_secret_text, section)
    try:
        key_of(secret())
    except (OSError, UnicodeDecodeError, WrongUse) as cause:
        raise BadSetup([f"pager.{'secret_file' if section.secret_file else 'secret'}: {cause}"]) from None
    return open_pager(section.url, secret, section.timeout_seconds)


def _secret_text(section: PagerSettings) -> str:
    if not section.secret_file:
        return section.secret.get_secret_value()
    return (Path(section.secret_file).read_text(encoding="utf-8").splitlines() or [""])[0].strip()


def _dns(settings: Settings) -> Dns:
    from mailgate.ingest.origin.dns import Dns as Shell

    return Shell([parse_nameserver(text) for text in settings.origin.nameservers])
