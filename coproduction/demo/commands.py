"""The commands that get a laptop ready: load the demonstration group, and say how to sign in to it."""

from __future__ import annotations

import time
from collections.abc import Mapping

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy import select
from tqdm import tqdm

from coproduction.accounts import passwords
from coproduction.accounts.models import Account
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.links import absolute_url
from coproduction.demo import loading
from coproduction.demo.people import COORDINATORS, MEMBERS
from coproduction.demo.years import number_of_events

PASSWORD = "walnut kettle harbour"  # noqa: S105 - everybody may know it, and nobody in it is real
YEARS = 5
NAMES = {
    "account": "accounts",
    "member": "members",
    "application": "applications",
    "event": "events",
    "event_role": "roles in them",
    "place": "places",
    "place_move": "moves of places",
}

demo = AppGroup("demo", help="The demonstration group, in which everybody is fictional.")


@demo.command("load")
@click.option("--members", type=click.IntRange(len(MEMBERS) + 1, 100_000), help="How many members in all.")
@click.option("--years", type=click.IntRange(1, 20), help=f"Years of events, half of them past. [default: {YEARS}]")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same people and events.")
@click.option("--if-empty", is_flag=True, help="Do nothing, and say so, if somebody is there already.")
def load(*, members: int | None, years: int | None, seed: int, if_empty: bool) -> None:
    """Load the demonstration group into an empty database.

    With --members a made-up crowd stands beside the group, with years of local meetings, training and panels.
    """
    if current_app.config["SETTINGS"].production:
        raise click.ClickException("Production holds real people. The demonstration group is not loaded there.")
    if years and not members:
        raise click.UsageError("Say how many people the years are for: add --members.")
    if not loading.is_empty():
        if if_empty:
            click.echo("There is something in the database already, so it stays as it is.")
            return
        raise click.ClickException(
            "There is something in the database already. Load the demonstration group into an empty one: "
            "set DATABASE_URL to a new file, then run: .venv/bin/flask --app app db upgrade"
        )
    started = time.monotonic()
    counts = _load(members or len(MEMBERS), years or YEARS, seed=seed)
    _report(counts, seconds=time.monotonic() - started)


@demo.command("welcome")
def welcome() -> None:
    """Say where the site is and how to sign in to the demonstration group."""
    settings = current_app.config["SETTINGS"]
    lines = {"The site": f"{settings.site_url}/"}
    if settings.inbox_folder:
        lines["Its mail"] = f"{settings.site_url}/inbox/"
    click.echo()
    _echo_lines(lines)
    if _has_demonstration_group():
        click.echo("\nThis is a demonstration: everybody in it is fictional. Sign in with one of these:\n")
        _echo_lines(
            {
                "Sign in at": absolute_url("accounts.sign_in_with_password"),
                "Coordinator": COORDINATORS[0].email,
                "Member": str(MEMBERS[0].email),
                "Supporter": next(one.email for person in MEMBERS for one in person.supporters if one.email),
                "Password": PASSWORD,
            }
        )
    else:
        click.echo("\nMake the first coordinator with this, and with their name and email address:\n")
        click.echo("  " + settings.command('staff create --name "…" --email … --administrator'))
    click.echo()


@click.command("prepare")
@click.option("--demo", "with_demo", is_flag=True, help="Load the demonstration group if the database is empty.")
@with_appcontext
@click.pass_context
def prepare(context: click.Context, *, with_demo: bool) -> None:
    """Bring the database up to date, and say where the site is and how to sign in.

    One start for what `flask db upgrade`, `flask demo load --if-empty` and `flask demo welcome` do one by one.
    """
    upgrade()
    if with_demo:
        context.invoke(load, seed=1, if_empty=True, members=None, years=None)
    context.invoke(welcome)


def _load(members: int, years: int, *, seed: int) -> Mapping[str, int]:
    crowd = members - len(MEMBERS)
    with tqdm(
        total=crowd + number_of_events(crowd, years) if crowd else 0,
        desc="Members and events",
        unit="",
        disable=None if crowd else True,
    ) as progress:
        counts = loading.load(
            today=uk_wall(clock.now()).date(),
            password_hash=passwords.hash_of(PASSWORD),
            members=members,
            of_years=years,
            seed=seed,
            step=progress.update,
        )
    db.session.commit()
    return counts


def _has_demonstration_group() -> bool:
    return bool(db.session.scalar(select(Account.id).where(Account.email == COORDINATORS[0].email).limit(1)))


def _report(counts: Mapping[str, int], *, seconds: float) -> None:
    click.echo(f"The demonstration group is loaded ({seconds:.1f} seconds). Everybody in it is fictional.")
    for table, name in NAMES.items():
        click.echo(f"{counts[table]:>9,} {name}")


def _echo_lines(lines: Mapping[str, str]) -> None:
    for name, value in lines.items():
        click.echo(f"  {name:<12} {value}")
