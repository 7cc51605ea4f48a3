"""Who could is asked in four ways: of one role, for a proposal, for the matrix, and for a question. They agree."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.rosters import queries
from coproduction.rosters.pages.matrix import states
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.queries import Choice, Wishes
from coproduction.rosters.queries import matrix as matrix_queries
from coproduction.rosters.queries.asking import suited_to
from coproduction.rosters.words import SAID
from coproduction.schedule.models import LIVE_STATES, Event, EventRole, Place, PlaceState
from tests.factories import StaffFactory
from tests.rosters.chance_world import World

# A proposal leaves out whoever said no to any part of the event, or was told "not this time"; lists let them be asked.
LEFT_OUT = (PlaceState.DECLINED, PlaceState.STEPPED_BACK, PlaceState.RELEASED)
STANDING = (PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD)
SEEDS, ALL = (1, 11, 17, 23), 9999
Seen = Mapping[EventRole, Mapping[int, list[str]]]


def seen_from(role: EventRole, world: World) -> Mapping[int, list[str]]:
    """Return what stands in everybody's way, as lists of a role say it: nothing, for those who could."""
    staff = StaffFactory()
    could, hindered = (
        queries.candidates(role, could=could, viewer=staff, now=world.now, size=ALL) for could in (True, False)
    )
    assert all(not each.reasons for each in could)
    assert all(each.reasons for each in hindered)
    return {each.member_id: each.reasons for each in (*could, *hindered)}


def proposed_for(events: Collection[Event], world: World) -> Mapping[int, set[int]]:
    """Return who could be picked for each of the roles of these events, by what a proposal is made from."""
    question = queries.question_of(list(events), Wishes(), viewer=StaffFactory(), now=world.now)
    openings = Book(question.problem).openings
    roles = [role for event in events for role in event.roles]
    return {role.id: set(openings[question.parts.pick_of(Choice(role.id, 0)).role_id]) for role in roles}


def with_a_part(event: Event, *, in_states: Collection[PlaceState]) -> set[int]:
    places = select(Place.member_id).where(Place.event_id == event.id, Place.state.in_(in_states))
    return set(db.session.scalars(places))


def proposals_agree(world: World, seen: Seen) -> None:
    """Proposals for one panel, and for all of them together, could pick whom the lists of the roles find."""
    together = proposed_for(world.panels, world)
    for panel in world.panels:
        apart = proposed_for([panel], world)
        beside = with_a_part(panel, in_states=(*LEFT_OUT, *STANDING))
        for role in panel.roles:
            could = {member_id for member_id, reasons in seen[role].items() if not reasons} - beside
            assert (panel.title, role.name, apart[role.id]) == (panel.title, role.name, could)
            assert (panel.title, role.name, together[role.id]) == (panel.title, role.name, could)


ALONE = {
    "Ask first",
    "Cannot sit on this panel",
    "Does not hold Interview skills",
    "Has Interview skills, but not",
    "Has a place at another event at that time",
    "Has a place at another site less than 60 minutes before or after",
    "Has another part in this event",
    "Has been asked to another event at another site less than 60 minutes before or after",
    "Has been asked to another event at that time",
    "Has not shadowed a panel yet",
    "Has not ticked panels as an interest",
    "Has paused their membership",
    "Has said no to this already",
    "Has shadowed a panel, or sat on one, already",
    "Is away then",
    "Is leaving the group",
    "Said they cannot then",
    "Something that they need takes longer to arrange",
    "Takes no more around that time",
}

WHAT_THEY_SAID = {*SAID.values(), "Asked if they can"}
# What each word of the matrix is called in the list of a role.
BARRED = {"Cannot sit on this panel", "Takes no more around that time"}
IN_THE_WAY = {"Is away then": "Away", "Has a place at another event at that time": "At something else then"}


def words_for(reasons: Collection[Collection[str]]) -> set[str]:
    """Return what the matrix says of somebody without a part, from what stands in the way of each of the roles."""
    first = set(next(iter(reasons)))
    found = {words for reason, words in IN_THE_WAY.items() if reason in first}
    if BARRED & first:
        found.add("Cannot be asked")
    elif any("Ask first" in each for each in reasons):
        found.add("Ask first")
    if all(any("Interview skills" in reason for reason in each) for each in reasons):
        found.add("Does not hold Interview skills")
    return found


def the_matrix_agrees(world: World, seen: Seen) -> None:
    """What the matrix says of each who has no part is what the lists of all the roles say."""
    ids, staff = [member.id for member in world.members], StaffFactory()
    known = matrix_queries.known_of(world.panels, ids, viewer=staff, now=world.now)

    for panel in world.panels:
        there = with_a_part(panel, in_states=[*PlaceState])
        lists = [seen[role] for role in panel.roles]
        for member_id in set(ids) - there:
            if reasons := [listed[member_id] for listed in lists if member_id in listed]:
                said = {state.words for state in states(panel, member_id, known)} - WHAT_THEY_SAID
                assert (panel.title, member_id, said) == (panel.title, member_id, words_for(reasons))


# What has to be talked over first keeps no question from anybody.
ASKED_ALL_THE_SAME = {
    "Ask first",
    "Has a place at another site less than 60 minutes before or after",
    "Has been asked to another event at another site less than 60 minutes before or after",
    "Has been asked to another event at that time",
    "Has not shadowed a panel yet",
    "Has shadowed a panel, or sat on one, already",
    "Said they cannot then",
    "Something that they need takes longer to arrange",
    "Takes no more around that time",
}


def questions_agree(world: World, seen: Seen) -> None:
    """Whoever could, but for what is talked over first, is asked when they can."""
    for panel in world.panels:
        there = with_a_part(panel, in_states=LIVE_STATES)
        lists = [seen[role] for role in panel.roles]
        could = {one for listed in lists for one, reasons in listed.items() if ASKED_ALL_THE_SAME.issuperset(reasons)}

        assert {member.id for member in suited_to(panel, now=world.now).to_ask} == could - there


def test_lists_proposals_the_matrix_and_questions_agree_about_who_could(noon):
    """In worlds made by chance; and in one or another each reason stands alone in somebody's way."""
    met: set[str] = set()
    for seed in SEEDS:
        made = db.session.begin_nested()
        world = World(seed, noon)
        seen = {role: seen_from(role, world) for panel in world.panels for role in panel.roles}
        proposals_agree(world, seen)
        the_matrix_agrees(world, seen)
        questions_agree(world, seen)
        alone = [reasons[0] for listed in seen.values() for reasons in listed.values() if len(reasons) == 1]
        met.update(reason.split(" for ")[0] for reason in alone)
        made.rollback()
        db.session.expunge_all()

    assert met == ALONE
