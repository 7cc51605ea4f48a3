"""Commands about the people who can sign in."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from coproduction.accounts import actions
from coproduction.accounts.models import LinkPurpose
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.links import absolute_url
from coproduction.core.refusals import Refusal

staff = AppGroup("staff", help="Coordinators and administrators.")


@staff.command("create")
@click.option("--name", required=True, help="The person's full name.")
@click.option("--email", required=True, help="Where their sign-in links go.")
@click.option("--administrator", is_flag=True, help="Let them change settings and staff too.")
@click.option("--safeguarding-lead", is_flag=True, help="Let them, and those named before, open restricted notes.")
def create(name: str, email: str, *, administrator: bool, safeguarding_lead: bool) -> None:
    """Make somebody a coordinator and print the link that sets up their sign-in."""
    now = clock.now()
    try:
        account = actions.create_staff(name, email, is_administrator=administrator, now=now)
    except Refusal as refusal:
        raise click.ClickException(refusal.message) from refusal
    if safeguarding_lead:
        actions.name_safeguarding_lead(account.email, is_lead=True, by=None, now=now)
    token = actions.make_link(account, LinkPurpose.WELCOME, now=now)
    db.session.commit()
    click.echo(f"{account.name} can sign in as {'an administrator' if administrator else 'a coordinator'}.")
    click.echo("This link works once. Open it to sign in and choose a password:")
    click.echo(absolute_url("accounts.open_link", token=token))


@staff.command("safeguarding-lead")
@click.argument("email")
@click.option("--remove", is_flag=True, help="Let them open restricted notes no longer.")
def name_safeguarding_lead(email: str, *, remove: bool) -> None:
    """Let the coordinator who signs in with EMAIL open restricted notes."""
    account = actions.name_safeguarding_lead(email, is_lead=not remove, by=None, now=clock.now())
    db.session.commit()
    click.echo(f"{account.name} {'no longer opens' if remove else 'can now open'} restricted notes.")
