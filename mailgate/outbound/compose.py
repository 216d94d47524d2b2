"""A letter out as bytes, from its kind, its recipient and its occasion. Pure: the same arguments give the same bytes.

So a preview is byte for byte what is sent (design.md §2 law 14) and a retry repeats its Message-ID (threat P11). The
envelope is made from addresses, never from rendered text (threat T26). Nothing here decides whether it may leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from hashlib import sha256

from mailgate.model.address import Address
from mailgate.model.event import Effect
from mailgate.outbound import headers
from mailgate.outbound.cleaned import lines, one_line
from mailgate.outbound.invitation import INVITATION, METHOD, invitation
from mailgate.outbound.kinds import Kind, kind_of
from mailgate.outbound.occasion import Occasion, values
from mailgate.outbound.render import Renderer
from mailgate.outbound.twin import twin

__all__ = ["Composed", "Occasion", "compose"]

#: CRLF everywhere, and base64 or quoted-printable instead of 8-bit text: any next server takes it, no line is long,
#: and no bare CR or LF is left that a server could read as a line end (threat T9).
_WIRE = policy.SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to be handed to a relay."""

    raw: bytes
    envelope_from: str  #: "" is the null sender
    to: str
    subject: str
    text: str
    html: str
    files: tuple[str, ...] = ()  #: names of what is attached


def compose(
    effect: str,
    to: str,
    message_id: str,
    occasion: Occasion,
    now: datetime,
    renderer: Renderer,
    bounce_to: str = "",
) -> Composed:
    """The letter of kind `effect` to one recipient.

    `message_id` is without brackets and not changed; `bounce_to` is the envelope sender of a letter whose bounce
    matters (a VERP plus-address), by default the mailbox. Raises BadAddress for anything that is not one address,
    WrongUse for a Message-ID that is none, UnknownThing for an effect without row or template.
    """
    kind, recipient = kind_of(effect), Address.parse(to)
    language = renderer.language(effect, occasion.language)
    own_subject, text = renderer.render(effect, language, values(occasion))
    subject = _subject(kind, own_subject, occasion)
    html = twin(text, language)
    head = headers.folded(
        (
            ("From", headers.mailbox(occasion.mailbox_name, Address.parse(occasion.mailbox))),
            ("To", str(recipient)),
            ("Reply-To", str(Address.parse(occasion.reply_to or occasion.mailbox))),
            ("Subject", headers.unstructured(subject)),
            ("Date", headers.date(now)),
            ("Message-ID", headers.bracketed(message_id)),
            *headers.thread(occasion.references, occasion.in_reply_to),
            *headers.automatic_marks(kind, occasion.automatic),
            ("Content-Language", language),
        )
    )
    sender = "" if kind.null_sender else str(Address.parse(bounce_to or occasion.mailbox))
    files = _files(kind, occasion)
    body = _body(text, html, message_id, files)
    return Composed(head + body, sender, str(recipient), subject, text, html, tuple(files))


def _subject(kind: Kind, own_subject: str, occasion: Occasion) -> str:
    """The template's own subject where it sets one, else the ticket's as a reply. Both end in the number."""
    if own_subject:
        return headers.subject_line(own_subject, occasion.number, prefix="")
    return headers.subject_line(occasion.subject, occasion.number, prefix="" if kind.to_staff else "Re: ")


def _files(kind: Kind, occasion: Occasion) -> dict[str, bytes]:
    """What goes along, by name: to an agreed appointment its entry for the calendar."""
    if kind.effect != Effect.APPOINTMENT or occasion.appointment is None:
        return {}
    organizer = (one_line(occasion.mailbox_name or occasion.firm), Address.parse(occasion.mailbox))
    summary = headers.subject_line(occasion.subject, occasion.number, prefix="")
    told = [lines(occasion.text), one_line(occasion.number), one_line(occasion.firm), one_line(occasion.phone)]
    return {INVITATION: invitation(occasion.appointment, summary, "\n".join(filter(None, told)), organizer)}


def _body(text: str, html: str, message_id: str, files: Mapping[str, bytes]) -> bytes:
    """MIME-Version, Content-Type and the two alternatives (RFC 2046 §5.1.4), plain text first; files behind them."""
    message = EmailMessage(policy=_WIRE)
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    for name, data in files.items():
        said = {"method": METHOD, "charset": "utf-8"}
        message.add_attachment(data, "text", "calendar", cte="base64", filename=name, params=said)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        named = message_id if number == 0 else f"{message_id} {number}"  # no boundary begins with another one
        part.set_boundary(f"=_{sha256(named.encode()).hexdigest()[:32]}")
    return message.as_bytes()
