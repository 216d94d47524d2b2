"""A whole house for tests, with nothing outside of the process: `house = a_house()`.

Clock and relay stand at `house.clock` and `house.relay`; the nonces count, so the same steps give the same bytes.
"""

from dataclasses import replace
from itertools import count
from typing import Any

from mailgate.desk.house import House
from mailgate.desk.ports import Store
from mailgate.ingest.origin.prove import OriginPolicy
from mailgate.model.ids import Minter
from mailgate.outbound.render import Renderer, templates_dir
from mailgate.testing.memory.store import MemoryStore
from mailgate.testing.sink import SetClock, SinkRelay


def a_house(store: Store | None = None, **kw: Any) -> House:
    """A house over `store` (a MemoryStore when None); `kw` are fields of House."""
    numbers = count(1)
    house = House(
        store=store or MemoryStore(),
        clock=SetClock(),
        relay=SinkRelay(),
        minter=Minter(b"x" * 32),
        renderer=Renderer(templates_dir()),
        origin=OriginPolicy(trust_loopback=True),
        nonce=lambda: f"nonce{next(numbers):011d}",
        base_url="https://help.desk.example",
    )
    return replace(house, **kw)
