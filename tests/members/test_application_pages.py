"""Coordinators read applications and answer them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.members.actions import decisions as actions
from coproduction.members.models import ApplicationState, NeedKind
from coproduction.notifications.models import Channel
from tests.factories import LONG_AGO, ApplicationFactory, MemberFactory, StaffFactory
from tests.pages import Browser


def test_whoever_has_waited_longest_comes_first(coordinator):
    ApplicationFactory(name="Selin Kaya", area="Newark", submitted_at=LONG_AGO + timedelta(days=1))
    ApplicationFactory(name="Piotr Zielinski", channel=Channel.PHONE, phone="0115 496 0031")
    ApplicationFactory(name="Draft Person", state=ApplicationState.DRAFT, submitted_at=None)

    assert coordinator.get("/applications").rows == [
        [
            "Piotr Zielinski",
            "Not provided",
            "By phone",
            "Monday 5 January 2026, midday",
        ],
        ["Selin Kaya", "Newark", "By email", "Tuesday 6 January 2026, midday"],
    ]


def test_a_coordinator_reads_every_answer(coordinator):
    application = ApplicationFactory(
        name="Piotr Zielinski",
        connection="both",
        interests=["panels"],
        needing={NeedKind.BREAKS: "Often"},
        email="p@example.org",
    )

    page = coordinator.get(f"/applications/{application.id}")

    assert page.heading == "Piotr Zielinski"
    assert {row[0]: row[1] for row in page.rows if row[1] != "Not provided"} == {
        "Who fills this in": "I ask for myself",
        "Full name": "Piotr Zielinski",
        "Connection to services": "Both: I use services, and I care for somebody",
        "Way of contact": "By email",
        "Email address": "p@example.org",
        "Interests": "Interview panels that choose new staff",
        "Venues": "Breaks: Often",
        "Who may know": "Breaks: Coordinators only",
        "Agreed to how the group works": "Monday 5 January 2026, midday",
    }


@pytest.mark.parametrize("path", ["", "/accept", "/decline"])
def test_a_draft_is_nobody_elses_business(coordinator, path):
    draft = ApplicationFactory(state=ApplicationState.DRAFT, submitted_at=None)

    assert coordinator.get(f"/applications/{draft.id}{path}").status == 404


def test_accepting_is_confirmed_and_leads_to_the_new_members_page(coordinator):
    application = ApplicationFactory(name="Piotr Zielinski")

    page = coordinator.get(f"/applications/{application.id}").follow("Accept")
    assert application.state is ApplicationState.SUBMITTED
    page = page.press("Accept and welcome them")

    assert page.messages == ["Piotr Zielinski is now a member. We are telling them."]
    assert page.heading == "Piotr Zielinski"
    assert page.follow("See what they wrote when they asked to join").address == f"/applications/{application.id}"


def test_the_button_pressed_twice_leads_to_the_new_member_both_times(coordinator, inbox):
    application = ApplicationFactory(name="Piotr Zielinski")
    confirm = coordinator.get(f"/applications/{application.id}/accept")

    pages = [confirm.press("Accept and welcome them") for _ in range(2)]

    assert [page.heading for page in pages] == ["Piotr Zielinski"] * 2
    assert pages[1].errors == []
    assert len(inbox.messages) == 1


def test_the_second_of_two_coordinators_reads_who_accepted_and_when(coordinator, app, inbox, monkeypatch, noon):
    application = ApplicationFactory(name="Piotr Zielinski")
    tom = Browser(app)
    tom.sign_in(StaffFactory(name="Tom Hesketh"))
    pages = [someone.get(f"/applications/{application.id}/accept") for someone in (tom, coordinator)]

    pages[0].press("Accept and welcome them")
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=5))
    page = pages[1].press("Accept and welcome them")

    assert page.errors == [
        "Tom Hesketh accepted this application on Monday 4 January 2027, midday. Nothing has changed."
    ]
    assert len(inbox.messages) == 1
    assert "Accepted by Tom Hesketh on" in coordinator.get(f"/applications/{application.id}").text


def test_declining_needs_a_message_and_another_way(coordinator, inbox):
    application = ApplicationFactory(name="Piotr Zielinski", email="piotr@example.org")
    page = coordinator.get(f"/applications/{application.id}").follow("Decline")

    page = page.press("Decline and tell them", message="We are full until June.")
    assert page.errors == ["Enter another way to be heard"]
    assert page.values["message"] == ["We are full until June."]
    page = page.press("Decline and tell them", other_way="Come to our open day.")

    assert page.messages == ["You have declined this application. We are telling Piotr Zielinski."]
    assert "We are full until June. Come to our open day." in page.text
    assert inbox.letters == [("piotr@example.org", "Your request to join My Life Choices")]


def test_declining_what_was_accepted_keeps_the_coordinators_words(coordinator, priya, noon):
    application = ApplicationFactory()
    page = coordinator.get(f"/applications/{application.id}/decline")
    actions.accept_application(application.id, by=priya, now=noon)

    page = page.press("Decline and tell them", message="Sorry.", other_way="Our open day.")

    assert page.errors == [
        "Priya Nair accepted this application on Monday 4 January 2027, midday. Nothing has changed."
    ]
    assert page.values == {"message": ["Sorry."], "other_way": ["Our open day."]}


def test_answered_applications_have_no_buttons(coordinator, priya, noon):
    application = ApplicationFactory()
    actions.decline_application(application.id, "Sorry.", "Our open day.", by=priya, now=noon)

    links = coordinator.get(f"/applications/{application.id}").links

    assert "Accept" not in links
    assert "Decline" not in links


def test_answered_applications_say_who_answered(coordinator, priya, noon):
    application = ApplicationFactory(name="Piotr Zielinski")
    actions.accept_application(application.id, by=priya, now=noon)

    page = coordinator.get("/applications").follow("See applications that were answered")

    assert page.rows == [["Piotr Zielinski", "Accepted", "Priya Nair", "Monday 4 January 2027, midday"]]


@pytest.mark.parametrize(
    "contact", [{"email": "Marsden@example.org", "phone": None}, {"email": None, "phone": "01154960041"}]
)
def test_a_member_with_the_same_contact_details_is_pointed_out(coordinator, contact):
    jo = MemberFactory(name="Jo Marsden", email="marsden@example.org", phone="0115 496 0041")
    application = ApplicationFactory(name="Lee Marsden", channel=Channel.PHONE, **contact)

    page = coordinator.get(f"/applications/{application.id}")

    assert "Check whether this is the same person." in page.text
    assert page.links["Jo Marsden"] == f"/members/{jo.id}"


@pytest.mark.parametrize("phone", ["01154960041", "0115-496-0041", "(0115) 496 0041", "+44 115 496 0041"])
def test_another_application_with_the_same_phone_number_is_pointed_out(coordinator, phone):
    other = ApplicationFactory(name="Lee Marsden", phone="0115 496 0041")
    application = ApplicationFactory(name="Jo Marsden", phone=phone)

    page = coordinator.get(f"/applications/{application.id}")

    assert page.links["Lee Marsden, 5 January 2026"] == f"/applications/{other.id}"


def test_letters_beyond_a_to_z_are_the_same_large_and_small(coordinator):
    MemberFactory(name="ŁUKASZ Öztürk", area="NG7")
    application = ApplicationFactory(name="Łukasz ÖZTÜRK", area="NG7")

    assert "ŁUKASZ Öztürk" in coordinator.get(f"/applications/{application.id}").links


def test_somebody_of_the_same_name_at_the_same_address_is_pointed_out(coordinator):
    MemberFactory(name="Agnes Bell", area=None, address="3 Example Row, Newark")
    application = ApplicationFactory(name="Agnes Bell", area=None, address="3 example row, Newark")

    assert "Agnes Bell" in coordinator.get(f"/applications/{application.id}").links


@pytest.mark.parametrize(("area", "is_alike"), [("newark", True), ("Mansfield", False), (None, False)])
def test_somebody_of_the_same_name_in_the_same_area_is_pointed_out(coordinator, area, is_alike):
    MemberFactory(name="PIOTR ZIELINSKI", area="Newark")
    application = ApplicationFactory(name="Piotr Zielinski", area=area)

    assert ("PIOTR ZIELINSKI" in coordinator.get(f"/applications/{application.id}").links) == is_alike


def test_a_draft_of_the_same_person_is_not_pointed_out(coordinator):
    ApplicationFactory(phone="0115 496 0041", state=ApplicationState.DRAFT, submitted_at=None)
    application = ApplicationFactory(phone="0115 496 0041")

    assert "Check whether" not in coordinator.get(f"/applications/{application.id}").text


def test_nobody_is_pointed_out_for_having_no_contact_details_either(coordinator):
    MemberFactory(email=None, phone=None, channel=Channel.LETTER, account=None)
    application = ApplicationFactory(channel=Channel.LETTER, email=None)

    assert "Check whether" not in coordinator.get(f"/applications/{application.id}").text


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(coordinator, count_statements, waiting):
    ApplicationFactory.create_batch(waiting)
    coordinator.get("/applications")

    with count_statements() as statements:
        coordinator.get("/applications")

    assert len(statements) == 2


@pytest.mark.parametrize("decided", [1, 3])
def test_the_list_of_answers_costs_the_same_however_long_it_is(coordinator, count_statements, priya, noon, decided):
    for application in ApplicationFactory.create_batch(decided):
        actions.accept_application(application.id, by=priya, now=noon)
    coordinator.get("/applications/decided")

    with count_statements() as statements:
        coordinator.get("/applications/decided")

    assert len(statements) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/applications",
        "/applications/decided",
        "/applications/1",
        "/applications/1/accept",
        "/members",
        "/members/1",
        "/qualifications",
    ],
)
def test_members_do_not_see_coordinators_pages(browser, path):
    assert browser.get(path).status == 403
