"""Each room of the schedule has something in it to see, once the demonstration group is loaded."""

from __future__ import annotations

from collections import Counter
from datetime import date, time

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.members.models import Member
from coproduction.panels.models import Outcome, PackOpening, Panel, PanelCase, PanelRequest, PanelStage
from coproduction.panels.queries.outcomes import panels_to_forget
from coproduction.panels.queries.packs import find_pack
from coproduction.panels.queries.seats import seated_places
from coproduction.panels.rules.stages import is_legal as is_legal_stage
from coproduction.rosters.models import Availability, AvailabilityRound, CanCome
from coproduction.schedule.models import (
    Arrangement,
    ArrangementMove,
    ArrangementState,
    CallRequest,
    Change,
    CheckInCode,
    Event,
    EventChange,
    EventState,
    KnownPeriod,
    Met,
    NeedsMet,
    Place,
    PlaceState,
)
from coproduction.schedule.queries.periods import warnings_for
from coproduction.schedule.rules import can_check_in
from coproduction.schedule.rules.arrangements import is_legal
from coproduction.training.models import BookingState, Course, Delegate, RequestStage, TrainingRequest
from coproduction.training.rules.request_stages import is_legal as is_legal_request
from tests.demonstration import DAYS, load


@pytest.fixture(params=DAYS, ids=str)
def today(request):
    """A day on which the group was loaded."""
    load(request.param)
    return request.param


def test_the_days_to_think_of_are_known_for_both_years():
    load()

    assert warnings_for([date(2027, 2, 11), date(2027, 2, 18), date(2027, 6, 12), date(2027, 8, 12)]) == {
        date(2027, 2, 11): ["Religious day: Ramadan"],
        date(2027, 2, 18): ["School holiday: Spring half term", "Religious day: Ramadan"],
        date(2027, 6, 12): ["Carnival: few taxis, and roads are closed"],
        date(2027, 8, 12): ["School holiday: Summer holidays"],
    }
    assert {period.first_day.year for period in db.session.scalars(select(KnownPeriod))} == {2026, 2027}


def test_a_day_out_is_full_and_two_wait_in_their_order(today):
    event = db.session.scalars(select(Event).where(Event.title == "A day out: Example Gardens")).one()
    [role] = event.roles

    known_as = select(Member.known_as).join(Place).where(Place.role_id == role.id)
    held = db.session.scalars(known_as.where(Place.state == PlaceState.HELD).order_by(Member.id)).all()
    waiting = db.session.scalars(known_as.where(Place.state == PlaceState.WAITING).order_by(Place.moved_at)).all()

    assert (role.maximum, held, set(waiting)) == (3, ["Shabana", "Megan", "Tunde"], {"Amara", "Lee"})
    assert event.listed_venue
    assert (event.listed_venue.step_free, event.listed_venue.changing_places) == (True, True)


def test_something_is_on_today_where_members_check_in_with_a_code(today):
    code = db.session.scalars(select(CheckInCode)).one()
    event = db.session.get_one(Event, code.event_id)
    coming = select(Place).where(Place.event_id == event.id, Place.state == PlaceState.HELD)
    places = db.session.scalars(coming).all()

    assert len(code.code) == 6
    assert places
    assert all(can_check_in(place, event, now=uk_moment(today, time(12))) for place in places)


def test_amara_can_check_in_today():
    load()

    amara = select(Member.id).where(Member.known_as == "Amara").scalar_subquery()
    code = select(CheckInCode).join(Place, Place.event_id == CheckInCode.event_id).where(Place.member_id == amara)
    assert db.session.scalars(code).one().code == "260714"


def test_those_who_came_last_were_asked_if_they_had_what_they_needed(today):
    asked = db.session.scalars(select(NeedsMet).order_by(NeedsMet.id)).all()

    assert [one.met for one in asked] == [None, Met.YES, Met.PARTLY]
    assert all(one.asked_at < uk_moment(today, time()) for one in asked)


def test_somebody_would_like_to_be_rung(today):
    assert [call.place.member.known_as for call in db.session.scalars(select(CallRequest))] == ["Lee"]


def test_members_are_asked_when_they_could_come_and_some_have_answered(today):
    question = db.session.scalars(select(AvailabilityRound)).one()

    assert question.closed_at is None
    assert question.answer_by > today
    assert {CanCome.YES, None} <= set(db.session.scalars(select(Availability.said)))
    assert question.dates


def test_an_arrangement_stands_in_each_state_there_is():
    load()

    assert set(db.session.scalars(select(Arrangement.state))) == set(ArrangementState)
    assert db.session.scalars(select(Arrangement.instead).where(Arrangement.instead != "")).all() == [
        "Tom brings Amara in the van with the ramp."
    ]


def test_every_arrangement_came_by_legal_moves_to_where_it_stands(today):
    moves: dict[int, list[ArrangementMove]] = {}
    for move in db.session.scalars(select(ArrangementMove).order_by(ArrangementMove.id)):
        moves.setdefault(move.arrangement_id, []).append(move)
    for arrangement in db.session.scalars(select(Arrangement)):
        theirs = moves[arrangement.id]
        assert [move.from_state for move in theirs] == [None, *(move.to_state for move in theirs[:-1])]
        assert all(is_legal(move.from_state, move.to_state) for move in theirs)
        assert theirs[-1].to_state is arrangement.state


