"""Coordinators say that a panel did not take place while others do so too, or while its team tells the outcome."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.panels.actions import deciding, outcomes
from coproduction.panels.models import Outcome, Panel, PanelCase, PanelMove, PanelStage
from coproduction.panels.queries.cases import case_of
from coproduction.schedule.models import Event, EventState
from tests.factories import PanelRequestFactory, StaffFactory
from tests.faults.at_once import all_at_once, count
from tests.panels.seats import seats

AFTER = datetime(2027, 1, 15, 9, tzinfo=UTC)
IT_WAS = "Its outcome is told, or somebody wrote down who came. So it took place."


@pytest.fixture
def held(a_real_database):
    """The event of a panel of two members that somebody asked for, and that counts as held."""
    panel, _ = seats(2, stage=PanelStage.HELD)
    PanelRequestFactory(case=case_of(panel.event_id))
    db.session.commit()
    return panel.event_id


def says_not_held(event_id, by_id):
    case = db.session.scalars(select(PanelCase).where(PanelCase.event_id == event_id)).one()
    deciding.say_not_held(case, "The lead nurse was ill.", by=db.session.get_one(Account, by_id), now=AFTER)


def tells_outcome(event_id):
    outcomes.tell_outcome(db.session.get_one(Panel, event_id), "They chose nobody.", by=None, now=AFTER)


def stands(event_id):
    """Return how far the panel is, what became of its event, and how many messages there are by their template."""
    db.session.rollback()
    templates = db.session.scalars(select(Message.template).order_by(Message.template)).all()
    case = db.session.scalars(select(PanelCase).where(PanelCase.event_id == event_id)).one()
    told = [template.removeprefix("panels/") for template in templates]
    return case.stage, db.session.get_one(Event, event_id).state, told


def test_two_who_say_so_at_once_write_it_down_once_and_tell_each_person_once(a_real_database, held):
    people = [account.id for account in StaffFactory.create_batch(2)]
    db.session.commit()

    came_out = all_at_once(a_real_database, [partial(says_not_held, held, by) for by in people])

    assert came_out == {"done": 2}
    assert stands(held) == (PanelStage.CANCELLED, EventState.CANCELLED, ["not_held", "not_held", "stage_reached"])
    assert count(PanelMove.to_stage == PanelStage.CANCELLED, of=PanelMove) == 1


@pytest.mark.parametrize("round_of", range(3))
def test_it_took_place_and_has_an_outcome_or_did_not_and_has_none(a_real_database, held, round_of):
    by, title = StaffFactory.create().id, db.session.get_one(Event, held).title
    db.session.commit()

    came_out = all_at_once(a_real_database, [partial(says_not_held, held, by), partial(tells_outcome, held)])

    stage, state, told = stands(held)
    told = [template for template in told if template != "stage_reached"]
    if count(of=Outcome):
        assert (stage, state, told) == (PanelStage.OUTCOME_SHARED, EventState.PUBLISHED, ["outcome_told"] * 2)
        assert came_out == {"done": 1, IT_WAS: 1}
    else:
        assert (stage, state, told) == (PanelStage.CANCELLED, EventState.CANCELLED, ["not_held"] * 2)
        assert came_out == {"done": 1, f"{title} is cancelled, so there is no outcome.": 1}
