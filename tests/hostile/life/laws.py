"""What must be true after every step, whatever the step was: `judge(world, before, after)` goes through LAWS.

Each law reads the rows as they stand, what they were before, and what people really did; none asks the code under test
whether it was right. Sentences of a failure name the ticket and what is wrong with it.
"""

from collections import Counter
from collections.abc import Callable

from mailgate.lifecycle.queue import rank
from mailgate.lifecycle.table import TABLE, Facts
from mailgate.model.event import Effect, Event
from mailgate.model.letter import Fate
from mailgate.model.outgoing import OutState
from mailgate.model.queue import PROMISES, QueuePlace, is_queued
from mailgate.model.ticket import ClockKind, HistoryEntry, MessageKind, State
from tests.hostile.life.case import Case, rows_of
from tests.hostile.life.ends import closes_for_a_reason, only_the_entitled_dispute_or_reopen
from tests.hostile.life.oracle import may_get
from tests.hostile.life.place import message_id_of
from tests.hostile.life.snapshot import Snapshot
from tests.hostile.life.world import World

_REMARKED = "remarked"  #: a line of history that is no event and moves nothing
#: What only a colleague does, by name.
BY_STAFF = frozenset(
    {
        Event.ASSIGNED,
        Event.TAKEN,
        Event.ESCALATED,
        Event.RETURNED,
        Event.REPLIED,
        Event.NOTED,
        Event.CUSTOMER_ASKED,
        Event.HELD,
        Event.RESUMED,
        Event.RESOLUTION_PROPOSED,
        Event.CLOSED_BY_OVERRIDE,
        Event.REOPENED,
        Event.MERGED,
        Event.REJECTED,
    }
)


def judge(world: World, before: Snapshot, after: Snapshot) -> None:
    """Raises AssertionError for the first law that does not hold."""
    case = Case(world, before, after)
    for law in LAWS:
        law(case)


def only_legal_rows(case: Case) -> None:
    """Every event is a row of the table, and each line goes on where the one before it ended."""
    for ticket, place, entry in case.new_entries():
        before = case.after.histories[ticket.id][place - 1].dest if place else ""
        assert entry.source == before, (
            f"{ticket.number}: {entry.event} begins at {entry.source!r}, it stood at {before!r}"
        )
        if entry.event == _REMARKED:
            assert entry.dest == entry.source, f"{ticket.number}: a remark moved it to {entry.dest}"
        else:
            assert rows_of(entry), f"{ticket.number}: no row has {entry.event}: {entry.source} → {entry.dest}"
    for number, ticket in case.after.tickets.items():
        assert case.after.histories[number][-1].dest == ticket.state, f"{ticket.number} stands where no event led"


def history_only_grows(case: Case) -> None:
    for number, history in case.before.histories.items():
        assert case.after.histories.get(number, [])[: len(history)] == history, f"MG-{number}: its history was changed"
    for number, thread in case.before.threads.items():
        assert case.after.threads[number][: len(thread)] == thread, f"MG-{number}: its thread was changed"


def staff_act_by_name(case: Case) -> None:
    acted = {deed.who for deed in case.world.deeds if deed.kind == "act"}
    for ticket, _, entry in case.new_entries():
        if entry.event in BY_STAFF:
            assert entry.by in acted, f"{ticket.number}: {entry.event} by {entry.by!r}, who did nothing"


def each_effect_once(case: Case) -> None:
    slots = Counter(
        (each.ticket_id, each.event_id, each.effect, each.to) for each in case.after.out.values() if each.ticket_id
    )
    assert max(slots.values(), default=1) == 1, f"two letters of one event: {slots.most_common(1)}"
    for number, ticket in case.after.tickets.items():
        if case.before.tickets.get(number) == ticket:
            continue
        parts = [each for each in case.after.tickets.values() if each.merged_into == number]
        for name, counted in COUNTED.items():
            history = case.after.histories[number]
            wanted = sum(counted(entry) for entry in history)
            wanted += sum(getattr(part, name) for part in parts) if name != "verify_round" else 0
            found = getattr(ticket, name)
            assert found == wanted, f"{ticket.number}: {name} is {found}, its history says {wanted}"
    words = Counter(said.letter_id for thread in case.after.threads.values() for said in thread if said.letter_id)
    assert max(words.values(), default=1) == 1, f"the words of one letter stand there twice: {words.most_common(1)}"
    openers = Counter(each.ticket_id for each in case.after.letters.values() if each.fate is Fate.TICKET)
    assert max(openers.values(), default=1) == 1, f"two letters opened one ticket: {openers.most_common(1)}"
    assert set(openers) == set(case.after.tickets), "a ticket that no letter opened, or a letter without its ticket"


def _carries(effect: Effect) -> Callable[[HistoryEntry], bool]:
    def carries(entry: HistoryEntry) -> bool:
        found = {effect in row.effects for row in rows_of(entry)} if entry.event != _REMARKED else {False}
        assert len(found) == 1, f"not certain whether {entry} has the effect {effect}"
        return found.pop()

    return carries


#: Fields that an effect counts up: by the history, each once.
COUNTED: dict[str, Callable[[HistoryEntry], bool]] = {
    "disputes": _carries(Effect.COUNT_DISPUTE),
    "reopen_count": _carries(Effect.COUNT_REOPEN),
    "verify_round": lambda entry: entry.event == Event.RESOLUTION_PROPOSED,
}


