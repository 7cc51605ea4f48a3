"""A list that is brought in by the worker: how far it is, what went wrong, and how long a thousand rows take."""

from __future__ import annotations

import io
import sys
import time
from datetime import timedelta
from itertools import count as ticks

import pytest
from flask.cli import ScriptInfo
from openpyxl import Workbook
from sqlalchemy import event, func, select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.spreadsheets import csv_text, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.commands import members as commands
from coproduction.members.models import ImportState, Member, MemberImport
from coproduction.members.queries.imports import progress_key
from coproduction.notifications.progress import Progress, counter, forget_progress, progress_of
from tests.conftest import NOON
from tests.factories import StaffFactory
from tests.members.lists_of_members import bring, upload, worker_wakes
from tests.pages import Browser

HEADINGS = ("Name", "Email", "Tel", "Lives", "Joined", "Best way to reach", "Interested in", "Needs")
LONGEST = 10  # seconds of this process at work on a thousand rows: half of the 20 that people may wait


class Screen(io.StringIO):
    """What somebody at a terminal sees."""

    def isatty(self):
        return True


def rows_of(number):
    """Return the rows of that many people, each with all that a list can say."""
    return [
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


def a_list_of(number):
    return csv_text(HEADINGS, rows_of(number)).encode()


def a_workbook_of(number):
    """Return the same list as an Excel workbook, which takes much longer to read."""
    workbook, written = Workbook(write_only=True), io.BytesIO()
    sheet = workbook.create_sheet()
    for row in (HEADINGS, *rows_of(number)):
        sheet.append(row)
    workbook.save(written)
    return written.getvalue()


@pytest.fixture
def confirmed(coordinator):
    """Sends a list, or one of so many rows, confirms it, and returns the page that says how far it is."""

    def _confirmed(sent):
        data = a_list_of(sent) if isinstance(sent, int) else sent
        page = upload(coordinator, data).press("Check the list").press("Bring these members in")
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
    forget_progress(progress_key(kept_import().id))


def test_the_worker_counts_the_rows_that_it_checks_and_brings_in_and_forgets_the_count(confirmed):
    confirmed(20)
    key, seen = progress_key(kept_import().id), []

    def look(*_):
        seen.append(progress_of(key))

    for moment in ("do_orm_execute", "after_flush"):
        event.listen(db.session, moment, look)
    worker_wakes()
    for moment in ("do_orm_execute", "after_flush"):
        event.remove(db.session, moment, look)

    assert [each for each in dict.fromkeys(seen) if each] == [
        Progress("Checked", 20, 20),
        Progress("Brought in", 0, 20),
        Progress("Brought in", 20, 20),
    ]
    assert progress_of(key) is None
    assert number_of_members() == 20


def test_the_command_shows_somebody_at_a_terminal_how_far_it_is(app, tmp_path, monkeypatch):
    file, screen, seconds = tmp_path / "members.csv", Screen(), ticks()
    file.write_bytes(a_list_of(3))
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("tqdm.std.time", lambda: next(seconds))  # enough time passes to show each row

    commands.main(["import", str(file)], obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)

    shown = [
        line.partition("|")[0] + line.rpartition("|")[2].partition(" [")[0] for line in screen.getvalue().split("\r")
    ]
    assert [line for line in shown if line.strip()] == [
        "Checking:   0% 0/3",
        "Checking:  33% 1/3",
        "Checking:  67% 2/3",
        "Checking: 100% 3/3",
        "Bringing in:   0% 0/3",
        "Bringing in: 100% 3/3",
    ]


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


@pytest.mark.parametrize("number", [1, 3])
def test_more_rows_need_nothing_more_to_be_read(count_statements, number):
    with count_statements() as statements:
        bring(read_table(a_list_of(number)))

    assert sum(statement.startswith("SELECT") for statement in statements) == 5


def test_a_workbook_of_a_thousand_rows_comes_in_soon_enough_in_the_browser(confirmed):
    data = a_workbook_of(1000)
    begins = time.process_time()
    confirmed(data)
    worker_wakes()

    assert time.process_time() - begins < LONGEST
    assert number_of_members() == 1000


def test_a_workbook_of_a_thousand_rows_comes_in_soon_enough_by_the_command(app, tmp_path):
    file = tmp_path / "members.xlsx"
    file.write_bytes(a_workbook_of(1000))
    begins = time.process_time()
    result = app.test_cli_runner().invoke(commands, ["import", str(file)])

    assert time.process_time() - begins < LONGEST
    assert result.output.endswith("1000 added, 0 changed, 0 left as they were. Nobody was told.\n")
    assert number_of_members() == 1000
