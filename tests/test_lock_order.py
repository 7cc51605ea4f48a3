"""Everybody locks in one order, so that no two wait for each other for ever: it is written down with the locks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as listeners

from coproduction.accounts.models import Account
from coproduction.core.database import Base, db
from coproduction.meetings.models import MeetingSeries, Poll
from coproduction.members.actions import departures
from coproduction.members.actions.merging import merge
from coproduction.members.actions.needs import NeedDetails, add_need
from coproduction.members.models import Interest, Member, MemberState, NeedKind
from coproduction.notifications.mailing import Hears
from coproduction.panels.actions.candidates import answer_candidates
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.actions.stages import close_panels, hold_panels
from coproduction.panels.models import Panel, PanelCase, PanelStage
from coproduction.rosters.actions import ask_proposed
from coproduction.rosters.actions.availability import ask_when
from coproduction.rosters.models import AvailabilityRound
from coproduction.rosters.queries import Choice
from coproduction.schedule import emails
from coproduction.schedule.actions import events, linked, publishing
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.partings import close_places_of_the_gone
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import Event, EventKind, EventRole, EventState, Place, PlaceState, Venue
from coproduction.training.actions.delegates_told import remind_delegates
from tests.conftest import NOON
from tests.factories import (
    CandidateFactory,
    DelegateFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PanelCaseFactory,
    PanelFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.dates import link

ORDER: tuple[tuple[type[Base], ...], ...] = (
    (Venue, MeetingSeries),
    (Event,),
    (EventRole,),
    (AvailabilityRound, Poll),
    (Member,),
    (Account,),
)
EVENTS, ROLES, MEMBERS = 1, 2, 4
AFTER = timedelta(days=90)
Lock = tuple[int, int]
HANGS_ON_AN_EVENT: Lock = (-1, 0)


@contextmanager
def locks_taken() -> Iterator[list[Lock]]:
    """Note the locks that are taken, each once: where its table stands in the order, and the row's id."""
    taken: list[Lock] = []

    def note(state: Any) -> Any:
        locking = getattr(state.statement, "_for_update_arg", None)
        if locking is None:
            return None
        found = state.invoke_statement().freeze()
        for (row,) in found():
            lock = _lock_of(row, (locking.of or [state.bind_mapper.local_table])[0].name)
            if lock not in taken:
                taken.append(lock)
        return found()

    listeners.listen(db.session, "do_orm_execute", note)
    try:
        yield taken
    finally:
        listeners.remove(db.session, "do_orm_execute", note)


def _lock_of(row: Any, table: str) -> Lock:
    """Return the lock on a row of the table: its id is known, or it is found in a row that stands in its event."""
    rank = next((number for number, models in enumerate(ORDER) if table in _names(models)), None)
    if rank is None:
        return HANGS_ON_AN_EVENT
    if isinstance(row, int):
        return rank, row
    return rank, row.id if row.__tablename__ == table else row.event_id


def _names(models: tuple[type[Base], ...]) -> list[str]:
    return [model.__tablename__ for model in models]


@dataclass
class Panels:
    """Two panels, each with a pre-meet and with a member on it, made so that ids of all sorts run crosswise."""

    first: Event
    second: Event
    roles: Sequence[EventRole]
    members: list[Member]
    places: Sequence[Place]
    by: Account


@pytest.fixture
def panels(app: Flask) -> Panels:
    """Two published panels."""
    by = StaffFactory()
    both = [EventFactory(kind=EventKind.PANEL, title=title, organiser=by) for title in ("First", "Second")]
    second, first = (EventRoleFactory(event=each, minimum=2, maximum=2, is_open=False) for each in reversed(both))
    for each in reversed(both):
        PanelCaseFactory(panel=PanelFactory(event=each), stage=PanelStage.RECRUITING)
        link(each, "Pre-meet", hours=-1, by=by, now=NOON)
    ben, amara = (MemberFactory(account=None, interested_in=[Interest.PANELS]) for _ in range(2))
    places = [
        PlaceFactory(role=role, member=member, state=PlaceState.OFFERED)
        for role, member in ((first, amara), (second, ben), (second, amara))
    ]
    db.session.flush()
    return Panels(both[0], both[1], [first, second], [amara, ben], places, by)


def asks(panels: Panels) -> None:
    for place in panels.places:
        db.session.delete(place)
    (first, second), (amara, ben) = panels.roles, panels.members
    choices = [Choice(first.id, amara.id), Choice(second.id, ben.id)]
    ask_proposed(choices, by=panels.by, now=NOON)


def publishes(panels: Panels) -> None:
    for each in (panels.first, panels.second):
        each.state = EventState.DRAFT
    publishing.publish_together([panels.second, panels.first], invite=False, by=panels.by, now=NOON)


def asks_everybody(panels: Panels) -> None:
    for role in panels.roles:
        role.is_open, role.event.kind = True, EventKind.MEETING
    publishing.ask_everybody([panels.second, panels.first], by=panels.by, now=NOON)


def moves(panels: Panels) -> None:
    changes = [
        (each, linked.at_another_time(each, each.starts_at + AFTER, ends_at=each.ends_at + AFTER))
        for each in (panels.second, panels.first)
    ]
    events.change_together(changes, by=panels.by, now=NOON)


