"""A search in which something fails keeps no other waiting, and after the second time a person is told to ring."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.logs import Formatter
from coproduction.rosters.actions.searches import look_by_hand
from coproduction.rosters.models import Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.schedule.actions.places import Answer, step_back
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do.ringing import roles_to_ring_for
from tests.factories import PlaceFactory, StaffFactory
from tests.rosters.looking import BY_EMAIL, NOON, looks, place_of, says, steps_back, the_search

LATER, HOUR = timedelta(minutes=10), timedelta(hours=1)
FAIL = "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $${words}$$; END'"
FAILING = "CREATE TRIGGER failing BEFORE {deed} ON place"
REFUSING = {
    "sqlite": [f"{FAILING} WHEN NEW.role_id = {{role_id}} BEGIN SELECT RAISE(ABORT, '{{words}}'); END"],
    "postgresql": [FAIL, f"{FAILING} FOR EACH ROW WHEN (NEW.role_id = {{role_id}}) EXECUTE FUNCTION fail()"],
}


def let_the_database_refuse(role, deed="INSERT"):
    """Let nobody be asked for the role: the database takes no more places in it. Or let nobody's place in it change."""
    for statement in REFUSING[db.engine.dialect.name]:
        words = statement.format(role_id=role.id, words="Not Amara Okafor", deed=deed)
        db.session.connection().exec_driver_sql(words)


def let_the_database_work():
    on = " ON place" if db.engine.dialect.name == "postgresql" else ""
    db.session.connection().exec_driver_sql(f"DROP TRIGGER failing{on}")


def steps_of(search):
    steps = select(SearchStep.what).where(SearchStep.search_id == search.id).order_by(SearchStep.id)
    return db.session.scalars(steps).all()


@pytest.fixture
def failing(role, able, leaving):
    """A search for somebody for the role, whom the database does not let us ask."""
    able("Amara Okafor")
    let_the_database_refuse(role)
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    return the_search()


def test_a_search_in_which_something_fails_keeps_no_other_waiting(failing, second, able):
    second.event.state = EventState.PUBLISHED
    PlaceFactory(role=second, member=able("Ruth Bell"))
    step_back(PlaceFactory(role=second, member=able("Vera Lunt")).id, hand=BY_EMAIL, now=NOON + timedelta(minutes=1))

    looks(NOON + timedelta(minutes=2))

    other = db.session.scalars(select(StandInSearch).where(StandInSearch.id != failing.id)).one()
    assert (steps_of(failing), steps_of(other)) == ([Step.BEGUN], [Step.BEGUN, Step.ASKED])


def test_a_search_that_failed_once_goes_on_and_is_as_good_as_new(failing, able):
    looks(NOON)
    let_the_database_work()

    looks(NOON + LATER)

    assert (steps_of(failing), failing.state, failing.failures) == ([Step.BEGUN, Step.ASKED], SearchState.LOOKING, 0)


def test_after_the_second_failure_in_a_row_a_person_is_told_to_ring_once(failing, role, inbox):
    looks(NOON)
    assert (failing.state, failing.next_at, failing.failures) == (SearchState.LOOKING, NOON + LATER, 1)

    for later in (LATER, 2 * LATER, 3 * LATER):
        looks(NOON + later)

    assert (failing.state, failing.next_at) == (SearchState.RINGING, role.event.starts_at)
    assert steps_of(failing) == [Step.BEGUN, Step.TO_RING]
    assert [message.subject for message in inbox.messages].count("Please ring round: Nurse panel") == 1


def test_a_coordinator_lets_it_look_again_and_it_fails_twice_before_they_are_told_again(failing, inbox):
    for later in (0 * LATER, LATER):
        looks(NOON + later)
    look_by_hand(failing.role_id, pace=None, by=StaffFactory(), now=NOON + 2 * LATER)

    looks(NOON + 2 * LATER)
    assert steps_of(failing) == [Step.BEGUN, Step.TO_RING, Step.BEGUN]
    looks(NOON + 3 * LATER)

    assert steps_of(failing) == [Step.BEGUN, Step.TO_RING, Step.BEGUN, Step.TO_RING]
    assert [message.subject for message in inbox.messages].count("Please ring round: Nurse panel") == 2


LEFT_OVER = ["Look at Panel member, Nurse panel"]


def standing_of(search):
    return search.state, search.next_at, search.failures


def to_do(now):
    return [task.what for task in roles_to_ring_for(viewer=StaffFactory(), now=now).tasks]


def test_when_who_stood_by_cannot_do_so_again_it_is_left_to_a_person(role, able, leaving, standby):
    winner = able("Amara Okafor")
    steps_back(leaving)
    look_by_hand(role.id, pace=Pace.AT_ONCE, by=StaffFactory(), now=NOON + HOUR)
    looks(NOON + HOUR)
    let_the_database_refuse(standby.role, "UPDATE")

    says(winner, Answer.YES, role, NOON + 2 * HOUR)
    search = the_search()
    assert standing_of(search) == (SearchState.FOUND, NOON + 2 * HOUR + LATER, 1)
    assert to_do(NOON + 2 * HOUR) == []
    looks(NOON + 2 * HOUR + LATER)

    assert standing_of(search) == (SearchState.FOUND, None, 2)
    assert to_do(NOON + 3 * HOUR) == LEFT_OVER
    let_the_database_work()
    standby.state = PlaceState.HELD
    db.session.flush()
    assert to_do(NOON + 3 * HOUR) == []


def test_when_it_fails_once_who_stood_by_does_so_again_the_second_time(role, able, leaving, standby):
    winner = able("Amara Okafor")
    steps_back(leaving)
    look_by_hand(role.id, pace=Pace.AT_ONCE, by=StaffFactory(), now=NOON + HOUR)
    looks(NOON + HOUR)
    let_the_database_refuse(standby.role, "UPDATE")
    says(winner, Answer.YES, role, NOON + 2 * HOUR)
    let_the_database_work()

    looks(NOON + 2 * HOUR + LATER)

    assert (standby.state, the_search().failures) == (PlaceState.HELD, 0)


def test_when_others_cannot_be_thanked_the_search_has_ended_and_is_left_to_a_person(role, able, leaving):
    other = able("Ruth Bell")
    steps_back(leaving)
    PlaceFactory(role=role, member=able("Vera Lunt"))
    search = the_search()
    search.next_at = NOON + HOUR
    let_the_database_refuse(role, "UPDATE")

    for later in (HOUR, HOUR + LATER, HOUR + 2 * LATER):
        looks(NOON + later)

    assert standing_of(search) == (SearchState.FOUND, None, 2)
    assert (place_of(other, role).state, to_do(NOON + 2 * HOUR)) == (PlaceState.OFFERED, LEFT_OVER)
    let_the_database_work()
    place_of(other, role).state = PlaceState.RELEASED
    db.session.flush()
    assert to_do(NOON + 2 * HOUR) == []


def test_it_is_logged_without_a_name(failing, caplog):
    looks(NOON)

    [logged] = [record for record in caplog.records if record.levelno == logging.ERROR]
    line = Formatter(with_messages=False).format(logged)
    assert logged.message == "a search for somebody who steps in could not go on"
    assert "Amara Okafor" in str(logged.exc_info[1])
    assert [word for word in ("Amara", "Okafor", "Tunde") if word in line] == []