def test_an_event_that_moved_is_marked_with_when_it_was(today):
    changes = db.session.scalars(select(EventChange).where(EventChange.what == Change.TIME)).all()

    for change in changes:
        event = db.session.get_one(Event, change.event_id)
        assert (event.state, event.sequence) == (EventState.PUBLISHED, 1)
        assert "1pm to " in change.was
        assert change.at == event.changed_at < uk_moment(today, time()) < event.starts_at
    assert len(changes) <= 1


def test_the_move_and_the_cancellation_are_news_to_members():
    load()

    assert Counter(db.session.scalars(select(EventChange.what))) == {Change.TIME: 1, Change.CANCELLED: 1}


def test_one_panel_to_come_is_briefed_and_the_last_one_has_an_outcome_or_waits_for_it(today):
    cases = db.session.scalars(select(PanelCase).join(Event, Event.id == PanelCase.event_id).order_by(Event.starts_at))
    by_stage = Counter(case.stage for case in cases.all())
    assert by_stage.total() == db.session.query(Panel).count()
    assert by_stage[PanelStage.BRIEFED] == 1
    assert by_stage[PanelStage.OUTCOME_SHARED] == db.session.query(Outcome).count() > 0

    event_id = db.session.query(PanelCase.event_id).filter_by(stage=PanelStage.BRIEFED).scalar()
    now = uk_moment(today, time())
    on_it = {place.member_id: place.member for place in seated_places(event_id)}
    opens = {member_id for member_id, member in on_it.items() if find_pack(event_id, viewer=member)}
    assert len(on_it) - 1 == len(opens)  # one has not said yet whether they know somebody
    assert {opening.member_id for opening in db.session.query(PackOpening).filter_by(event_id=event_id)} <= opens
    assert panels_to_forget(now=now) == []


def test_every_panel_has_come_as_far_as_it_says_and_requests_stand_in_several_stages(today):
    cases = db.session.scalars(select(PanelCase)).all()
    moves = {case: [(move.from_stage, move.to_stage) for move in case.moves] for case in cases}

    assert {case.event_id for case in cases if case.event_id} == set(db.session.scalars(select(Panel.event_id)))
    for case, steps in moves.items():
        assert [before for before, _after in steps] == [None, *(after for _before, after in steps[:-1])]
        assert [is_legal_stage(before, after) for before, after in steps] == [True] * len(steps)
        assert (steps[-1][1], case.moves[-1].moved_at) == (case.stage, case.moved_at)
        times = [move.moved_at for move in case.moves]
        assert times == sorted(times)
    stages = {request.case.stage for request in db.session.scalars(select(PanelRequest))}
    assert {
        PanelStage.REQUESTED,
        PanelStage.NEEDS_INFORMATION,
        PanelStage.DECLINED,
        PanelStage.POSTPONED,
        PanelStage.ACCEPTED,
        PanelStage.OUTCOME_SHARED,
    } <= stages


def test_every_request_for_training_has_come_as_far_as_it_says_and_they_stand_in_every_stage(today):
    requests = db.session.scalars(select(TrainingRequest).order_by(TrainingRequest.id)).all()

    for request in requests:
        steps = [(move.from_stage, move.to_stage) for move in request.moves]
        assert [before for before, _after in steps] == [None, *(after for _before, after in steps[:-1])]
        assert [is_legal_request(before, after) for before, after in steps] == [True] * len(steps)
        assert (steps[-1][1], request.moves[-1].moved_at) == (request.stage, request.moved_at)
        times = [move.moved_at for move in request.moves]
        assert times == sorted(times)
        assert times[-1] <= uk_moment(today, time(23, 59))
    missing = set(RequestStage) - {request.stage for request in requests}
    assert missing <= {RequestStage.CANCELLED, RequestStage.READY, RequestStage.ACCEPTED}


def test_the_eight_courses_are_there_as_long_and_as_large_as_they_were_planned(today):
    courses = db.session.execute(select(Course.minutes, Course.delegates, Course.name).order_by(Course.id)).all()

    assert [tuple(course) for course in courses] == [
        (120, 20, "What matters to me: personalised care basics"),
        (180, 16, "Personal health budgets in real life"),
        (180, 16, "Better care planning conversations"),
        (120, 24, "Co-production: doing with"),
        (90, 15, "Accessible meetings"),
        (120, 12, "Direct payments and employing personal assistants"),
        (90, 12, "Involving people in recruitment (for managers)"),
        (210, 8, "Interview skills (for members)"),
    ]
    for_members = db.session.scalars(select(Course.name).where(Course.is_for_members)).all()
    assert for_members == ["Interview skills (for members)"]


def test_at_the_last_session_others_asked_for_a_place_who_may_have_come(today):
    last = (
        select(Delegate.event_id)
        .join(Event, Event.id == Delegate.event_id)
        .where(Event.state == EventState.HELD)
        .order_by(Event.starts_at.desc())
        .limit(1)
    )
    others = select(Delegate.name).where(
        Delegate.event_id == last.scalar_subquery(), Delegate.state != BookingState.BOOKED
    )

    assert db.session.scalars(others.order_by(Delegate.turn)).all() == ["Ottoline Marsh", "Derek Fenn"]
