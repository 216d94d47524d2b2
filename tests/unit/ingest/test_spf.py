"""SPF as RFC 7208 has it: every mechanism, macros and limits; and what proves nothing though it passes (T17)."""

import pytest

from mailgate.ingest.origin.sender_policy import Asked, Spf, check

from .origin_parts import dns

ASKED = Asked("192.0.2.7", "corp.example", "eva", "mx.corp.example")
ASKED_6 = Asked("2001:db8::7", "corp.example", "eva", "mx.corp.example")
ZONE: dict[str, str | list[str]] = {
    "corp.example A": "192.0.2.7",
    "corp.example AAAA": "2001:db8::7",
    "corp.example MX": ["mx1.corp.example", "mx2.corp.example"],
    "mx1.corp.example A": "198.51.100.1",
    "mx2.corp.example A": ["198.51.100.2", "192.0.2.7"],
    "mx2.corp.example AAAA": "2001:db8::7",
    "near.example A": "192.0.2.200",
    "near.example AAAA": "2001:db8::ffff",
    "yes.example TXT": "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/64 -all",
    "no.example TXT": "v=spf1 -all",
    "soft.example TXT": "v=spf1 ~all",
    "open.example TXT": "v=spf1 +all",
    "bad.example TXT": "v=spf1 ip4:nonsense",
    "down.example TXT": "?",
    "down.example A": "?",
}


def spf(record: str, asked: Asked = ASKED, **more: str | list[str]) -> Spf:
    zone = ZONE | {name.replace("__", ".").replace("_", " "): found for name, found in more.items()}
    return check(asked, dns(zone | {"corp.example TXT": record}))


