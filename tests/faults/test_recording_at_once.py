"""What trainers say about a session at the moment at which they give up their place, or write no in their own sheet."""

from __future__ import annotations

from functools import partial

import pytest

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.models import Event
from coproduction.training.actions.recording import NO_TRAINER, SHEET_SAYS_NO, answer_recording, share_story
from coproduction.training.actions.stories import Story, keep_story
from coproduction.training.models import Duty, Recording, SessionRole, TrainerAnswer
from coproduction.training.queries.recording import may_be_recorded
from coproduction.training.queries.stories import own_sheet
from tests.conftest import NOON
from tests.factories import EventRoleFactory, PlaceFactory, StorySheetFactory, TrainingSessionFactory
from tests.faults.at_once import all_at_once, count

AT_ONCE = 4


@pytest.fixture
def ids() -> dict[str, int]:
    """A session with one trainer, who has written a sheet."""
    event = TrainingSessionFactory().event
    role = EventRoleFactory(event=event, is_open=False)
    db.session.add(SessionRole(role_id=role.id, does=Duty.LEADS))
    place = PlaceFactory(role=role)
    StorySheetFactory(member_id=place.member_id)
    made = {"event": event.id, "place": place.id, "member": place.member_id}
    db.session.commit()
    return made


def found(ids: dict[str, int]) -> tuple[Event, Member]:
    """Return the session and its trainer in a session of its own."""
    return db.session.get_one(Event, ids["event"]), db.session.get_one(Member, ids["member"])


def says_yes(ids: dict[str, int]) -> None:
    event, member = found(ids)
    own_sheet(viewer=member)  # as the page has read it before
    answer_recording(event, member, agrees=True, now=NOON)


def shares(ids: dict[str, int]) -> None:
    share_story(*found(ids), shares=True)


def writes_no(ids: dict[str, int]) -> None:
    _, member = found(ids)
    assert member.account
    keep_story(member, Story("", "", Recording.NO), by=member.account, now=NOON)


def test_nothing_is_left_of_what_a_trainer_says_who_gives_up_their_place(a_real_database, ids):
    leaves = partial(step_back, ids["place"], hand=Hand(), now=NOON)

    came_out = all_at_once(a_real_database, [leaves, *[partial(says_yes, ids), partial(shares, ids)] * AT_ONCE])

    assert sum(came_out.values()) == 1 + 2 * AT_ONCE
    assert set(came_out) <= {"done", NO_TRAINER}
    assert count(of=TrainerAnswer) == 0


def test_a_no_in_the_sheet_stands_however_often_a_yes_is_sent_at_once(a_real_database, ids):
    came_out = all_at_once(a_real_database, [partial(writes_no, ids), *[partial(says_yes, ids)] * AT_ONCE])

    assert set(came_out) <= {"done", SHEET_SAYS_NO}
    assert may_be_recorded(ids["event"]) is False
