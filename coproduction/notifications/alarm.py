"""The alarm clock: huey wakes the worker when a message is put in the outbox, and every minute.

An alarm carries nothing. One that is lost costs a minute, never a message: the outbox holds the messages.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any

from flask import Flask, Response, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.serializer import SignedSerializer

from config import Settings
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.notifications.actions import ENQUEUED, beat
from coproduction.notifications.delivery import deliver_due
from coproduction.notifications.housekeeping import go_round_when_due, keep_house_when_due, run_errands

NAME = "alarm"
WORKER = "worker"
QUICKLY = 0.5  # seconds that a page waits at most for the alarm clock
BETWEEN_BEATS = 20  # seconds
BETWEEN_LOOKS = 300  # seconds, for what is done by the clock

log = logging.getLogger("coproduction.notifications")


class Alarm:
    """One application's alarm clock. Its file or its connection is opened when it is first used."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.stopping = Event()
        self.next_beat = self.next_look = 0.0

    @cached_property
    def ring(self) -> Callable[[], object]:
        """Ring: put one alarm in the queue. This also tells the queue what to do when one goes off."""
        self.huey.periodic_task(crontab(), name="each_minute")(self.wake)
        ring: Callable[[], object] = self.huey.task(name="wake")(self.wake)
        return ring

    @cached_property
    def huey(self) -> Huey:
        """The queue of alarms."""
        return _queue(self.app.config["SETTINGS"])

    def consumer(self, **options: Any) -> Consumer:
        """Return what waits for alarms, with its threads not started."""
        _ = self.ring
        return self.huey.create_consumer(**options)

    def wake(self) -> None:
        """Do what waits, send what is due until told to stop, show that the worker lives, now and then keep house."""
        with self.app.app_context():
            self.carries_on()
            run_errands(clock=clock.now)
            deliver_due(clock=clock.now, carry_on=self.carries_on)
            if time.monotonic() >= self.next_look and self.carries_on():
                self.next_look = time.monotonic() + BETWEEN_LOOKS
                keep_house_when_due(clock=clock.now)
                go_round_when_due(clock=clock.now)

    def carries_on(self) -> bool:
        """Write the heartbeat that `/health` reads, now and then, and say whether to go on."""
        if time.monotonic() >= self.next_beat:
            self.next_beat = time.monotonic() + BETWEEN_BEATS
            beat(WORKER, now=clock.now())
            db.session.commit()
        return not self.stopping.is_set()


def init_app(app: Flask) -> None:
    """Ring after each request that put a message in the outbox and committed it."""
    app.extensions[NAME] = Alarm(app)
    app.after_request(_ring_if_told)


def ring() -> None:
    """Wake the worker now. If that fails the page does not: the worker wakes each minute by itself."""
    try:
        the_alarm().ring()
    except Exception:
        log.warning("the alarm did not ring", exc_info=True)


def the_alarm() -> Alarm:
    """Return the running application's alarm clock."""
    alarm: Alarm = current_app.extensions[NAME]
    return alarm


def _ring_if_told(response: Response) -> Response:
    if db.session.registry.has() and db.session.info.pop(ENQUEUED, False):
        ring()
    return response


def _queue(settings: Settings) -> Huey:
    """Return the queue: in Redis if the settings name one, otherwise in a private file of its own.

    It is signed, because huey unpickles what it reads. In the database's file an alarm rung inside an open
    transaction would wait for itself.
    """
    signed = SignedSerializer(secret=settings.secret_key)
    if settings.redis_url:
        separator = "&" if "?" in settings.redis_url else "?"
        url = f"{settings.redis_url}{separator}socket_connect_timeout={QUICKLY}&socket_timeout=5"
        return RedisHuey("coproduction", url=url, results=False, serializer=signed)
    file = settings.instance / "huey.db"
    _make_private(file)
    return SqliteHuey(
        "coproduction", filename=str(file), timeout=QUICKLY, fsync=False, results=False, serializer=signed
    )


def _make_private(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
