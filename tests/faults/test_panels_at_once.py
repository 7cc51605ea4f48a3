"""Coordinators, the manager and members act on one panel at the same moment: it stands in one stage all agree with."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.panels.actions import alone, deciding, managing, panels
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.actions.panels import PanelDetails
from coproduction.panels.models import (
    AloneState,
    AloneStep,
    Panel,
    PanelCase,
    PanelMove,
    PanelRequest,
    PanelStage,
    TimePart,
)
from coproduction.panels.queries.requests import request_of
from coproduction.panels.rules.requests import DATES_CHANGED, Times, dates_asked
from coproduction.schedule.actions import places
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Event, EventState, Place, PlaceState
from tests.conftest import NOON
from tests.factories import (
    EventRoleFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.faults.at_once import all_at_once, count

CHANGED = "Somebody else has just changed this panel. Look at it again first."
TUESDAY = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)


def accepts(case_id, by_id):
    request, by = db.session.get_one(PanelRequest, case_id), db.session.get_one(Account, by_id)
    deciding.accept_request(request, Acceptance(), by=by, now=NOON)


def test_a_request_that_two_accept_at_once_makes_one_panel(a_real_database):
    case_id = PanelRequestFactory.create().case_id
    people = [account.id for account in StaffFactory.create_batch(4)]
    db.session.commit()

    came_out = all_at_once(a_real_database, [partial(accepts, case_id, by) for by in people])

    assert came_out["done"] >= 1
    assert set(came_out) <= {"done", CHANGED}
    assert (
        count(PanelMove.to_stage == PanelStage.ACCEPTED, of=PanelMove),
        count(Event.follows_id.is_(None), of=Event),
    ) == (
        1,
        1,
    )


def test_a_panel_that_is_accepted_and_cancelled_at_once_is_on_with_its_event_or_off_with_it(a_real_database):
    case_id, by = PanelRequestFactory.create().case_id, StaffFactory.create().id
    db.session.commit()

    def cancels():
        managing.cancel_request(db.session.get_one(PanelRequest, case_id), "", now=NOON)

    came_out = all_at_once(a_real_database, [lambda: accepts(case_id, by), cancels])

    case = db.session.get_one(PanelCase, case_id)
    state = case.panel.event.state if case.panel else None
    assert (case.stage, state) in {
        (PanelStage.ACCEPTED, EventState.DRAFT),
        (PanelStage.CANCELLED, EventState.CANCELLED),
        (PanelStage.CANCELLED, None),
    }
    assert came_out["done"] >= 1


def coordinator_and_request(case_id, by_id):
    """Read the request as its page does, in a session of its own."""
    return db.session.get_one(Account, by_id), request_of(case_id)


@pytest.mark.parametrize("deed", ["accept", "agree", "keep"])
def test_dates_that_change_while_a_coordinator_answers_are_the_panels_or_are_asked_for_beside_them(
    a_real_database, deed
):
    stage = PanelStage.REQUESTED if deed == "accept" else PanelStage.ACCEPTED
    for day in (1, 2):
        request, by = PanelRequestFactory.create(case__stage=PanelStage.REQUESTED), StaffFactory.create().id
        case_id = request.case_id
        if stage is PanelStage.ACCEPTED:
            deciding.accept_request(request, Acceptance(), by=StaffFactory(), now=NOON)
            managing.change_dates(request, on_day(20), now=NOON)
        seen = dates_asked(request)
        db.session.commit()

        def answers(case_id=case_id, by=by, seen=seen):
            staff, read = coordinator_and_request(case_id, by)
            if deed == "accept":
                deciding.accept_request(read, Acceptance(), seen=seen, by=staff, now=NOON)
            elif deed == "agree":
                deciding.agree_dates(read, seen=seen, by=staff, now=NOON)
            else:
                deciding.keep_dates(read, "No.", seen=seen, by=staff, now=NOON)

        def changes(case_id=case_id, by=by, day=day):
            _, read = coordinator_and_request(case_id, by)
            managing.change_dates(read, on_day(20 + day), now=NOON)

        came_out = all_at_once(a_real_database, [answers, changes])

        assert set(came_out) <= {"done", CHANGED, DATES_CHANGED}
        db.session.rollback()
        request, panel = request_of(case_id), db.session.get_one(PanelCase, case_id).panel
        assert request
        agreed = [time.starts_at for time in request.times if time.part is TimePart.INTERVIEWS and not time.is_proposed]
        proposed = [time.starts_at.day for time in request.times if time.is_proposed]
        assert [panel.event.starts_at] == agreed if panel else deed == "accept"
        if came_out["done"] == 2:  # the answer came first, about what was seen, and other dates are asked for since
            assert (proposed, 20 + day in [at.day for at in agreed]) == ([20 + day], False)


def test_two_coordinators_who_move_a_panel_at_once_leave_the_notice_of_where_it_stands(a_real_database):
    case = PanelCaseFactory.create(panel=PanelFactory.create(event__starts_at=TUESDAY))
    event_id, by = case.event_id, StaffFactory.create().id
    db.session.commit()

    def moves_to(starts_at):
        panel, staff = db.session.get_one(Panel, event_id), db.session.get_one(Account, by)
        about = PanelDetails(panel.post, panel.band, panel.team, panel.candidates)
        there = at_another_time(panel.event, starts_at, ends_at=starts_at + timedelta(hours=2))
        panels.change_panel(panel, there, about=about, short_because="It is needed.", by=staff, now=NOON)

    soon, later = TUESDAY - timedelta(days=20), TUESDAY + timedelta(days=20)
    assert all_at_once(a_real_database, [partial(moves_to, soon), partial(moves_to, later)]) == {"done": 2}

    stands = db.session.get_one(PanelCase, case.id, populate_existing=True)
    assert (stands.is_short_notice, stands.short_because) in ((True, "It is needed."), (False, ""))
    assert stands.is_short_notice is (db.session.get_one(Event, event_id, populate_existing=True).starts_at == soon)


def on_day(day):
    return Times(days=(date(2027, 2, day),), starts=time(9, 30), ends=time(16))


def test_two_last_members_who_say_yes_at_once_make_it_rostered(a_real_database):
    case = PanelCaseFactory.create(panel=PanelFactory.create(event__starts_at=TUESDAY))
    parts = [EventRoleFactory.create(event=case.panel.event, name=name, minimum=1) for name in ("Chair", "Member")]
    offers = [PlaceFactory.create(role=part, state=PlaceState.OFFERED).id for part in parts]
    db.session.commit()

    def says_yes(place_id):
        places.answer(place_id, Answer.YES, hand=Hand(), now=NOON)

    came_out = all_at_once(a_real_database, [partial(says_yes, offer) for offer in offers])

    assert came_out == {"done": 2}
    assert db.session.get_one(PanelCase, case.id, populate_existing=True).stage is PanelStage.ROSTERED


def test_one_who_agrees_to_be_alone_while_another_says_yes_is_not_alone(a_real_database):
    case = PanelCaseFactory(stage=PanelStage.RECRUITING)
    role = EventRoleFactory(event=case.panel.event, minimum=2, maximum=2, is_open=False)
    place = PlaceFactory(role=role)
    alone.ask_alone(case, "The team cannot move the date.", by=StaffFactory(), now=NOON)
    offered = PlaceFactory(role=role, state=PlaceState.OFFERED)
    case_id, place_id, offered_id = case.id, place.id, offered.id
    db.session.commit()

    def agrees():
        member = db.session.get_one(Place, place_id).member
        alone.answer_alone(db.session.get_one(PanelCase, case_id), agrees=True, hand=Hand(), member=member, now=NOON)

    came_out = all_at_once(
        a_real_database, [agrees, lambda: places.answer(offered_id, Answer.YES, hand=Hand(), now=NOON)]
    )

    steps = db.session.scalars(select(AloneStep.state).order_by(AloneStep.id)).all()
    ways = {2: [AloneState.ASKED, AloneState.AGREES, AloneState.OVER], 1: [AloneState.ASKED, AloneState.OVER]}
    assert set(came_out) <= {"done", alone.NOT_ALONE}
    assert steps == ways[came_out["done"]]
    assert db.session.get_one(PanelCase, case_id).stage is PanelStage.ROSTERED
