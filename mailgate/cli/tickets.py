"""`ticket`: look at tickets, and act on them."""

from typing import Annotated

import typer

from mailgate.cli.context import cell, context, key_values

_NEED_SOMEBODY = ("mine", "language")


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    ticket = typer.Typer(help="Tickets.", no_args_is_help=True)
    ticket.command("list")(list_tickets)
    ticket.command()(show)
    ticket.command()(act)
    ticket.command("open")(open_ticket)
    ticket.command("next")(take_the_next)
    app.add_typer(ticket, name="ticket")


def list_tickets(
    typer_context: typer.Context,
    state: Annotated[list[str] | None, typer.Option(help="Only tickets in this state; may be repeated.")] = None,
    view: Annotated[str, typer.Option(help="Only this view of the queue, such as unpicked.")] = "",
    staff: Annotated[str, typer.Option("--as", help="Whose view it is; mine and language need to know.")] = "",
    in_queue: Annotated[str, typer.Option("--queue", help="Only of this queue; - is everybody's.")] = "",
    tag: Annotated[str, typer.Option(help="Only with this tag.")] = "",
) -> None:
    """Tickets in queue order: all, or what stands in a view of the queue."""
    from mailgate.desk import look, queue
    from mailgate.desk.find import find_staff
    from mailgate.model.errors import WrongUse
    from mailgate.model.queue import View
    from mailgate.model.sorting import Only
    from mailgate.model.ticket import State

    run = context(typer_context)
    unknown = [name for name in state or () if name not in tuple(State)]
    if unknown:
        raise WrongUse(f"there is no state {unknown[0]!r}; there are: {', '.join(State)}")
    if view and view not in tuple(View):
        raise WrongUse(f"there is no view {view!r}; there are: {', '.join(View)}")
    if view in _NEED_SOMEBODY and not staff:
        raise WrongUse(f"--view {view} needs --as, the address of whoever looks")
    states, only = [State(name) for name in state or ()], Only.read(in_queue, tag)
    with run.house() as house, house.view() as work:
        if view:
            seen_by = queue.viewer(work, find_staff(work, staff).email if staff else "")
            rows = queue.search(work, View(view), seen_by, states=states, only=only)
        else:
            rows = look.tickets(work, states or None, only=only)
    columns = ("number", "priority", "state", "due", "subject", "customer", "requester", "owner", "worker")
    run.emit_rows(rows, (*columns, "queue", "tags"))


def show(typer_context: typer.Context, number: str) -> None:
    """Everything about one ticket."""
    from mailgate.desk import look

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        row = look.ticket(work, number)
    run.emit(row, _told(row))


def _told(row: dict[str, object]) -> str:
    """A ticket for people: its fields, its thread, its history, its letters."""
    lists = ("facts", "open_points", "messages", "history", "outbound", "pauses", "repeats", "clocks")
    lines = [f"{key}: {cell(value)}" for key, value in row.items() if key not in lists]
    shapes = {
        "facts": "{name}: {value}  {by}  {sentence}",
        "open_points": "{n}  {kind}: {text}",
        "messages": "{at}  {kind}  {author}: {text}",
        "history": "{at}  {by}  {event}: {from} → {to}  {why}",
        "outbound": "{at}  {effect} to {to}: {state} {answer}",
        "pauses": "{from} → {to}  {state}",
        "repeats": "{opened_at}  {number}  {state}: {how}",
        "clocks": "{due}  {kind}",
    }
    for key, shape in shapes.items():
        entries = row[key]
        assert isinstance(entries, list)
        lines += [f"{key}:", *(f"  {shape.format(**entry).rstrip()}" for entry in entries)]
    return "\n".join(lines)


def act(
    typer_context: typer.Context,
    number: str,
    action: str,
    staff: Annotated[str, typer.Option("--as", help="Staff member who acts.")],
    values: Annotated[list[str] | None, typer.Option("--set", help="key=value; may be repeated.")] = None,
) -> None:
    """Do something with a ticket, as a member of the staff."""
    from mailgate.desk import look
    from mailgate.desk.act import act as do
    from mailgate.model.errors import UnknownThing, WrongUse

    run = context(typer_context)
    with run.house() as house:
        try:
            ticket = do(house, number, action, staff, key_values(values or ()))
        except WrongUse as cause:
            if isinstance(cause, UnknownThing):
                raise
            raise type(cause)(f"{cause}; keys are given as --set key=value") from cause
        with house.view() as work:
            row = look.ticket(work, ticket.number)
    run.emit(row, f"{ticket.number} is {ticket.state}")


def open_ticket(
    typer_context: typer.Context,
    staff: Annotated[str, typer.Option("--as", help="Staff member who took the call.")],
    caller: Annotated[str, typer.Option("--for", help="Who called: an address, or a phone number of the registry.")],
    values: Annotated[
        list[str] | None, typer.Option("--set", help="what=…, urgency=low|normal|high; category, name.")
    ] = None,
) -> None:
    """Write down a call: the caller is acknowledged as if they had written."""
    from mailgate.cli.letters import emit_decided
    from mailgate.desk.call import take_call
    from mailgate.model.errors import WrongUse

    run, keys = context(typer_context), key_values(values or ())
    unknown = keys.keys() - {"what", "urgency", "category", "name"}
    if unknown or not {"what", "urgency"} <= keys.keys():
        raise WrongUse("a call has --set what=… --set urgency=low|normal|high, and may have category= and name=")
    with run.house() as house:
        kept = take_call(house, staff, caller, keys.pop("what"), keys.pop("urgency"), **keys)
        emit_decided(run, house, kept)


def take_the_next(
    typer_context: typer.Context,
    staff: Annotated[str, typer.Option("--as", help="Staff member who takes it.")],
) -> None:
    """Take the first ticket of the queue that nobody works on and that is for one's lines."""
    from mailgate.desk import look
    from mailgate.desk.take_next import take_next

    run = context(typer_context)
    with run.house() as house:
        ticket = take_next(house, staff)
        with house.view() as work:
            row = look.ticket(work, ticket.number)
    run.emit(row, f"{ticket.number} is yours: {ticket.subject}")
