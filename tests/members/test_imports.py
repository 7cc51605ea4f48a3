"""Bringing an existing group in: its own list, all of it or nothing, and again without doubling."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from config import MEBIBYTE
from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.forms import LOST_TOKEN
from coproduction.core.spreadsheets import NOT_A_TABLE, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.commands import members as commands
from coproduction.members.models import ImportState, Member, MemberImport, MemberState, Need
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import MemberFactory, StaffFactory
from tests.members.lists_of_members import SAMPLE, SHEETS, bring, names, table_of, upload, worker_wakes
from tests.pages import Browser, Page


@pytest.fixture
def run(app):
    """Run `flask members import …`."""
    return lambda *words: app.test_cli_runner().invoke(commands, ["import", *map(str, words)])


def test_a_group_is_brought_in_from_its_own_list_in_the_browser(coordinator, inbox):
    page = upload(coordinator, SAMPLE.read_bytes())
    assert page.heading == "What is in each column?"
    assert page.values["column_3"] == ["phone"]
    page = page.press("Check the list")

    assert page.heading == "Check what will happen"
    assert page.items[:3] == ["10 people are added", "0 members are changed", "0 stay as they are"]
    assert page.rows[0][0] == "8"  # Harold would like letters, and there is no address
    assert ["2", "Amara Okafor", "Added", "Everything"] in page.rows
    assert names() == []
    page = page.press("Bring these members in")

    assert page.heading == "The list is being brought in"
    assert names() == []
    worker_wakes()
    page = page.follow("Look again")
    assert page.heading == "The list is brought in"
    assert "10 added, 0 changed, 0 as they were" in page.text
    assert len(names()) == 10
    assert inbox.messages == []
    kept = db.session.scalars(select(MemberImport)).one()
    assert (kept.sheet["rows"], kept.uploaded_by_id) == ([], coordinator.account.id)


def test_the_same_list_again_changes_nothing_and_a_newer_one_only_what_is_new():
    bring(read_table(SAMPLE.read_bytes()))
    before = db.session.scalar(select(func.count()).select_from(Need))

    assert bring(read_table(SAMPLE.read_bytes())) == (0, 0, 10)
    newer = SAMPLE.read_text().replace("large print 24pt", "large print 28pt").replace("NG22,02", "NG23,02")
    done = bring(read_table(newer.replace("Tunde Balogun,,", "Tunde Balogun,Tun,").encode()))

    assert done == (0, 3, 7)
    found = {member.name: member for member in db.session.scalars(select(Member))}
    assert [need.detail for need in found["Dennis Whitlock"].needs] == ["large print 28pt"]
    assert (found["Harold Pym"].area, found["Tunde Balogun"].known_as) == ("NG23", "Tun")
    assert db.session.scalar(select(func.count()).select_from(Need)) == before


def test_fifty_broken_rows_are_all_named_and_nothing_is_brought_in(run):
    for area in ("NG17", "ng17"):
        MemberFactory(name="Jo Marsden", area=area, account=None)
    MemberFactory(name="Harold Pym", area="NG22", state=MemberState.LEFT, account=None)
    MemberFactory(name="Ruth Adeyemi-Clarke", phone="07700900105", email="ruth.ac@example.org")
    before = names()

    result = run(SHEETS / "broken.csv")

    wrong = result.output.partition("Wrong:\n")[2].partition("\n\n")[0]
    assert wrong + "\n" == (SHEETS / "broken.txt").read_text()
    assert len({line.split()[1] for line in wrong.splitlines()}) >= 50
    assert result.exit_code == 1
    assert result.output.endswith("things are wrong. Nothing was brought in.\n")
    assert names() == before


def test_a_broken_list_shows_every_fault_on_the_page_and_no_way_on(coordinator):
    data = (SHEETS / "broken.csv").read_bytes()
    page = upload(coordinator, data).press("Check the list")

    assert page.heading == "Correct the list"
    assert len(page.rows) >= 47
    assert [form for form in page.forms if "Bring these members in" in form.buttons] == []
    kept = db.session.scalars(select(MemberImport)).one()
    actions.confirm_import(kept.id, welcome=False, by=coordinator.account, now=NOON)
    worker_wakes()
    assert (names(), kept.confirmed_at, kept.state) == ([], None, ImportState.UPLOADED)
    assert kept.problem == actions.FAULTY


def test_nobody_is_told_anything_unless_a_coordinator_says_so(coordinator, inbox):
    page = upload(coordinator, SAMPLE.read_bytes()).press("Check the list")
    page.press("Bring these members in", welcome="yes")
    worker_wakes()

    assert len(inbox.messages) == 10
    assert {message.channel for message in inbox.messages} == {Channel.EMAIL, Channel.PHONE, Channel.TEXT}


def test_somebody_who_was_brought_in_can_be_welcomed_later_and_once(coordinator, inbox):
    bring(table_of(["Amara Okafor", "amara@example.org"]))
    [member] = db.session.scalars(select(Member)).all()

    page = coordinator.get(f"/members/{member.id}").follow("Send them a welcome")
    done = page.press("Send the welcome")
    page.press("Send the welcome")

    assert done.messages == ["We are welcoming Amara Okafor."]
    assert inbox.letters == [("amara@example.org", inbox.messages[0].subject)]
    assert [account.email for account in db.session.scalars(select(Account)) if account.is_member] == [
        "amara@example.org"
    ]


def test_a_double_click_brings_in_once(coordinator):
    page = upload(coordinator, SAMPLE.read_bytes()).press("Check the list")

    for _ in range(2):
        assert page.press("Bring these members in").heading == "The list is being brought in"
    for _ in range(2):
        worker_wakes()

    assert len(names()) == 10
    actions_done = db.session.scalars(select(AuditEntry.action)).all()
    assert (actions_done.count("member_import.confirmed"), actions_done.count("member_import.finished")) == (1, 1)
    assert actions_done.count("member.brought_in") == 10


def test_a_list_is_its_senders_alone_and_goes_after_a_day(app, coordinator):
    page = upload(coordinator, SAMPLE.read_bytes())
    other = Browser(app)
    other.sign_in(StaffFactory())

    assert other.get(page.address).status == 404
    assert actions.purge(now=NOON + timedelta(hours=23)) == 0
    assert actions.purge(now=NOON + timedelta(hours=24)) == 1
    assert coordinator.get(page.address).status == 404


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "This file is empty. Choose the file with your members"),
        (b"Name,Email\n", "This file has headings and no rows under them"),
        (b"\xd0\xcf\x11\xe0\x00\x00", NOT_A_TABLE),
        (b"PK\x03\x04rubbish", NOT_A_TABLE),
        (b"Name\n" + b"a\n" * 5001, "This file has more than 5,000 rows. Part it into several files"),
        (b"a," * 61 + b"b\n1\n", "This file has more than 60 columns. Take out those that you do not need"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(coordinator, data, error):
    assert upload(coordinator, data).errors == [error]


@pytest.mark.parametrize("over", [200_000, 30 * MEBIBYTE])
def test_a_file_that_is_too_large_is_refused_beside_the_field(coordinator, over):
    body = b'--a\r\nContent-Disposition: form-data; name="file"; filename="members.csv"\r\n\r\n'

    response = coordinator.fetch(
        "/members/import",
        method="POST",
        data=body + b"a" * (2 * MEBIBYTE + over) + b"\r\n--a--\r\n",
        content_type="multipart/form-data; boundary=a",
    )

    page = Page(response, coordinator)
    assert (page.heading, page.errors) == ("Bring in a list of members", ["The file must be 2 megabytes or less"])


def test_a_file_without_the_token_of_this_browser_is_not_taken(coordinator):
    data = {"file": (io.BytesIO(b"Name\nAmara Okafor\n"), "members.csv"), "csrf_token": "forged"}

    response = coordinator.fetch("/members/import", method="POST", data=data, content_type="multipart/form-data")

    assert (response.status_code, Page(response, coordinator).errors) == (400, [LOST_TOKEN])
    assert db.session.query(MemberImport).count() == 0


def test_a_form_without_a_file_asks_for_one(coordinator):
    assert coordinator.get("/members/import").press("Continue").errors == ["Choose a file"]


def test_columns_are_matched_by_hand_in_the_browser(coordinator):
    page = upload(coordinator, b"Who,How,Blah\nAmara Okafor,amara@example.org,x\n")
    page = page.press("Check the list")
    assert page.errors == ["Choose which column holds the names"]

    page = page.press("Check the list", column_0="name", column_1="email")

    assert "These columns are left out: Blah." in page.text
    assert "1 person is added" in page.items


def test_the_command_matches_tries_and_brings_in(run):
    result = run(SAMPLE, "--match", "Tel=remarks", "--dry-run")
    assert result.exit_code == 1
    assert "Row 6     Best way to reach  We are to contact them by text, and there is no phone number." in result.output

    result = run(SAMPLE, "--dry-run")
    assert (result.exit_code, names()) == (0, [])
    assert result.output.endswith("This would add 10, change 0 and leave 0 as they are.\n")

    result = run(SAMPLE)
    assert result.exit_code == 0
    assert result.output.endswith("10 added, 0 changed, 0 left as they were. Nobody was told.\n")
    assert len(names()) == 10


@pytest.mark.parametrize(
    ("choice", "error"),
    [
        ("Fax=phone", "There is no column “Fax”. The columns are: Name, Known as"),
        ("Tel=fax", "“fax” is nothing that we keep. Choose one of: name, known as"),
        ("Name=", "Choose which column holds the names"),
    ],
)
def test_a_choice_that_cannot_be_is_explained(run, choice, error):
    result = run(SAMPLE, "--match", choice)

    assert result.exit_code == 1
    assert f"Error: {error}" in result.output
