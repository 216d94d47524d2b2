"""What a letter is about: the form, then the mailbox, then the rules, and always with the reason (law 12)."""

from mailgate.classify.label import Label, label
from mailgate.classify.rules import Rule, RuleBook
from mailgate.classify.seen import Facts
from mailgate.classify.together import Guess, Said
from mailgate.model.ticket import Priority

RULES = RuleBook.of(
    [
        Rule("night", 'words("night")', priority=Priority.P2, stop=False),
        Rule("urgent ink", 'words("ink")', "fault", Priority.P2),
        Rule("money", 'words("invoice")', "billing"),
        Rule("loud", 'words("help")', "", Priority.P1),
        Rule("odd", 'words("inheritance")', hold="looks like advance fee fraud"),
    ]
)
DEFAULTS = {"fault": Priority.P3, "billing": Priority.P4, "sales": None}


def labelled(text: str, *, form: str = "", mailbox: str = "") -> Label:
    facts = Facts(text=text)
    return label(form_category=form, mailbox_category=mailbox, rules=RULES, defaults=DEFAULTS, facts=facts)


def test_the_form_knows_best_then_the_mailbox_then_the_rules() -> None:
    assert labelled("invoice", form="fault", mailbox="sales") == Label("fault", Priority.P3, "fault: its form says so")
    assert labelled("invoice", mailbox="fault").why == "fault: its mailbox says so"
    assert labelled("invoice") == Label("billing", Priority.P4, "rule 'money' saw 'invoice'")


def test_a_rule_may_set_another_priority_than_its_category() -> None:
    assert labelled("no ink").priority is Priority.P2


def test_without_category_or_priority_a_person_decides() -> None:
    assert labelled("hello") == Label("", None, "no rule fits: a person decides")
    assert not labelled("hello").certain
    assert not labelled("help").certain
    assert not labelled("x", form="sales").certain
    assert labelled("invoice").certain


def test_a_rule_that_does_not_stop_lets_later_ones_fill_what_is_open() -> None:
    found = labelled("an invoice at night")
    assert (found.category, found.priority) == ("billing", Priority.P2)
    assert found.why == "rule 'night' saw 'night'; rule 'money' saw 'invoice'"
    assert [hit.rule.name for hit in found.hits] == ["night", "money"]


def test_what_an_earlier_rule_set_stays() -> None:
    assert labelled("no ink at night").priority is Priority.P2
    assert labelled("ink invoice").category == "fault"


def test_a_rule_for_another_category_is_not_asked_where_the_form_has_decided() -> None:
    assert labelled("ink", form="billing") == Label("billing", Priority.P4, "billing: its form says so")
    assert labelled("help", form="billing").priority is Priority.P1


def test_a_rule_can_hold_a_letter_with_its_reason() -> None:
    assert labelled("your inheritance").hold == "looks like advance fee fraud"
    assert not labelled("invoice").hold


SORTED = RuleBook.of(
    [
        Rule("site", 'words("brno")', stop=False, tags=("brno", "site")),
        Rule("lines", 'words("line")', stop=False, queue="network", tags=("line", "site")),
        Rule("ink", 'words("ink")', "fault", queue="printers"),
        Rule("money", 'words("invoice")', "billing"),
    ]
)


def in_order(text: str, *, mailbox: str = "") -> Label:
    return label(
        form_category="",
        mailbox_category=mailbox,
        rules=SORTED,
        defaults=DEFAULTS,
        facts=Facts(text=text),
        queues={"billing": "office", "fault": "hands"},
    )


def test_the_first_rule_that_names_a_queue_wins_and_the_tags_of_all_are_joined() -> None:
    found = in_order("no ink on the line in Brno")
    assert (found.category, found.queue, found.tags) == ("fault", "network", ("brno", "site", "line"))
    assert in_order("no ink").queue == "printers"


def test_where_no_rule_names_a_queue_it_is_that_of_the_category() -> None:
    assert in_order("invoice").queue == "office"
    assert in_order("Brno", mailbox="fault").queue == "hands"
    assert (in_order("Brno").queue, in_order("hello").queue, labelled("invoice").queue) == ("", "", "")


def test_a_rule_that_only_sorts_is_a_reason_beside_what_the_mailbox_says() -> None:
    assert in_order("the line", mailbox="billing").why == "billing: its mailbox says so; rule 'lines' saw 'line'"


class Sure:
    """A model that guesses one category with one chance."""

    def __init__(self, category: str, chance: float, heard: int = 9) -> None:
        self.said = Guess({category: chance, "other": 1 - chance}, {}, heard)

    def guess(self, subject: str, text: str, said: Said | None = None, /) -> Guess:
        return self.said


def whose(text: str, model: Sure | None = None, *, form: str = "", mailbox: str = "") -> str:
    given = {"form_category": form, "mailbox_category": mailbox}
    return label(**given, rules=RULES, defaults=DEFAULTS, facts=Facts(text=text), model=model).source


def test_a_label_says_whose_its_category_is() -> None:
    assert whose("invoice", form="fault", mailbox="sales") == "form"
    assert whose("invoice", mailbox="fault") == "mailbox"
    assert whose("an invoice at night") == "rule money"
    assert whose("hello") == ""
    assert whose("help") == "", "it names a priority and no category"


def test_what_rule_and_model_both_say_is_the_rules_and_else_the_models() -> None:
    assert whose("invoice", Sure("billing", 0.9)) == "rule money"
    assert whose("invoice", Sure("fault", 0.9)) == "model"
    assert whose("hello", Sure("fault", 0.9)) == "model"
    assert whose("hello", Sure("fault", 0.6)) == "model", "also of a proposal"
    assert whose("invoice", Sure("fault", 0.9), form="sales") == "form"
