"""A posted form as plain values: texts with clean line ends, and files read whole. The guard bounds its size."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import UploadFile
from starlette.requests import Request

from mailgate.desk.receive import Upload

TOKEN = "_token"
_MOST_FIELDS, _MOST_FILES, _MOST_FIELD_BYTES = 100, 20, 256 * 1024
_PLAIN_TYPE = re.compile(r"(?!multipart/|message/)[a-z0-9-]{1,40}/[a-z0-9.+-]{1,80}")


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form sent. Field names that begin with `_` are the page's own."""

    fields: Mapping[str, str]
    files: tuple[Upload, ...] = ()

    @property
    def typed(self) -> dict[str, str]:
        """What a person filled in."""
        return {name: value for name, value in self.fields.items() if not name.startswith("_")}


async def read_posted(request: Request) -> Posted:
    """The body of the request, urlencoded or multipart; anything else is an empty form."""
    fields: dict[str, str] = {}
    files: list[Upload] = []
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_FIELD_BYTES) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                fields[name] = _clean(value)
            elif value.filename:
                files.append(Upload(value.filename, _plain_type(value.content_type), await value.read()))
    return Posted(fields, tuple(files))


PostedHere = Annotated[Posted, Depends(read_posted)]


def _clean(text: str) -> str:
    """Line ends as everywhere else; no NUL, which databases refuse (threats B28)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _plain_type(text: str | None) -> str:
    """A content type that can stand in a header; what is odd is only octets."""
    kind = (text or "").partition(";")[0].strip().lower()
    return kind if _PLAIN_TYPE.fullmatch(kind) else "application/octet-stream"
