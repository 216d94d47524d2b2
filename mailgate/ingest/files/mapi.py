"""A list of MAPI properties as winmail.dat carries it (MS-OXTNEF §2.1.3.4).

    properties = read_properties(octets, "cp1252"); properties.text(0x3707); properties.octets(0x3701)

Only strings and octets are kept. What breaks off gives what came before it. Never raises, linear.
"""

import struct
from dataclasses import dataclass, field

from mailgate.ingest import charset

_TWO, _FOUR = struct.Struct("<HH"), struct.Struct("<I")
_STRING, _UNICODE, _OCTETS, _OBJECT, _MANY = 0x001E, 0x001F, 0x0102, 0x000D, 0x1000
#: Octets that a value of a fixed size takes, padding included; by type.
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_NAMED = 0x8000
_LIMIT = 5000  #: properties, and values of all


@dataclass(slots=True)
class Properties:
    """The first value of each property, as octets, and how to read it as text."""

    page: str = ""
    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def octets(self, identifier: int) -> bytes:
        """The value; b"" when it is missing."""
        return self.values.get(identifier, (0, b""))[1]

    def text(self, identifier: int) -> str:
        """The value as text; "" when it is missing."""
        kind, value = self.values.get(identifier, (0, b""))
        if kind == _UNICODE:
            return value.decode("utf-16-le", "replace").rstrip("\0")
        return charset.decode(value.rstrip(b"\0"), self.page)[0]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.position, self.values = data, 0, 0

    def number(self) -> int:
        (value,) = _FOUR.unpack_from(self.data, self.position)
        self.position += 4
        return int(value)

    def take(self, size: int) -> bytes:
        """So many octets, and past their padding to a multiple of four."""
        if size > len(self.data) - self.position:
            raise struct.error
        value = self.data[self.position : self.position + size]
        self.position += (size + 3) & ~3
        return value


def read_properties(data: bytes, page: str) -> Properties:
    """All properties. `page`: the charset of strings that are not Unicode."""
    found, reader = Properties(page), _Reader(data)
    try:
        for _ in range(min(reader.number(), _LIMIT)):
            _read_one(reader, found)
    except struct.error:
        pass
    return found


def _read_one(reader: _Reader, found: Properties) -> None:
    kind, identifier = _TWO.unpack(reader.take(4))
    if identifier >= _NAMED:
        reader.take(16)
        if reader.number():
            reader.take(reader.number())
        else:
            reader.number()
    basic = kind & ~_MANY
    if basic in (_STRING, _UNICODE, _OCTETS, _OBJECT):
        for _ in range(reader.number()):
            reader.values += 1
            if reader.values > _LIMIT:
                raise struct.error
            found.values.setdefault(identifier, (basic, reader.take(reader.number())))
    else:
        if basic not in _SIZES:
            raise struct.error
        many = reader.number() if kind & _MANY else 1
        reader.take(min(many, _LIMIT) * _SIZES[basic])