RECORDS = {
    "v=spf1": "neutral",
    "V=SPF1 -ALL": "fail",
    "v=spf1 ~all": "softfail",
    "v=spf1 ?all": "neutral",
    "v=spf1 ip4:192.0.2.7 -all": "pass",
    "v=spf1 ip4:192.0.2.0/29 -all": "pass",
    "v=spf1 ip4:192.0.2.8/29 -all": "fail",
    "v=spf1 ip6:2001:db8::/32 -all": "fail",
    "v=spf1 -ip4:192.0.2.7 ip4:192.0.2.0/24 -all": "fail",
    "v=spf1 a -all": "pass",
    "v=spf1 a:near.example -all": "fail",
    "v=spf1 a:near.example/24 -all": "pass",
    "v=spf1 a:near.example/24//64 -all": "pass",
    "v=spf1 mx -all": "pass",
    "v=spf1 mx:near.example -all": "fail",
    "v=spf1 include:yes.example -all": "pass",
    "v=spf1 include:no.example ~all": "softfail",
    "v=spf1 include:soft.example ip4:192.0.2.7 -all": "pass",
    "v=spf1 -include:yes.example": "fail",
    "v=spf1 include:gone.example -all": "permerror",
    "v=spf1 include:bad.example -all": "permerror",
    "v=spf1 include:down.example -all": "temperror",
    "v=spf1 a:down.example -all": "temperror",
    "v=spf1 redirect=yes.example": "pass",
    "v=spf1 redirect=no.example": "fail",
    "v=spf1 redirect=gone.example": "permerror",
    "v=spf1 redirect=yes.example -all": "fail",
    "v=spf1 redirect=yes.example redirect=yes.example": "permerror",
    "v=spf1 exists:%{i}.allow.example -all": "fail",
    "v=spf1 ptr -all": "fail",
    "v=spf1 ptr:corp.example ?all": "neutral",
    "v=spf1 include:corp.example -all": "permerror",
    "v=spf1 redirect=corp.example": "permerror",
    "v=spf1 ip4:192.0.2.7/33 -all": "permerror",
    "v=spf1 ip4:192.0.2.07 -all": "permerror",
    "v=spf1 ip4:192.0.2.7 -all oops": "permerror",
    "v=spf1 a:nodots -all": "permerror",
    "v=spf1 a:%{z}.example": "permerror",
    "v=spf1 a:%{r}.example": "permerror",
    "v=spf1 a:100%.example": "permerror",
    "v=spf1 all:corp.example": "permerror",
    "v=spf1 exists": "permerror",
    "v=spf1 include": "permerror",
    "v=spf1 unknown=%{d}.thing -all": "fail",
    "v=spf10 +all": "none",
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_says_who_may_send(record: str) -> None:
    assert spf(record).result == RECORDS[record]


def test_clients_with_ipv6_are_judged_by_their_own_records() -> None:
    for record in ("a", "mx", "ip6:2001:db8::/64", "a:near.example//112"):
        assert spf(f"v=spf1 {record} -all", ASKED_6).result == "pass"
    assert spf("v=spf1 ip4:192.0.2.0/24 a:near.example/24 -all", ASKED_6).result == "fail"


def test_an_ipv4_client_in_ipv6_dress_is_an_ipv4_client() -> None:
    assert spf("v=spf1 ip4:192.0.2.7 -all", Asked("::ffff:192.0.2.7", "corp.example")).result == "pass"


def test_without_a_record_there_is_no_result() -> None:
    assert check(ASKED, dns({})).result == "none"
    assert check(Asked("192.0.2.7", "nodots"), dns({})).result == "none"
    assert check(Asked("", "corp.example"), dns({})).result == "none"


def test_several_records_are_an_error() -> None:
    two = {"corp.example TXT": ["v=spf1 a -all", "v=spf1 mx -all", "something else"]}
    assert check(ASKED, dns(two)).result == "permerror"


MACROS = {
    "%{i}.x.example": "192.0.2.7.x.example",
    "%{ir}.%{v}.x.example": "7.2.0.192.in-addr.x.example",
    "%{l}.%{o}.%{d}": "eva.corp.example.corp.example",
    "%{s}.example": "eva@corp.example.example",
    "%{d1}.example": "example.example",
    "%{dr}.example": "example.corp.example",
    "%{h2}": "corp.example",
    "%{l1r-}.x.example": "eva.x.example",
    "%{p}.example": "unknown.example",
    "a%%%_%-.example": "a% %20.example",
    "%{L}.example": "eva.example",
}


@pytest.mark.parametrize("spec", MACROS)
def test_macros_are_filled(spec: str) -> None:
    name = MACROS[spec]
    asked: list[str] = []

    def lookup(name: str, kind: str = "TXT") -> list[bytes] | None:
        asked.append(f"{name} {kind}")
        return [f"v=spf1 exists:{spec} -all".encode()] if kind == "TXT" else None

    assert check(ASKED, lookup).result == "fail"
    assert asked[1:] == [f"{name} A"]


def test_an_ipv6_address_is_spelled_by_nibbles() -> None:
    name = ".".join("20010db8" + 23 * "0" + "7")
    zone = {
        "corp.example TXT": "v=spf1 exists:%{i}.x.example -all",
        f"{name}.x.example A": "127.0.0.2",
    }
    assert check(ASKED_6, dns(zone)).result == "pass"


def test_a_name_that_is_too_long_loses_labels_on_the_left() -> None:
    name = ".".join(["corp"] + ["label" * 10] * 4 + ["x", "example"])
    zone = {
        "corp.example TXT": f"v=spf1 exists:%{{i}}.{'.'.join(['long' * 12] * 1)}.{name} -all",
        f"{name} A": "127.0.0.2",
    }
    assert check(ASKED, dns(zone)).result == "pass"


def test_eleven_lookups_are_too_many() -> None:
    hosts = {f"h{number}.example A": "198.51.100.9" for number in range(11)}
    ten = " ".join(f"a:h{number}.example" for number in range(10))
    for record, result in ((f"v=spf1 {ten} -all", "fail"), (f"v=spf1 {ten} a:h10.example -all", "permerror")):
        zone = {**hosts, "corp.example TXT": record}
        assert check(ASKED, dns(zone)).result == result


def test_lookups_of_included_records_count_too() -> None:
    zone = {f"i{number}.example TXT": f"v=spf1 include:i{number + 1}.example" for number in range(12)}
    assert check(Asked("192.0.2.7", "i0.example"), dns(zone)).why == "more than 10 lookups"


def test_a_third_lookup_without_an_answer_is_too_many() -> None:
    assert spf("v=spf1 a:v1.example a:v2.example -all").result == "fail"
    assert spf("v=spf1 a:v1.example a:v2.example a:v3.example -all").result == "permerror"


def test_an_mx_with_eleven_hosts_is_an_error() -> None:
    zone = {
        "corp.example TXT": "v=spf1 mx -all",
        "corp.example MX": [f"h{n}.example" for n in range(11)],
    }
    assert check(ASKED, dns(zone)).result == "permerror"


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 +all",
        "v=spf1 all",
        "v=spf1 ip4:0.0.0.0/0 -all",
        "v=spf1 ip4:128.0.0.0/1 ip4:0.0.0.0/1 -all",
        "v=spf1 a/0 -all",
        "v=spf1 mx/1 -all",
        "v=spf1 exists:corp.example -all",
        "v=spf1 include:open.example -all",
        "v=spf1 redirect=open.example",
    ],
)
def test_a_pass_for_everybody_is_told_apart(record: str) -> None:
    assert (spf(record).result, spf(record).everybody) == ("pass", True)


