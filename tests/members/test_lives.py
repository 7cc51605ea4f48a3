"""Whatever coordinators and applicants do, in whatever order: only legal moves happen, and nobody is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import asking, deaths, decisions, departures, induction
from coproduction.members.actions import members as resting
from coproduction.members.actions.departures import Leaving
from coproduction.members.kinds import APPLICATION_MOVES_OFFERED, MOVES_OFFERED, STOPPED
from coproduction.members.models import (
    ApplicationMove,
    ApplicationState,
    InductionStep,
    Member,
    MembershipMove,
    MemberState,
)
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, MessageState
from coproduction.site.queries.to_do import to_do
from tests.conftest import NOON
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory
from tests.pages import Browser

MANY = settings(
    max_examples=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TODAY = NOON.date()
MUCH_LATER = NOON + timedelta(days=5 * 365)

SUBMITTED, MORE = ApplicationState.SUBMITTED, ApplicationState.MORE_INFORMATION
CHAT, LIST = ApplicationState.CHAT_OFFERED, ApplicationState.WAITING_LIST
OPEN = (SUBMITTED, MORE, CHAT, LIST)
ENDS = (ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
# What each step may follow, and where it leads: written down once more, apart from the table that the code uses.
APPLICATION_STEPS: dict[str, tuple[tuple[ApplicationState, ...], ApplicationState]] = {
    "ask": (OPEN, MORE),
    "reply": ((MORE,), SUBMITTED),
    "offer a chat": (OPEN, CHAT),
    "note the chat": ((CHAT,), SUBMITTED),
    "let wait": (OPEN, LIST),
    "look again": ((LIST,), SUBMITTED),
    "accept": (OPEN, ApplicationState.ACCEPTED),
    "decline": (OPEN, ApplicationState.DECLINED),
    "withdraw": (OPEN, ApplicationState.WITHDRAWN),
}
LISTED_APPLICATION = {SUBMITTED: "applications", MORE: "questions", CHAT: "offered-chats", LIST: "waiting-list"}


def step_application(step: str, application_id: int, *, words: str, by: Any) -> None:
    """Take one step, with words that nobody has used before."""
    soon = TODAY + timedelta(days=9)
    {
        "ask": lambda: asking.ask_for_more(application_id, words, by=by, now=NOON),
        "reply": lambda: asking.add_to_application(application_id, words, by=by, now=NOON),
        "offer a chat": lambda: asking.offer_chat(application_id, words, chat_on=soon, by=by, now=NOON),
        "note the chat": lambda: asking.note_chat(application_id, words, by=by, now=NOON),
        "let wait": lambda: decisions.put_on_waiting_list(application_id, words, look_again_on=soon, by=by, now=NOON),
        "look again": lambda: decisions.look_again(application_id, by=by, now=NOON),
        "accept": lambda: decisions.accept_application(application_id, by=by, now=NOON),
        "decline": lambda: decisions.decline_application(application_id, words, "Our open day.", by=by, now=NOON),
        "withdraw": lambda: decisions.withdraw_application(application_id, by=by, now=NOON),
    }[step]()


def number_of(table: Any) -> int:
    """Count the rows of a table."""
    return db.session.scalars(select(func.count()).select_from(table)).one()


def rows() -> tuple[int, ...]:
    """Count what a step may write."""
    return tuple(number_of(table) for table in (ApplicationMove, MembershipMove, Message, AuditEntry, Member))


@contextmanager
def an_example() -> Iterator[None]:
    """Let one example happen, and take everything back that it wrote."""
    db.session.commit()
    db.session.remove()
    before = db.engines[None].begin_nested()  # type: ignore[attr-defined]  # here it is the test's own connection
    try:
        yield
    finally:
        db.session.remove()
        before.rollback()


def listed(viewer: Any, name: str, row_id: int, *, now: Any = MUCH_LATER) -> bool:
    """Say whether the to-do list of that day asks for somebody."""
    return any(
        task.id == row_id for tasks in to_do(viewer=viewer, now=now) if tasks.name == name for task in tasks.tasks
    )


@MANY
@given(steps=st.lists(st.sampled_from(sorted(APPLICATION_STEPS)), max_size=9))
def test_an_application_makes_legal_moves_only_and_always_has_an_owner(coordinator: Browser, steps: list[str]) -> None:
    with an_example():
        staff = StaffFactory.create_batch(len(steps) + 1)
        application = ApplicationFactory()
        stands, before = SUBMITTED, rows()
        for number, step in enumerate(steps):
            after, leads_to = APPLICATION_STEPS[step]
            by = staff[number]
            if stands in after:
                step_application(step, application.id, words=f"Words {number}", by=by)
                stands = leads_to
                move = db.session.scalars(select(ApplicationMove).order_by(ApplicationMove.id.desc())).first()
                assert move
                assert (move.to_state, move.moved_by_id, move.application_id) == (stands, by.id, application.id)
                counted = rows()
                assert counted[0] == before[0] + 1
                assert counted[2] == before[2] + 1, "one message for each move"
                assert counted[3] > before[3]
                assert move.message_key or stands is ApplicationState.ACCEPTED  # whose welcome belongs to the member
                before = counted
            elif step == "reply" and stands in OPEN:
                step_application(step, application.id, words=f"Words {number}", by=by)
                before = rows()
            else:
                with pytest.raises(Refusal):
                    step_application(step, application.id, words=f"Words {number}", by=by)
                assert rows() == before
            assert application.state is stands
        if stands in OPEN:
            links = coordinator.get(f"/applications/{application.id}").links
            assert {move.words for move in APPLICATION_MOVES_OFFERED[stands]} <= set(links)
            assert listed(staff[0], LISTED_APPLICATION[stands], application.id)
        else:
            assert not any(listed(staff[0], name, application.id) for name in LISTED_APPLICATION.values())


PART = (MemberState.INDUCTION, MemberState.PROBATION, MemberState.ACTIVE)
PAUSED, LEAVING, LEFT, DIED = MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT, MemberState.DIED


@dataclass
class Life:
    """The membership as it should stand."""

    state: MemberState = MemberState.INDUCTION
    took_part: MemberState = MemberState.INDUCTION
    left_from: MemberState = MemberState.INDUCTION
    died_from: MemberState = MemberState.INDUCTION
    was_taken_back: bool = False
    done: set[InductionStep] = field(default_factory=set)

    def leads_to(self, step: str) -> MemberState | None:
        """Return where the step leads from here, or None if it may not be taken."""
        after, leads_to, _ = LIFE_STEPS[step]
        if self.state not in after or (step == "begin probation" and len(self.done) < len(InductionStep)):
            return None
        restored = self.left_from if self.died_from is LEAVING else self.died_from
        return {"resume": self.took_part, "stay": self.left_from, "take back": restored}.get(step, leads_to)

    def is_harmless(self, step: str) -> bool:
        """Say whether the step was taken already."""
        return self.was_taken_back if step == "take back" else self.state in LIFE_STEPS[step][2]

    def go(self, step: str, state: MemberState) -> None:
        """Go where the step leads."""
        if step == "plan to leave":
            self.left_from = self.state
        if step == "die":
            self.died_from = self.state
        if step == "rejoin":
            self.done.clear()
        self.was_taken_back = step == "take back"
        self.state = state
        if state in PART:
            self.took_part = state


# Which states each step may follow, where it leads, and in which states it is harmless because it was taken already.
States = tuple[MemberState, ...]
LIFE_STEPS: dict[str, tuple[States, MemberState | None, States]] = {
    "pause": (PART, PAUSED, (PAUSED,)),
    "resume": ((PAUSED,), None, PART),
    "begin probation": ((MemberState.INDUCTION,), MemberState.PROBATION, (MemberState.PROBATION,)),
    "end probation": ((MemberState.PROBATION,), MemberState.ACTIVE, (MemberState.ACTIVE,)),
    "plan to leave": ((*PART, PAUSED), LEAVING, (LEAVING,)),
    "leave at once": ((*PART, PAUSED), LEFT, (LEFT,)),
    "leave today": ((LEAVING,), LEFT, (LEFT,)),
    "stay": ((LEAVING,), None, (*PART, PAUSED)),
    "rejoin": ((LEFT,), MemberState.INDUCTION, (MemberState.INDUCTION,)),
    "die": (tuple(set(MemberState) - {DIED}), DIED, (DIED,)),
    "take back": ((DIED,), None, ()),
}
TICKS = {f"tick {step.value}": step for step in InductionStep}
LISTED_MEMBER = {
    MemberState.INDUCTION: "inductions",
    MemberState.PROBATION: "probations",
    MemberState.ACTIVE: "reviews",
    PAUSED: "reviews",
    LEAVING: "leaving",
}


def step_member(step: str, member: Member, *, by: Any, buddy: Member) -> None:
    """Take one step."""
    if step in TICKS:
        induction.tick_step(member.id, TICKS[step], done_on=TODAY, buddy_id=buddy.id, by=by, now=NOON)
        return
    {
        "pause": lambda: resting.pause_membership(member.id, by=by, now=NOON),
        "resume": lambda: resting.resume_membership(member.id, by=by, now=NOON),
        "begin probation": lambda: induction.finish_induction(member.id, by=by, now=NOON),
        "end probation": lambda: induction.finish_probation(member.id, by=by, now=NOON),
        "plan to leave": lambda: departures.plan_leaving(
            member.id, Leaving(leaves_on=TODAY + timedelta(days=9)), by=by, now=NOON
        ),
        "leave at once": lambda: departures.plan_leaving(member.id, Leaving(leaves_on=TODAY), by=by, now=NOON),
        "leave today": lambda: departures.leave_today(member.id, by=by, now=NOON),
        "stay": lambda: departures.stay_after_all(member.id, by=by, now=NOON),
        "rejoin": lambda: departures.rejoin(member.id, by=by, now=NOON),
        "die": lambda: departures.record_death(member.id, by=by, now=NOON),
        "take back": lambda: deaths.take_back_death(member.id, "Another Amara", by=by, now=NOON),
    }[step]()


def attempt(step: str, member: Member, life: Life, *, by: Any, buddy: Member) -> None:
    """Take a step, which must happen, be harmless or be refused, as the life says."""
    before, leads_to = rows(), life.leads_to(step) if step in LIFE_STEPS else None
    if step in TICKS and life.state is MemberState.INDUCTION:
        step_member(step, member, by=by, buddy=buddy)
        life.done.add(TICKS[step])
        assert rows()[:3] == before[:3], "a tick is no move, and nobody is told"
    elif leads_to:
        step_member(step, member, by=by, buddy=buddy)
        life.go(step, leads_to)
        written(member, before, by=by)
    elif step in LIFE_STEPS and life.is_harmless(step):
        step_member(step, member, by=by, buddy=buddy)
        assert rows() == before
    else:
        with pytest.raises(Refusal):
            step_member(step, member, by=by, buddy=buddy)
        assert rows() == before
    assert member.state is life.state


def written(member: Member, before: tuple[int, ...], *, by: Any) -> None:
    """Say that one move was written down, with its message and its audit entry."""
    move = db.session.scalars(select(MembershipMove).order_by(MembershipMove.id.desc())).first()
    assert move
    assert (move.to_state, move.moved_by_id, move.member_id) == (member.state, by.id, member.id)
    after = rows()
    assert after[1] == before[1] + 1
    assert after[3] > before[3]
    told = db.session.scalar(select(Message).where(Message.key == move.message_key)) if move.message_key else None
    assert (told is None) == (DIED in (member.state, move.from_state))
    assert told is None or (told.member_id, told.state) == (member.id, MessageState.WAITING)


@MANY
@given(steps=st.lists(st.sampled_from([*LIFE_STEPS, *TICKS]), max_size=14), ticked=st.booleans())
def test_a_membership_makes_legal_moves_only_and_always_has_an_owner(
    coordinator: Browser, steps: list[str], ticked: bool
) -> None:
    with an_example():
        priya, buddy = StaffFactory(), MemberFactory()
        application = ApplicationFactory()
        member, life = decisions.accept_application(application.id, by=priya, now=NOON), Life()
        for step in [*(TICKS if ticked else ()), *steps]:
            attempt(step, member, life, by=priya, buddy=buddy)
        moves = db.session.scalars(
            select(MembershipMove).where(MembershipMove.member_id == member.id).order_by(MembershipMove.id)
        ).all()
        assert [move.from_state for move in moves] == [None, *(move.to_state for move in moves[:-1])]
        is_offered = set(coordinator.get(f"/members/{member.id}").links)
        for state, name in LISTED_MEMBER.items():
            if state is life.state:
                assert listed(priya, name, member.id)
        assert {move.words for move in MOVES_OFFERED[life.state][:1]} <= is_offered
        assert (STOPPED.words in is_offered) == life.was_taken_back
        if life.state is DIED:
            nothing_is_left(member, priya)


def nothing_is_left(member: Member, viewer: Any) -> None:
    """Say that nobody is asked for, and nothing told, in the name of somebody who has died."""
    waiting = select(Message).where(Message.member_id == member.id, Message.state == MessageState.WAITING)
    assert db.session.scalars(waiting).all() == []
    assert send("members/paused", recipient_of(member), key="after", now=NOON, member=member) is None
    assert not any(member.name in task.what for tasks in to_do(viewer=viewer, now=MUCH_LATER) for task in tasks.tasks)


def test_everybody_whose_day_has_come_leaves_with_the_days_housekeeping(priya, noon, inbox):
    soon, later = MemberFactory(known_as="Harold"), MemberFactory()
    for member, days in ((soon, 3), (later, 30)):
        departures.plan_leaving(member.id, Leaving(leaves_on=TODAY + timedelta(days=days)), by=priya, now=noon)

    left = [departures.leave_when_due(now=noon + timedelta(days=days)) for days in (2, 3, 3)]

    assert left == [0, 1, 0]
    assert (soon.state, later.state) == (LEFT, LEAVING)
    assert inbox.letters[-1] == (soon.email, "Thank you from My Life Choices")
