"""Coordinators watch how somebody is looked for, stop it and begin it; and ring those on a list."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.notifications.models import Channel
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.models import Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.pages import searches
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import Part, Place, PlaceState
from coproduction.site.queries.to_do.ringing import roles_to_ring_for
from tests.factories import AwayDateFactory, EventRoleFactory, PlaceFactory, StaffFactory

NO_TURN = "No turn yet. In 12 months offered 0 times, held 0."
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)


def test_every_step_of_the_search_stands_on_the_roster_in_words(coordinator, role, able, leaving, asks_first):
    asks_first(able("Abel Frost"))
    amara = able("Amara Okafor")
    able("Ruth Bell")
    step_back(leaving.id, hand=Hand(), now=NOON)
    look_on(now=NOON)
    place = db.session.scalars(select(Place).where(Place.member_id == amara.id)).one()
    answer(place.id, Answer.NO, hand=Hand(), now=NOON + timedelta(hours=2))
    look_on(now=NOON + timedelta(hours=2))

    page = coordinator.get(f"/rosters/{role.event_id}")

    assert "Short 1 of 2 held" in page.text
    assert "you ask the next" not in page.text
    assert "Looking for somebody for Panel member Looking for somebody We ask one member after the other." in page.text
    assert [item for item in page.items if item.startswith("Monday 4 January 2027")] == [
        "Monday 4 January 2027, midday: We began to look for somebody, because a place was given up.",
        (
            "Monday 4 January 2027, midday: Ask first: Abel Frost. Their turn comes before the next. "
            "Ask Abel Frost for Panel member"
        ),
        "Monday 4 January 2027, midday: We asked Amara Okafor. They have until Thursday 7 January 2027, midday.",
        "Monday 4 January 2027, 2pm: Amara Okafor said no.",
        "Monday 4 January 2027, 2pm: We asked Ruth Bell. They have until Thursday 7 January 2027, 2pm.",
    ]
    assert page.follow("Ask Abel Frost for Panel member").heading == "Ask Abel Frost to come as Panel member"


@pytest.mark.parametrize("steps", [1, 3])
def test_the_steps_cost_the_same_however_many_there_are(coordinator, role, able, leaving, count_statements, steps):
    step_back(leaving.id, hand=Hand(), now=NOON)
    search = db.session.scalars(select(StandInSearch)).one()
    for _ in range(steps):
        db.session.add(SearchStep(search=search, what=Step.ASKED, at=NOON, member_id=able().id, until=NOON))
    db.session.flush()

    with count_statements() as statements:
        coordinator.get(f"/rosters/{role.event_id}")

    # as without a search, and its steps with their members, and two numbers that say how many are asked at once
    assert len(statements) == 12


def test_a_coordinator_stops_the_search_and_begins_another_at_their_pace(coordinator, role, able, leaving):
    able("Amara Okafor")
    step_back(leaving.id, hand=Hand(), now=NOON)
    roster = coordinator.get(f"/rosters/{role.event_id}")

    stopped = roster.follow("Stop looking for Panel member").press("Stop looking")
    assert stopped.messages == ["We ask nobody more. Those who were asked can still say yes."]
    assert "Stop looking for Panel member" not in stopped.links
    begun = stopped.follow("Look for somebody by ourselves for Panel member").press("Look for somebody", pace="at once")

    assert begun.messages == ["We are looking for somebody. Each step shows on this page."]
    searches = db.session.scalars(select(StandInSearch).order_by(StandInSearch.id)).all()
    assert [(search.state, search.pace) for search in searches] == [
        (SearchState.STOPPED, None),
        (SearchState.LOOKING, Pace.AT_ONCE),
    ]


def test_looking_where_nobody_is_missing_is_refused_on_the_page(coordinator, role, leaving):
    page = coordinator.get(f"/rosters/roles/{role.id}/look").press("Look for somebody")

    assert page.errors == ["Enough people have a place. Nobody has to be looked for."]
    assert "Look for somebody by ourselves for Panel member" not in coordinator.get(f"/rosters/{role.event_id}").links


def test_a_coordinator_chooses_who_asks_the_next(coordinator, role):
    roster = coordinator.get(f"/rosters/{role.event_id}")
    assert "If somebody says no, or does not answer in time, you ask the next." in roster.text

    page = roster.follow("Change this for Panel member").press("Save", wanted="yes")

    assert role.asks_next
    assert "If somebody says no, or does not answer in time, we ask the next by ourselves." in page.text


def test_the_roster_says_nothing_of_enough_people_where_nobody_stands_by(coordinator, role):
    EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )

    assert "Enough people" not in coordinator.get(f"/rosters/{role.event_id}").text


def test_a_ring_list_says_that_there_are_more_than_fit(coordinator, role, able, monkeypatch):
    monkeypatch.setattr(searches, "MOST_TO_RING", 1)
    able("Amara Okafor"), able("Ruth Bell")

    page = coordinator.get(f"/rosters/roles/{role.id}/ring-list")

    assert [row[0] for row in page.rows] == [f"Amara Okafor {NO_TURN}"]
    assert page.follow("See every member who could do it").heading == "Who could come as Panel member"


def test_the_ring_list_has_who_stands_by_first_then_whoever_was_asked_then_the_others(
    coordinator, role, able, asks_first
):
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    numbers = {"phone": "0115 496 0012"}
    PlaceFactory(role=standby, member=able("Megan Pryce", channel=Channel.TEXT, contact_times="Mornings", **numbers))
    PlaceFactory(role=role, member=able("Ruth Bell", **numbers), state=PlaceState.OFFERED)
    PlaceFactory(role=role, member=able("Vera Lunt"), state=PlaceState.DECLINED)
    able("Amara Okafor", channel=Channel.PHONE, **numbers)
    for minutes, name in enumerate(("Gwen Ashby", "Ifor Pugh")):  # asked to something else: at that time, and after
        at = PANEL + timedelta(hours=2 * minutes, minutes=30)
        elsewhere = EventRoleFactory(is_open=False, event__starts_at=at, event__venue="Derby Library")
        PlaceFactory(role=elsewhere, member=able(name, **numbers), state=PlaceState.OFFERED)
    asks_first(able("Bea Marsh", **numbers))
    able("Dennis Holt", channel=Channel.LETTER, address="1 Example Road", **numbers)
    AwayDateFactory(member=able("Harold Finch"), starts_on=PANEL.date(), ends_on=PANEL.date())

    page = coordinator.get(f"/rosters/{role.event_id}").follow("Ring list for Panel member")

    assert page.heading == "Ring list for Panel member, Nurse panel"
    assert [row[:4] for row in page.rows] == [
        [f"Megan Pryce {NO_TURN}", "0115 496 0012 (prefers a text)", "Mornings", "Stands by"],
        [f"Ruth Bell {NO_TURN}", "0115 496 0012 (prefers email)", "Not told us yet", "Waiting for an answer"],
        [f"Amara Okafor {NO_TURN}", "0115 496 0012", "Not told us yet", "Not asked yet"],
        [f"Bea Marsh {NO_TURN}", "0115 496 0012 (prefers email)", "Not told us yet", "Ask first"],
        [f"Dennis Holt {NO_TURN}", "No number. Look at how else to reach them.", "Not told us yet", "Not asked yet"],
        *(
            [f"{name} {NO_TURN}", "0115 496 0012 (prefers email)", "Not told us yet", "Asked to something else then"]
            for name in ("Gwen Ashby", "Ifor Pugh")
        ),
    ]
    assert page.follow("Record an answer from Ruth Bell").heading == "Record what Ruth Bell said"
    assert page.follow("Ask them: Amara Okafor").heading == "Ask Amara Okafor to come as Panel member"


def test_an_empty_ring_list_says_what_to_do(coordinator, role):
    assert "Nobody else could do it just now." in coordinator.get(f"/rosters/roles/{role.id}/ring-list").text


def test_the_ring_list_says_that_whoever_is_left_would_be_alone_and_how_to_ask_them(coordinator, role, able):
    words, path = "Only one member has a place now, and would be alone.", f"/rosters/roles/{role.id}/ring-list"
    PlaceFactory(role=role, member=able("Harold Finch"))
    assert words in coordinator.get(path).text

    PlaceFactory(role=role, member=able("Tunde Bakare"))
    assert words not in coordinator.get(path).text


@pytest.mark.parametrize("path", ["look", "ring-list", "asking-next"])
def test_where_members_take_places_themselves_nobody_is_looked_for(coordinator, path):
    role = EventRoleFactory()

    assert coordinator.get(f"/rosters/roles/{role.id}/{path}").status == 404


@pytest.mark.parametrize(
    ("state", "hours", "is_listed"),
    [
        (SearchState.RINGING, 200, True),
        (SearchState.LOOKING, 200, False),
        (SearchState.LOOKING, 20, True),
        (SearchState.FOUND, 20, False),
    ],
)
def test_whom_to_ring_stands_on_the_to_do_list(coordinator, role, leaving, state, hours, is_listed):
    step_back(leaving.id, hand=Hand(), now=NOON)
    search = db.session.scalars(select(StandInSearch)).one()
    search.state = state
    db.session.flush()

    listed = roles_to_ring_for(viewer=StaffFactory(), now=PANEL - timedelta(hours=hours))

    assert [task.what for task in listed.tasks] == (["Ring for Panel member, Nurse panel"] if is_listed else [])
