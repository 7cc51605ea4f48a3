"""Coordinators find members and look after what we know of them."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.database import db
from coproduction.members.kinds import INTERESTS
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.models import Channel
from tests.factories import (
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    QualificationFactory,
    SupporterFactory,
)
from tests.pages import Browser


@pytest.mark.parametrize("rows", [1, 3])
def test_a_members_page_costs_the_same_however_much_we_know(coordinator, count_statements, rows):
    member = MemberFactory(interested_in=list(Interest)[:rows])
    NeedFactory.create_batch(rows, member=member)
    AwayDateFactory.create_batch(rows, member=member)
    HeldQualificationFactory.create_batch(rows, member=member)
    PlaceFactory.create_batch(rows, member=member)
    SupporterFactory.create_batch(rows, member=member)
    path = f"/members/{member.id}"
    coordinator.get(path)

    with count_statements() as statements:
        coordinator.get(path)

    assert len(statements) == 16


def test_a_coordinator_sees_what_we_know_of_a_member(coordinator):
    member = MemberFactory(name="Amara Okafor", area="Nottingham", interested_in=[Interest.TRAINING])
    NeedFactory(member=member, detail="A ramp at the door")
    AwayDateFactory(member=member, starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 20))
    AwayDateFactory(member=member, starts_on=date(2026, 1, 10), ends_on=date(2026, 1, 20))
    HeldQualificationFactory(
        member=member, qualification=QualificationFactory(name="Interview skills"), valid_until=date(2028, 1, 4)
    )

    page = coordinator.get(f"/members/{member.id}")

    assert page.heading == "Amara Okafor"
    assert [item for item in page.items if item in set(INTERESTS.values())] == ["Training for staff"]
    assert [row for row in page.rows if row[0] in {"No steps", "Away", "Interview skills"}] == [
        ["No steps", "A ramp at the door"],
        ["Away", "10 January 2027 to 20 January 2027", "Remove 10 January 2027 to 20 January 2027"],
        ["Interview skills", "Since 5 January 2026, until 4 January 2028", "End Interview skills"],
    ]


@pytest.mark.parametrize(
    "path",
    ["", "/contact", "/away", "/pause", "/resume", "/qualifications/new", "/panels-before", "/qualifications/1/end"],
)
def test_a_member_who_does_not_exist_is_not_found(coordinator, path):
    assert coordinator.get(f"/members/4711{path}").status == 404


def test_a_coordinator_changes_contact_details_for_a_member(coordinator):
    member = MemberFactory(account=None, channel=Channel.PHONE, email=None, phone="0115 496 0067")

    page = coordinator.get(f"/members/{member.id}").follow("Change contact details")
    assert page.values["phone"] == ["0115 496 0067"]
    page = page.press("Save", phone="")
    assert page.errors == ["Enter your phone number, so that we can contact you by phone"]
    page = page.press("Save", phone="0115 496 0068")

    assert page.messages == [f"You have saved how to contact {member.known_as}."]
    assert member.phone == "0115 496 0068"


def test_a_coordinator_adds_and_removes_days_away(coordinator):
    member = MemberFactory()
    page = coordinator.get(f"/members/{member.id}").follow("Add days away")

    page = page.press("Add these days", starts_on=date(2027, 2, 1), ends_on=date(2027, 1, 31))
    assert page.errors == ["The last day must be the same as or after the first day"]
    page = page.press("Add these days", ends_on=date(2027, 2, 2))
    assert page.messages == [f"You have saved when {member.known_as} is away."]
    page = page.press("Remove 1 February 2027 to 2 February 2027")

    assert page.messages == ["You have removed these days."]
    assert "No days away that we know of." in page.text


def test_a_coordinator_pauses_a_member_and_brings_them_back(coordinator):
    member = MemberFactory(known_as="Harold")

    page = coordinator.get(f"/members/{member.id}").follow("Pause membership").press("Pause and tell them")
    assert page.messages == ["Harold’s membership is paused. We are telling them."]
    page = page.follow("Bring back from pause").press("Bring back and tell them")

    assert page.messages == ["Harold is back. We are telling them."]
    assert member.state is MemberState.ACTIVE


def test_somebody_who_left_while_the_page_was_open_cannot_be_paused(coordinator):
    member = MemberFactory(known_as="Ruth")
    page = coordinator.get(f"/members/{member.id}/pause")
    member.state = MemberState.LEFT
    db.session.commit()

    page = page.press("Pause and tell them")

    assert page.errors == ["Ruth has left the group, so this cannot be done. Nothing has changed."]


def test_a_coordinator_adds_renews_and_ends_a_qualification(coordinator):
    member = MemberFactory(known_as="Megan")
    skills = QualificationFactory(name="Interview skills")
    page = coordinator.get(f"/members/{member.id}").follow("Add or renew a qualification")

    page = page.press("Save qualification", achieved_on=date(2026, 5, 1))
    assert page.errors == ["Select a qualification"]
    page = page.press("Save qualification", qualification=skills.id)
    assert page.messages == ["You have saved this qualification for Megan."]

    page = page.follow("End Interview skills")
    page = page.press("Save last day", last_day=date(2026, 4, 30))
    assert page.errors == ["The last day must be 1 May 2026 or later, the day they achieved it"]
    page = page.press("Save last day", last_day=date(2026, 12, 31))

    assert page.messages == ["You have saved the last day of Interview skills."]
    assert ["Interview skills", "Since 1 May 2026, until 31 December 2026", "End Interview skills"] in page.rows


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"achieved_on": None}, "Enter the day they achieved it"),
        (
            {"achieved_on[day]": "31", "achieved_on[month]": "6", "achieved_on[year]": "2026"},
            "Day they achieved it must be a real date",
        ),
        ({"achieved_on": date(2027, 1, 5)}, "The day they achieved it must be today or in the past"),
        (
            {"achieved_on": date(2026, 5, 1), "valid_until": date(2026, 4, 1)},
            "The last day must be after the day they achieved it",
        ),
    ],
)
def test_days_that_cannot_be_are_refused(coordinator, fields, error):
    qualification = QualificationFactory()
    page = coordinator.get(f"/members/{MemberFactory().id}/qualifications/new")
    given = {name: value for name, value in fields.items() if value is not None}

    page = page.press("Save qualification", qualification=qualification.id, **given)

    assert page.errors == [error]
    assert page.values["qualification"] == [str(qualification.id)]


def test_a_qualification_is_ended_on_its_own_members_page_only(coordinator):
    held, other = HeldQualificationFactory(), MemberFactory()

    assert coordinator.get(f"/members/{other.id}/qualifications/{held.id}/end").status == 404


def test_qualifications_are_listed_with_how_many_hold_them(coordinator):
    skills = QualificationFactory(name="Interview skills")
    HeldQualificationFactory(qualification=skills)
    HeldQualificationFactory(qualification=skills, valid_until=date(2026, 12, 31))
    HeldQualificationFactory(qualification=skills, member__state=MemberState.PAUSED)

    page = coordinator.get("/qualifications")
    assert page.rows == [["Interview skills", "For good Change how long Interview skills counts", "1"]]
    page = page.press("Add qualification", name="interview skills")
    assert page.errors == ["There is a qualification called Interview skills already"]
    page = page.press("Add qualification", name="Chairing")

    assert page.messages == ["You have added Chairing."]
    assert page.rows == [
        ["Chairing", "For good Change how long Chairing counts", "0"],
        ["Interview skills", "For good Change how long Interview skills counts", "1"],
    ]


@pytest.mark.parametrize("qualifications", [1, 3])
def test_the_qualifications_cost_the_same_however_many_there_are(coordinator, count_statements, qualifications):
    HeldQualificationFactory.create_batch(qualifications)
    coordinator.get("/qualifications")

    with count_statements() as statements:
        coordinator.get("/qualifications")

    assert len(statements) == 2


def test_a_coordinator_does_not_change_where_an_administrator_signs_in(coordinator):
    rowan = MemberFactory(name="Rowan Ellis", email="rowan@example.org", account__is_administrator=True)

    page = coordinator.get(f"/members/{rowan.id}/contact").press("Save", email="mine@example.org")

    assert page.errors == [
        "Rowan Ellis is a coordinator. Only they or an administrator can change their email address."
    ]
    assert (rowan.email, rowan.account.email) == ("rowan@example.org", "rowan@example.org")


def test_coordinators_who_are_members_stay_signed_in_when_they_change_their_own_address(app):
    me = MemberFactory(account__is_coordinator=True)
    browser = Browser(app)
    browser.sign_in(me.account)

    page = browser.get(f"/members/{me.id}/contact").press("Save", email="new@example.org")

    assert page.address == f"/members/{me.id}"
    assert page.messages == [f"You have saved how to contact {me.known_as}."]
