"""Who is calling, and what is open for them (S1-1)."""

from mailgate.desk.whois import whois


def test_the_open_tickets_of_the_person_are_told_and_no_others(place) -> None:
    for thing in ("printer", "scanner", "screen"):
        place.mail(subject=f"The {thing} is out of order", text=f"Our {thing} does nothing.")
    place.mail("bill@customer.example")
    place.act("MG-2", "reject", reason="a test of ours")
    with place.house.view() as work:
        found = whois(work, "ann@customer.example")
    assert [ticket.number for ticket in found[0].open_tickets] == ["MG-3", "MG-1"]
