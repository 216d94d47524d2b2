"""What the pager is told of a ticket that nobody has taken: JSON in the way of Standard Webhooks, for programs.

    {"type": "page", "timestamp": "…", "data": {"ticket": "MG-7", "priority": "P1", "to": {…}, "url": "…", …}}

Whoever answers for the pager reads names and the subject; no word of the letter itself is in it.
"""

import json

from mailgate.desk.house import Work
from mailgate.model.outgoing import OutLetter
from mailgate.model.ticket import Ticket
from mailgate.outbound.compose import Composed


def page_call(work: Work, letter: OutLetter, ticket: Ticket) -> Composed:
    """The call of one colleague; only its bytes matter to a pager."""
    member = work.desk.staff_member(letter.person)
    data = {
        "ticket": ticket.number,
        "priority": ticket.priority,
        "subject": ticket.subject,
        "customer": ticket.customer or None,
        "state": ticket.state,
        "to": {"email": letter.person, "name": member.name if member else ""},
        "url": f"{work.house.base_url}/t/{ticket.number}",
        "since": letter.params.get("since") or None,
        "due": letter.params.get("due") or None,
    }
    event = {"type": "page", "timestamp": letter.created_at.isoformat(), "data": data}
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    return Composed(raw=body, envelope_from="", to=letter.person, subject=ticket.subject, text="", html="")
