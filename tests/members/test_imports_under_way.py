"""A list that is brought in by the worker: how far it is, what went wrong, and how long a thousand rows take."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.spreadsheets import csv_text
from coproduction.members.actions import imports as actions
from coproduction.members.commands import members as commands
from coproduction.members.models import ImportState, Member, MemberImport
from coproduction.members.queries.imports import progress_key
from coproduction.notifications.progress import Progress, counter, forget_progress, progress_of
from tests.conftest import NOON
from tests.factories import StaffFactory
from tests.members.lists_of_members import upload, worker_wakes
from tests.pages import Browser

HEADINGS = ("Name", "Email", "Tel", "Lives", "Joined", "Best way to reach", "Interested in", "Needs")
LONGEST = 10  # seconds of this process at work on a thousand rows: half of the 20 that people may wait


def a_list_of(number):
    """Return a list of that many people, each with all that a list can say."""
    rows = [
        [
            f"Person Number{row:04}",
            f"person{row:04}@example.org",
            f"07700 9{row:05}",
            f"NG{row % 25 + 1}",
            "14/01/2021",
            "Email",
            "meetings, panels, training",
            "step-free; large print 18 point; comes with PA",
        ]
        for row in range(number)
    ]
    return csv_text(HEADINGS, rows).encode()


@pytest.fixture
def confirmed(coordinator):
    """Sends a list of that many rows, confirms it, and returns the page that says how far it is."""

    def _confirmed(number):
        page = upload(coordinator, a_list_of(number)).press("Check the list").press("Bring these members in")
        assert page.heading == "The list is being brought in"
        return page

    return _confirmed


def kept_import():
    return db.session.scalars(select(MemberImport)).one()


def number_of_members():
    return db.session.scalar(select(func.count()).select_from(Member))


def test_the_page_says_how_far_the_list_is(confirmed):
    page = confirmed(3)
    assert "members.csv waits for its turn." in page.text
    count = counter(progress_key(kept_import().id), "Brought in", of=1000)
    count(640)
    count(360)

    page = page.follow("Look again")

    assert "Brought in: 1,000 of 1,000 rows" in page.text
    bar = page.main.progress
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("1000", "1000", "Brought in")


def test_the_worker_counts_the_rows_that_it_checks_and_brings_in_and_forgets_the_count(confirmed):
    confirmed(250)
    key, seen = progress_key(kept_import().id), []

    def look(*_):
        seen.append(progress_of(key))

    event.listen(db.session, "after_flush", look)
    worker_wakes()
    event.remove(db.session, "after_flush", look)

    assert Progress("Brought in", 0, 250) in seen
    assert progress_of(key) is None
    assert number_of_members() == 250


def test_a_count_is_kept_now_and_then_and_at_the_end(app):
    count = counter("a key", "Checked", of=3)
    assert progress_of("a key") == Progress("Checked", 0, 3)

    count(1)
    assert progress_of("a key") == Progress("Checked", 0, 3), "it is too soon to write again"
    count(2)
    assert progress_of("a key") == Progress("Checked", 3, 3)
    forget_progress("a key")
    assert progress_of("a key") is None


def test_a_list_that_nobody_begins_with_is_said_to_be_late(confirmed, monkeypatch):
    page = confirmed(1)
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(minutes=3))

    assert "It should have begun by now." in page.follow("Look again").text


def test_the_way_back_to_a_list_under_way_stands_where_lists_are_sent_and_for_its_sender_alone(
    app, confirmed, coordinator
):
    page = confirmed(1)

    assert coordinator.get("/members/import").links["members.csv"] == page.address
    assert coordinator.get(f"{page.address}/columns").address == page.address
    other = Browser(app)
    other.sign_in(StaffFactory())
    assert "members.csv" not in other.get("/members/import").links
    worker_wakes()
    assert "members.csv" not in coordinator.get("/members/import").links


def test_what_goes_wrong_on_our_side_is_said_and_can_be_tried_again(confirmed, coordinator):
    page = confirmed(2)

    def breaks(session, *_):
        if any(isinstance(row, Member) for row in session.new):
            raise RuntimeError("The disk is full.")

    event.listen(db.session, "before_flush", breaks)
    worker_wakes()
    event.remove(db.session, "before_flush", breaks)

    page = page.follow("Look again")
    assert (page.heading, number_of_members()) == ("Check what will happen", 0)
    assert f"You asked us to bring this list in. {actions.OUR_FAULT}" in page.text
    assert "members.csv could not be brought in." in coordinator.get("/members/import").text
    page.press("Bring these members in")
    worker_wakes()
    assert (number_of_members(), kept_import().state, kept_import().problem) == (2, ImportState.FINISHED, "")


def test_a_thousand_rows_come_in_soon_enough_in_the_browser(confirmed):
    begins = time.process_time()
    confirmed(1000)
    worker_wakes()

    assert time.process_time() - begins < LONGEST
    assert number_of_members() == 1000


def test_a_thousand_rows_come_in_soon_enough_by_the_command(app, tmp_path):
    file = tmp_path / "members.csv"
    file.write_bytes(a_list_of(1000))
    begins = time.process_time()
    result = app.test_cli_runner().invoke(commands, ["import", str(file)])

    assert time.process_time() - begins < LONGEST
    assert result.output.endswith("1000 added, 0 changed, 0 left as they were. Nobody was told.\n")
    assert number_of_members() == 1000
