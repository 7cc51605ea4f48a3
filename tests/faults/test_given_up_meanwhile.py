"""A place given up by somebody who has gone, at the very moment when a search ends: somebody else is looked for."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.queries.members import lock_member
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.models import SearchStep, StandInSearch, Step
from coproduction.rosters.queries.searches import LIVE
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.partings import close_places
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import EventKind, EventRole, Place, PlaceState, Via
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory
from tests.faults.waiting import one_while_the_other_waits

BY_EMAIL = Hand(via=Via.EMAIL)


class Session(NamedTuple):
    """A training session for two, where one has stepped back, another holds a place, and a third was asked."""

    role_id: int
    harold_id: int
    asked_id: int


@pytest.fixture
def session(a_real_database: Flask) -> Session:
    role = EventRoleFactory(event__kind=EventKind.TRAINING, minimum=2, maximum=2, is_open=False)
    harold = MemberFactory(known_as="Harold")
    PlaceFactory(role=role, member=harold)
    step_back(PlaceFactory(role=role).id, hand=BY_EMAIL, now=NOON)
    asked = PlaceFactory(role=role, state=PlaceState.OFFERED)
    search = db.session.scalars(select(StandInSearch)).one()
    db.session.add(SearchStep(search=search, what=Step.ASKED, at=NOON, member_id=asked.member_id))
    db.session.commit()
    made = Session(role.id, harold.id, asked.id)
    db.session.rollback()
    return made


def still_looked_for(role_id: int) -> bool:
    """Say whether a search goes on for the role once the worker has done all that is due."""
    while look_on(now=NOON):
        db.session.commit()
    found = select(StandInSearch).where(StandInSearch.role_id == role_id, StandInSearch.state.in_(LIVE))
    return db.session.scalars(found).one_or_none() is not None


@pytest.mark.parametrize("leaves_first", [True, False])
def test_who_leaves_while_somebody_says_yes_is_looked_for(a_real_database, session, leaves_first):
    def leaving() -> None:
        close_places(lock_member(session.harold_id), by=None, now=NOON)

    def saying_yes() -> None:
        answer(session.asked_id, Answer.YES, hand=BY_EMAIL, now=NOON)

    deeds = (leaving, saying_yes) if leaves_first else (saying_yes, leaving)
    one_while_the_other_waits(a_real_database, *deeds)

    held = select(Place.member_id).where(Place.role_id == session.role_id, Place.state == PlaceState.HELD)
    assert len(db.session.scalars(held).all()) == 1
    assert still_looked_for(session.role_id)


@pytest.mark.parametrize("leaves_first", [True, False])
def test_who_leaves_while_the_worker_ends_a_search_is_looked_for(a_real_database, session, leaves_first):
    db.session.get_one(EventRole, session.role_id).minimum = 1  # a coordinator has said that one is enough
    db.session.commit()

    def leaving() -> None:
        close_places(lock_member(session.harold_id), by=None, now=NOON)

    deeds = (leaving, lambda: look_on(now=NOON))
    one_while_the_other_waits(a_real_database, *(deeds if leaves_first else reversed(deeds)))

    assert still_looked_for(session.role_id)
