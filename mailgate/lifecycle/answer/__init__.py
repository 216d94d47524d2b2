"""What a reply to "is it solved?" answers: yes, no, partly, thanks, a question, or something a person must read.

    answer, why = read_answer(text, names="Jan Kos")
    event = event_for(state, answer, addressee=True, entitled=True, result=ResultKind.BINARY)

Only the newly written words are looked at. `cut` parts them at their marks, `languages` gives each a sense, `text`
makes clauses of them, `clause` says what one clause means, `sides` what takes that back, and `rules` what the whole
does: strict where it could close a ticket, since every word of a yes must be known to mean nothing else. Pure, and
never the last word: `lifecycle.table` decides, with the proof of who wrote.
"""

from mailgate.lifecycle.answer.event import event_for
from mailgate.lifecycle.answer.read import is_plain_yes, read_answer
from mailgate.lifecycle.answer.rules import Answer

__all__ = ["Answer", "event_for", "is_plain_yes", "read_answer"]
