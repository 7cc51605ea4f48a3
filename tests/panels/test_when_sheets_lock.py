"""Score sheets lock before people talk about the candidates, at whatever times a panel has."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions.packs import PackDetails, prepare_pack
from coproduction.panels.kinds import DEBRIEF
from coproduction.panels.models import Pack
from coproduction.panels.queries.dates import ends_at, when_to_lock
from coproduction.panels.queries.score_sheets import locks_at
from coproduction.schedule.actions.events import change_event
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.models import EventKind, EventState
from tests.factories import EventFactory, StaffFactory
from tests.panels.scoring import members_of, panel_to_score, write


@pytest.fixture
def panel(noon):
    return panel_to_score(noon)


def test_with_interviews_on_two_days_and_a_debrief_sheets_lock_when_the_last_interviews_end(panel, noon):
    first = panel.event
    second = EventFactory(follows_id=first.id, label="Interviews, day 2", starts_at=first.starts_at + timedelta(days=1))
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.starts_at + timedelta(days=2))
    off = EventFactory(follows_id=first.id, label="Interviews, day 3", starts_at=first.starts_at + timedelta(days=3))
    off.state = EventState.CANCELLED
    db.session.flush()

    assert locks_at(db.session.get_one(Pack, first.id), first) == second.ends_at
    assert ends_at(first) == debrief.ends_at


def lock_at(panel, at, now):
    details = PackDetails("", "", "", "", highest_score=5, locks_at=at)
    return prepare_pack(panel, details, questions=["How?", "Why?"], by=StaffFactory(), now=now)


def move(event, by, now):
    moved = at_another_time(event, event.starts_at + by, ends_at=event.ends_at + by)
    change_event(event, moved, by=StaffFactory(), now=now)


def test_the_time_at_which_sheets_lock_moves_with_the_panel(panel, noon):
    pack = lock_at(panel, panel.event.ends_at, noon)

    move(panel.event, timedelta(days=14), noon)

    assert pack.locks_at == panel.event.ends_at


def test_a_time_that_does_not_fit_the_new_dates_is_emptied(panel, noon):
    first = panel.event
    first.is_followed = True
    second = EventFactory(
        kind=EventKind.PANEL,
        follows_id=first.id,
        label="Interviews, day 2",
        starts_at=first.starts_at + timedelta(days=1),
    )
    db.session.flush()
    pack = lock_at(panel, second.ends_at, noon)

    move(second, timedelta(days=1), noon)

    assert pack.locks_at is None
    assert locks_at(pack, first) == second.ends_at


def test_a_panel_that_is_put_off_on_the_day_leaves_scores_that_have_locked_as_they_are(panel, noon):
    [amara, _], at = members_of(panel), panel.event.starts_at + timedelta(minutes=30)
    pack = lock_at(panel, at, noon)
    write(panel, amara, 4, now=noon)

    move(panel.event, timedelta(days=14), at)

    assert pack.locks_at == at
    with pytest.raises(Refusal, match="locked"):
        write(panel, amara, 1, now=at)


def test_sheets_lock_between_the_start_of_the_last_interviews_and_the_discussion(panel, noon):
    first = panel.event
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.ends_at + timedelta(minutes=15))
    db.session.flush()
    for at in (first.starts_at, debrief.starts_at + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="Choose a time after") as refused:
            lock_at(panel, at, noon)
        assert refused.value.field == "locks_on"

    assert lock_at(panel, debrief.starts_at, noon).locks_at == debrief.starts_at


@pytest.mark.parametrize("is_set", [True, False])
def test_sheets_lock_when_the_discussion_starts_also_where_its_debrief_was_put_before_the_interviews_end(
    panel, noon, is_set
):
    first = panel.event
    pack = lock_at(panel, first.ends_at if is_set else None, noon)
    [amara, _], at = members_of(panel), first.ends_at - timedelta(minutes=15)
    EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=at)
    db.session.flush()

    assert (locks_at(pack, first), when_to_lock(first)) == (at, (first.starts_at, at))
    with pytest.raises(Refusal, match="locked"):
        write(panel, amara, 1, now=at)


def test_a_debrief_before_the_last_interviews_start_does_not_lock_what_is_said_of_these(panel):
    first = panel.event
    second = EventFactory(follows_id=first.id, label="Interviews, day 2", starts_at=first.starts_at + timedelta(days=1))
    EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.ends_at)

    assert locks_at(db.session.get_one(Pack, first.id), first) == second.ends_at
    assert when_to_lock(first) == (second.starts_at, second.ends_at)


@pytest.mark.parametrize("is_set", [True, False])
def test_no_later_time_opens_sheets_again_that_have_locked_by_themselves(panel, noon, is_set):
    first = panel.event
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.ends_at + timedelta(minutes=15))
    db.session.flush()
    at = first.starts_at + timedelta(minutes=30) if is_set else None
    locked = locks_at(lock_at(panel, at, noon), first)

    with pytest.raises(Refusal, match="have locked"):
        lock_at(panel, debrief.starts_at, locked)

    assert lock_at(panel, at, locked).locks_at == at
