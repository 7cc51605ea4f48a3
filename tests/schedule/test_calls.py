"""I can't make it: one button, thanks, and a call for who would like to talk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.actions import calls, places
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import CallRequest, PlaceState
from coproduction.schedule.words import ANSWERED
from coproduction.site.queries.to_do.calls import calls_asked
from tests.conftest import NOON
from tests.factories import (
    CallRequestFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.page_rules import words_of
from tests.schedule.refusals import words_of_refusal

PLEASE = "Please ring a member about Forum"


def forum(**place):
    return PlaceFactory(role__event__title="Forum", role__event__organiser__name="Priya Nair", **place)


def tasks(noon):
    return [task[1:4] for task in calls_asked(viewer=StaffFactory(), now=noon).tasks]


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (PlaceState.HELD, PlaceState.STEPPED_BACK),
        (PlaceState.OFFERED, PlaceState.DECLINED),
        (PlaceState.WAITING, PlaceState.STEPPED_BACK),
    ],
)
def test_one_button_takes_the_name_off_and_asks_for_a_call(noon, inbox, state, after):
    place = forum(state=state, member__name="Amara Okafor")

    places.step_back(place.id, hand=Hand(), now=noon, ring_me=True)

    assert place.state is after
    assert (place.role.event.organiser.email, PLEASE) in inbox.letters
    assert tasks(noon) == [
        ("Ring Amara Okafor", "They would like to talk about Forum. Priya Nair runs it.", "Asked today")
    ]


def test_an_answer_can_ask_for_a_call_too(noon, inbox):
    place = forum(state=PlaceState.OFFERED)

    places.answer(place.id, Answer.NOT_SURE, hand=Hand(), now=noon, details=AnswerDetails(ring_me=True))

    assert (place.role.event.organiser.email, PLEASE) in inbox.letters


def test_asking_twice_is_one_call_until_somebody_has_rung(noon, inbox):
    place, staff = forum(), StaffFactory()

    call = calls.ask_for_call(place, hand=Hand(), now=noon)
    assert calls.ask_for_call(place, hand=Hand(), now=noon) is call
    for _ in range(2):
        calls.mark_rung(call, by=staff, now=noon)
    again = calls.ask_for_call(place, hand=Hand(), now=noon)

    assert (call.done_at, call.done_by_id, again.done_at) == (noon, staff.id, None)
    assert [subject for _, subject in inbox.letters] == [PLEASE, PLEASE]


def test_the_groups_own_address_is_told_when_the_organiser_is_no_longer_here(app, noon, inbox):
    place = forum(role__event__organiser__closed_at=noon)

    calls.ask_for_call(place, hand=Hand(), now=noon)

    assert inbox.letters == [(app.config["SETTINGS"].group.email, PLEASE)]


def test_nobody_is_rung_about_what_has_started(noon):
    place = forum(role__event__starts_at=noon - timedelta(minutes=1))

    assert words_of_refusal(calls.ask_for_call, place, hand=Hand(), now=noon) == "Forum has already started."


@pytest.mark.parametrize("state", ["left", "died"])
def test_who_has_gone_is_off_the_list(noon, state):
    CallRequestFactory(place=forum(member__state=state))

    assert tasks(noon) == []


def buttons_of(page):
    return [words_of(button) for button in page.main.find_all("button")]


def press_in_list(browser, path, words):
    """Press a button that stands outside its form, as those in lists do."""
    found = browser.get(path).main.select("button[form=cannot-come]")
    [button] = [button for button in found if words_of(button) == words]
    return browser.send(button["formaction"])


def test_the_event_page_has_the_button_and_the_wish_beside_it(browser):
    place = forum(member=browser.member)

    browser.get(f"/events/{place.event_id}").press("I can’t make it", ring_me="yes")

    assert db.session.query(CallRequest).one().place_id == place.id


def test_the_personal_link_can_ask_for_a_call(stranger):
    place = forum(state=PlaceState.OFFERED)

    stranger.get(f"/answers/{token_for(place)}?answer=no").press("Send my answer", ring_me="yes")

    assert place.state is PlaceState.DECLINED
    assert db.session.query(CallRequest).one().place_id == place.id


def test_a_supporter_takes_the_name_off_for_them(stranger):
    place = forum(state=PlaceState.INTERESTED, member__known_as="Amara")
    stranger.sign_in(SupporterFactory(member=place.member, may=["see events", "answer"]).account)

    stranger.get(f"/supporting/places/{place.id}").press("Amara can’t make it", ring_me="yes")

    assert place.state is PlaceState.RELEASED
    assert db.session.query(CallRequest).one().place_id == place.id


def test_nobody_asks_for_a_call_about_somebody_elses_place(browser):
    assert browser.send(f"/places/{forum().id}/ring-me").status == 404


def test_a_coordinator_sees_whom_to_ring_and_says_when_it_is_done(coordinator, noon):
    call = CallRequestFactory(place=forum(member=MemberFactory(name="Amara Okafor", phone="0115 496 0012")))

    page = coordinator.get(f"/rosters/calls/{call.id}")

    assert page.heading == "Ring Amara Okafor"
    assert "0115 496 0012" in page.text
    assert page.press("I have rung them").messages == ["Thank you. The call to Amara Okafor is off the list."]
    assert tasks(noon) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_calls_is_one_statement(noon, count_statements, rows):
    CallRequestFactory.create_batch(rows)
    staff = StaffFactory()

    with count_statements() as statements:
        calls_asked(viewer=staff, now=noon)

    assert len(statements) == 1


LISTS = ("/my-page", "/diary", "/schedule")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("state", "after"),
    [
        (PlaceState.HELD, PlaceState.STEPPED_BACK),
        (PlaceState.TENTATIVE, PlaceState.DECLINED),
        (PlaceState.OFFERED, PlaceState.DECLINED),
        (PlaceState.WAITING, PlaceState.STEPPED_BACK),
        (PlaceState.INTERESTED, PlaceState.RELEASED),
    ],
)
def test_wherever_the_members_own_part_stands_one_button_takes_them_off(browser, inbox, path, state, after):
    place = forum(member=browser.member, state=state)

    way_out = "Leave the waiting list for Forum" if state is PlaceState.WAITING else "I can’t make it to Forum"
    page = press_in_list(browser, path, way_out)

    assert (page.heading, place.state) == ("Forum", after)
    assert page.messages == [ANSWERED[after]]
    page = page.press("Please ring me")
    assert "You asked us to ring you about this. Priya Nair has been told." in page.text
    assert (place.role.event.organiser.email, PLEASE) in inbox.letters


@pytest.mark.parametrize("path", LISTS)
def test_wherever_their_part_stands_they_can_ask_to_be_rung_and_keep_it(browser, path, noon):
    place = forum(member=browser.member)

    page = press_in_list(browser, path, "Please ring me about Forum")

    assert "You asked us to ring you about this. Priya Nair has been told." in page.text
    assert place.state is PlaceState.HELD
    assert db.session.query(CallRequest).one().place is place


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("place", "is_asked"),
    [
        ({"state": PlaceState.OFFERED}, True),
        ({"state": PlaceState.TENTATIVE}, True),
        ({"asked_again_at": NOON}, True),
        ({}, False),
        ({"state": PlaceState.WAITING}, False),
        ({"state": PlaceState.OFFERED, "role__event__state": "cancelled"}, False),
    ],
)
def test_wherever_the_no_stands_beside_a_question_the_yes_stands_too(browser, path, place, is_asked):
    made = forum(member=browser.member, **place)

    page = browser.get(path)

    assert ("Say if you can come to Forum" in page.links) is is_asked
    if is_asked:
        assert "Yes, I can come" in page.follow("Say if you can come to Forum").text
        assert made.state is not PlaceState.HELD or made.asked_again_at


@pytest.mark.parametrize("path", LISTS)
def test_the_buttons_go_when_it_has_begun_or_is_cancelled_or_is_not_the_members(browser, noon, path):
    begun = {"role__event__starts_at": noon - timedelta(minutes=5), "role__event__ends_at": noon + timedelta(hours=1)}
    forum(member=browser.member, **begun)
    forum(member=browser.member, role__event__state="cancelled")
    forum(member=browser.member, state=PlaceState.STEPPED_BACK)
    forum()

    assert browser.get(path).main.select("button[form=cannot-come]") == []


def test_a_button_pressed_twice_and_one_for_somebody_elses_part_change_nothing(browser):
    mine, theirs = forum(member=browser.member), forum()
    moves = mine.moves_made

    for _ in range(2):
        assert browser.send(f"/events/{mine.event_id}/cannot-come").heading == "Forum"

    assert mine.moves_made == moves + 1
    assert browser.send(f"/events/{theirs.event_id}/cannot-come").status == 404
    assert browser.send(f"/events/{theirs.event_id}/ring-me").status == 404
    assert theirs.state is PlaceState.HELD


def test_the_live_part_counts_where_somebody_had_two(browser, noon):
    gone = forum(member=browser.member, state=PlaceState.STEPPED_BACK, moved_at=noon)
    mine = PlaceFactory(role=EventRoleFactory(event=gone.role.event, name="Chair"), member=browser.member)

    press_in_list(browser, "/schedule", "I can’t make it to Forum")

    assert (mine.state, mine.moved_at > noon - timedelta(days=1)) == (PlaceState.STEPPED_BACK, True)
    assert gone.moves == []


@pytest.mark.parametrize("ring_me", [None, "yes"])
@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.OFFERED, PlaceState.TENTATIVE])
def test_the_personal_link_has_the_one_button_beside_the_answers(stranger, inbox, noon, state, ring_me):
    place = forum(state=state)

    page = stranger.get(f"/answers/{token_for(place)}").press("I can’t make it", ring_me=ring_me)

    assert (page.heading, "We will ask you again another time." in page.text) == ("You cannot make it", True)
    assert len(tasks(noon)) == (1 if ring_me else 0)


def test_after_a_no_there_is_no_such_button(stranger):
    place = forum(state=PlaceState.DECLINED)

    assert buttons_of(stranger.get(f"/answers/{token_for(place)}")) == ["Send my answer", "Send it all"]


def test_a_supporter_has_the_one_button_beside_the_answers_too(noon, stranger):
    place = forum(member__known_as="Amara")
    stranger.sign_in(SupporterFactory(member=place.member, may=["see events", "answer"]).account)

    page = stranger.get(f"/supporting/places/{place.id}").press("Amara can’t make it", ring_me="yes")

    assert page.heading == "Amara"
    assert place.state is PlaceState.STEPPED_BACK
    assert len(tasks(noon)) == 1
