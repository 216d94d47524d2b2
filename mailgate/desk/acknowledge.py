"""Which acknowledgement the author of a new ticket gets, if any (S0-1, S3-4, threats T29, T48).

A full one tells when a person answers; a neutral one names nothing that belongs to a customer and lets the author
prove the address; who lacks the right reads that the entitled person is answered. Machines get none.
"""

from mailgate.desk.house import Work
from mailgate.desk.move import flag_refusals
from mailgate.desk.post import FORM_RECEIVED, post
from mailgate.desk.recipients import audience
from mailgate.model.event import Effect
from mailgate.model.letter import Letter
from mailgate.model.ticket import Flag, Ticket
from mailgate.registry.standing import Ack

RECEIVED_NEUTRAL = "received_neutral"
NOT_ENTITLED = "not_entitled"


def acknowledge(work: Work, ticket: Ticket, ack: Ack, letter: Letter, event_id: int, *, public_form: bool) -> str:
    """Queue the acknowledgement, if there is one; "", or why it may not leave."""
    effect = _effect(work, ticket, ack, public_form)
    if not effect or not ticket.requester or letter.no_auto_response:
        return ""
    return post(work, ticket, effect, ticket.requester, event_id, {})


def _effect(work: Work, ticket: Ticket, ack: Ack, public_form: bool) -> str:
    if public_form:
        return FORM_RECEIVED
    if ack is Ack.FULL:
        return Effect.RECEIVED if audience(work, ticket).holds(ticket.requester) else NOT_ENTITLED
    return RECEIVED_NEUTRAL if ack is Ack.NEUTRAL else ""


def acknowledge_at_last(work: Work, ticket: Ticket) -> Ticket:
    """The acknowledgement that waited for a proof or a registration. A colleague who is not registered waits on."""
    known = audience(work, ticket).holds(ticket.requester)
    if not known and not lacks_right(work, ticket):
        return ticket
    effect = Effect.RECEIVED if known else NOT_ENTITLED
    event_id = work.unit.tickets.history(ticket.id)[-1].id
    return flag_refusals(work, ticket, [post(work, ticket, effect, ticket.requester, event_id, {})])


def lacks_right(work: Work, ticket: Ticket) -> bool:
    """The author is a known contact who may not be told about this category."""
    known = not ticket.flags & {Flag.UNPROVEN, Flag.STRANGER, Flag.COLLEAGUE}
    return known and ticket.customer_id is not None and not audience(work, ticket).holds(ticket.requester)
