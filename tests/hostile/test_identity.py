"""The identity table: who a letter is from, how sure that is, what comes of it, and to whom anything leaves.

Every row goes through the real desk in memory as bytes (design.md §5; threats T1-T6, T12-T23, T51). The rows stand in
`identity/`, each with its exact result.
"""

import pytest

from mailgate.desk.deliver import deliver_all
from mailgate.ingest.parse import read
from mailgate.model.address import Address
from mailgate.model.errors import BadAddress
from mailgate.registry.standing import Ack
from tests.hostile.identity.house import ALICE, NOBODY, REST, a_place, result_of, sent_in, vouched, with_from
from tests.hostile.identity.letters import HEADS
from tests.hostile.identity.strings import DOMAINS, NAMES, NOBODYS, PLAIN

ODD = [
    pytest.param(text, id=f"{kind} {number}") for kind, texts in NOBODYS.items() for number, text in enumerate(texts)
]


@pytest.mark.parametrize("text", PLAIN)
def test_one_plain_mailbox_is_one_address_and_is_judged_by_it(text: str) -> None:
    identity, result = PLAIN[text]
    raw = with_from(text)
    assert str(read(raw).from_address) == identity
    found = sent_in(vouched(raw, identity.rpartition("@")[2]))
    assert (found.kept.author, found.result) == (identity, result)
    assert identity in found.recipients
    assert found.recipients <= {identity, *found.result.told}


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_odd_is_nobodys_address_and_staff_are_told_why(text: str | bytes) -> None:
    letter = read(with_from(text))
    assert letter.from_address is None
    assert any(oddity.startswith("author unknown: ") or oddity == "there is no From" for oddity in letter.oddities)


@pytest.mark.parametrize("kind", NOBODYS)
def test_from_nobody_a_letter_waits_and_nothing_leaves_whatever_domain_is_vouched_for(kind: str) -> None:
    place = a_place()
    raws = [with_from(text) for text in NOBODYS[kind]]
    kept = place.letters(vouched(raw, domain) for raw in raws for domain in ("corp.example", "evil.example"))
    assert [result_of(each) for each in kept] == [NOBODY] * len(raws) * 2
    deliver_all(place.house)
    assert place.relay.tried == []


@pytest.mark.parametrize("name", NAMES)
def test_staff_are_told_what_a_name_makes_believe(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    letter = read(with_from(f'"{quoted}" <x@evil.example>'))
    assert str(letter.from_address) == "x@evil.example"
    told = [oddity for oddity in letter.oddities if oddity != "raw 8-bit letters in the headers"]
    assert told == ([NAMES[name]] if NAMES[name] else [])


@pytest.mark.parametrize("domain", DOMAINS)
def test_staff_are_told_of_a_domain_in_a_mask(domain: str) -> None:
    letter = read(with_from(f"Alice <alice@{domain}>"))
    assert Address.read(f"alice@{domain}") == letter.from_address is not None
    told = [oddity for oddity in letter.oddities if oddity != "raw 8-bit letters in the headers"]
    assert told == ([DOMAINS[domain]] if DOMAINS[domain] else [])


@pytest.mark.parametrize("name", HEADS)
def test_a_head_says_who_wrote_it_and_to_nobody_else_does_anything_leave(name: str) -> None:
    head = HEADS[name]
    raw = head.fields + REST
    author = read(raw, mail_from=head.envelope.get("mail_from")).from_address
    assert (str(author) if author else None) == head.identity
    found = sent_in(vouched(raw, head.vouched) if head.vouched else raw, **head.envelope)
    assert found.result == head.result
    assert found.recipients <= {head.identity, *found.result.told}
    written_to = found.result.ack is not Ack.NONE or "the author" in found.result.told
    assert (head.identity in found.recipients) == written_to


# What was once believed.


@pytest.mark.parametrize("quoted", ['""', '"Alice"', '"a" "b"'])
def test_quotes_beside_an_address_do_not_make_it_a_name(quoted: str) -> None:
    for text in (f"x@evil.example {quoted} <{ALICE}>", f"{quoted} x@evil.example <{ALICE}>"):
        assert "author unknown: two addresses in one" in read(with_from(text)).oddities
    assert str(read(with_from(f'"x@evil.example" {quoted} <{ALICE}>')).from_address) == ALICE


def test_a_backslash_outside_of_quotes_is_taken_for_no_escape() -> None:
    for sign in ("<", ",", '"', "(", ":", "@", "\\"):
        assert "author unknown: a backslash outside of quotes" in read(with_from(f"Eve \\{sign} <{ALICE}>")).oddities
    assert str(read(with_from(f"CORP\\alice <{ALICE}>")).from_address) == ALICE


def test_a_bracket_that_nothing_opened_is_told() -> None:
    assert "author unknown: a bracket that nothing opened" in read(with_from(f"Eve> <{ALICE}>")).oddities


def test_a_from_behind_a_lone_cr_in_another_field_is_told() -> None:
    told = read(b"Subject: x\rFrom: <x@evil.example>\r\nFrom: <alice@corp.example>\r\n\r\n").oddities
    assert "author unknown: a From behind a lone carriage return" in told
    harmless = read(b"Subject: letter\rfrom Alice\r\nFrom: <alice@corp.example>\r\n\r\n")
    assert str(harmless.from_address) == ALICE


@pytest.mark.parametrize("domain", ["192.0.2.1", "corp.example.1", "xn--a.example", "corp.xn--corp"])
def test_a_number_or_an_empty_a_label_is_no_domain(domain: str) -> None:
    with pytest.raises(BadAddress):
        Address.parse(f"alice@{domain}")


@pytest.mark.parametrize(
    "domain", ["xn--strae-oqa.example", "xn--mgba3a4fra.example", "xn--zckzah.example", "1und1.example"]
)
def test_a_label_that_newer_rules_allow_is_a_domain(domain: str) -> None:
    assert str(Address.parse(f"alice@{domain}")) == f"alice@{domain}"
