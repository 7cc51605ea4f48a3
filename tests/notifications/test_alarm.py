"""The alarm clock: it rings once after a request that put something in the outbox, and can never break a page."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, Response
from huey.storage import RedisStorage, SqliteStorage

from coproduction.core.database import db
from coproduction.notifications import queries
from coproduction.notifications.alarm import Alarm, ring
from coproduction.notifications.models import MessageState
from tests.notifications.conftest import AMARA, sending_to
from tests.notifications.mail_server import Postbox, free_port
from tests.notifications.test_delivery import queue


@pytest.fixture
def alarm(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Alarm]:
    """An alarm clock with a file of its own."""
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], instance=tmp_path / "instance"))
    alarm = Alarm(app)
    monkeypatch.setitem(app.extensions, "alarm", alarm)
    yield alarm
    if "huey" in vars(alarm) and isinstance(alarm.huey.storage, SqliteStorage):
        alarm.huey.storage.close()


def finish_request(app: Flask) -> Response:
    """Do what happens between a view's answer and the browser's getting it."""
    with app.test_request_context("/"):
        return app.process_response(Response("The page"))


def test_it_rings_once_after_a_request_with_messages(app: Flask, alarm: Alarm, noon):
    queue(AMARA, noon, key="1")
    queue(AMARA, noon, key="2")

    finish_request(app)
    finish_request(app)

    assert alarm.huey.pending_count() == 1


def test_it_stays_silent_after_any_other_request(app: Flask, alarm: Alarm):
    finish_request(app)

    assert not (app.config["SETTINGS"].instance / "huey.db").exists()


def test_its_file_is_private_and_holds_nobodys_name(app: Flask, alarm: Alarm, noon):
    queue(AMARA, noon)
    finish_request(app)

    files = list(app.config["SETTINGS"].instance.glob("huey.db*"))
    assert files
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
    assert not [file for file in files if b"Amara" in file.read_bytes() or b"amara" in file.read_bytes()]


def test_when_it_cannot_ring_the_page_comes_all_the_same(app: Flask, alarm: Alarm, noon, caplog):
    caplog.set_level(logging.WARNING)
    app.config["SETTINGS"].instance.write_text("in the way")
    queue(AMARA, noon)

    assert finish_request(app).get_data() == b"The page"

    assert [(record.levelno, record.message) for record in caplog.records] == [
        (logging.WARNING, "the alarm did not ring")
    ]


def test_when_redis_is_down_the_page_comes_soon(app: Flask, alarm: Alarm, noon, monkeypatch, caplog):
    settings = replace(app.config["SETTINGS"], redis_url=f"redis://127.0.0.1:{free_port()}/0")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    queue(AMARA, noon)
    started = time.monotonic()

    assert finish_request(app).get_data() == b"The page"

    assert isinstance(alarm.huey.storage, RedisStorage)
    assert time.monotonic() - started < 3
    alarm.huey.storage.pool.disconnect()


def test_when_it_goes_off_what_is_due_is_sent_and_the_worker_shows_life(alarm: Alarm, postbox: Postbox, noon):
    message = queue(AMARA, noon)

    ring()
    alarm.huey.execute(alarm.huey.dequeue())

    assert postbox.sent_to() == ["amara@example.org"]
    db.session.expire_all()
    assert (message.state, queries.last_heartbeat()) == (MessageState.SENT, noon)


def test_an_alarm_that_goes_off_twice_sends_nothing_twice(alarm: Alarm, postbox: Postbox, noon):
    queue(AMARA, noon)

    alarm.wake()
    alarm.wake()

    assert len(postbox.received) == 1


def test_when_the_mail_server_is_down_the_worker_still_shows_life(app: Flask, alarm: Alarm, noon, monkeypatch):
    queue(AMARA, noon)

    with sending_to(app, free_port(), monkeypatch):
        alarm.wake()

    assert queries.last_heartbeat() == noon


def test_an_alarm_signed_by_somebody_else_is_not_even_read(app: Flask, alarm: Alarm, monkeypatch):
    settings = replace(app.config["SETTINGS"], secret_key="another key")
    assert alarm.huey.pending_count() == 0
    with monkeypatch.context() as patch:
        patch.setitem(app.config, "SETTINGS", settings)
        forger = Alarm(app)
        forger.ring()

    with pytest.raises(ValueError, match="mismatch"):
        alarm.huey.dequeue()

    forger.huey.storage.close()
