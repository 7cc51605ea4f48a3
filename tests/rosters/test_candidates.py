"""Who could fill a role, and why not the others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Interest, Member, MemberState
from coproduction.rosters import actions, queries
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.queries import Wishes
from coproduction.schedule.actions import places
from coproduction.schedule.actions.linked import at_another_time, link_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventKind, EventRole, EventState, PlaceMove, PlaceState
from tests.factories import (
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)

PANEL_DAY = date(2027, 1, 14)


def reasons_for(role: EventRole, member: Member, now: datetime) -> list[str] | None:
    seen = queries.candidate(role, member.id, viewer=StaffFactory(), now=now)
    return seen.reasons if seen else None


def names(role: EventRole, now: datetime, *, could: bool) -> list[str]:
    return [person.name for person in queries.candidates(role, could=could, viewer=StaffFactory(), now=now)]


def test_a_member_with_nothing_in_the_way_could_do_it(role, able, noon):
    amara = able(name="Amara Okafor")

    assert names(role, noon, could=True) == ["Amara Okafor"]
    assert names(role, noon, could=False) == []
    assert reasons_for(role, amara, noon) == []


def test_a_member_who_has_paused(role, able, noon):
    assert reasons_for(role, able(state=MemberState.PAUSED), noon) == ["Has paused their membership"]


def test_a_member_who_has_left_is_in_no_list(role, able, noon):
    assert reasons_for(role, able(state=MemberState.LEFT), noon) is None


def test_a_member_without_the_qualification(role, noon):
    member = MemberFactory(interested_in=[Interest.PANELS])

    assert reasons_for(role, member, noon) == ["Does not hold Interview skills"]


@pytest.mark.parametrize(
    ("achieved_on", "valid_until"),
    [(date(2024, 1, 1), PANEL_DAY - timedelta(days=1)), (PANEL_DAY + timedelta(days=1), None)],
)
def test_a_qualification_that_does_not_count_on_the_day(role, noon, achieved_on, valid_until):
    member = MemberFactory(interested_in=[Interest.PANELS])
    HeldQualificationFactory(
        member=member, qualification=role.qualification, achieved_on=achieved_on, valid_until=valid_until
    )

    assert reasons_for(role, member, noon) == ["Has Interview skills, but not for Thursday 14 January 2027"]


def test_a_qualification_that_counts_on_its_last_day(role, noon):
    member = MemberFactory(interested_in=[Interest.PANELS])
    HeldQualificationFactory(member=member, qualification=role.qualification, valid_until=PANEL_DAY)

    assert reasons_for(role, member, noon) == []


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (PANEL_DAY, PANEL_DAY, ["Is away then"]),
        (PANEL_DAY - timedelta(days=3), PANEL_DAY - timedelta(days=1), []),
        (PANEL_DAY + timedelta(days=1), PANEL_DAY + timedelta(days=2), []),
    ],
)
def test_a_member_who_is_away(role, able, noon, starts_on, ends_on, expected):
    member = able()
    AwayDateFactory(member=member, starts_on=starts_on, ends_on=ends_on)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(("day", "expected"), [(13, []), (14, ["Is away then"]), (15, [])])
def test_a_member_who_is_away_on_the_uk_day_of_a_date_that_shares_the_roster(role, able, noon, day, expected):
    night = datetime(2027, 7, 13, 23, 15, tzinfo=UTC)  # a quarter past midnight on the 14th by the UK's clocks
    details = at_another_time(role.event, night, ends_at=night + timedelta(minutes=30))
    link_event(role.event, "Night shift", details=details, by=StaffFactory(), now=noon)
    member = able()
    AwayDateFactory(member=member, starts_on=date(2027, 7, day), ends_on=date(2027, 7, day))

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    ("hour", "state", "expected"),
    [
        (11, PlaceState.HELD, ["Has a place at another event at that time"]),
        (11, PlaceState.OFFERED, ["Has been asked to another event at that time"]),
        (11, PlaceState.TENTATIVE, ["Has been asked to another event at that time"]),
        (11, PlaceState.LAPSED, []),
        (13, PlaceState.HELD, []),
        (13, PlaceState.OFFERED, []),
    ],
)
def test_clashes_compare_times_not_dates_in_lists_and_in_proposals(role, able, noon, hour, state, expected):
    member, then = able(), datetime(2027, 1, 14, hour, tzinfo=UTC)
    PlaceFactory(member=member, state=state, role__event__starts_at=then, role__is_open=False)

    assert reasons_for(role, member, noon) == expected
    problem = queries.question_of([role.event], Wishes(), viewer=StaffFactory(), now=noon).problem
    assert [pick.person_id for pick in propose(problem).picks] == ([] if expected else [member.id])


def test_an_invitation_that_everybody_has_keeps_nobody_from_being_asked(role, able, noon):
    member = able()
    PlaceFactory(member=member, state=PlaceState.OFFERED, role__event__starts_at=role.event.starts_at)

    assert reasons_for(role, member, noon) == []


def test_an_event_that_ends_when_the_panel_starts_is_no_clash(role, able, noon):
    member = able()
    PlaceFactory(member=member, role__event__starts_at=datetime(2027, 1, 14, 8, 30, tzinfo=UTC))

    assert reasons_for(role, member, noon) == []


def test_a_member_with_another_part_in_the_event(role, able, noon):
    member = able()
    PlaceFactory(member=member, role=EventRoleFactory(event=role.event))

    assert "Has another part in this event" in (reasons_for(role, member, noon) or [])
    with pytest.raises(Refusal, match="cannot be asked: has another part in this event"):
        actions.ask_member(role, member.id, reason="She would rather", by=StaffFactory(), now=noon)


def test_a_member_who_said_no(role, able, noon):
    member = able()
    PlaceFactory(member=member, role=role, state=PlaceState.DECLINED)

    assert reasons_for(role, member, noon) == ["Has said no to this already"]


def test_a_member_without_the_interest(role, noon):
    member = MemberFactory()
    HeldQualificationFactory(member=member, qualification=role.qualification)

    assert reasons_for(role, member, noon) == ["Has not ticked panels as an interest"]


def test_a_member_in_the_roster_is_in_neither_list(role, able, noon):
    member = able()
    PlaceFactory(member=member, role=role, state=PlaceState.OFFERED)

    assert names(role, noon, could=True) == names(role, noon, could=False) == []


def test_those_who_were_asked_least_come_first_and_offers_count_as_well_as_places(role, able, noon):
    often, once, never = able(name="Often"), able(name="Once"), able(name="Never")
    for member, times in ((often, 2), (once, 1)):
        for week in range(times):
            starts_at = datetime(2027, 3, 1 + 7 * week, 10, tzinfo=UTC)
            other = EventRoleFactory(event=EventFactory(kind=EventKind.PANEL, starts_at=starts_at), is_open=False)
            offer = places.offer_place(other.id, member, hand=Hand(), now=noon)
            places.answer(offer.id, Answer.NO, hand=Hand(), now=noon)

    assert [
        (person.name, person.history.offered, person.history.held)
        for person in queries.candidates(role, could=True, viewer=StaffFactory(), now=noon)
    ] == [("Never", 0, 0), ("Once", 1, 0), ("Often", 2, 0)]
    assert never.id != often.id


def test_what_happened_more_than_a_year_ago_does_not_count(role, able, noon):
    member = able()
    place = PlaceFactory(member=member, state=PlaceState.DECLINED, role__event__kind=EventKind.MEETING)
    db.session.add(
        PlaceMove(place=place, to_state=PlaceState.OFFERED, moved_at=noon - timedelta(days=366), via="website")
    )
    db.session.flush()

    assert [
        person.history.offered for person in queries.candidates(role, could=True, viewer=StaffFactory(), now=noon)
    ] == [0]


def test_long_lists_come_a_page_at_a_time(role, able, noon):
    for number in range(3):
        able(name=f"Member {number}")

    first = queries.candidates(role, could=True, viewer=StaffFactory(), now=noon, size=2)
    second = queries.candidates(role, could=True, viewer=StaffFactory(), now=noon, size=2, page=2)

    assert ([person.name for person in first], first.has_next) == (["Member 0", "Member 1"], True)
    assert ([person.name for person in second], second.has_next) == (["Member 2"], False)


def test_asking_with_something_in_the_way_needs_a_reason(role, noon):
    member = MemberFactory(interested_in=[Interest.PANELS])

    with pytest.raises(Refusal, match="does not hold interview skills"):
        actions.ask_member(role, member.id, reason="", by=StaffFactory(), now=noon)


def test_the_yes_of_a_member_who_was_asked_all_the_same_is_taken(role, noon):
    member = MemberFactory(interested_in=[Interest.PANELS])

    offer = actions.ask_member(role, member.id, reason="Trained elsewhere", by=StaffFactory(), now=noon)
    place = places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    assert place.state is PlaceState.HELD
    assert place.moves[0].reason == "Trained elsewhere"


def test_the_yes_of_a_member_asked_without_a_reason_is_checked_again(role, able, noon):
    member = able()
    offer = actions.ask_member(role, member.id, reason="", by=StaffFactory(), now=noon)
    PlaceFactory(member=member, role__event__title="Carers’ forum")

    with pytest.raises(Refusal, match="You have a place at Carers’ forum at the same time"):
        places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)


def test_members_cannot_read_who_could_fill_a_role(role, noon):
    member = MemberFactory()

    with pytest.raises(PermissionError):
        queries.candidates(role, could=True, viewer=member.account, now=noon)


def test_a_reason_for_one_thing_does_not_set_another_aside(role, able, noon):
    member = able()
    PlaceFactory(member=member, role=role, state=PlaceState.DECLINED)
    offer = actions.ask_member(role, member.id, reason="She changed her mind", by=StaffFactory(), now=noon)
    PlaceFactory(member=member, role__event__title="Carers’ forum", moved_at=noon)

    with pytest.raises(Refusal, match="You have a place at Carers’ forum at the same time"):
        places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)


def test_a_clash_that_was_set_aside_is_taken_and_one_that_came_later_is_not(role, able, noon):
    member = able()
    PlaceFactory(member=member, role__event__title="Carers’ forum")
    offer = actions.ask_member(role, member.id, reason="She leaves the forum early", by=StaffFactory(), now=noon)
    later = PlaceFactory(member=member, role__event__title="Budgets group", moved_at=noon + timedelta(hours=1))

    with pytest.raises(Refusal, match="Budgets group"):
        places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    later.state = PlaceState.STEPPED_BACK
    db.session.flush()
    assert places.answer(offer.id, Answer.YES, hand=Hand(), now=noon).state is PlaceState.HELD


def test_a_cancelled_event_is_no_clash(role, able, noon):
    member = able()
    PlaceFactory(member=member, role__event__state=EventState.CANCELLED)

    assert reasons_for(role, member, noon) == []


def test_a_coordinator_reads_of_a_clash_in_words_meant_for_them(role, able, noon):
    member = able(known_as="Amara")
    place = PlaceFactory(member=member, role=role, state=PlaceState.INTERESTED)
    PlaceFactory(member=member, role__event__title="Carers’ forum")

    with pytest.raises(Refusal, match="Amara has a place at Carers’ forum at the same time"):
        places.give_place(place.id, hand=Hand(StaffFactory()), now=noon)


def test_somebody_who_has_left_is_neither_asked_nor_given_a_place(role, able, noon):
    member = able(known_as="Harold", state=MemberState.LEFT)

    with pytest.raises(Refusal, match="Harold is no longer a member"):
        actions.ask_member(role, member.id, reason="", by=StaffFactory(), now=noon)


def test_nobody_is_told_not_this_time_after_the_event_has_started(role, able, noon):
    place = PlaceFactory(member=able(), role=role)
    role.event.starts_at = noon - timedelta(minutes=1)
    db.session.flush()

    with pytest.raises(Refusal, match="has already started"):
        places.release_place(place.id, hand=Hand(StaffFactory()), now=noon)
