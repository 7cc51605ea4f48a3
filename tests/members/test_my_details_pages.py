"""Members see what we hold about them, and change it."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.members.models import Interest, MemberState
from tests.factories import (
    AccountFactory,
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    QualificationFactory,
)
from tests.pages import Browser


def test_members_see_all_that_we_hold_about_them(browser):
    me = browser.member
    NeedFactory(member=me, detail="Large print, 24 point")
    NeedFactory(detail="Somebody else’s need")
    HeldQualificationFactory(member=me, qualification=QualificationFactory(name="Interview skills"))
    AwayDateFactory(member=me)

    page = browser.get("/my-details")

    assert page.heading == "My details"
    assert ["Full name", me.name] in page.rows
    assert ["Email address", me.email] in page.rows
    assert ["Away", "10 January 2027 to 20 January 2027"] in page.rows
    assert ["Interview skills", "Since 5 January 2026"] in page.rows
    assert ["No steps", "Large print, 24 point"] in page.rows
    assert "Somebody else’s need" not in page.text


def test_members_change_how_we_contact_them(browser, inbox):
    page = browser.get("/my-details").follow("Change how we contact you")
    old = browser.member.email

    page = page.press("Save", channel="phone", phone="07700 900345", email="new@example.org")

    assert page.messages == ["We have saved how to contact you."]
    assert ["Best way to contact", "By phone"] in page.rows
    assert inbox.letters == [(old, "Your email address has changed")]


def test_a_new_address_ends_the_sessions_on_other_devices_and_not_this_one(app, browser):
    lost_phone = Browser(app)
    lost_phone.sign_in(browser.member.account)

    browser.get("/my-details/contact").press("Save", email="new@example.org")

    assert browser.get("/my-details").heading == "My details"
    assert lost_phone.fetch("/my-details").status_code == 302


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"channel": "letter"}, "Enter your address, so that we can write to you"),
        ({"channel": "phone", "phone": ""}, "Enter your phone number, so that we can contact you by phone"),
        ({"email": ""}, "Enter your email address, so that we can contact you by email"),
        ({"email": "", "channel": "phone"}, "Enter an email address. You need one to sign in"),
        ({"email": "amara.example.org"}, "Enter an email address in the correct format, like name@example.com"),
        ({"address": "x" * 401}, "Address must be 400 characters or less"),
    ],
)
def test_contact_details_that_do_not_work_are_kept_and_say_what_is_wrong(browser, fields, error):
    before = browser.member.email

    page = browser.get("/my-details/contact").press("Save", **fields)

    assert page.errors == [error]
    assert all(page.values[name] == [value] for name, value in fields.items())
    assert browser.member.email == before


def test_members_say_when_they_are_away_and_take_it_back(browser):
    page = browser.get("/my-details").follow("Change when you are away")

    page = page.press("Add these days", starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 14))
    assert page.messages == ["We have saved when you are away."]
    assert [row[1] for row in page.rows] == ["1 February 2027 to 14 February 2027"]
    page = page.press("Remove 1 February 2027 to 14 February 2027")

    assert page.messages == ["We have removed these days."]
    assert page.rows == []


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, ["Enter the first day away", "Enter the last day away"]),
        (
            {"starts_on": date(2027, 2, 3), "ends_on": date(2027, 2, 1)},
            ["The last day must be the same as or after the first day"],
        ),
        ({"starts_on": date(2026, 2, 3), "ends_on": date(2026, 2, 4)}, ["The last day must be today or later"]),
        (
            {"starts_on": date(2027, 6, 1), "ends_on[day]": "31", "ends_on[month]": "6", "ends_on[year]": "2027"},
            ["Last day away must be a real date"],
        ),
    ],
)
def test_days_away_that_cannot_be_meant_are_kept_and_say_what_is_wrong(browser, fields, error):
    page = browser.get("/my-details/away").press("Add these days", **fields)

    assert page.errors == error
    assert page.rows == []
    if "starts_on" in fields:
        assert page.values["starts_on[year]"] == [str(fields["starts_on"].year)]


def test_nobody_removes_another_members_days(browser):
    theirs = AwayDateFactory()

    browser.send(f"/my-details/away/{theirs.id}/remove")

    assert theirs.member.away_dates == [theirs]


@pytest.mark.parametrize("rows", [1, 3])
def test_my_details_cost_the_same_however_much_we_hold(browser, count_statements, rows):
    for interest in list(Interest)[:rows]:
        MemberFactory(interested_in=[interest])
    NeedFactory.create_batch(rows, member=browser.member)
    AwayDateFactory.create_batch(rows, member=browser.member)
    HeldQualificationFactory.create_batch(rows, member=browser.member)
    browser.get("/my-details")

    with count_statements() as statements:
        browser.get("/my-details")

    assert len(statements) == 11  # one of them reads how often they want to take part


@pytest.mark.parametrize("rows", [1, 3])
def test_days_away_cost_three_statements_however_many(browser, count_statements, rows):
    AwayDateFactory.create_batch(rows, member=browser.member)
    browser.get("/my-details/away")

    with count_statements() as statements:
        browser.get("/my-details/away")

    assert len(statements) == 3


def test_a_members_account_without_a_member_opens_nothing(stranger):
    stranger.sign_in(AccountFactory(is_member=True))

    assert stranger.get("/my-details").status == 403


@pytest.mark.parametrize("path", ["/my-details", "/my-page", "/schedule"])
def test_somebody_who_left_opens_no_members_page(browser, path):
    browser.member.state = MemberState.LEFT

    assert browser.get(path).status == 403


@pytest.mark.parametrize("path", ["/my-details", "/my-details/contact", "/my-details/away"])
def test_strangers_are_asked_to_sign_in(stranger, path):
    assert stranger.get(path).address.startswith("/sign-in")


def test_coordinators_who_are_no_members_have_no_details_here(coordinator):
    assert coordinator.get("/my-details").status == 403
