"""Deeds done all at once, each in a thread and a session of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from tests.factories import Factory

Said = Counter[str]


def all_at_once(app: Flask, deeds: Sequence[Callable[[], Any]]) -> Said:
    """Do each deed in a thread and a session of its own, all let go together; return how each came out."""
    start, said = Barrier(len(deeds)), []

    def in_a_thread(deed: Callable[[], Any]) -> None:
        with app.app_context():
            start.wait()
            try:
                deed()
                db.session.commit()
                said.append("done")
            except Refusal as refusal:
                db.session.rollback()
                said.append(refusal.message)
            except BaseException as fault:  # noqa: BLE001 - whatever it was, the test must see it
                said.append(repr(fault))

    threads = [Thread(target=in_a_thread, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(said)


def many(number: int, factory: type[Factory], **given: Any) -> list[Any]:
    """Save so many at once, in their order. What the factory reads of others must be there already, or not be an id."""
    made = factory.build_batch(number, **given)
    db.session.add_all(made)
    db.session.flush()
    return list(made)


def count(*conditions: Any, of: Any) -> int:
    """Return how many rows there are that meet the conditions."""
    return db.session.scalars(select(func.count()).select_from(of).where(*conditions)).one()
