"""Ask the customer for what is missing: which facts one letter asks for, and how the thread shows the questions.

The wording belongs to the templates (`_questions`) and to the desk's own `[[fact]]`; here are only names. What is asked
by name must still be missing when the letter is sent, so that what leaves is what was previewed (law 14).
"""

from collections.abc import Mapping, Sequence

from mailgate.desk.house import Work
from mailgate.desk.missing import missing_of
from mailgate.model.errors import NotAllowed, WrongUse
from mailgate.model.ticket import Ticket
from mailgate.registry.setup import Desk

ALL = "all"  #: everything that is missing


def asked_for(work: Work, ticket: Ticket, keys: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the facts that an `ask` with these keys asks for; none where it has only staff's own words.

    Raises WrongUse when there is nothing to ask, NotAllowed for a fact that is not missing.
    """
    wanted = keys.get("missing", "" if "text" in keys else ALL)
    if not wanted:
        return ()
    there = missing_of(work, ticket)
    if wanted == ALL:
        if not there:
            raise WrongUse("ask: nothing of the checklist is missing; write your question into text")
        return there
    names = tuple(dict.fromkeys(filter(None, (part.strip() for part in wanted.split(",")))))
    if known := [name for name in names if name not in there]:
        still = f"; missing: {', '.join(there)}" if there else ""
        raise NotAllowed(f"{', '.join(known)[:80]} is not missing (any more){still}")
    return names


def own_questions(desk: Desk, names: Sequence[str], language: str) -> dict[str, str]:
    """By name, the questions that the desk's set-up words itself."""
    return {name: question for name in names if (question := desk.question(name, language))}


def as_said(work: Work, ticket: Ticket, text: str, names: Sequence[str]) -> str:
    """Staff's words and the questions, as the thread shows them: in the ticket's language."""
    if not names:
        return text
    values = {"asks": tuple(names), "own_questions": own_questions(work.desk, names, ticket.language)}
    _, questions = work.house.renderer.render("_questions", ticket.language, values)
    return f"{text}\n\n{questions.strip()}".strip()
