"""What only the house knows of a letter: it is one of its own that came back (threats T28).

    letter = as_the_house_sees_it(letter, own=mailboxes.__contains__, our_ids=is_ours)

Reading knows nothing of the desk; this comes after it. It never makes a letter less automatic.
"""

from collections.abc import Callable
from dataclasses import replace

from mailgate.model.letter import Letter


def as_the_house_sees_it(letter: Letter, own: Callable[[str], bool], our_ids: Callable[[str], bool]) -> Letter:
    """The letter, automatic when it is our own. `own(address)`: one of our mailboxes; `our_ids(message_id)`: minted."""
    why = _ours(letter, own, our_ids)
    return replace(letter, automatic=why, no_auto_response=why) if why else letter


def _ours(letter: Letter, own: Callable[[str], bool], our_ids: Callable[[str], bool]) -> str:
    if letter.from_address and own(str(letter.from_address)):
        return "our own address wrote it"
    if letter.message_id and our_ids(letter.message_id):
        return "our own Message-ID"
    return ""
