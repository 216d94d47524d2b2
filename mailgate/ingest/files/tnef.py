"""winmail.dat opened: the files and the words that Outlook wrapped up (MS-OXTNEF).

    read_tnef(octets) -> Tnef(files, text, html, rtf)

Only what a support desk needs is read; the rest is skipped. Nothing is trusted: every length is held against what is
there, sizes and counts are capped, and what breaks off gives what came before it. Never raises, linear.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mailgate.ingest import charset
from mailgate.ingest.files.mapi import Properties, read_properties

_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BHHI")  #: level, attribute, its type, length
_BEGIN_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_BODY, _LETTER_PROPERTIES, _CODE_PAGE = 0x800C, 0x9003, 0x9007
_LARGEST = 20_000_000  #: octets that are opened
_FILES = 200
_PROPERTY_LISTS = 250  #: of the letter and its files
_DEPTH = 3  #: letters inside letters
_IMESSAGE = bytes.fromhex("0703020000000000c000000000000046")
#: Property identifiers, MS-OXPROPS.
_TEXT, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_NAMES, _CONTENT, _KIND, _CID = (0x3707, 0x3704, 0x3001), 0x3701, 0x370E, 0x3712


@dataclass(frozen=True, slots=True)
class TnefFile:
    """One file. `name` is as written."""

    name: str = ""
    data: bytes = b""
    kind: str = ""
    cid: str = ""


@dataclass(slots=True)
class Tnef:
    """What was inside. `html` and `rtf` are octets; "" and b"" are nothing."""

    files: list[TnefFile] = field(default_factory=list)
    text: str = ""
    html: bytes = b""
    rtf: bytes = b""  #: compressed, MS-OXRTFCP


def read_tnef(data: bytes, depth: int = 0) -> Tnef:
    """What a winmail.dat holds; empty when it is none."""
    found = Tnef()
    if not data.startswith(_SIGNATURE) or len(data) > _LARGEST:
        return found
    page, lists = "", 0
    for attribute, value in _attributes(data):
        lists += attribute in (_LETTER_PROPERTIES, _FILE_PROPERTIES)
        if lists > _PROPERTY_LISTS:
            break
        if attribute == _CODE_PAGE:
            page = f"cp{int.from_bytes(value[:4], 'little')}"
        elif attribute == _BODY:
            found.text = found.text or _text(value, page)
        elif attribute == _LETTER_PROPERTIES:
            _take_words(found, read_properties(value, page))
        elif attribute == _BEGIN_FILE:
            if len(found.files) >= _FILES:
                break
            found.files.append(TnefFile())
        elif found.files:
            _take_file(found, attribute, value, page, depth)
    found.files = [file for file in found.files if file.name or file.data]
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6  # signature and key
    while position + _HEAD.size <= len(data):
        _, attribute, _, length = _HEAD.unpack_from(data, position)
        position += _HEAD.size
        if length > len(data) - position:
            return
        yield attribute, data[position : position + length]
        position += length + 2  # checksum


def _take_words(found: Tnef, properties: Properties) -> None:
    found.text = properties.text(_TEXT) or found.text
    found.html = properties.octets(_HTML)
    found.rtf = properties.octets(_RTF)


def _take_file(found: Tnef, attribute: int, value: bytes, page: str, depth: int) -> None:
    file = found.files[-1]
    if attribute == _TITLE:
        file = replace(file, name=file.name or _text(value, page))
    elif attribute == _DATA:
        file = replace(file, data=value)
    elif attribute == _FILE_PROPERTIES:
        properties = read_properties(value, page)
        name = next(filter(None, map(properties.text, _NAMES)), "")
        content = properties.octets(_CONTENT)
        if content.startswith(_IMESSAGE):
            found.files[-1:] = _letter_inside(content[16:], name or file.name, depth)
            return
        file = replace(
            file,
            name=name or file.name,
            data=file.data or content,
            kind=properties.text(_KIND).lower(),
            cid=properties.text(_CID).strip("<> "),
        )
    found.files[-1] = file


def _letter_inside(data: bytes, name: str, depth: int) -> list[TnefFile]:
    """An attached letter: its words as a text file, and its files."""
    inner = read_tnef(data, depth + 1) if depth < _DEPTH else Tnef()
    words = TnefFile(f"{name or 'message'}.txt", inner.text.encode(), "text/plain")
    return [words, *inner.files][:_FILES]


def _text(value: bytes, page: str) -> str:
    return charset.decode(value.rstrip(b"\0"), page)[0]
