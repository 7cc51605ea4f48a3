"""Filling in a request page by page, whatever it is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import update

from coproduction.core.asking.drafts import Draft
from coproduction.core.database import Base, db
from tests.conftest import NOON
from tests.pages import Browser, Page


class Room(NamedTuple):
    """A room that is asked for something: what is answered on each of its pages, in order, and what comes of it."""

    name: str
    pages: Mapping[str, Mapping[str, Any]]
    drafts: type[Draft]
    requests: type[Base]


def fills_in(browser: Browser, room: Room, **other: Mapping[str, Any]) -> Page:
    """Answer every page, and return the check of the answers. It was begun a while ago."""
    page = browser.get(f"/{room.name}/request").follow("Start now")
    for step, answers in room.pages.items():
        assert page.address == f"/{room.name}/request/{step}"
        page = browser.post(page.address, {**answers, **other.get(step, {})})
        assert page.errors == []
    db.session.execute(update(room.drafts).values(begun_at=NOON - timedelta(minutes=5)))
    return page
