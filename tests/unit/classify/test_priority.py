"""Impact × urgency, with the arithmetic in words: what speaks, what counts, and what is left to the category."""

import time

import pytest

from mailgate.classify.label import label
from mailgate.classify.priority import BY_CLASS, TABLE, Impact, Urgency, weigh
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.model.ticket import Priority

P1, P2, P3, P4 = Priority


def test_the_table_falls_with_both() -> None:
    assert set(TABLE) == set(Impact)
    rows = [TABLE[impact] for impact in Impact]  # from one to all
    assert all(list(row) == sorted(row, reverse=True) for row in rows)
    assert all(list(column) == sorted(column, reverse=True) for column in zip(*rows, strict=True))
    assert all(len(row) == len(Urgency) for row in rows)


@pytest.mark.parametrize(
    ("text", "priority", "why"),
    [
        ("Nobody here can print, it is urgent.", P1, "impact site ('nobody … can') × urgency high ('urgent') = P1"),
        ("Od rána nikomu v kanceláři nejde tisk.", P2, "impact site ('nikomu … nejde') × urgency normal = P2"),
        ("Nikt w biurze nie może drukować.", P2, "impact site ('nikt … nie może') × urgency normal = P2"),
        ("Ни у кого в бухгалтерии не работает почта, срочно!", P1, "impact site"),
        ("Several users see it. It's not urgent.", P4, "impact several ('several users') × urgency low ('not urgent')"),
        ("Všem našim zákazníkům to hlásí chybu.", P1, "impact all ('všem našim zákazníkům') × urgency normal = P1"),
        ("Spěchá to!", P3, "impact one × urgency high ('spěchá to') = P3"),
        ("Nespěchá to.", P4, "impact one × urgency low ('nespěchá') = P4"),
        ("We CAN’T  WORK", P3, "urgency high ('can't work')"),
    ],
)
def test_words_are_weighed_in_four_languages(text: str, priority: Priority, why: str) -> None:
    weighed = weigh("defect", None, "Printer", text)
    assert weighed.priority is priority
    assert weighed.why.startswith(why) or why in weighed.why


@pytest.mark.parametrize(
    "text",
    [
        "The printer is dead.",
        "Prosím o pomoc co nejdříve. Všem přeji hezký den.",
        "Nikdo mi neodpověděl.",
        "If you are not the recipient, notify the sender immediately.",
    ],
)
def test_where_nothing_is_said_the_category_counts(text: str) -> None:
    assert (weigh("defect", P3, "", text).priority, weigh("defect", P3, "", text).why) == (P3, "")
    assert weigh("defect", None, "", text).priority is None


def test_the_class_is_where_it_begins_and_words_never_lower_the_impact() -> None:
    assert BY_CLASS["outage"] == (Impact.SITE, Urgency.HIGH)
    assert weigh("outage", P2, "", "several users").priority is P1
    assert weigh("outage", P1, "", "no rush").priority is P1, "an outage hurries whatever is said"
    assert weigh("degradation", None, "", "urgent").priority is P2
    assert weigh("request", None, "", "urgent").priority is P3


def test_a_category_that_says_more_stays_where_it_is_unless_it_does_not_hurry() -> None:
    core = weigh("defect", P1, "", "several users")
    assert core.priority is P1
    assert core.why.endswith("= P3; its category says P1, which is higher")
    assert weigh("defect", P1, "", "No rush.").priority is P4


def test_a_long_hostile_text_takes_no_longer_than_its_length() -> None:
    hostile = "nobody nikdo nikomu není nie jest ни у кого " * 20_000
    began = time.process_time()
    assert weigh("defect", P3, "", hostile).priority is P3
    assert time.process_time() - began < 3


def labelled(text: str, rules: list[Rule], mailbox: str = "") -> tuple[Priority | None, str]:
    found = label(
        form_category="",
        mailbox_category=mailbox,
        rules=RuleBook.of(rules),
        defaults={"fault": P3},
        facts=Facts(text=text),
        kinds={"fault": "degradation"},
    )
    return found.priority, found.why


def test_a_rule_that_names_a_priority_stands_above_the_arithmetic() -> None:
    text = "No ink, urgent"
    named = [Rule("ink", 'words("ink")', "fault", P4)]
    assert labelled(text, named) == (P4, "rule 'ink' saw 'ink'")
    silent = [Rule("ink", 'words("ink")', "fault")]
    weighed = "impact several × urgency high ('urgent') = P2"
    assert labelled(text, silent) == (P2, f"rule 'ink' saw 'ink'; {weighed}")
    assert labelled(text, [], mailbox="fault") == (P2, f"fault: its mailbox says so; {weighed}")


def test_what_a_vip_writes_hurries_without_words() -> None:
    assert weigh("request", P4, "", "A new chair.", vip=True).why == "impact one × urgency high (a VIP) = P3"
    assert weigh("degradation", P3, "", "It is slow. No rush.", vip=True).priority is P2
    assert "urgency high ('urgent')" in weigh("request", P4, "", "Urgent: a chair.", vip=True).why, "words say more"
    assert weigh("request", P1, "", "A new chair.", vip=True).priority is P1


def test_what_a_person_says_of_urgency_counts_before_the_words() -> None:
    urgent = "Please help at once, this is urgent!"
    assert weigh("defect", None, "", urgent, said=Urgency.LOW).priority is Priority.P4
    assert weigh("outage", None, "", "", said=Urgency.LOW).priority is Priority.P3
    assert weigh("outage", None, "", "", said=Urgency.NORMAL).priority is Priority.P2
    assert weigh("outage", None, "", "", said=Urgency.HIGH).why == "impact site × urgency high ('as told') = P1"
