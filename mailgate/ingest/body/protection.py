"""Letters that are signed or encrypted: what staff are told of it, and the words of a clear-signed text.

    protection(root) -> sentences for `oddities`;   bare(text) -> (text without PGP armour, sentence or "")

Nothing is verified and nothing is decrypted here: we hold nobody's keys.
"""

import re
from collections.abc import Iterator

from mailgate.ingest.body.cms import is_encrypted
from mailgate.ingest.mime import parts
from mailgate.ingest.mime.tree import Part, walk

_SIGNED = "signed with {}; the signature is not checked"
_ENCRYPTED = "encrypted with {}: it cannot be read here"
_PGP, _SMIME = "PGP", "S/MIME"
_BY_KIND = {
    "application/pgp-signature": _SIGNED.format(_PGP),
    "application/pkcs7-signature": _SIGNED.format(_SMIME),
    "application/x-pkcs7-signature": _SIGNED.format(_SMIME),
    "application/pgp-encrypted": _ENCRYPTED.format(_PGP),
}
_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_BEGIN_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN_MESSAGE = "-----BEGIN PGP MESSAGE-----"
_BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END_SIGNATURE = "-----END PGP SIGNATURE-----"
_ARMOUR = re.compile(r"[A-Za-z-]{1,30}:")  #: a field of the armour, as "Hash: SHA256"
_DASHES = re.compile(r"^- (?=-)", re.MULTILINE)


def protection(root: Part) -> Iterator[str]:
    """What the letter's parts tell of signatures and encryption."""
    for _, part in walk(root):
        if part.kind in _BY_KIND:
            yield _BY_KIND[part.kind]
        elif part.kind in _OPAQUE:
            declared = part.parameters.get("smime-type", "").lower()
            closed = declared in ("enveloped-data", "authenveloped-data") or is_encrypted(parts.octets(part))
            yield (_ENCRYPTED if closed else _SIGNED).format(_SMIME)


def bare(text: str) -> tuple[str, str]:
    """Clear-signed text without its armour (RFC 9580 §7); text that is encrypted stays, and is told of."""
    if "-----BEGIN PGP " not in text:
        return text, ""
    begin = text.find(_BEGIN_SIGNED)
    signature = text.find(_BEGIN_SIGNATURE, begin)
    if begin < 0 or signature < 0:
        return text, _ENCRYPTED.format(_PGP) if _BEGIN_MESSAGE in text else ""
    body = text.find("\n\n", begin)  # below the Hash header
    end = text.find(_END_SIGNATURE, signature)  # one that never ends hides nothing
    if not begin < body < signature:
        return text, ""
    rest = text[end + len(_END_SIGNATURE) :] if end > 0 else text[signature:]
    above = text[begin + len(_BEGIN_SIGNED) : body].split("\n")
    words = "".join(f"{line}\n" for line in above if line.strip() and not _ARMOUR.match(line))
    return text[:begin] + words + _DASHES.sub("", text[body + 2 : signature]) + rest.lstrip("\n"), _SIGNED.format(_PGP)
