"""The desk's set-up is kept as a whole."""

from dataclasses import replace

from mailgate.registry.items import Category, FactWords, Firm, Mailbox, Oncall, Rule, RuleSets, Staff
from mailgate.registry.setup import Desk

DESK = Desk(
    firm=Firm(name="Žlutá podpora", zone="Europe/Prague", languages=("cs", "ru"), verify_after="2d"),
    mailboxes=(
        Mailbox(address="support@desk.example", name="Подпора", language="cs", unknown_senders="hold"),
        Mailbox(address="billing@desk.example"),
    ),
    staff=(Staff(email="petr@desk.example", name="Petr", role="lead", lines=(1, 2)),),
    oncall=Oncall(rota=("petr@desk.example",)),
    categories=(Category(**{"id": "outage", "class": "outage", "priority": "P1", "checklist": ("since", "who")}),),
    facts=(FactWords(id="serial number", ask={"ru": "Какой номер?", "en": "Which number?"}),),
    rules=tuple(Rule(name=name, when="subject has 'x'", set=RuleSets(category="outage")) for name in ("z", "a", "m")),
)


def put(store, desk):
    with store.writing() as unit:
        unit.setup.put(desk)


def desk(store):
    with store.reading() as unit:
        return unit.setup.desk()


def test_a_new_store_has_an_empty_desk(store):
    assert desk(store) == Desk.empty()


def test_every_word_of_a_desk_comes_back_in_its_order(store):
    put(store, DESK)
    assert desk(store) == DESK
    assert [rule.name for rule in desk(store).rules] == ["z", "a", "m"]


def test_a_set_up_is_replaced_as_a_whole(store):
    put(store, DESK)
    smaller = replace(DESK, mailboxes=DESK.mailboxes[:1], rules=DESK.rules[::-1], staff=())
    put(store, smaller)
    assert desk(store) == smaller
    put(store, Desk.empty())
    assert desk(store) == Desk.empty()
