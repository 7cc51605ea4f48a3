"""Members change what they tell us of themselves; coordinators do it for those who ring."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.accounts.actions import send_links
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.profile import change_profile
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.models import Channel
from tests.factories import MemberFactory

CHANGES = [
    ("Change your name", {"name": "Jo Marsden", "known_as": "Jo", "pronouns": "they and them"}),
    ("Change where you live", {"area": "NG17"}),
    ("Change your time and travel", {"availability": "Mornings", "travel": "By bus only"}),
    ("Change your emergency contact", {"emergency_contact": "Lee, 0115 496 0112"}),
]


@pytest.mark.parametrize(("link", "fields"), CHANGES)
def test_members_change_each_part_on_a_page_of_its_own(browser, link, fields):
    page = browser.get("/my-details").follow(link).press("Save", **fields)

    assert page.messages == ["Saved."]
    assert {words for _, words in page.rows} >= set(fields.values())
    assert {name: getattr(browser.member, name) for name in fields} == fields


def test_of_a_postcode_members_leave_only_the_first_half_with_us(browser):
    browser.get("/my-details").follow("Change where you live").press("Save", area="ng172ab")

    assert browser.member.area == "NG17"


def test_members_change_what_they_like_to_do(browser):
    page = (
        browser.get("/my-details").follow("Change what you like to do").press("Save", interests=["meetings", "panels"])
    )
    assert {line.interest for line in browser.member.interests} == {Interest.MEETINGS, Interest.PANELS}

    page = page.follow("Change what you like to do")
    assert page.values["interests"] == ["meetings", "panels"]
    page.press("Save", interests=["panels"])

    assert [line.interest for line in browser.member.interests] == [Interest.PANELS]


def test_the_sign_in_follows_a_new_name_and_a_blank_name_to_use_is_the_full_one(browser):
    browser.get("/my-details/change/name").press("Save", name="Ruth Clarke", known_as="")

    assert (browser.member.known_as, browser.member.account.name) == ("Ruth Clarke", "Ruth Clarke")


def test_a_name_cannot_be_taken_away(browser):
    page = browser.get("/my-details/change/name").press("Save", name="")

    assert page.errors == ["Enter your full name"]


def test_the_audit_trail_says_what_changed_and_not_into_what(browser):
    browser.get("/my-details/change/travel").press("Save", availability="", travel="By bus only")
    browser.get("/my-details/change/travel").press("Save", availability="", travel="By bus only")

    entries = db.session.scalars(select(AuditEntry)).all()
    assert [(entry.action, entry.detail) for entry in entries] == [("member.details_changed", {"changed": ["travel"]})]


def test_a_part_that_is_not_there_is_not_found(browser):
    assert browser.fetch("/my-details/change/state").status_code == 404


def test_what_is_not_changed_here_is_refused(noon):
    member = MemberFactory()

    with pytest.raises(ValueError, match="state"):
        change_profile(member.id, {"state": "left"}, by=member.account, now=noon)


def test_the_details_of_somebody_who_left_are_not_changed(noon):
    member = MemberFactory(state=MemberState.LEFT)

    with pytest.raises(Refusal, match="is no longer a member"):
        change_profile(member.id, {"area": "NG1"}, by=member.account, now=noon)


def test_coordinators_change_it_for_a_member_who_rings(coordinator):
    dennis = MemberFactory(known_as="Dennis", account=None, channel="phone", email=None)

    page = coordinator.get(f"/members/{dennis.id}").follow("Change where they live")
    assert page.heading == "Change where you live, for Dennis"
    page = page.press("Save", area="NG18")

    assert (page.heading, dennis.area) == (dennis.name, "NG18")


def test_somebody_who_likes_texts_gives_a_number_and_good_times(browser):
    page = browser.get("/my-details/contact")
    assert page.press("Save", channel="text", phone="").errors == ["Enter your phone number, so that we can text you"]

    page.press("Save", channel="text", phone="07700 900105", contact_times="After 2pm")

    assert (browser.member.channel, browser.member.contact_times) == (Channel.TEXT, "After 2pm")


def test_two_people_at_one_address_each_get_a_link_of_their_own(browser, inbox, noon):
    lee = MemberFactory(name="Lee Marsden", email="marsden@example.org")

    browser.get("/my-details/contact").press("Save", email="marsden@example.org")
    send_links("marsden@example.org", next_path=None, now=noon)

    links = [message for message in inbox.messages if message.template == "accounts/sign_in_link"]
    assert {message.to_name for message in links} == {lee.name, browser.member.name}
    assert len(links) == 2
