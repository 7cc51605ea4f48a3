"""Offers go out with a time to answer; what is not answered lapses, kindly; a late yes is taken if there is room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.rosters import actions
from coproduction.rosters.kinds import ANSWER_HOURS
from coproduction.rosters.rules import answer_until
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import EventKind, Place, PlaceState, Via
from coproduction.schedule.queries.management import standings
from tests.factories import MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.refusals import words_of_refusal

NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
BY_EMAIL = Hand(via=Via.EMAIL)
PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)


def ask(role, member, *, now=NOON, hours=None) -> Place:
    return actions.ask_member(role, member.id, reason="", by=StaffFactory(), now=now, hours=hours)


@pytest.mark.parametrize(
    ("asked_at", "until"),
    [
        (NOON, NOON + timedelta(hours=72)),  # far off
        (NOON + timedelta(days=4), NOON + timedelta(days=5)),  # near
        (PANEL - timedelta(hours=46), PANEL - timedelta(hours=44)),  # very near
        (PANEL - timedelta(hours=15), PANEL.replace(hour=9, minute=0)),  # 7:30pm: not in the night
        (PANEL - timedelta(hours=1), PANEL),  # at the door
    ],
)
def test_how_long_a_member_has_depends_on_how_near_the_event_is(role, able, asked_at, until):
    assert ask(role, able(), now=asked_at).offer_ends_at == until


def test_the_time_to_answer_is_set_for_each_kind_and_for_one_offer(role, able):
    far = ANSWER_HOURS[EventKind.PANEL].far
    set_number(far, 50, from_day=date(2027, 1, 1), account_id=None, now=NOON)
    set_number(ANSWER_HOURS[EventKind.TRAINING].far, 9, from_day=date(2027, 1, 1), account_id=None, now=NOON)

    assert ask(role, able()).offer_ends_at == NOON + timedelta(hours=50)
    assert ask(role, able(), hours=5).offer_ends_at == NOON + timedelta(hours=5)
    assert answer_until(role.event, now=NOON, hours=10) == datetime(2027, 1, 5, 9, tzinfo=UTC)


def test_an_offer_that_is_not_answered_lapses_and_its_member_is_told_kindly(role, able, inbox):
    place = ask(role, able())
    keep_lists(now=NOON + timedelta(hours=71))
    states = [place.state]
    for hours in (72, 73):
        keep_lists(now=NOON + timedelta(hours=hours))
        states.append(place.state)

    assert states == [PlaceState.OFFERED, PlaceState.LAPSED, PlaceState.LAPSED]
    assert [subject for _, subject in inbox.letters] == [
        "Can you join us? Nurse panel",
        "The time to answer is over: Nurse panel",
    ]


def test_for_whoever_is_rung_the_time_begins_when_that_has_been_done(role, able):
    place = ask(role, able(account=None, channel="phone", email=None, phone="0115 496 0012"))

    keep_lists(now=NOON + timedelta(hours=72))

    assert (place.state, place.offer_ends_at) == (PlaceState.OFFERED, PANEL)


def test_not_sure_is_an_answer_and_does_not_lapse(role, able):
    place = ask(role, able())
    answer(place.id, Answer.NOT_SURE, hand=BY_EMAIL, now=NOON)

    keep_lists(now=NOON + timedelta(hours=80))

    assert (place.state, place.offer_ends_at) == (PlaceState.TENTATIVE, None)


@pytest.mark.parametrize("is_kept_up", [True, False])
def test_a_late_yes_is_taken_if_there_is_room_and_met_with_thanks_if_not(role, able, inbox, is_kept_up):
    place, late = ask(role, able()), NOON + timedelta(hours=80)
    if is_kept_up:
        keep_lists(now=late)

    assert answer(place.id, Answer.YES, hand=BY_EMAIL, now=late).state is PlaceState.HELD
    assert inbox.letters[-1] == (place.member.email, "You have a place: Nurse panel")

    other = ask(role, able())
    PlaceFactory(role=role)
    keep_lists(now=late + timedelta(hours=80))
    words = words_of_refusal(answer, other.id, Answer.YES, hand=BY_EMAIL, now=late + timedelta(hours=81))
    assert words == (
        "Thank you for saying yes. All the places for Panel member have been taken by now. We will ask you again."
    )


def test_an_offer_with_a_time_keeps_no_place_from_others(role, able):
    first, second = ask(role, able()), ask(role, able())
    PlaceFactory(role=role)

    assert answer(second.id, Answer.YES, hand=BY_EMAIL, now=NOON).state is PlaceState.HELD
    assert [(each.held, each.offered, each.kept) for each in standings([role.event_id])[role.event_id]] == [(2, 1, 0)]
    assert first.state is PlaceState.OFFERED


def test_the_page_says_how_long_they_have_and_a_coordinator_changes_it(coordinator, stranger, role, inbox):
    member = MemberFactory()

    page = coordinator.get(f"/rosters/roles/{role.id}/ask/{member.id}")
    assert "If you leave it empty: 72 hours, until Thursday 7 January 2027, midday" in page.text
    roster = page.press("Ask them", reason="Knows the ward.", hours="5")

    assert "Asked to answer by Monday 4 January 2027, 5pm." in roster.text
    (place,) = member_places(member)
    assert "Please tell us by Monday 4 January 2027, 5pm." in inbox.messages[0].text
    answering = stranger.get(f"/answers/{token_for(place)}")
    assert "Please answer by Monday 4 January 2027, 5pm." in answering.text


def test_a_whole_proposal_can_have_another_time(coordinator, role, able):
    amara, ruth = able(), able()

    coordinator.get(f"/rosters/{role.event_id}/propose").press("Ask these members", hours="6")

    ends = {place.offer_ends_at for member in (amara, ruth) for place in member_places(member)}
    assert ends == {NOON + timedelta(hours=6)}


def member_places(member) -> list[Place]:
    return list(db.session.scalars(select(Place).where(Place.member_id == member.id).order_by(Place.id)))
