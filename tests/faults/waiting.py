"""One deed that is done while another has to wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from flask import Flask
from sqlalchemy import text

from coproduction.core.database import db

WAITS_FOR_A_LOCK = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def one_while_the_other_waits(app: Flask, first: Callable[[], Any], second: Callable[[], Any]) -> None:
    """Do the first deed, let the second begin and come as far as it can, and commit the first only then."""

    def in_a_thread() -> None:
        with app.app_context():
            second()
            db.session.commit()

    other = Thread(target=in_a_thread)
    first()
    other.start()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as watcher:
            while other.is_alive() and not watcher.scalar(WAITS_FOR_A_LOCK):
                watcher.rollback()
                time.sleep(0.005)
    db.session.commit()
    other.join()
