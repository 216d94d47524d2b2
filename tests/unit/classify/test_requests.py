"""What asks us to act, and what wants an answer in words."""

import pytest

from mailgate.classify.requests import asks_to_act


@pytest.mark.parametrize(
    "sentence",
    [
        "Can you fix it?",
        "Hello, could you please look at it?",
        "Můžete se na to prosím podívat?",
        "Mohli byste to opravit?",
        "Czy możecie to naprawić?",
        "Не могли бы вы это исправить?",
        "Можете перезагрузить сервер?",
    ],
)
def test_a_request_in_the_form_of_a_question_is_answered_by_doing_it(sentence: str) -> None:
    assert asks_to_act(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Why does the light go out?",
        "Could you tell me why it fell?",
        "Můžete mi říct, proč to spadlo?",
        "Kdy to bude hotové?",
        "Czy możecie wyjaśnić, skąd to się wzięło?",
        "Почему гаснет индикатор?",
        "Не могли бы вы объяснить это?",
        "Is it the cable?",
        "?",
        "",
    ],
)
def test_a_question_wants_words(sentence: str) -> None:
    assert not asks_to_act(sentence)
