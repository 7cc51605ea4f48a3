"""When somebody steps back, somebody else is looked for: who stands by first, then the others in order of turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.members.models import Interest, Member, PaymentChoice, PaymentPreference
from coproduction.notifications.models import Channel
from coproduction.rosters.actions import declare_conflict
from coproduction.rosters.models import Because, SearchState, Step
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, release_place
from coproduction.schedule.models import EventKind, Place, PlaceMove, PlaceState
from tests.factories import AwayDateFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.rosters.looking import (
    EVENING,
    NOON,
    PANEL,
    looks,
    place_of,
    says,
    states,
    steps,
    steps_back,
    the_search,
)
from tests.rosters.proposing import was_on_a_panel


def test_whoever_stands_by_is_asked_first_and_alone_and_their_yes_ends_the_search(role, able, leaving, standby, inbox):
    able("Amara Okafor")

    steps_back(leaving)
    says(standby.member, Answer.YES, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Megan Pryce"),
        (Step.SAID_YES, "Megan Pryce"),
    ]
    assert (the_search().state, the_search().because) == (SearchState.FOUND, Because.GIVEN_UP)
    assert states(role)["Megan Pryce Standby"] is PlaceState.RELEASED
    assert states(role)["Megan Pryce Panel member"] is PlaceState.HELD
    assert "You are standing by for Nurse panel. Now somebody cannot come. Can you step in?" in next(
        message.text for message in inbox.messages if message.subject == "Can you join us? Nurse panel"
    )


def test_after_a_no_the_next_is_asked_who_was_asked_least_often(role, able, leaving, standby, noon):
    often, seldom = able("Amara Okafor"), able("Ruth Bell")
    past = PlaceFactory(member=often, state=PlaceState.DECLINED, role__event__kind=EventKind.PANEL)
    db.session.add(PlaceMove(place=past, to_state=PlaceState.OFFERED, moved_at=noon - timedelta(days=9), via="website"))
    db.session.flush()

    steps_back(leaving)
    says(standby.member, Answer.NO, role)
    says(seldom, Answer.NOT_SURE, role)
    says(often, Answer.YES, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Megan Pryce"),
        (Step.SAID_NO, "Megan Pryce"),
        (Step.ASKED, "Ruth Bell"),
        (Step.NOT_SURE, "Ruth Bell"),
        (Step.ASKED, "Amara Okafor"),
        (Step.SAID_YES, "Amara Okafor"),
        (Step.THANKED, "Ruth Bell"),
    ]


def test_an_offer_made_by_hand_is_waited_for_while_it_has_time(role, able, leaving):
    able("Ruth Bell")
    by_hand = PlaceFactory(
        role=role, member=able("Vera Lunt"), state=PlaceState.OFFERED, offer_ends_at=NOON + timedelta(hours=1)
    )

    steps_back(leaving)
    assert steps() == [(Step.BEGUN, "")]
    looks(NOON + timedelta(minutes=61))

    assert by_hand.state is PlaceState.LAPSED
    assert steps()[1:] == [(Step.NO_ANSWER, "Vera Lunt"), (Step.ASKED, "Ruth Bell")]


@pytest.mark.parametrize(("turns", "asked"), [(0, "Vera Lunt"), (1, "Amara Okafor")])
def test_who_puts_themselves_forward_comes_first_among_those_who_had_as_many_turns(role, able, leaving, turns, asked):
    able("Amara Okafor"), able("Ruth Bell")
    keen = able("Vera Lunt")
    for number in range(turns):
        was_on_a_panel(keen, datetime(2026, 9, 1 + number, 10, tzinfo=UTC), PlaceState.DECLINED)
    PlaceFactory(role=role, member=keen, state=PlaceState.INTERESTED)

    steps_back(leaving)

    assert steps()[1:] == [(Step.ASKED, asked)]


def test_who_asks_to_be_asked_first_is_named_once_in_their_turn_and_not_asked(role, able, leaving, asks_first):
    for name in ("Amara Okafor", "Ruth Bell", "Sam Reeve", "Vera Lunt"):
        member = able(name)
        if name in ("Amara Okafor", "Sam Reeve"):
            asks_first(member)
    AwayDateFactory(member=able("Abe Away"), starts_on=PANEL.date(), ends_on=PANEL.date())

    steps_back(leaving)
    says(db.session.scalars(select(Member).where(Member.name == "Ruth Bell")).one(), Answer.NO, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASK_FIRST, "Amara Okafor"),
        (Step.ASKED, "Ruth Bell"),
        (Step.SAID_NO, "Ruth Bell"),
        (Step.ASK_FIRST, "Sam Reeve"),
        (Step.ASKED, "Vera Lunt"),
    ]


def test_nobody_is_asked_in_whose_way_something_stands_not_even_who_stands_by(role, able, leaving, standby):
    AwayDateFactory(member=standby.member, starts_on=PANEL.date(), ends_on=PANEL.date())
    MemberFactory(name="Without training", interested_in=[Interest.PANELS])
    PlaceFactory(member=able("Elsewhere"), role__event__starts_at=PANEL)
    declare_conflict(role.event_id, able("Knows a candidate"), now=NOON)
    limited = able("Takes no more")
    set_turn_limits(limited, Most(weekly=0), by=limited.account, now=NOON)

    steps_back(leaving)

    assert steps() == [(Step.BEGUN, ""), (Step.TO_RING, "")]


def test_whoever_stands_by_and_would_pass_a_cap_on_pay_is_asked_only_after_a_talk(role, able, leaving, standby):
    db.session.add(PaymentPreference(member_id=standby.member_id, choice=PaymentChoice.PAID, weekly_cap=74))
    db.session.flush()
    able("Ruth Bell")

    steps_back(leaving)

    assert steps() == [(Step.BEGUN, ""), (Step.ASK_FIRST, "Megan Pryce"), (Step.ASKED, "Ruth Bell")]


def test_an_offer_that_lapses_goes_to_the_next_and_a_late_yes_is_taken_while_there_is_room(role, able, leaving):
    amara, ruth = able("Amara Okafor"), able("Ruth Bell")

    steps_back(leaving)
    looks(NOON + timedelta(hours=73))
    assert steps()[1:] == [
        (Step.ASKED, "Amara Okafor"),
        (Step.NO_ANSWER, "Amara Okafor"),
        (Step.ASKED, "Ruth Bell"),
    ]
    says(amara, Answer.YES, role, NOON + timedelta(hours=80))

    assert states(role)["Amara Okafor Panel member"] is PlaceState.HELD
    assert place_of(ruth, role).state is PlaceState.RELEASED


def test_whoever_could_not_be_told_in_time_may_still_say_yes_but_is_not_waited_for(role, able, leaving):
    able("Amara Okafor", account=None, channel=Channel.PHONE, email=None, phone="0115 496 0012")
    able("Ruth Bell")

    steps_back(leaving)
    looks(NOON + timedelta(hours=73))

    assert steps()[1:] == [(Step.ASKED, "Amara Okafor"), (Step.ASKED, "Ruth Bell")]
    assert states(role)["Amara Okafor Panel member"] is PlaceState.OFFERED


def test_near_the_event_several_are_asked_at_once_when_whoever_stands_by_had_a_head_start(
    role, able, leaving, standby, inbox
):
    standby.member.phone = "0115 496 0012"
    for number in range(7):
        able(f"Member {number}")

    steps_back(leaving, EVENING)
    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Megan Pryce")]
    texts = [message for message in inbox.messages if message.channel is Channel.TEXT]
    assert [(text.to_address, text.subject) for text in texts] == [
        ("0115 496 0012", "Can you step in? Nurse panel"),
    ]
    looks(EVENING + timedelta(minutes=29))
    assert len(steps()) == 2
    looks(EVENING + timedelta(minutes=30))
    assert steps()[2:] == [(Step.ASKED, f"Member {number}") for number in range(4)]


def test_one_no_of_two_who_stand_by_does_not_end_the_head_start_of_the_other(role, able, leaving, standby):
    standby.role.maximum = 2
    PlaceFactory(role=standby.role, member=able("Nia Rhys"))
    for number in range(7):
        able(f"Member {number}")

    steps_back(leaving, EVENING)
    says(standby.member, Answer.NO, role, EVENING + timedelta(minutes=2))
    looks(EVENING + timedelta(minutes=29))
    assert steps()[1:] == [
        (Step.ASKED, "Megan Pryce"),
        (Step.ASKED, "Nia Rhys"),
        (Step.SAID_NO, "Megan Pryce"),
    ]
    looks(EVENING + timedelta(minutes=30))
    assert {what for what, _ in steps()[4:]} == {Step.ASKED}


def test_in_the_night_only_those_are_asked_who_read_email_and_only_if_it_is_very_near(role, able, leaving):
    able("Amara Okafor", account=None, channel=Channel.PHONE, email=None, phone="0115 496 0012")
    able("Ruth Bell")

    steps_back(leaving, EVENING + timedelta(hours=2))
    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]
    looks(datetime(2027, 1, 14, 8, tzinfo=UTC))
    assert steps()[2:] == [(Step.ASKED, "Amara Okafor")]


def test_far_from_the_event_nobody_is_asked_in_the_night(role, able, leaving):
    able("Ruth Bell")

    steps_back(leaving, NOON + timedelta(hours=11))
    assert steps() == [(Step.BEGUN, "")]
    looks(datetime(2027, 1, 5, 8, tzinfo=UTC))
    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]


def test_close_to_the_start_a_person_is_told_to_ring_and_nobody_is_asked_by_itself(role, able, leaving, inbox):
    able("Ruth Bell")

    steps_back(leaving, PANEL - timedelta(hours=2))
    looks(PANEL - timedelta(hours=1))

    assert steps() == [(Step.BEGUN, ""), (Step.TO_RING, "")]
    assert [subject for _, subject in inbox.letters].count("Please ring round: Nurse panel") == 1
    looks(PANEL)
    assert the_search().state is SearchState.OVER


def test_nobody_is_looked_for_where_enough_people_are_left(role, able, leaving):
    role.minimum = 1
    steps_back(leaving)

    assert steps() == []


@pytest.mark.parametrize(("kind", "begins"), [(EventKind.TRAINING, True), (EventKind.MEETING, False)])
def test_which_kinds_of_event_look_for_somebody_by_themselves(role, leaving, kind, begins):
    role.event.kind = kind
    steps_back(leaving)

    assert bool(steps()) is begins


def test_a_place_that_a_coordinator_takes_back_is_filled_too(role, able, leaving):
    able("Ruth Bell")
    release_place(leaving.id, hand=Hand(StaffFactory()), now=NOON)
    looks(NOON)

    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]


def test_a_second_gap_joins_the_search_that_goes_on(role, able, leaving):
    able("Amara Okafor"), able("Ruth Bell")
    steps_back(leaving)
    steps_back(next(place for place in db.session.scalars(select(Place)) if place.member.name == "Harold Finch"))

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Amara Okafor"),
        (Step.GIVEN_UP, ""),
        (Step.ASKED, "Ruth Bell"),
    ]


def test_nobody_is_asked_twice_in_one_search(role, able, leaving):
    amara = able("Amara Okafor")
    steps_back(leaving)
    release_place(place_of(amara, role).id, hand=Hand(StaffFactory()), now=NOON)
    looks(NOON)

    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Amara Okafor"), (Step.TO_RING, "")]
