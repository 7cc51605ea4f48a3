"""Bringing an existing group in: its own list, read as it is, all of it or nothing, and again without doubling."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import NOT_A_TABLE, csv_text, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.commands import members as commands
from coproduction.members.models import (
    ImportState,
    Interest,
    Member,
    MemberImport,
    MembershipMove,
    MemberState,
    Need,
    NeedKind,
)
from coproduction.members.queries.imports import plan_import
from coproduction.members.rules.import_fields import Field, guessed, refuse_matching, with_choice
from coproduction.notifications.housekeeping import run_errands
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import MemberFactory, NeedFactory, StaffFactory
from tests.pages import Browser, Page

SHEETS = Path(__file__).parent / "sheets"
SAMPLE = SHEETS / "sample.csv"
TODAY = NOON.date()


@pytest.fixture
def run(app):
    """Run `flask members import …`."""
    return lambda *words: app.test_cli_runner().invoke(commands, ["import", *map(str, words)])


def table_of(*rows, headings=("Name", "Email", "Tel", "Lives", "Joined", "Best way to reach")):
    return read_table(csv_text(headings, [[*row, *[""] * (len(headings) - len(row))] for row in rows]).encode())


def planned(table):
    return plan_import(table, guessed(table.columns), today=TODAY)


def bring(table, **given):
    return actions.bring_in(planned(table), by=None, now=NOON, **given)


def names():
    return db.session.scalars(select(Member.name).order_by(Member.id)).all()


def said(faults):
    return [f"{fault.row}, {fault.column}: {fault.words}" for fault in faults]


def upload(coordinator, data, name="members.csv"):
    """Send a file on the page, and return the page that comes."""
    page = coordinator.get("/members").follow("Bring in a list of members")
    form = page.forms[-1]
    fields = {**form.filled_in({}, button="Continue"), "file": (io.BytesIO(data), name)}
    response = coordinator.fetch(
        form.address, method="POST", data=fields, content_type="multipart/form-data", follow_redirects=True
    )
    return Page(response, coordinator)


def worker_wakes():
    """Do what the worker does at once when a list is confirmed."""
    run_errands(clock=lambda: NOON)


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


def test_the_sample_says_what_it_says():
    bring(read_table(SAMPLE.read_bytes()))

    found = {member.name: member for member in db.session.scalars(select(Member))}
    assert {name: (one.joined_on.isoformat(), one.channel, one.area) for name, one in found.items()} == {
        "Amara Okafor": ("2021-01-14", Channel.EMAIL, "NG7"),
        "Dennis Whitlock": ("2017-09-01", Channel.PHONE, "NG18"),
        "Shabana Mirza": ("2020-03-09", Channel.EMAIL, "NG3"),
        "Kieran Doyle": ("2026-06-01", Channel.EMAIL, "NG16"),
        "Ruth Adeyemi-Clarke": ("2018-10-03", Channel.TEXT, "NG9"),
        "Megan Frost": ("2022-11-17", Channel.EMAIL, "NG1"),
        "Harold Pym": ("2019-02-02", Channel.LETTER, "NG22"),
        "Tunde Balogun": ("2018-07-12", Channel.TEXT, "NG5"),
        "Jo Marsden": ("2023-04-05", Channel.EMAIL, "NG17"),
        "Lee Marsden": ("2023-04-05", Channel.EMAIL, "NG17"),
    }
    interests = {name: {line.interest for line in found[name].interests} for name in ("Amara Okafor", "Tunde Balogun")}
    assert interests == {
        "Amara Okafor": {Interest.MEETINGS, Interest.PANELS, Interest.TRAINING},
        "Tunde Balogun": {Interest.NATIONAL, Interest.PANELS, Interest.TRAINING},
    }
    needs = {
        name: [(need.kind, need.detail) for need in found[name].needs] for name in ("Amara Okafor", "Kieran Doyle")
    }
    assert needs == {
        "Amara Okafor": [(NeedKind.STEP_FREE, "step-free"), (NeedKind.ASSISTANT, "comes with PA")],
        "Kieran Doyle": [(NeedKind.EASY_READ, "Easy Read"), (NeedKind.SUPPORT_OTHER, "supporter Mo")],
    }
    assert (found["Dennis Whitlock"].known_as, found["Dennis Whitlock"].remarks) == ("Den", "ring after 10")
    began = db.session.scalars(select(MembershipMove).where(MembershipMove.member_id == found["Amara Okafor"].id)).one()
    assert (began.from_state, began.to_state) == (None, MemberState.ACTIVE)
    assert began.reason == "Brought in from the group’s own list"
    assert found["Amara Okafor"].review_due_on == date(2028, 1, 4)


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


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14/01/2021", date(2021, 1, 14)),
        ("1/2/21", date(2021, 2, 1)),
        ("9.3.2020", date(2020, 3, 9)),
        ("9-3-2020", date(2020, 3, 9)),
        ("September 2017", date(2017, 9, 1)),
        ("Sept 2017", date(2017, 9, 1)),
        ("Oct-18", date(2018, 10, 1)),
        ("3 Oct 2018", date(2018, 10, 3)),
        ("3rd October, 2018", date(2018, 10, 3)),
        ("2022-11-17", date(2022, 11, 17)),
        ("2022-11-17 00:00:00", date(2022, 11, 17)),
        ("1/6/98", date(1998, 6, 1)),
    ],
)
def test_days_are_read_however_they_are_written(written, day):
    plan = planned(table_of(["Amara Okafor", "a@example.org", "", "", written]))

    assert (said(plan.faults), plan.changes[0].columns["joined_on"]) == ([], day)


@pytest.mark.parametrize(
    ("cells", "channel"),
    [
        (["a@example.org", "", "", "", "E-mail"], Channel.EMAIL),
        (["a@example.org", "07700 900101", "", "", "TEXT"], Channel.TEXT),
        (["", "07700 900101", "", "", "by phone."], Channel.PHONE),
        (["", "07700 900101", "", "", "Post"], Channel.LETTER),
        (["a@example.org", "07700 900101", "", "", ""], Channel.EMAIL),
        (["", "07700 900101", "", "", ""], Channel.PHONE),
    ],
)
def test_how_to_contact_somebody_is_read_or_follows_from_what_there_is(cells, channel):
    [change] = planned(table_of(["Amara Okafor", *cells])).changes

    assert change.columns["channel"] is channel


@pytest.mark.parametrize(
    ("written", "area"), [("ng3", "NG3"), ("NG7 2AB", "NG7"), ("ng72ab", "NG7"), ("West Bridgford", "West Bridgford")]
)
def test_of_a_postcode_only_the_first_half_is_kept(written, area):
    [change] = planned(table_of(["Amara Okafor", "a@example.org", "", written])).changes

    assert change.columns["area"] == area


def test_a_phone_number_that_a_spreadsheet_took_for_a_number_gets_its_first_0_back():
    [change] = planned(table_of(["Amara Okafor", "", "7700900101"])).changes

    assert change.columns["phone"] == "07700900101"


def test_a_row_finds_its_member_by_name_and_address_phone_or_area():
    by_email = MemberFactory(name="Amara Okafor", email="amara@example.org", phone=None, area=None)
    by_phone = MemberFactory(name="Dennis Whitlock", phone="0115 496 0102", area="NG1")
    by_area = MemberFactory(name="Megan Frost", email="old@example.org", area="NG1", account=None)
    stranger = MemberFactory(name="Jo Marsden", email="marsdens@example.org", area="NG17", phone=None)

    plan = planned(
        table_of(
            ["AMARA  okafor", "Amara@Example.org"],
            ["Dennis Whitlock", "", "01154960102"],
            ["Megan Frost", "new@example.org", "", "ng1"],
            ["Lee Marsden", "marsdens@example.org", "", "NG17"],
            ["Jo Marsden", "other@example.org", "", "NG1"],
        )
    )

    assert said(plan.faults) == []
    assert [change.member.id if change.member else None for change in plan.changes] == [
        by_email.id, by_phone.id, by_area.id, None, None,
    ]  # fmt: skip
    assert stranger.id not in [change.member.id for change in plan.changes if change.member]


def test_a_blank_cell_erases_nothing_and_what_a_member_confirmed_stays():
    member = MemberFactory(name="Ruth", email="r@example.org", area="NG9", interested_in=[Interest.PANELS])
    NeedFactory(member=member, kind=NeedKind.LARGE_PRINT, detail="20 point", confirmed_at=NOON)
    headings = ("Name", "Email", "Area", "Interests", "Needs")

    plan = planned(table_of(["Ruth", "r@example.org", "", "training", "large print 36"], headings=headings))
    actions.bring_in(plan, by=None, now=NOON)

    db.session.expire_all()
    assert (member.area, [line.interest for line in member.interests]) == ("NG9", [Interest.PANELS, Interest.TRAINING])
    assert [need.detail for need in member.needs] == ["20 point"]


def test_a_membership_is_not_moved_by_a_list():
    MemberFactory(name="Harold", email="h@example.org", state=MemberState.PAUSED)

    plan = planned(table_of(["Harold", "h@example.org", "active"], headings=("Name", "Email", "Status")))

    assert said(plan.notices) == ["2, Status: Their membership stays “paused”. You can change it on their page."]
    assert plan.unchanged == 1


def test_a_list_does_not_change_where_somebody_signs_in():
    member = MemberFactory(name="Ruth", email="ruth@example.org", phone="07700 900105")

    plan = planned(table_of(["Ruth", "other@example.org", "07700 900105"]))
    actions.bring_in(plan, by=None, now=NOON)

    assert said(plan.notices) == [
        "2, Email: Ruth signs in with ruth@example.org. That stays. You can change it on their page."
    ]
    assert (plan.faults, member.email, member.account.email) == ([], "ruth@example.org", "ruth@example.org")


def test_names_and_addresses_in_several_columns_are_put_together():
    headings = ("First name", "Surname", "Address line 1", "Address line 2", "Contact by")
    [change] = planned(table_of(["Amara", "Okafor", "1 Example Street", "NG1", "letter"], headings=headings)).changes

    assert (change.line.name, change.columns["address"]) == ("Amara Okafor", "1 Example Street\nNG1")


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


def test_a_form_without_a_file_asks_for_one(coordinator):
    assert coordinator.get("/members/import").press("Continue").errors == ["Choose a file"]


@pytest.mark.parametrize("columns", ["Tel=name", "Best way to reach=phone"])
def test_two_columns_that_cannot_both_be_it_are_refused(columns):
    headings = ["Name", "Email", "Tel", "Best way to reach"]
    chosen = with_choice(headings, guessed(headings), choice=columns)

    if columns == "Tel=name":  # first name and surname may stand in two
        refuse_matching(headings, chosen)
        return
    with pytest.raises(Refusal, match="“Tel” and “Best way to reach” cannot both be “Phone number”"):
        refuse_matching(headings, chosen)


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


def workbook(*rows):
    book = Workbook()
    sheet = book.create_sheet("Members")
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_is_read_like_a_csv_file():
    rows = [
        ["Name", "Email", "Tel", "Joined"],
        ["Amara Okafor", "a@example.org", 7700900101, date(2021, 1, 14)],
        [None, None, None, None],
        ["Den", None, "0115 496 0102", None],
    ]

    plan = planned(read_table(workbook(*rows)))

    assert said(plan.faults) == []
    assert [
        (change.line.number, change.columns.get("joined_on"), change.columns["phone"]) for change in plan.changes
    ] == [
        (2, date(2021, 1, 14), "07700900101"),
        (4, None, "0115 496 0102"),
    ]


def test_the_usual_headings_are_understood():
    headings = ["Lives (outcode)", "E-mail", "Mobile", "Support needed", "Takes part in", "Date joined", "Fax"]

    assert guessed(headings) == {
        0: Field.AREA, 1: Field.EMAIL, 2: Field.PHONE, 3: Field.SUPPORT, 4: Field.INTERESTS, 5: Field.JOINED,
    }  # fmt: skip
