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
from coproduction.site.queries.to_do.calls import calls_asked
from tests.factories import CallRequestFactory, MemberFactory, PlaceFactory, StaffFactory, SupporterFactory
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


def test_the_button_on_my_page_is_pressed_once_and_the_next_page_thanks_and_offers_a_call(browser, inbox):
    place = forum(member=browser.member)
    home = browser.get("/my-page")
    button = home.main.find("button", attrs={"form": "cannot-come"})
    assert button["formaction"] == f"/places/{place.id}/step-back"

    page = browser.send(button["formaction"])

    assert (page.heading, place.state) == ("Forum", PlaceState.STEPPED_BACK)
    assert page.messages == ["Thank you for telling us. It does not count against you."]
    page = page.press("Please ring me")
    assert "You asked us to ring you about this. Priya Nair has been told." in page.text
    assert (place.role.event.organiser.email, PLEASE) in inbox.letters


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


def test_what_has_begun_has_no_button_any_more(browser, noon):
    forum(member=browser.member, role__event__starts_at=noon - timedelta(minutes=5))

    page = browser.get("/my-page")

    assert "Forum" in page.text
    assert page.main.find("button", attrs={"form": "cannot-come"}) is None