def test_a_pass_for_a_few_is_not_for_everybody() -> None:
    assert not spf("v=spf1 ip4:192.0.2.7 +all").everybody
    assert not spf("v=spf1 ?all").everybody
    zone = {
        "corp.example TXT": "v=spf1 exists:%{i}.x.example -all",
        "192.0.2.7.x.example A": "127.0.0.2",
    }
    assert check(ASKED, dns(zone)) == Spf("pass", "+exists:192.0.2.7.x.example")


def test_the_result_names_what_matched() -> None:
    assert str(spf("v=spf1 a:near.example ~all")) == "softfail (~all)"
    assert str(spf("v=spf1 -ip4:192.0.2.0/24 +all")) == "fail (-ip4:192.0.2.0/24)"
    assert "oops" in str(spf("v=spf1 oops"))


@pytest.mark.parametrize(
    "record",
    [
        "a:" + "a" * 15_000 + "!",
        "a:" + ".a" * 7000 + "!",
        "a:x." + "1" * 15_000,
        "a:x" + "/1" * 7000 + "!",
        "a:" + "%{l}" * 3900 + ".x.example",
        "a:%{l" + "." * 15_000 + "}.x.example",
        "ip4:192.0.2.9 " * 1100,
        "a" * 15_000 + "=!",
        "é" * 10,
        "x" * 70_000,
    ],
)
def test_a_hostile_record_has_a_result_too(record: str) -> None:
    assert spf(f"v=spf1 {record}").result in ("permerror", "neutral")


@pytest.mark.parametrize(
    "record", ["a:%{h}", "mx:%{h}", "exists:%{i}.%{h}", "include:%{h}", "redirect=%{l}", "a:%{h}.example"]
)
def test_a_pass_from_a_zone_that_the_sender_chose_is_for_everybody(record: str) -> None:
    """Whoever sends names a host of their own in HELO, and passes for the domain (T17)."""
    zone = {"evil.example A": "192.0.2.7", "evil.example MX": "evil.example", "evil.example TXT": "v=spf1 +a -all"}
    zone |= {"evil.example.example A": "192.0.2.7", "192.0.2.7.evil.example A": "127.0.0.2"}
    asked = Asked("192.0.2.7", "corp.example", "evil.example", "evil.example")
    found = check(asked, dns(ZONE | zone | {"corp.example TXT": f"v=spf1 {record}"}))
    assert (found.result, found.everybody) == ("pass", True)


def test_a_name_below_the_domains_own_zone_is_not_the_senders_to_choose() -> None:
    zone = {"eva._spf.corp.example A": "192.0.2.7"}
    for record in ("a:%{l}._spf.%{d}", "a:%{l}._spf.corp.example"):
        found = check(ASKED, dns(ZONE | zone | {"corp.example TXT": f"v=spf1 {record} -all"}))
        assert (found.result, found.everybody) == ("pass", False)
