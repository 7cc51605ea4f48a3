"""What monitors are told."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from coproduction import create_app
from coproduction.core.database import db
from coproduction.notifications.models import Channel, MessageState, WorkerHeartbeat
from tests.databases import settings_for_tests
from tests.pages import Browser


@pytest.fixture
def heartbeat(noon):
    """Let the worker show that it was alive, so many seconds ago."""

    def _heartbeat(seconds):
        db.session.merge(WorkerHeartbeat(name="worker", beaten_at=noon - timedelta(seconds=seconds)))
        db.session.commit()

    return _heartbeat


def test_all_is_well(stranger, heartbeat, message):
    message(channel=Channel.EMAIL)
    heartbeat(20)

    answer = stranger.fetch("/health")

    assert (answer.status_code, answer.json) == (
        200,
        {
            "status": "ok",
            "database_reachable": True,
            "migrations_at_head": True,
            "worker_heartbeat_age": 20,
            "messages_waiting": 1,
            "messages_failed": 0,
            "problems": [],
        },
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("seconds", "status"), [(180, 200), (181, 503)])
def test_a_worker_may_be_silent_for_three_minutes(stranger, heartbeat, seconds, status):
    heartbeat(seconds)

    assert stranger.fetch("/health").status_code == status


def test_a_silent_worker_a_lost_email_and_old_tables_are_each_told(stranger, heartbeat, message):
    heartbeat(600)
    message(channel=Channel.EMAIL, state=MessageState.FAILED)
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    answer = stranger.fetch("/health")

    assert answer.status_code == 503
    assert answer.json["problems"] == [
        "The tables are not up to date. Run the migrations.",
        "The worker has been silent for more than 3 minutes, so no messages are sent.",
        "Emails that could not be sent: 1.",
    ]


def test_a_worker_that_never_ran_is_told(stranger):
    answer = stranger.fetch("/health")

    assert (answer.status_code, answer.json["worker_heartbeat_age"]) == (503, None)
    assert answer.json["problems"] == ["The worker has never run, so no messages are sent."]


@pytest.fixture
def elsewhere(tmp_path):
    """Ask for health where the database is at another address."""

    def _elsewhere(path):
        app = create_app(settings_for_tests(tmp_path, DATABASE_URL=f"sqlite:///{path}"))
        answer = Browser(app).fetch("/health")
        with app.app_context():
            db.engine.dispose()
        return answer

    return _elsewhere


def test_a_database_that_is_not_there_is_told_without_its_address(elsewhere, tmp_path):
    answer = elsewhere(tmp_path / "no-such-folder" / "secret.db")

    assert (answer.status_code, answer.json["problems"]) == (503, ["The database cannot be reached."])
    assert "secret" not in answer.text


def test_a_database_without_tables_is_told(elsewhere, tmp_path):
    answer = elsewhere(tmp_path / "empty.db")

    assert (answer.status_code, answer.json["problems"]) == (
        503,
        ["The database has no tables yet. Run the migrations."],
    )
