"""Commands about members: bringing an existing group in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup
from tqdm import tqdm

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.spreadsheets import Table, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.queries.imports import Plan, plan_import
from coproduction.members.rules.import_fields import FIELDS, Matching, guessed, refuse_matching, with_choice
from coproduction.members.rules.import_rows import Fault

members = AppGroup("members", help="The people in the group.")


@members.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--match", "choices", multiple=True, help='Say what a column holds, for example "Tel=phone"; "Tel=" leaves it out.'
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
def import_members(file: Path, *, choices: Sequence[str], dry_run: bool) -> None:
    """Bring members in from FILE, a CSV file or an Excel workbook: all of them, or nobody if anything is wrong.

    Done again, it changes those who are there and doubles nobody. Nobody is told anything.
    """
    table = read_table(file.read_bytes())
    matching: Matching = guessed(table.columns)
    for choice in choices:
        matching = with_choice(table.columns, matching, choice=choice)
    refuse_matching(table.columns, matching)
    _say_matching(table, matching)
    now = clock.now()
    with _progress(len(table.rows), "Checking") as progress:
        today = uk_wall(now).date()
        plan = plan_import(table, matching, today=today, is_to_be_done=not dry_run, step=progress.update)
    _say_faults(plan)
    if plan.faults:
        raise click.ClickException(
            f"{_number(len(plan.faults), 'thing is', 'things are')} wrong. Nothing was brought in."
        )
    if dry_run:
        _say_differences(plan)
        click.echo(f"This would add {plan.added}, change {plan.updated} and leave {plan.unchanged} as they are.")
        return
    with _progress(plan.added + plan.updated, "Bringing in") as progress:
        done = actions.bring_in(plan, by=None, now=now, step=progress.update)
    db.session.commit()
    click.echo(f"{done.added} added, {done.updated} changed, {done.unchanged} left as they were. Nobody was told.")


def _progress(total: int, words: str) -> tqdm[NoReturn]:
    return tqdm(total=total, desc=words, unit=" rows", disable=None, leave=False)


def _say_matching(table: Table, matching: Matching) -> None:
    for number, heading in enumerate(table.columns):
        field = matching.get(number)
        click.echo(f"  {heading:<28} {FIELDS[field].label if field else '(left out)'}")


def _say_faults(plan: Plan) -> None:
    for heading, faults in (("Worth knowing", plan.notices), ("Wrong", plan.faults)):
        if faults:
            click.echo(f"\n{heading}:")
            for line in _table(faults):
                click.echo(f"  {line}")
    click.echo()


def _say_differences(plan: Plan) -> None:
    for change in plan.changes:
        for one in change.differences:
            click.echo(f"Row {change.line.number}, {change.line.name}, {one.label}: {one.before} → {one.after}")


def _table(faults: Sequence[Fault]) -> list[str]:
    wide = max(len(fault.column) for fault in faults)
    return [f"Row {fault.row:<5} {fault.column:<{wide}}  {fault.words}" for fault in faults]


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
