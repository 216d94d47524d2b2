"""What a file in a letter is called: as the sender says, made harmless (threats T38), or by what it is.

    declared(part) -> "účet.pdf" or "",   filename(part) -> never "" for a kind of file that has a usual name

Names are data: nothing here opens or writes a file.
"""

import re
import unicodedata

from mailgate.ingest import charset
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.headers import clean, words
from mailgate.ingest.mime.parameters import parameters
from mailgate.ingest.mime.tree import Part

_LONGEST = 200  #: letters of a file name that are kept
_LOOKED_AT = 2000  #: letters at its end that are looked at
_FROM_DISPOSITION = ("filename", "name", "file")
_FROM_TYPE = ("name", "filename", "file")
_LIKE_A_NAME = re.compile(r"[^\s/\\<>:]{1,120}\.[A-Za-z0-9]{1,5}")
#: What a nameless file is called, so that it can be opened. By media type.
_USUAL = {
    "text/calendar": "invite.ics",
    "application/ics": "invite.ics",
    "text/vcard": "contact.vcf",
    "text/x-vcard": "contact.vcf",
    "text/plain": "text.txt",
    "text/html": "page.html",
    "text/csv": "table.csv",
    "text/enriched": "text.txt",
    "text/richtext": "text.txt",
    "text/rtf": "text.rtf",
    "text/xml": "data.xml",
    "text/rfc822-headers": "headers.txt",
    "message/rfc822-headers": "headers.txt",
    "message/delivery-status": "delivery-status.txt",
    "message/global-delivery-status": "delivery-status.txt",
    "message/disposition-notification": "disposition-notification.txt",
    "message/feedback-report": "feedback-report.txt",
    "message/rfc822": "message.eml",
    "message/global": "message.eml",
    "message/news": "message.eml",
    "message/partial": "partial.eml",
    "application/pdf": "document.pdf",
    "application/zip": "archive.zip",
    "application/xml": "data.xml",
    "application/json": "data.json",
    "application/rtf": "document.rtf",
    "application/msword": "document.doc",
    "application/ms-tnef": "winmail.dat",
    "application/vnd.ms-tnef": "winmail.dat",
    "application/pgp-signature": "signature.asc",
    "application/pgp-encrypted": "version.asc",
    "application/pgp-keys": "key.asc",
    "application/pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/pkcs7-signature": "smime.p7s",
    "application/x-pkcs7-signature": "smime.p7s",
    "image/jpeg": "image.jpg",
    "image/jpg": "image.jpg",
    "image/pjpeg": "image.jpg",
    "image/png": "image.png",
    "image/gif": "image.gif",
    "image/webp": "image.webp",
    "image/heic": "image.heic",
    "image/bmp": "image.bmp",
    "image/tiff": "image.tif",
    "image/svg+xml": "image.svg",
    "audio/mpeg": "audio.mp3",
    "audio/mp3": "audio.mp3",
    "audio/wav": "audio.wav",
    "audio/ogg": "audio.ogg",
    "video/mp4": "video.mp4",
    "video/quicktime": "video.mov",
}


def declared(part: Part) -> str:
    """The name that the sender gave it, in whichever field and by whichever standard; "" when there is none."""
    if part.name is None:
        part.name = _declared(part)
    return part.name


def _declared(part: Part) -> str:
    given = part.fields.undecoded("content-disposition")
    for source, names in ((parameters(given[0]) if given else {}, _FROM_DISPOSITION), (part.parameters, _FROM_TYPE)):
        for name in names:
            if (value := source.get(name)) and (found := harmless(value)):
                return found
    return ""


def filename(part: Part) -> str:
    """The declared name, else one that another field hints at, else the usual one of its kind, else ""."""
    return declared(part) or _hinted(part) or _USUAL.get(part.kind, "")


def _hinted(part: Part) -> str:
    if part.is_message:
        letter = parts.letter_inside(part)
        subject = letter.fields["subject"].replace("/", "-") if letter else ""
        return harmless(f"{subject}.eml") if subject else ""
    location = part.fields["content-location"].partition("?")[0].rpartition("/")[2]
    cid = part.fields["content-id"].strip("<> ").partition("@")[0]
    for hint in (location, part.fields["content-description"], cid):
        if _LIKE_A_NAME.fullmatch(hint):
            return harmless(hint)
    return ""


def harmless(name: str) -> str:
    """A file name that is only a name: decoded, last path part, no control, bidi or invisible characters."""
    if "\x1b" in name:
        name = charset.decode(name.encode("utf-8", "replace"))[0]
    name = clean(words(name)[-_LOOKED_AT:])
    if not name.isascii():
        name = "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    name = name.replace("\\", "/").rpartition("/")[2].strip(" ")
    return "" if name.strip(".") == "" else name[-_LONGEST:]
