"""`model show`, `model train`, `model forget`: what was learnt from what people say of tickets."""

from typing import TYPE_CHECKING, Any

import typer

from mailgate.cli.context import context

if TYPE_CHECKING:
    from mailgate.model.lesson import KeptModel


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    model = typer.Typer(help="The model that learns what tickets are about.", no_args_is_help=True)
    model.command()(show)
    model.command()(train)
    model.command()(forget)
    app.add_typer(model, name="model")


def show(typer_context: typer.Context) -> None:
    """When it was made, of how many lessons, and how large it is; how many lessons there are now."""
    run = context(typer_context)
    with run.house() as house, house.view() as work:
        kept, lessons, learns = work.unit.lessons.model(), work.unit.lessons.count(), house.memory is not None
    row = {"learns": learns, "lessons": lessons, "model": _row(kept) if kept else None}
    state = _told(kept) if kept else "there is no model yet"
    run.emit(row, f"{state}; {lessons} lessons now{'' if learns else '; learning is off or not installed'}")


def train(typer_context: typer.Context) -> None:
    """Train it now; else the worker does when there are new lessons."""
    from mailgate.desk.learning import learn

    run = context(typer_context)
    with run.house() as house:
        made = learn(house, at_once=True)
    assert made is not None, "at once, or an error"
    run.emit(_row(made), _told(made))


def forget(typer_context: typer.Context) -> None:
    """Throw the model away; the lessons stay, and the next training makes another."""
    from mailgate.desk.learning import forget as throw_away

    run = context(typer_context)
    with run.house() as house:
        throw_away(house)
    run.emit({"model": None}, "the model is gone; the lessons stay")


def _row(kept: "KeptModel") -> dict[str, Any]:
    return {"made_at": kept.made_at.isoformat(), "lessons": kept.lessons, "bytes": len(kept.body), **kept.told}


def _told(kept: "KeptModel") -> str:
    return f"made {kept.made_at:%Y-%m-%d %H:%M} UTC of {kept.lessons} lessons, {len(kept.body) // 1024} kB"
