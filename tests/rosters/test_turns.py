"""The order of turns is one: in the list of who could come, in searches and in proposals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.members.models import Member
from coproduction.rosters import queries
from coproduction.rosters.proposals.problem import History
from coproduction.rosters.proposals.reasons import book_of
from coproduction.rosters.queries.searches import next_to_ask
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, EventRole, EventState, Part, PlaceState
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, StaffFactory
from tests.rosters.proposing import asked_for, person, was_on_a_panel

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

    assert [(each.name, each.history.offered, each.history.to_come) for each in found] == [("Bea", 1, 0), ("Abe", 0, 2)]


def test_who_put_themselves_forward_is_in_the_list_first_among_those_who_had_as_many_turns(role, able, noon):
    able("Abe")
    keen = able("Vera")
    PlaceFactory(role=role, member=keen, state=PlaceState.INTERESTED)
    assert listed(role, noon) == ["Vera", "Abe"]

    was_on_a_panel(keen, noon - timedelta(days=30), PlaceState.DECLINED)
    assert listed(role, noon) == ["Abe", "Vera"]


def beside(role: EventRole, member: Member, now: datetime) -> tuple[int, History]:
    """Return the turns and the history of a member, which are the same in the list and in a proposal."""
    seen = person(asked_for(role, now), member)
    [listed] = queries.candidates_among(role, [member.id], viewer=StaffFactory(), now=now)
    assert listed.history == seen.history
    return seen.turns, seen.history


@pytest.mark.parametrize(
    ("part", "state", "said"),
    [
        (Part.PLACE, PlaceState.HELD, {"held": 1}),
        (Part.PLACE, PlaceState.ATTENDED, {"held": 1}),
        (Part.PLACE, PlaceState.ABSENT, {}),
        (Part.STANDBY, PlaceState.HELD, {"stood_by": 1}),
        (Part.STANDBY, PlaceState.ATTENDED, {"held": 1}),
        (Part.SHADOW, PlaceState.HELD, {"watched": 1}),
    ],
)
def test_standing_by_and_watching_are_turns_but_nothing_is_held_by_them(role, able, noon, part, state, said):
    amara = able()
    day = noon - timedelta(days=30)
    was_on_a_panel(amara, day, state, part=part)

    turns, history = beside(role, amara, noon)

    last = day.date() if "held" in said else None
    assert (turns, history) == (1, History(last, offered=1, **said))


@pytest.mark.parametrize(
    ("days_ago", "asked_before", "turns", "said"),
    [
        (340, 60, 1, {"held": 1}),  # they were asked more than a year ago: what counts is when they sat
        (366, 9, 0, {}),
        (-30, 60, 1, {"offered": 1, "to_come": 1}),
    ],
)
def test_what_was_held_counts_by_when_the_event_was(role, able, noon, *, days_ago, asked_before, turns, said):
    amara, day = able(), noon - timedelta(days=days_ago)
    was_on_a_panel(amara, day, PlaceState.HELD, asked_before=asked_before)

    assert beside(role, amara, noon) == (turns, History(day.date() if days_ago > 0 else None, **said))


def test_a_panel_that_was_cancelled_is_nobodys_turn_in_lists_searches_and_proposals(role, able, noon):
    unlucky, sat = able("Vera"), able("Abe")
    was_on_a_panel(unlucky, noon - timedelta(days=LONG_AGO + 1))
    for days in (-30, 30):
        was_on_a_panel(unlucky, noon - timedelta(days=days), PlaceState.HELD, state_of=EventState.CANCELLED)
    was_on_a_panel(sat, noon - timedelta(days=LONG_AGO))
    was_on_a_panel(sat, noon - timedelta(days=200))

    asked = next_to_ask(role, but=(), limit=9, only_by_email=False, now=noon)

    assert beside(role, unlucky, noon) == (0, History((noon - timedelta(days=LONG_AGO + 1)).date()))
    assert listed(role, noon) == ["Vera", "Abe"]
    assert [each.member_id for each in asked] == [unlucky.id, sat.id]


def test_dates_that_share_a_roster_are_held_once(role, able, noon):
    amara = able()
    sat = was_on_a_panel(amara, noon - timedelta(days=30))
    follower = EventFactory(kind=EventKind.PANEL, starts_at=noon - timedelta(days=29), follows_id=sat.event_id)
    mirror = EventRoleFactory(event=follower, follows_role_id=sat.role_id, minimum=0, is_open=False)
    PlaceFactory(role=mirror, member=amara, state=PlaceState.ATTENDED)

    turns, history = beside(role, amara, noon)

    assert (turns, history.offered, history.held) == (1, 1, 1)


@pytest.mark.parametrize(
    ("path", "state"),
    [
        ("/rosters/roles/{role}/ring-list", None),
        ("/rosters/roles/{role}/ask/{member}", None),
        ("/rosters/matrix/{event}/{member}", None),
        ("/rosters/matrix/{event}/{member}", PlaceState.HELD),
        ("/rosters/{event}", PlaceState.HELD),
        ("/rosters/{event}", PlaceState.OFFERED),
    ],
)
def test_turns_stand_beside_the_name_wherever_somebody_is_chosen_by_hand(coordinator, role, able, noon, path, state):
    amara = able("Amara Okafor")
    was_on_a_panel(amara, noon - timedelta(days=60))
    was_on_a_panel(amara, noon - timedelta(days=30), part=Part.SHADOW)
    if state:
        PlaceFactory(role=role, member=amara, state=state)
    to_come = ", to come 1" if state is PlaceState.HELD else ""

    page = coordinator.get(path.format(role=role.id, event=role.event_id, member=amara.id))

    words = f"Last turn: November 2026. In 12 months offered 2 times, held 1, watched 1{to_come}."
    assert page.text.count(words) == 1


def test_no_turns_stand_beside_who_comes_to_what_is_open_to_all_or_has_begun(coordinator, role, able, noon):
    open_to_all = EventRoleFactory(is_open=True)
    begun = EventRoleFactory(event__starts_at=noon - timedelta(hours=1), is_open=False)

    for each in (open_to_all, begun):
        PlaceFactory(role=each, member=able())
        assert "In 12 months" not in coordinator.get(f"/rosters/{each.event_id}").text
