"""Nothing in the outbox is lost: workers killed with -9, mail servers that break, two workers at once."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, insert, select, update

from coproduction import create_app
from coproduction.core.database import db
from coproduction.notifications.actions import send
from coproduction.notifications.delivery import deliver_due
from coproduction.notifications.models import Channel, Message, MessageState, Recipient
from tests.databases import migrated_file, settings_for_tests
from tests.faults.conftest import environment_of
from tests.faults.workers_to_kill import worker_factory
from tests.notifications.mail_server import Postbox, free_port, mail_server, silent_server, wait_until

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)
KILLS = 10


class Installation(NamedTuple):
    """An application on a database file or server of its own, and its mail server."""

    app: Flask
    postbox: Postbox
    environment: dict[str, str]

    def queue(self, emails: int) -> set[str]:
        """Put that many emails in the outbox, and return their Message-IDs."""
        rows = [_row(number) for number in range(emails)]
        with self.app.app_context():
            db.session.execute(insert(Message), rows)
            db.session.commit()
        return {f"<{row['message_id']}@example.org>" for row in rows}

    def deliver(self, *, later: timedelta = timedelta()) -> int:
        """Deliver what will be due then."""
        with self.app.app_context():
            return deliver_due(clock=lambda: datetime.now(UTC) + later)

    def deliver_until_all_went(self) -> None:
        """Deliver, each time as if an hour later."""
        for hour in range(20):
            self.deliver(later=timedelta(hours=hour))
            if not self.count(MessageState.WAITING):
                return
        raise AssertionError("emails still wait after 20 hours")

    def tried_again(self) -> set[str]:
        """Return the Message-IDs of the emails that were tried more than once."""
        with self.app.app_context():
            found = db.session.scalars(select(Message.message_id).where(Message.attempts > 1))
            return {f"<{message_id}@example.org>" for message_id in found}

    def count(self, state: MessageState) -> int:
        """Return how many emails are in the state."""
        with self.app.app_context():
            found = db.session.scalar(select(func.count()).where(Message.state == state))
            db.session.rollback()
            return found or 0


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database: on a file, and on a server."""
    if request.param == "sqlite":
        return migrated_file(tmp_path)
    emptied: Callable[[], str] = request.getfixturevalue("emptied")
    return emptied()


@pytest.fixture
def installation(address: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation with an empty outbox."""
    with mail_server() as (postbox, port):
        environment = {
            "DATABASE_URL": address,
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": str(port),
        }
        app = create_app(settings_for_tests(tmp_path, **environment))
        app.config["MAIL_TIMEOUT"] = 0.5
        with app.app_context():
            yield Installation(app, postbox, {**environment_of(app), **environment})
            db.session.remove()
            db.engine.dispose()


@contextmanager
def moved(app: Flask, port: int) -> Iterator[None]:
    """Let the application send to another port."""
    mail = app.extensions["mail"]
    before, mail.port = mail.port, port
    try:
        yield
    finally:
        mail.port = before


def test_a_worker_killed_ten_times_loses_none_of_500_emails(installation: Installation):
    wanted = installation.queue(500)
    postbox = installation.postbox
    with worker_factory(installation.environment) as start_worker:
        workers = [start_worker(), start_worker()]
        for kill in range(1, KILLS + 1):
            wait_until(partial(postbox.has, 40 * kill), seconds=60)
            os.kill(workers.pop(0), signal.SIGKILL)
            workers.append(start_worker())
        wait_until(lambda: installation.count(MessageState.WAITING) == 0, seconds=60, pause=0.1)

    copies = postbox.copies()
    assert set(copies) == wanted
    assert sum(copies.values()) - len(wanted) <= KILLS, "more repeats than kills"
    assert installation.count(MessageState.SENT) == 500


def test_workers_side_by_side_send_nothing_twice(installation: Installation):
    wanted = installation.queue(100)
    installation.app.config["MAIL_TIMEOUT"] = 10

    workers = [threading.Thread(target=installation.deliver) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert installation.postbox.copies() == dict.fromkeys(wanted, 1)
    assert installation.count(MessageState.SENT) == 100


def test_a_server_that_is_down_hangs_or_hangs_up_loses_nothing(installation: Installation):
    wanted = installation.queue(60)
    postbox = installation.postbox

    with moved(installation.app, free_port()):
        assert installation.deliver() == 0
    with silent_server() as port, moved(installation.app, port):
        assert installation.deliver() == 0
    postbox.hangs_up_after = 7
    installation.deliver_until_all_went()

    assert postbox.copies() == dict.fromkeys(wanted, 1)


def test_a_server_that_falls_silent_in_the_middle_loses_nothing(installation: Installation):
    wanted = installation.queue(30)
    postbox = installation.postbox
    postbox.after_each = lambda: time.sleep(1.5) if len(postbox.received) == 10 else None

    installation.deliver_until_all_went()

    copies = postbox.copies()
    assert set(copies) == wanted
    twice = {email for email, number in copies.items() if number > 1}
    assert "<fault-9@example.org>" in twice
    assert twice <= installation.tried_again(), "an email came twice though its answer was not lost"


def test_one_key_is_one_message_however_many_ask_at_once(installation: Installation):
    asked = [threading.Thread(target=ask_for_the_same, args=(installation, number)) for number in range(20)]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()

    assert installation.count(MessageState.WAITING) == 1


def ask_for_the_same(installation: Installation, number: int) -> None:
    """Ask for the one message and save it; every third thinks better of it."""
    with installation.app.app_context():
        send(
            "accounts/password_changed",
            Recipient.by_email("Amara Okafor", "amara@example.org"),
            key="the same",
            now=LONG_AGO,
            name="Amara Okafor",
            changed_at=LONG_AGO,
            sign_in="http://localhost/sign-in",
        )
        time.sleep(0.01)
        if number % 3:
            db.session.commit()
        else:
            db.session.rollback()


def test_others_can_write_while_an_email_is_on_its_way(installation: Installation, address: str):
    installation.queue(1)
    waits: list[float] = []

    def write() -> None:
        engine = create_engine(address)
        started = time.monotonic()
        with engine.begin() as connection:
            connection.execute(update(Message).values(subject="written meanwhile"))
        waits.append(time.monotonic() - started)
        engine.dispose()

    installation.postbox.after_each = write

    assert installation.deliver() == 1
    assert len(waits) == 1
    assert waits[0] < 0.4


def _row(number: int) -> dict[str, object]:
    return {
        "key": f"fault-{number}",
        "template": "tests/fault",
        "channel": Channel.EMAIL,
        "state": MessageState.WAITING,
        "to_name": f"Person {number}",
        "to_address": f"person{number}@example.org",
        "subject": f"Email {number}",
        "text": "Hello.\n",
        "html": "<p>Hello.</p>\n",
        "is_secret": False,
        "created_at": LONG_AGO,
        "send_after": LONG_AGO,
        "attempts": 0,
        "message_id": f"fault-{number}",
    }
