"""The commands: `flask worker` as a process of its own, and `flask messages …`."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from coproduction import create_app
from coproduction.core.database import db
from coproduction.notifications import queries
from coproduction.notifications.models import MessageState
from coproduction.notifications.worker import messages
from tests.databases import settings_for_tests
from tests.factories import LONG_AGO
from tests.notifications.conftest import AMARA, sending_to
from tests.notifications.mail_server import Postbox, free_port, mail_server, wait_until
from tests.notifications.test_delivery import queue
from tests.programs import Program, run


@pytest.fixture
def environment(tmp_path: Path, postbox_and_port: tuple[Postbox, int]) -> dict[str, str]:
    """The settings of an installation of its own."""
    return {
        "INSTANCE_FOLDER": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}",
        "SECRET_KEY": "only for tests, and long enough to be a key",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(postbox_and_port[1]),
    }


@pytest.fixture
def postbox_and_port() -> Iterator[tuple[Postbox, int]]:
    """A mail server."""
    with mail_server() as found:
        yield found


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_sends_shows_life_and_stops_cleanly(tmp_path, environment, postbox_and_port, stop):
    postbox, _ = postbox_and_port
    app = create_app(settings_for_tests(tmp_path, **environment))
    with app.app_context():
        upgrade()
        queue(AMARA, LONG_AGO)
        worker = Program("flask", "--app", "coproduction", "worker", environment=environment)
        try:
            wait_until(lambda: len(postbox.received) == 1, seconds=20)
            queue(AMARA, LONG_AGO, key="2")
            app.extensions["alarm"].ring()
            wait_until(lambda: len(postbox.received) == 2, seconds=5)
        finally:
            worker.signal(stop)
            code, said = worker.wait()

        assert code == 0, said
        assert queries.last_heartbeat() is not None
        assert queries.messages_waiting_and_failed() == queries.Backlog(waiting=0, failed=0)
        assert '"message": "the worker has stopped"' in said
        assert "Amara" not in said
        assert "example.org" not in said
        app.extensions["alarm"].huey.storage.close()
        db.engine.dispose()


@pytest.mark.parametrize("command", [("worker",), ("messages", "send"), ("messages", "retry")])
def test_a_command_says_in_plain_words_that_the_tables_are_missing(environment, command):
    said = run("flask", "--app", "coproduction", *command, environment=environment).said

    assert said.splitlines()[-1] == (
        "Error: The database cannot be used (OperationalError). Check DATABASE_URL, then run: "
        f"INSTANCE_FOLDER={environment['INSTANCE_FOLDER']} DATABASE_URL={environment['DATABASE_URL']} "
        ".venv/bin/flask --app app db upgrade"
    )


def test_sending_by_command_says_how_many_went_and_what_waits(app: Flask, postbox: Postbox, noon):
    postbox.answers["amara@example.org"] = "550 No"
    queue(AMARA, noon)
    for number in range(2):
        queue(type(AMARA).by_email("Tom", "tom@example.org"), noon, key=f"{number}")
    queue(AMARA, noon, key="tomorrow", send_after=noon + timedelta(days=1))

    result = app.test_cli_runner().invoke(messages, ["send"])

    assert (result.exit_code, result.output) == (
        0,
        "2 emails sent.\n1 email waiting for their time or for the mail server, 1 failed.\n",
    )


def test_failed_emails_are_put_back_in_line_by_command(app: Flask, noon, monkeypatch, inbox):
    message = queue(AMARA, noon)
    message.state = MessageState.FAILED
    db.session.commit()
    runner = app.test_cli_runner()

    with sending_to(app, free_port(), monkeypatch):
        assert runner.invoke(messages, ["retry"]).output == "1 email will be tried again.\n"

    db.session.expire_all()
    assert [message.state for message in inbox.messages] == ["waiting"]


@pytest.mark.parametrize("command", [["--help"], ["send", "--help"], ["retry", "--help"]])
def test_every_command_explains_itself(app: Flask, command):
    result = app.test_cli_runner().invoke(messages, command)

    assert result.exit_code == 0
    assert "Usage: " in result.output
