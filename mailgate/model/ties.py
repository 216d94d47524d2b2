"""What ties a colleague to a ticket, as numbers: the facts that a suggestion is made from (S1-3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ties:
    """Of one colleague. Open is what stands in the queue with them as its worker; the ticket itself never counts."""

    with_requester: int = 0  #: id of the newest open ticket of the same requester; 0 is none
    with_customer: int = 0  #: the same of the same customer
    solved: int = 0  #: closed with them as worker since an instant, of the same category or customer
    open: int = 0  #: everything open
