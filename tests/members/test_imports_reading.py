"""What a list of members says: which column is what, how a cell is read, and whom a row is about."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.spreadsheets import read_table
from coproduction.members.actions import imports as actions
from coproduction.members.models import Interest, Member, MembershipMove, MemberState, NeedKind
from coproduction.members.rules.import_fields import Field, guessed, refuse_matching, with_choice
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import MemberFactory, NeedFactory
from tests.members.lists_of_members import SAMPLE, bring, planned, table_of


def said(faults):
    return [f"{fault.row}, {fault.column}: {fault.words}" for fault in faults]


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


@pytest.mark.parametrize("columns", ["Tel=name", "Best way to reach=phone"])
def test_two_columns_that_cannot_both_be_it_are_refused(columns):
    headings = ["Name", "Email", "Tel", "Best way to reach"]
    chosen = with_choice(headings, guessed(headings), choice=columns)

    if columns == "Tel=name":  # first name and surname may stand in two
        refuse_matching(headings, chosen)
        return
    with pytest.raises(Refusal, match="“Tel” and “Best way to reach” cannot both be “Phone number”"):
        refuse_matching(headings, chosen)


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