def each_letter_leaves_once(case: Case) -> None:
    """But for those of which nobody could note that they had left, and those that somebody sent again."""
    new = case.world.relay.tried[case.world.tried :]
    if not new:
        return
    gone = Counter(message_id_of(each) for each in case.world.relay.sent)
    rows = {each.message_id: each for each in case.after.out.values()}
    for each in new:
        name = message_id_of(each)
        assert each.to == rows[name].to, f"{name} went to {each.to} instead of {rows[name].to}"
        allowed = 1 + case.world.may_leave_again[name]
        assert gone[name] <= allowed, f"{rows[name].effect} to {each.to} left {gone[name]} times"
        if each.answer.accepted and not case.world.may_leave_again[name]:
            assert rows[name].sent_at, f"{rows[name].effect} to {each.to} left, and nobody noted it"


def nobody_hears_who_may_not(case: Case) -> None:
    left = {message_id_of(each) for each in case.world.relay.tried[case.world.tried :]}
    for number, letter in case.after.out.items():
        queued = number not in case.before.out and letter.state in (OutState.QUEUED, OutState.SENT)
        if (queued or letter.message_id in left) and letter.ticket_id:
            may = any(may_get(then, was, letter.effect, letter.to) for then, was in case.moments(letter.ticket_id))
            assert may, f"MG-{letter.ticket_id}: {letter.effect} to {letter.to}, who may not get it"


def the_owner_is_never_lost(case: Case) -> None:
    for number, was in case.before.tickets.items():
        owner = case.after.tickets[number].owner
        assert owner or not was.owner, f"{was.number} had the owner {was.owner}, and has none"


def the_ledger_adds_up(case: Case) -> None:
    letters, ledger = case.after.letters, case.after.ledger
    assert ledger.balanced, f"the ledger: {ledger}"
    fates = Counter(each.fate for each in letters.values())
    pending = fates.pop(None, 0)
    assert (ledger.kept, ledger.pending) == (len(letters), pending), f"the ledger: {ledger}, the rows: {fates}"
    assert {fate: many for fate, many in ledger.fates.items() if many} == dict(fates)
    for number, digest in case.world.promised.items():
        assert number in letters, f"letter {number} was taken and is gone"
        assert letters[number].digest == digest, f"letter {number} has other bytes"
    for number, was in case.before.letters.items():
        final = was.fate is not None and was.fate not in (Fate.HELD, Fate.QUARANTINED)
        assert not final or letters[number].fate is was.fate, (
            f"letter {number} was {was.fate}, and is {letters[number].fate}"
        )
        assert number in letters, f"letter {number} is gone"


def clocks_run_where_they_may(case: Case) -> None:
    for number, clocks in case.after.clocks.items():
        ticket = case.after.tickets[number]
        kinds = {clock.kind for clock in clocks}
        strange = {kind for kind in kinds if not _may_run(kind, ticket.state)}
        assert not strange, f"{ticket.number} is {ticket.state}, and these clocks run: {sorted(strange)}"
        if ticket.state is State.CLOSED:
            assert ClockKind.ARCHIVE in kinds, f"{ticket.number} is closed and would never be archived"
        if ticket.state is State.ON_HOLD:
            assert ClockKind.HOLD in kinds, f"{ticket.number} is on hold, and would be for ever"


def _may_run(kind: ClockKind, state: State) -> bool:
    """Whether the table has anything to do when it rings there. A question for approval may wait behind the end."""
    if kind is ClockKind.APPROVAL:
        return True
    event, facts = (Event.ARCHIVED if kind is ClockKind.ARCHIVE else Event.TIME_PASSED), Facts(clock=kind)
    rows = (move for move in TABLE if move.event is event and state in move.sources)
    return any(all(guard(facts) for guard in move.when) for move in rows)


def the_queue_is_in_order(case: Case) -> None:
    kinds = {each.id: each.kind for each in case.after.desk.categories}
    wanted: list[tuple[tuple[bool, QueuePlace], QueuePlace]] = []
    for number, ticket in case.after.tickets.items():
        due = min((each.due_at for each in case.after.clocks[number] if each.kind in PROMISES), default=None)
        if is_queued(ticket):
            at = rank(ticket, kinds.get(ticket.category, ""), due)
            wanted.append((at, at[1]))
    assert case.after.queue == [at for _, at in sorted(wanted)], "the places in the queue are not what the rows say"


def what_came_from_machines_moves_nothing(case: Case) -> None:
    """Nor do forged letters; a report of a failure is for `VERIFICATION_UNDELIVERED` alone."""
    for kept in case.after.letters.values():
        truth = case.world.truth_of(kept)
        if kept.fate in (Fate.REPLY, Fate.TICKET) and kept.decision.get("proof") == "proven":
            assert truth.proof == "proven", f"letter {kept.id} of {truth.author} was believed"
    for number, thread in case.after.threads.items():
        for said in thread:
            kept = case.after.letters.get(said.letter_id or 0)
            if said.kind is MessageKind.CUSTOMER and kept:
                assert not case.world.truth_of(kept).machine, f"MG-{number}: a machine speaks as a customer"


def looking_changes_nothing(case: Case) -> None:
    if case.world.step == "scan":
        assert case.after == case.before, "something was changed by only looking"


LAWS: tuple[Callable[[Case], None], ...] = (
    only_legal_rows,
    history_only_grows,
    staff_act_by_name,
    closes_for_a_reason,
    only_the_entitled_dispute_or_reopen,
    each_effect_once,
    each_letter_leaves_once,
    nobody_hears_who_may_not,
    the_owner_is_never_lost,
    the_ledger_adds_up,
    clocks_run_where_they_may,
    the_queue_is_in_order,
    what_came_from_machines_moves_nothing,
    looking_changes_nothing,
)
