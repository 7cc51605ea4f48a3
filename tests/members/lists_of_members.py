"""Lists of members to bring in, and ways to bring them in, for the tests of imports."""

from __future__ import annotations

import io
from pathlib import Path

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.spreadsheets import csv_text, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.models import Member
from coproduction.members.queries.imports import plan_import
from coproduction.members.rules.import_fields import guessed
from coproduction.notifications.housekeeping import run_errands
from tests.conftest import NOON
from tests.pages import Page

SHEETS = Path(__file__).parent / "sheets"
SAMPLE = SHEETS / "sample.csv"
TODAY = NOON.date()


def table_of(*rows, headings=("Name", "Email", "Tel", "Lives", "Joined", "Best way to reach")):
    return read_table(csv_text(headings, [[*row, *[""] * (len(headings) - len(row))] for row in rows]).encode())


def planned(table):
    return plan_import(table, guessed(table.columns), today=TODAY)


def bring(table, **given):
    return actions.bring_in(planned(table), by=None, now=NOON, **given)


def names():
    return db.session.scalars(select(Member.name).order_by(Member.id)).all()


def upload(coordinator, data, name="members.csv"):
    """Send a file on the page, and return the page that comes."""
    page = coordinator.get("/members").follow("Bring in a list of members")
    form = page.forms[-1]
    fields = {**form.filled_in({}, button="Continue"), "file": (io.BytesIO(data), name)}
    response = coordinator.fetch(
        form.address, method="POST", data=fields, content_type="multipart/form-data", follow_redirects=True
    )
    return Page(response, coordinator)


def worker_wakes():
    """Do what the worker does at once when a list is confirmed."""
    run_errands(clock=lambda: NOON)
