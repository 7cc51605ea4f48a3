"""What a proposal is made from: members, turns, times that are taken, and what stands, as the database knows them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.members.models import Interest, MemberState
from coproduction.rosters import actions, queries
from coproduction.rosters.models import CanCome
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Apart, Pick
from coproduction.rosters.queries import Choice, Wishes
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventFormat, EventKind, EventState, Part, PlaceState
from tests.factories import (
    AvailabilityFactory,
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.rosters.proposing import PANEL, PANEL_DAY, asked_for, person, was_on_a_panel
from tests.schedule.dates import link


@pytest.mark.parametrize("state", [MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT])
def test_nobody_is_proposed_who_is_not_asked_to_things(role, able, noon, state):
    able("Amara Okafor", state=state)

    assert asked_for(role, noon).problem.people == ()


def test_nobody_is_proposed_who_does_not_like_panels(role, noon):
    HeldQualificationFactory(member=MemberFactory(), qualification=role.qualification)

    assert asked_for(role, noon).problem.people == ()


@pytest.mark.parametrize(
    ("valid_until", "could"), [(None, True), (PANEL_DAY, True), (PANEL_DAY - timedelta(days=1), False)]
)
def test_the_qualification_counts_on_the_day(role, noon, valid_until, could):
    member = MemberFactory(interested_in=[Interest.PANELS])
    HeldQualificationFactory(member=member, qualification=role.qualification, valid_until=valid_until)

    assert person(asked_for(role, noon), member).role_ids == (frozenset({role.id}) if could else frozenset())


def test_who_said_no_to_the_event_is_not_proposed_for_it(role, able, noon):
    amara, ruth = able("Amara Okafor"), able("Ruth Bell")
    PlaceFactory(role=role, member=amara, state=PlaceState.DECLINED)

    question = asked_for(role, noon)

    assert person(question, amara).apart == {role.event_id: Apart.SAID_NO}
    assert person(question, ruth).apart == {}


def test_who_has_another_part_in_the_event_could_only_have_that(role, able, noon):
    amara = able("Amara Okafor")
    PlaceFactory(role=EventRoleFactory(event=role.event), member=amara, state=PlaceState.INTERESTED)

    assert person(asked_for(role, noon), amara).role_ids == frozenset()


def test_away_dates_and_places_held_are_times_that_are_taken(role, able, noon):
    amara = able("Amara Okafor")
    AwayDateFactory(member=amara, starts_on=date(2027, 1, 14), ends_on=date(2027, 1, 15))
    AwayDateFactory(member=amara, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 2))
    at_ten = datetime(2027, 1, 20, 10, tzinfo=UTC)
    PlaceFactory(member=amara, role__event__starts_at=at_ten, role__event__venue="The Mill")
    online = at_ten + timedelta(days=1)
    PlaceFactory(
        member=amara, role__event__starts_at=online, role__event__format=EventFormat.ONLINE, role__event__venue="?"
    )
    for state, shown in ((PlaceState.OFFERED, EventState.PUBLISHED), (PlaceState.HELD, EventState.CANCELLED)):
        PlaceFactory(member=amara, state=state, role__event__starts_at=at_ten, role__event__state=shown)

    taken = [
        (each.time.starts_at, each.time.ends_at, each.time.site) for each in person(asked_for(role, noon), amara).taken
    ]

    assert taken == [
        (datetime(2027, 1, 14, tzinfo=UTC), datetime(2027, 1, 16, tzinfo=UTC), ""),
        (at_ten, at_ten + timedelta(hours=2), "The Mill"),
        (online, online + timedelta(hours=2), ""),
    ]


def test_turns_are_those_of_a_year_at_panels_and_offers_count(role, able, noon):
    amara = able("Amara Okafor")
    was_on_a_panel(amara, noon - timedelta(days=30))
    was_on_a_panel(amara, noon - timedelta(days=60), PlaceState.DECLINED)
    was_on_a_panel(amara, noon - timedelta(days=500))

    seen = person(asked_for(role, noon), amara)

    assert (seen.turns, seen.history.offered, seen.history.held) == (2, 2, 1)
    assert seen.history.last_turn == (noon - timedelta(days=30)).date()


def test_a_merged_record_brings_its_turns_along(role, able, noon):
    amara = able("Amara Okafor")
    old = MemberFactory(state=MemberState.LEFT, merged_into_id=amara.id)
    was_on_a_panel(old, noon - timedelta(days=30))

    assert person(asked_for(role, noon), amara).turns == 1


@pytest.mark.parametrize(
    ("days", "state", "part", "experienced"),
    [
        (730, PlaceState.ATTENDED, Part.PLACE, True),
        (731, PlaceState.ATTENDED, Part.PLACE, False),
        (30, PlaceState.HELD, Part.PLACE, True),
        (30, PlaceState.ABSENT, Part.PLACE, False),
        (-3, PlaceState.HELD, Part.PLACE, False),
        (30, PlaceState.ATTENDED, Part.SHADOW, False),
        (30, PlaceState.HELD, Part.STANDBY, False),
        (30, PlaceState.ATTENDED, Part.STANDBY, True),
    ],
)
def test_who_sat_on_a_panel_in_the_last_years_is_experienced(role, able, noon, *, days, state, part, experienced):
    """To watch is not to sit. Who stood by sat on it only if somebody wrote down that they came."""
    amara = able("Amara Okafor")
    was_on_a_panel(amara, noon - timedelta(days=days, hours=3), state, part=part)

    assert person(asked_for(role, noon), amara).is_experienced is experienced


def test_what_stands_in_the_roster_is_locked_and_counted_once(role, able, noon):
    amara, ruth, harold = able("Amara Okafor"), able("Ruth Bell", state=MemberState.PAUSED), able("Harold Finch")
    offer = actions.ask_member(role, amara.id, reason="", by=StaffFactory(), now=noon - timedelta(days=1))
    PlaceFactory(role=role, member=ruth)
    PlaceFactory(role=role, member=harold, state=PlaceState.INTERESTED)

    question = asked_for(role, noon)

    assert set(question.problem.locked) == {Pick(role.id, amara.id), Pick(role.id, ruth.id)}
    assert (offer.state, person(question, amara).turns, person(question, harold).turns) == (PlaceState.OFFERED, 0, 0)
    assert person(question, amara).history.offered == 1
    assert question.forward == {Choice(role.id, harold.id)}


def test_who_is_kept_is_locked_unless_they_cannot_any_more(role, able, noon):
    amara, ruth, harold, vera = (able(name) for name in ("Amara Okafor", "Ruth Bell", "Harold Finch", "Vera Lunt"))
    AwayDateFactory(member=ruth, starts_on=PANEL_DAY, ends_on=PANEL_DAY)
    unfit = MemberFactory(interested_in=[Interest.PANELS])
    kept = tuple(Choice(role.id, one.id) for one in (ruth, unfit, harold, amara, amara, vera))

    question = asked_for(role, noon, kept=(*kept, Choice(999, vera.id)), out=(Choice(role.id, harold.id),))

    assert question.problem.locked == (Pick(role.id, amara.id), Pick(role.id, vera.id))


def test_members_cannot_read_what_a_proposal_is_made_from(role, noon):
    member = MemberFactory()
    for read in (
        lambda: queries.question_of([role.event], Wishes(), viewer=member.account, now=noon),
        lambda: queries.standing_in([role.id], viewer=member.account),
        lambda: queries.open_panels(PANEL_DAY, PANEL_DAY, viewer=member.account, now=noon),
    ):
        with pytest.raises(PermissionError):
            read()


def test_among_equals_who_put_themselves_forward_is_proposed(role, able, noon):
    role.minimum = role.maximum = 1
    _first, second = able("Amara Okafor"), able("Ruth Bell")
    PlaceFactory(role=role, member=second, state=PlaceState.INTERESTED)

    picks = propose(asked_for(role, noon).problem).picks

    assert [pick.person_id for pick in picks] == [second.id]


def test_who_was_told_not_this_time_is_not_proposed_again(role, able, noon):
    amara = able("Amara Okafor")
    offer = places.offer_place(role.id, amara, hand=Hand(StaffFactory()), now=noon)
    places.release_place(offer.id, hand=Hand(StaffFactory()), now=noon)

    assert person(asked_for(role, noon), amara).apart == {role.event_id: Apart.NOT_THIS_TIME}


def test_the_weightiest_reason_why_somebody_is_not_picked_is_known_and_no_conflict(role, able, noon):
    """Who was left out, who was told 'not this time' too, who said no too, and who stands in it but has paused."""
    out, told, no, paused = (able(name) for name in ("Amara Okafor", "Ruth Bell", "Harold Finch", "Vera Lunt"))
    PlaceFactory(role=role, member=told, state=PlaceState.RELEASED)
    PlaceFactory(role=role, member=no, state=PlaceState.RELEASED)
    AvailabilityFactory(event=role.event, member=no, said=CanCome.NO)
    PlaceFactory(role=role, member=paused, state=PlaceState.HELD)
    paused.state = MemberState.PAUSED

    question = asked_for(role, noon, out=tuple(Choice(role.id, one.id) for one in (out, told, no, paused)))

    assert [person(question, one).apart[role.event_id] for one in (out, told, no, paused)] == [
        Apart.LEFT_OUT,
        Apart.NOT_THIS_TIME,
        Apart.SAID_NO,
        Apart.NOT_ASKED,
    ]
    assert {one.conflicts for one in question.problem.people} == {frozenset()}


@pytest.fixture
def premeet(role, noon):
    """An hour on the day before, with the same roster as the panel."""
    return link(role.event, "Pre-meet", hours=-24, by=StaffFactory(), now=noon)


def test_a_proposal_looks_at_every_date_that_shares_the_roster(role, premeet, able, noon):
    free, busy, away = able("Amara Okafor"), able("Tunde Balogun"), able("Ruth Adeyemi-Clarke")
    elsewhere = EventFactory(starts_at=premeet.starts_at, ends_at=premeet.ends_at)
    PlaceFactory(role=EventRoleFactory(event=elsewhere), member=busy)
    day = premeet.starts_at.date()
    AwayDateFactory(member=away, starts_on=day, ends_on=day)

    question = asked_for(role, noon)

    [event] = question.problem.events
    assert [time.starts_at for time in event.times] == [role.event.starts_at, premeet.starts_at]
    could = queries.candidates(role, could=True, viewer=StaffFactory(), now=noon)
    assert [candidate.member_id for candidate in could] == [free.id]


def test_dates_that_share_a_roster_are_one_turn_and_stand_in_no_way_of_each_other(role, premeet, able, noon):
    amara = able("Amara Okafor")
    place = places.offer_place(role.id, amara, hand=Hand(StaffFactory()), now=noon)
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon)

    question = asked_for(role, noon)
    assert (person(question, amara).taken, person(question, amara).history.to_come) == ((), 1)

    other = EventRoleFactory(
        event__kind=EventKind.PANEL, event__starts_at=PANEL + timedelta(days=3), minimum=1, is_open=False
    )
    taken = person(asked_for(other, noon), amara).taken
    assert [(each.time.starts_at, each.is_turn, len(each.beside)) for each in taken] == [
        (PANEL, True, 1),
        (premeet.starts_at, False, 0),
    ]
    assert taken[0].beside == (taken[1].time,)
