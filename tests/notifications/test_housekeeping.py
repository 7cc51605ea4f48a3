"""Housekeeping: each room's purges run once a day, one that fails stops no other, and a command runs them now."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from coproduction.accounts.actions import held_forms
from coproduction.accounts.models import HeldForm
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.spreadsheets import Table, TableRow
from coproduction.members.actions import imports, searches
from coproduction.members.models import Application, ApplicationState, MemberImport, MemberSearch
from coproduction.notifications import housekeeping
from coproduction.notifications.alarm import Alarm
from coproduction.notifications.worker import housekeeping as command
from tests.factories import ApplicationFactory, MemberFactory


@pytest.fixture
def rounds(monkeypatch):
    """When the one purge there is was called."""
    called = []

    def purge(*, now):
        called.append(now)
        return 2

    monkeypatch.setattr(housekeeping, "_PURGES", {"old letters": purge})
    return called


def fail(*, now):
    db.session.add(ApplicationFactory.build())
    raise RuntimeError("The disk is full.")


def test_every_room_that_promises_to_forget_has_named_its_purge():
    assert {
        "applications begun and not sent",
        "forms that nobody came back for",
        "sign-in links that ended long ago",
        "words of messages that went long ago",
    } <= set(housekeeping._PURGES)


def test_an_old_draft_is_deleted_by_the_worker_although_nobody_uses_the_site(app: Flask, noon):
    ApplicationFactory(state=ApplicationState.DRAFT, submitted_at=None, started_at=noon - timedelta(days=32))
    db.session.commit()

    Alarm(app).wake()

    assert db.session.query(Application).all() == []


def test_the_worker_goes_round_once_a_day_however_often_it_wakes_or_starts(app: Flask, rounds, noon, monkeypatch):
    for hours in (0, 1, 23, 24, 25):
        monkeypatch.setattr(clock, "now", lambda hours=hours: noon + timedelta(hours=hours))
        alarm = Alarm(app)
        alarm.wake()
        alarm.wake()

    assert rounds == [noon, noon + timedelta(hours=24)]


def test_what_we_keep_for_hours_goes_on_the_round_after_them(noon):
    member = MemberFactory()

    def kept():
        return [db.session.query(table).count() for table in (HeldForm, MemberSearch, MemberImport)]

    held_forms.hold(member.account.id, {"word": ["old"]}, path="/a", page="/a", now=noon)
    imports.keep_table(Table(["Name"], [TableRow(2, ["Bella Rowe"])]), "a.csv", by=member.account, now=noon)
    searches.keep_search("Bella", "", need="", by=member.account, now=noon)
    db.session.commit()
    housekeeping.keep_house(clock=lambda: noon + timedelta(hours=1))

    housekeeping.go_round_when_due(clock=lambda: noon + timedelta(hours=24) - housekeeping.OFTEN)
    assert kept() == [1, 1, 1]
    housekeeping.go_round_when_due(clock=lambda: noon + timedelta(hours=24))
    assert kept() == [0, 0, 0]


def test_a_worker_that_was_told_to_stop_leaves_it_for_the_next(app: Flask, rounds):
    alarm = Alarm(app)
    alarm.stopping.set()

    alarm.wake()

    assert rounds == []


def test_a_purge_that_fails_changes_nothing_and_stops_no_other(rounds, noon, monkeypatch, caplog):
    monkeypatch.setattr(housekeeping, "_PURGES", {"broken": fail, **housekeeping._PURGES})

    done = housekeeping.keep_house(clock=clock.now)

    assert done == [("broken", None), ("old letters", 2)]
    assert db.session.query(Application).all() == []
    assert [(record.levelno, record.what) for record in caplog.records if record.levelno > logging.INFO] == [
        (logging.ERROR, "broken")
    ]


def test_afterwards_the_database_knows_how_large_its_tables_are(rounds, noon):
    ApplicationFactory.create_batch(3)

    housekeeping.keep_house(clock=clock.now)

    known = {
        "sqlite": "select stat from sqlite_stat1 where idx = 'ix_application_decided_by_id'",
        "postgresql": "select reltuples from pg_class where relname = 'application'",
    }
    assert str(db.session.scalar(text(known[db.session.get_bind().dialect.name]))).startswith("3")


def test_the_command_says_what_it_deleted(app: Flask, rounds, noon):
    result = app.test_cli_runner().invoke(command)

    assert (result.exit_code, result.output, rounds) == (0, "old letters: 2\n", [noon])


def test_the_command_fails_when_a_purge_does(app: Flask, rounds, monkeypatch):
    monkeypatch.setattr(housekeeping, "_PURGES", {"broken": fail, **housekeeping._PURGES})

    result = app.test_cli_runner().invoke(command)

    assert result.exit_code == 1
    assert result.output.splitlines()[-3:] == [  # after what the log says
        "broken: failed",
        "old letters: 2",
        "Error: Not all could be deleted. What went wrong stands in the log.",
    ]
