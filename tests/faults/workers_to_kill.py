"""Workers that deliver what is due until they are killed, started by a process of their own that is ready for it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection, Pipe

from flask import Flask

from config import Settings
from coproduction import create_app
from coproduction.notifications.delivery import deliver_due
from tests.programs import PATIENCE, process_beside

SHORT_LEASE = timedelta(seconds=3)


@contextmanager
def worker_factory(environment: Mapping[str, str]) -> Iterator[Callable[[], int]]:
    """Offer a function that starts a worker process and returns its number."""
    ours, theirs = Pipe()
    factory = process_beside(start_workers_when_asked, theirs, dict(environment))
    theirs.close()
    started: list[int] = []

    def start_worker() -> int:
        ours.send("start")
        assert ours.poll(PATIENCE), "no worker was started"
        started.append(ours.recv())
        return started[-1]

    try:
        yield start_worker
    finally:
        for worker in started:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        ours.close()
        factory.join(PATIENCE)


def start_workers_when_asked(asked: Connection, environment: Mapping[str, str]) -> None:
    """Be the worker factory: make the application once, and a process each time that one is asked for."""
    app = create_app(Settings.from_environment(environment))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with suppress(EOFError):
        while asked.recv():
            process = os.fork()
            if not process:
                deliver_for_ever(app)
            asked.send(process)


def deliver_for_ever(app: Flask) -> None:
    """Be a worker: deliver whatever is due, with a short lease, until killed."""
    while True:
        with app.app_context():
            deliver_due(clock=lambda: datetime.now(UTC), lease=SHORT_LEASE)
        time.sleep(0.1)
