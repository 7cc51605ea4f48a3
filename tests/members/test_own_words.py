"""A list that is brought in again: what members changed themselves stays, and every change is shown before."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.core.spreadsheets import csv_text, read_table
from coproduction.members.actions import imports as actions
from coproduction.members.actions import needs
from coproduction.members.actions.members import Contact, change_contact
from coproduction.members.actions.needs import NeedDetails
from coproduction.members.actions.profile import change_interests, change_profile
from coproduction.members.commands import members as commands
from coproduction.members.models import Interest, NeedKind
from coproduction.members.queries.imports import plan_import
from coproduction.members.queries.own_words import said_themselves
from coproduction.members.rules.import_fields import guessed
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import MemberFactory, NeedFactory, StaffFactory

HEADINGS = ("Name", "Email", "Tel", "Lives", "Travel", "Takes part in", "Support needed", "Joined")
ROW = (
    "Amara Okafor",
    "amara@example.org",
    "0115 496 0100",
    "NG7",
    "By bus",
    "panels",
    "large print 24pt",
    "14/01/2021",
)


@pytest.fixture
def amara():
    return MemberFactory(
        name="Amara Okafor", known_as="Amara", email="amara@example.org", phone="0115 496 0100", area="NG7",
        travel="By bus", joined_on=NOON.date().replace(2021, 1, 14), interested_in=[Interest.PANELS],
    )  # fmt: skip


def table(**columns):
    row = [columns.get(heading.split()[0].lower(), value) for heading, value in zip(HEADINGS, ROW, strict=True)]
    return read_table(csv_text(HEADINGS, [row]).encode())


def planned(**columns):
    found = table(**columns)
    return plan_import(found, guessed(found.columns), today=NOON.date())


def bring(**columns):
    return actions.bring_in(planned(**columns), by=None, now=NOON)


def said(plan):
    return [notice.words for notice in plan.notices]


def test_what_a_member_changed_themselves_stays_each_time_and_the_rest_is_changed(amara):
    bring()
    change_profile(amara.id, {"travel": "By taxi"}, by=amara.account, now=NOON)

    for _ in range(2):
        plan = planned(tel="0115 496 0199")
        assert said(plan) == ["Amara Okafor wrote “By taxi” here themselves. That stays."]
        actions.bring_in(plan, by=None, now=NOON)

    assert (amara.travel, amara.phone) == ("By taxi", "0115 496 0199")


def test_a_way_to_be_contacted_that_a_member_chose_stays(amara):
    contact = Contact(channel=Channel.EMAIL, email="amara@example.org", phone="07700 900982")
    change_contact(amara.id, contact, by=amara.account, now=NOON)

    plan = planned()

    assert "Amara Okafor wrote “07700 900982” here themselves. That stays." in said(plan)
    actions.bring_in(plan, by=None, now=NOON)
    assert amara.phone == "07700 900982"


def test_what_a_member_took_away_stays_away(amara):
    change_profile(amara.id, {"travel": ""}, by=amara.account, now=NOON)
    change_interests(amara.id, [], by=amara.account, now=NOON)
    need = needs.add_need(amara.id, NeedDetails(kind=NeedKind.LARGE_PRINT, detail="20"), by=amara.account, now=NOON)
    needs.remove_need(need.id, amara, by=amara.account, now=NOON)

    plan = planned()

    assert said(plan) == [
        "Amara Okafor took this away themselves. That stays.",
        "Amara Okafor chose themselves what they take part in. That stays.",
        "Amara Okafor took a need away themselves. No need is added.",
    ]
    assert plan.unchanged == 1
    actions.bring_in(plan, by=None, now=NOON)
    db.session.refresh(amara)
    assert (amara.travel, amara.interests, amara.needs) == (None, [], [])


def test_a_need_that_was_confirmed_stays_and_the_page_says_so(amara):
    NeedFactory(member=amara, kind=NeedKind.LARGE_PRINT, detail="28 point", confirmed_at=NOON)

    assert said(planned()) == ["Amara Okafor has said since: “Large print: 28 point”. That stays."]


@pytest.mark.parametrize("by", ["a coordinator", "a list"])
def test_who_wrote_last_counts(amara, by):
    change_profile(amara.id, {"travel": "By taxi"}, by=amara.account, now=NOON)
    if by == "a coordinator":
        change_profile(amara.id, {"travel": "By car"}, by=StaffFactory(), now=NOON)
        bring()
        assert amara.travel == "By bus"
    else:
        change_profile(amara.id, {"travel": "By bus"}, by=StaffFactory(), now=NOON)
        bring(travel="By tram")
        bring(travel="By tractor")
        assert amara.travel == "By tractor"


def test_a_coordinator_who_is_a_member_brings_a_list_in_again_as_a_coordinator(amara):
    amara.account.is_coordinator = True
    actions.bring_in(planned(travel="By tram"), by=amara.account, now=NOON)

    assert said_themselves([amara]) == {amara.id: set()}


def test_nobody_elses_changes_count_as_a_members_own(amara):
    other = MemberFactory()
    change_profile(other.id, {"travel": "By taxi"}, by=other.account, now=NOON)

    assert said_themselves([amara]) == {}


def test_every_change_is_shown_before_it_is_made_with_what_was_and_what_will_be(coordinator, amara):
    NeedFactory(member=amara, kind=NeedKind.LARGE_PRINT, detail="20 point", confirmed_at=None)
    change_profile(amara.id, {"area": "NG9"}, by=amara.account, now=NOON)
    brought = actions.keep_table(
        table(tel="0115 496 0199", travel="By tram", joined="15/01/2021", takes="panels, training"),
        "members.csv", by=coordinator.account, now=NOON,
    )  # fmt: skip
    db.session.commit()

    page = coordinator.get(f"/members/import/{brought.id}")

    assert [row[2:] for row in page.rows if len(row) == 5] == [
        ["Phone number", "0115 496 0100", "0115 496 0199"],
        ["Travel", "By bus", "By tram"],
        ["Member since", "14 January 2021", "15 January 2021"],
        [
            "Likes to take part in",
            "Interview panels that choose new staff",
            "Interview panels that choose new staff; Training for staff",
        ],
        ["Needs: Large print", "20 point", "large print 24pt"],
    ]
    assert ["2", "Lives", "Amara Okafor wrote “NG9” here themselves. That stays."] in page.rows


def test_the_command_shows_every_change_when_it_is_only_asked_what_it_would_do(app, amara, tmp_path):
    file = tmp_path / "members.csv"
    file.write_text("Name,Lives,Tel\nAmara Okafor,NG7,0115 496 0199\n")

    result = app.test_cli_runner().invoke(commands, ["import", str(file), "--dry-run"])

    assert "Row 2, Amara Okafor, Phone number: 0115 496 0100 → 0115 496 0199\n" in result.output
    assert amara.phone == "0115 496 0100"


def test_a_row_with_a_known_name_and_nothing_else_the_same_says_that_it_adds_somebody(amara):
    change_profile(amara.id, {"area": "NG9"}, by=amara.account, now=NOON)

    plan = planned(email="", tel="")

    assert said(plan) == [
        "There is a member called Amara Okafor already. Nothing else is the same, so this row adds another."
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_whose_words_they_are_costs_two_statements_however_many(count_statements, rows):
    found = [MemberFactory() for _ in range(rows)]

    with count_statements() as statements:
        said_themselves(found)

    assert len(statements) == 2
