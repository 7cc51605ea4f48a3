"""The order of turns is one: in the list of who could come, in searches and in proposals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coproduction.members.models import Member
from coproduction.rosters import queries
from coproduction.rosters.proposals.reasons import book_of
from coproduction.rosters.queries.searches import next_to_ask
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, EventRole, PlaceState
from tests.factories import EventRoleFactory, PlaceFactory, StaffFactory
from tests.rosters.proposing import asked_for, was_on_a_panel

LONG_AGO = 500  # days: a panel of which they know, that is no turn of this year
# All in turn, with how many days ago each was on a panel. Of those on one day comes first who joined first.
PANELS: dict[str, list[float]] = {
    "Zoe": [LONG_AGO],
    "Vera": [300],
    "Yusuf": [100],
    "Wahid": [100.1],
    "Una": [20],
    "Bea": [340, 320],
    "Abe": [LONG_AGO],
}


def given_places(member: Member, times: int, now: datetime) -> None:
    """Let the member put themselves forward again and again, and have a place each time: nobody asked them."""
    for week in range(times):
        starts_at = datetime(2027, 3, 1 + 7 * week, 10, tzinfo=UTC)
        other = EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=starts_at, is_open=False)
        place = places.put_forward(other.id, member, note="", hand=Hand(), now=now)
        places.give_place(place.id, hand=Hand(StaffFactory()), now=now)


def people_with_turns(able, now: datetime) -> None:
    names = list(PANELS)
    people = {name: able(name) for name in [*names[2:], *names[:2]]}
    for name, days in PANELS.items():
        for ago in days:
            was_on_a_panel(people[name], now - timedelta(days=ago))
    given_places(people["Abe"], 4, now)


def listed(role: EventRole, now: datetime) -> list[str]:
    return [person.name for person in queries.candidates(role, could=True, viewer=StaffFactory(), now=now)]


def test_lists_searches_and_proposals_put_the_same_people_in_the_same_order(role, able, noon):
    people_with_turns(able, noon)

    question = asked_for(role, noon)
    order = book_of(question.problem, ()).by_turns(person.id for person in question.problem.people)
    asked = next_to_ask(role, but=(), limit=9, only_by_email=False, now=noon)

    assert [question.names[person_id] for person_id in order] == list(PANELS)
    assert listed(role, noon) == list(PANELS)
    assert [question.names[each.member_id] for each in asked] == list(PANELS)


def test_a_place_that_nobody_offered_is_a_turn_as_well(role, able, noon):
    regular, once = able("Abe"), able("Bea")
    given_places(regular, 2, noon)
    offer = places.offer_place(
        EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=datetime(2027, 5, 4, 10, tzinfo=UTC)).id,
        once,
        hand=Hand(StaffFactory()),
        now=noon,
    )
    assert offer.state is PlaceState.OFFERED

    found = queries.candidates(role, could=True, viewer=StaffFactory(), now=noon)

    assert [(each.name, each.asked, each.took_part) for each in found] == [("Bea", 1, 0), ("Abe", 0, 2)]


def test_who_put_themselves_forward_is_in_the_list_first_among_those_who_had_as_many_turns(role, able, noon):
    able("Abe")
    keen = able("Vera")
    PlaceFactory(role=role, member=keen, state=PlaceState.INTERESTED)
    assert listed(role, noon) == ["Vera", "Abe"]

    was_on_a_panel(keen, noon - timedelta(days=30), PlaceState.DECLINED)
    assert listed(role, noon) == ["Abe", "Vera"]
