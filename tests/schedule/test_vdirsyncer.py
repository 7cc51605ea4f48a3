"""An independent client reads the feed: vdirsyncer, as people run it, over HTTP from a server that runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from vdirsyncer.cli import app as vdirsyncer
from werkzeug.serving import make_server

from coproduction.core.database import db
from coproduction.schedule.actions.events import cancel_event, change_event
from coproduction.schedule.feed_keys import key_for
from tests.factories import CalendarFeedFactory, EventFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of

CONFIG = """
[general]
status_path = "{folder}/status"
[pair mine]
a = "feed"
b = "here"
collections = null
[storage feed]
type = "http"
url = "{url}"
[storage here]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    """Where the platform answers over HTTP."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class Client:
    """A copy of one calendar, kept by vdirsyncer in a folder with a file for each event."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder / "events"
        self.folder.mkdir()
        self.config = folder / "config"
        self.config.write_text(CONFIG.format(folder=folder, url=url))
        self.runs("discover", "mine")

    def runs(self, *words: str) -> None:
        """Run the program."""
        db.session.commit()
        vdirsyncer.main(["--config", str(self.config), *words], standalone_mode=False)
        db.session.expire_all()

    @property
    def copies(self) -> dict[str, tuple[int, str]]:
        """Return each event's file, by its title: when it was written, and what is in it.

        vdirsyncer gives what it reads over HTTP numbers of its own, so theirs are not looked at here.
        """
        files = [(path.stat().st_mtime_ns, path.read_text(encoding="utf-8")) for path in self.folder.glob("*.ics")]
        return {text.partition("SUMMARY:")[2].splitlines()[0]: (written, text) for written, text in files}


def test_vdirsyncer_copies_each_event_once_and_again_when_it_changes(served, noon, tmp_path):
    member = MemberFactory()
    _stays, moves, ends = (
        PlaceFactory(member=member, role__event=EventFactory(title=title)).role.event
        for title in ("Café, cake; and carers", "Budgets", "Forum")
    )
    client = Client(tmp_path, f"{served}/calendars/{key_for(CalendarFeedFactory(member=member))}.ics")

    client.runs("sync")
    first = client.copies
    assert set(first) == {"Café\\, cake\\; and carers", "Budgets", "Forum"}
    assert "DTSTART:20270114T103000Z" in first["Budgets"][1]

    client.runs("sync")
    assert client.copies == first

    later = replace(details_of(moves), starts_at=moves.starts_at + timedelta(hours=1))
    change_event(moves, later, by=StaffFactory(), now=noon)
    cancel_event(ends, "The hall has flooded.", by=StaffFactory(), now=noon)
    client.runs("sync")

    assert {title for title, copy in client.copies.items() if copy != first.get(title)} == {
        "Budgets",
        "Cancelled: Forum",
    }
    assert "DTSTART:20270114T113000Z" in client.copies["Budgets"][1]
    assert "STATUS:CANCELLED" in client.copies["Cancelled: Forum"][1]
