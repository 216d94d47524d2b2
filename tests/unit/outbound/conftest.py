"""Shared by the tests of letters out: one renderer over the real templates, and a builder of occasions."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mailgate.outbound.compose import Composed, Occasion, compose
from mailgate.outbound.render import Renderer, templates_dir

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OURS = "mg.1042.abcdef.abcdefghijklmnopqrstuvwxyz@linden.example"


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    return Renderer(templates_dir())


@pytest.fixture
def a_letter(renderer):
    """`a_letter("taken", language="pl")`: composed for Jan Kos of the bakery; changes go into the occasion."""

    def build(
        effect: str,
        to: str = "kos@pekarna-dvur.example",
        message_id: str = OURS,
        bounce_to: str = "",
        **changes: Any,
    ) -> Composed:
        return compose(effect, to, message_id, replace(_USUAL, **changes), NOW, renderer, bounce_to)

    return build


_USUAL = Occasion(
    firm="Linden IT s.r.o.",
    mailbox="support@linden.example",
    mailbox_name="Linden Support",
    reply_to="support+mg1042-abcdefghijklmnopqrstuvwxyz@linden.example",
    phone="+420 555 020 020",
    zone="Europe/Prague",
    language="cs",
    number="MG-1042",
    subject="Nefungují telefony",
    greeting="pane Kosi",
    deadline=datetime(2026, 11, 3, 13, 30, tzinfo=UTC),
    staff="Ada Nováková",
    text="Které telefony nefungují?",
    how="Ústředna je znovu zapnutá.",
    reopen_until=datetime(2026, 11, 10, 13, 30, tzinfo=UTC),
    references=("first@pekarna-dvur.example",),
    in_reply_to="first@pekarna-dvur.example",
)
