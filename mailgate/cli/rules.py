"""`rules list`, `rules remove`: the rules of the desk and how they did. `mailgate load FILE` puts and changes them."""

import typer

from mailgate.cli.context import context


def add_to(rules: typer.Typer) -> None:
    """Register the commands below `rules`."""
    rules.command("list")(list_rules)
    rules.command("remove")(remove)


def list_rules(typer_context: typer.Context) -> None:
    """The rules as they are asked, and how often people confirmed and corrected each. `mailgate load` changes them."""
    from mailgate.desk.rule_scores import rule_rows

    run = context(typer_context)
    with run.house() as house, house.view() as work:
        rows = rule_rows(work)
    run.emit_rows(rows, ("order", "name", "when", "sets", "stop", "confirmed", "corrected"))


def remove(typer_context: typer.Context, name: str) -> None:
    """Take a rule out of the desk. A file that still names it puts it back when it is loaded."""
    from mailgate.desk.rule_scores import remove_rule

    run = context(typer_context)
    with run.house() as house:
        left = remove_rule(house, name)
    run.emit({"removed": name, "rules": left}, f"rule {name!r} is gone; the desk has {left} rules")