def lapses(panels: Panels) -> None:
    for place in panels.places:
        place.offer_ends_at = NOON
    assert keep_lists(now=NOON) == 0
    assert {place.state for place in panels.places} == {PlaceState.LAPSED}


def holds_and_closes(panels: Panels) -> None:
    assert hold_panels(now=NOON + AFTER) == 2


def closes(panels: Panels) -> None:
    for case in db.session.query(PanelCase):
        case.stage = PanelStage.OUTCOME_SHARED
    assert close_panels(now=NOON + AFTER) == 2


def forgets(panels: Panels) -> None:
    for panel in db.session.query(Panel).order_by(Panel.event_id.desc()):
        CandidateFactory(panel=panel)
    assert forget_panels(now=NOON + AFTER * 2) == 2


def reminds_delegates(panels: Panels) -> None:
    delegates = [DelegateFactory(bookings__session__event=each) for each in (panels.second, panels.first)]
    assert remind_delegates(now=NOON + timedelta(days=9)) == len(delegates)


def dies(panels: Panels) -> None:
    departures.record_death(panels.members[0].id, by=panels.by, now=NOON)
    assert panels.places[0].state is PlaceState.RELEASED


def are_gone(panels: Panels) -> None:
    for member in panels.members:
        member.state = MemberState.LEFT
    assert close_places_of_the_gone(now=NOON) == len(panels.places)


def needs(panels: Panels) -> None:
    panels.places[0].state = PlaceState.HELD
    details = NeedDetails(kind=NeedKind.CHANGING_PLACES)
    add_need(panels.members[0].id, details, by=panels.by, now=NOON)


def is_merged(panels: Panels) -> None:
    merge(panels.members[0].id, panels.members[1].id, [], by=panels.by, now=NOON)


def knows_a_candidate(panels: Panels) -> None:
    panels.places[0].state = PlaceState.HELD
    panel = db.session.get_one(Panel, panels.first.id)
    candidate = CandidateFactory(panel=panel)
    db.session.flush()
    said = answer_candidates(panel, panels.members[0], knows={candidate.id: True}, hand=Hand(), now=NOON)
    assert not said


def asks_when(panels: Panels) -> None:
    ids = [panels.second.id, panels.first.id]
    ask_when(ids, answer_by=NOON.date(), words="", by=panels.by, now=NOON)


def calls_off(panels: Panels) -> None:
    events.cancel_event(panels.first, "Snow", by=panels.by, now=NOON)


def steps_back(panels: Panels) -> None:
    step_back(panels.places[0].id, hand=Hand(), now=NOON)


DEEDS = [
    asks,
    publishes,
    asks_everybody,
    moves,
    lapses,
    reminds_delegates,
    holds_and_closes,
    closes,
    forgets,
    dies,
    are_gone,
    needs,
    is_merged,
    knows_a_candidate,
    asks_when,
    calls_off,
    steps_back,
]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_whoever_locks_several_rows_takes_them_in_the_one_order(panels: Panels, deed: Callable[[Panels], None]) -> None:
    db.session.flush()
    with locks_taken() as taken:
        deed(panels)

    in_order = [lock for lock in taken if lock != HANGS_ON_AN_EVENT]
    assert len(in_order) > 1
    assert in_order == sorted(in_order)
    last_role = max(number for number, (rank, _) in enumerate(taken) if rank in (EVENTS, ROLES))
    assert HANGS_ON_AN_EVENT not in taken[:last_role]


def offers_two_dates_at_once(panels: Panels) -> list[Any]:
    """Ask both for both panels with one message each, of which nobody has been told, to answer by now."""
    for place in panels.places:
        db.session.delete(place)
    offered = [
        PlaceFactory(role=role, member=member, state=PlaceState.OFFERED, offer_ends_at=NOON - timedelta(minutes=ago))
        for ago, member in enumerate(sorted(panels.members, key=lambda member: member.id), start=1)
        for role in panels.roles
    ]  # whoever has the higher number was to answer first
    for member in panels.members:
        asked = [place for place in offered if place.member is member]
        emails.SEVERAL[emails.DATES](asked, now=NOON, is_for=Hears.ALL)
    db.session.flush()
    return offered


def test_whoever_ends_offers_of_several_dates_locks_all_who_hear_of_it_in_the_one_order(panels: Panels) -> None:
    offered = offers_two_dates_at_once(panels)
    with locks_taken() as taken:
        keep_lists(now=NOON)

    assert [place.state for place in offered] == [PlaceState.LAPSED] * 4
    members = [number for rank, number in taken if rank == MEMBERS]
    assert members == sorted(member.id for member in panels.members)


def test_whoever_answers_while_another_offer_ends_is_locked_with_whoever_had_it(panels: Panels) -> None:
    first = offers_two_dates_at_once(panels)[-1]
    first.offer_ends_at = None
    db.session.flush()
    with locks_taken() as taken:
        step_back(first.id, hand=Hand(), now=NOON)

    assert [number for rank, number in taken if rank == MEMBERS] == sorted(member.id for member in panels.members)
