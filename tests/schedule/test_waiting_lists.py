"""Waiting lists: joining, the order, the offer for a time, and ways out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.dates import uk_wall
from coproduction.members.models import MemberState
from coproduction.notifications.actions import mark_done
from coproduction.notifications.alarm import Alarm
from coproduction.notifications.models import Message
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, give_place, release_place, step_back, take_place
from coproduction.schedule.actions.roles import RoleDetails, change_role
from coproduction.schedule.actions.waiting import keep_list, keep_lists
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.kinds import OFFER_HOURS
from coproduction.schedule.models import Place, PlaceState, Via
from coproduction.schedule.queries.waiting import position_of
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.refusals import words_of_refusal

ITSELF = Hand()
HELD, WAITING, OFFERED = PlaceState.HELD, PlaceState.WAITING, PlaceState.OFFERED


@pytest.fixture
def role():
    """A role with one place, which is taken."""
    made = EventRoleFactory(name="Attendee", maximum=1, event__title="Forum")
    PlaceFactory(role=made)
    return made


def holder_of(role):
    return db.session.scalar(select(Place).where(Place.role_id == role.id, Place.state == HELD))


def waits(role, *, minutes=0, **member):
    return take_place(role.id, MemberFactory(**member), hand=ITSELF, now=NOON + timedelta(minutes=minutes))


def test_who_comes_too_late_waits_and_is_told(role, inbox):
    place = waits(role)

    assert (place.state, position_of(place)) == (WAITING, 1)
    assert inbox.letters == [(place.member.email, "You are on the waiting list: Forum")]


def test_a_yes_to_an_invitation_that_comes_too_late_waits_too(role, noon):
    asked = PlaceFactory(role=role, state=OFFERED)

    answer(asked.id, Answer.YES, hand=ITSELF, now=noon)

    assert asked.state is WAITING


def test_joining_twice_keeps_the_turn(role):
    first, second = waits(role), waits(role, minutes=1)

    take_place(role.id, first.member, hand=ITSELF, now=NOON + timedelta(minutes=2))

    assert (position_of(first), position_of(second), first.moves_made) == (1, 2, 1)


def test_the_order_is_that_in_which_they_got_in_whatever_the_clock_said_when_they_came(role):
    first, came_earlier, same = waits(role, minutes=5), waits(role, minutes=1), waits(role, minutes=1)
    later = waits(role, minutes=9)

    assert [position_of(place) for place in (first, came_earlier, same, later)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "frees",
    [
        lambda place: step_back(place.id, hand=ITSELF, now=NOON),
        lambda place: release_place(place.id, hand=ITSELF, now=NOON),
        lambda place: answer(place.id, Answer.NOT_SURE, hand=ITSELF, now=NOON),
    ],
)
def test_a_place_that_becomes_free_is_offered_at_once_to_whoever_is_next(role, inbox, frees):
    first, second = waits(role), waits(role, minutes=1)

    frees(holder_of(role))

    assert (first.state, second.state) == (OFFERED, WAITING)
    assert first.offer_ends_at == NOON + timedelta(hours=48)
    assert (first.member.email, "A place is free for you: Forum") in inbox.letters


def test_a_newcomer_does_not_get_past_who_waits(role, noon):
    first = waits(role)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    newcomer = take_place(role.id, MemberFactory(), hand=ITSELF, now=noon)

    assert (first.state, newcomer.state) == (OFFERED, WAITING)


def test_the_place_is_kept_and_a_yes_takes_it(role, noon):
    first = waits(role)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    answer(first.id, Answer.NOT_SURE, hand=ITSELF, now=noon)
    assert (first.state, first.offer_ends_at) == (OFFERED, noon + timedelta(hours=48))

    answer(first.id, Answer.YES, hand=ITSELF, now=noon + timedelta(hours=47))
    assert (first.state, first.offer_ends_at) == (HELD, None)


def test_an_offer_that_was_not_taken_lapses_and_goes_to_the_next(role, noon, inbox):
    first, second = waits(role), waits(role, minutes=1)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    assert keep_lists(now=noon + timedelta(hours=47, minutes=59)) == 0
    assert keep_lists(now=noon + timedelta(hours=48)) == 1

    assert (first.state, second.state) == (PlaceState.LAPSED, OFFERED)
    assert (first.member.email, "The time to take a place is over: Forum") in inbox.letters
    assert first.moves[-1].via is Via.AUTOMATIC


def test_a_yes_after_the_time_joins_the_list_again_at_its_end(role, noon):
    first, second = waits(role), waits(role, minutes=1)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    answer(first.id, Answer.YES, hand=ITSELF, now=noon + timedelta(days=3))

    assert (first.state, second.state) == (WAITING, OFFERED)


def test_the_coordinator_sets_how_long_a_place_is_kept_for_all_roles_or_for_one(role, noon):
    own = EventRoleFactory(maximum=1, offer_hours=3)
    PlaceFactory(role=own)
    set_number(OFFER_HOURS, 24, from_day=uk_wall(noon).date(), account_id=None, now=noon)
    ends = []
    for one in (role, own):
        first = waits(one)
        step_back(holder_of(one).id, hand=ITSELF, now=noon)
        ends.append(first.offer_ends_at - noon)

    assert ends == [timedelta(hours=24), timedelta(hours=3)]


def test_a_place_is_kept_until_the_event_starts_at_most(role):
    first, soon = waits(role), role.event.starts_at - timedelta(hours=2)

    step_back(holder_of(role).id, hand=ITSELF, now=soon)

    assert first.offer_ends_at == role.event.starts_at


def test_who_is_rung_has_their_time_from_the_call(role, noon):
    first = waits(role, account=None, channel="phone", email=None)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)
    later = noon + timedelta(days=4)

    keep_lists(now=later)
    assert (first.state, first.offer_ends_at) == (OFFERED, role.event.starts_at)

    free = select(Message.id).where(Message.subject.startswith("A place is free"))
    mark_done(db.session.scalars(free).one(), by=StaffFactory(), now=later)
    first.offer_ends_at = later
    keep_lists(now=later + timedelta(hours=47))
    assert (first.state, first.offer_ends_at) == (OFFERED, later + timedelta(hours=48))
    keep_lists(now=later + timedelta(hours=48))
    assert first.state is PlaceState.LAPSED


@pytest.mark.parametrize("state", [MemberState.PAUSED, MemberState.LEAVING])
def test_who_rests_is_passed_over_and_keeps_their_turn(role, noon, state):
    resting, second = waits(role, state=state), waits(role, minutes=1)

    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    assert (resting.state, second.state) == (WAITING, OFFERED)
    assert position_of(resting) == 1


def test_more_places_are_offered_at_once_and_fewer_than_are_taken_are_refused(role, noon):
    first, second, third = waits(role), waits(role, minutes=1), waits(role, minutes=2)
    staff, three, two = StaffFactory(), *(RoleDetails("Attendee", 0, most, None, is_open=True) for most in (3, 2))

    change_role(role.id, three, by=staff, now=noon)

    assert [place.state for place in (first, second, third)] == [OFFERED, OFFERED, WAITING]
    refused = words_of_refusal(change_role, role.id, two, by=staff, now=noon)
    assert refused == "3 people have a place already, so the most cannot be below 3"


def test_a_coordinator_cannot_give_a_place_past_the_list(role, noon):
    place = waits(role)

    assert words_of_refusal(give_place, place.id, hand=ITSELF, now=noon) == (
        "All the places for Attendee have been taken."
    )


def test_a_cancelled_event_tells_who_waits_and_offers_no_more(role, noon, inbox):
    place = waits(role)

    cancel_event(role.event, "The hall has flooded.", by=StaffFactory(), now=noon)

    assert (place.member.email, "Cancelled: Forum") in inbox.letters
    assert (keep_list(role, now=noon), place.state) == (0, WAITING)


def test_the_worker_keeps_the_lists_several_times_an_hour(app: Flask, role, noon):
    first, holder = waits(role), holder_of(role)
    holder.state = PlaceState.STEPPED_BACK
    db.session.commit()

    Alarm(app).wake()

    db.session.expire_all()
    assert first.state is OFFERED


def test_a_member_joins_reads_the_rule_and_leaves_again(browser, role):
    page = browser.get(f"/events/{role.event_id}")
    assert "Who joined first is offered the next free place. They have 48 hours to say yes." in page.text

    page = page.press("Join the waiting list for Attendee")
    assert page.messages == ["All places are taken, so you are on the waiting list. We tell you when it is your turn."]
    assert "You are number 1 on the waiting list." in page.text

    page = page.press("Leave the waiting list")
    assert "You cannot make it" in page.text
    assert "Join the waiting list" in page.text


def test_the_member_sees_until_when_the_place_is_kept_and_takes_it_by_the_link(browser, stranger, role, noon):
    place = take_place(role.id, browser.member, hand=ITSELF, now=noon)
    step_back(holder_of(role).id, hand=ITSELF, now=noon)

    until = "Wednesday 6 January 2027, midday."
    assert f"We keep it for you until {until}" in browser.get(f"/events/{role.event_id}").text
    assert f"We keep it for you until {until}" in browser.get("/my-page").text
    page = stranger.get(f"/answers/{token_for(place)}").press("Send my answer", answer="not sure")
    assert f"Thank you. We keep the place for you until {until} Tell us by then if you want it." in page.text
    page = browser.get(f"/events/{role.event_id}").press("I am not sure yet")
    assert page.messages == [f"Thank you. We keep the place for you until {until} Tell us by then if you want it."]
    stranger.get(f"/answers/{token_for(place)}?answer=yes").press("Send my answer")
    assert place.state is HELD


def test_who_rings_to_leave_the_list_is_taken_off_it_and_the_next_has_their_turn(coordinator, role, noon, inbox):
    place = waits(role, account=None, channel="phone", email=None, name="Dennis Whitlock", known_as="Dennis")
    second = waits(role, minutes=1)

    page = coordinator.get(f"/rosters/{role.event_id}").follow("Record an answer from Dennis Whitlock")
    assert [radio["value"] for radio in page.main.select("[name=answer]")] == [Answer.NO]
    assert "Dennis leaves the waiting list" in page.text
    assert "If the answer is yes" not in page.text
    page = page.press("Record the answer", answer="no", via="phone")

    assert (page.messages, place.state) == (["Dennis Whitlock: stepped back."], PlaceState.STEPPED_BACK)
    assert (place.moves[-1].via, position_of(second)) == (Via.PHONE, 1)
    assert inbox.messages[-1].is_done  # they heard it on the phone


def test_who_waits_has_nothing_that_could_be_taken_back(coordinator, role):
    place = waits(role)

    assert coordinator.fetch(f"/rosters/places/{place.id}/release").status_code == 404
    assert coordinator.send(f"/rosters/places/{place.id}/release").status == 404
    assert place.state is WAITING


def test_the_coordinator_reads_the_list_in_its_order_and_sets_the_hours(coordinator, role):
    waits(role, minutes=1, name="Dennis Whitlock"), waits(role, minutes=2, name="Amara Okafor")

    page = coordinator.get(f"/rosters/{role.event_id}")
    assert [item.get_text().partition(",")[0] for item in page.main.select("ol li")] == [
        "Dennis Whitlock",
        "Amara Okafor",
    ]

    coordinator.get(f"/manage/roles/{role.id}/change").press("Save role", offer_hours="5")
    assert role.offer_hours == 5
