"""Whatever coordinators do with a member, in whatever order: only legal moves happen, and nobody is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import deaths, decisions, departures, induction
from coproduction.members.actions import members as resting
from coproduction.members.actions.departures import Leaving
from coproduction.members.kinds import STOPPED
from coproduction.members.models import InductionStep, Member, MembershipMove, MemberState
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, MessageState
from coproduction.site.queries.to_do import to_do
from coproduction.site.queries.to_do.belonging import (
    inductions,
    members_leaving,
    probations_over,
    reviews_due,
    terms_ending,
)
from tests.conftest import NOON
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory
from tests.members.lives import MANY, MUCH_LATER, TODAY, an_example, asks_for, rows
from tests.pages import Browser, Page

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
LIFE_BUTTONS = {
    "pause": "Pause membership",
    "resume": "Bring back from pause",
    "begin probation": "Finish the induction",
    "end probation": "Finish probation",
    "plan to leave": "They are leaving",
    "leave today": "They leave today",
    "stay": "They stay after all",
    "rejoin": "Welcome them back",
    "die": "They have died",
    "take back": "This was a mistake: they have not died",
}
TICKS = {f"tick {step.value}": step for step in InductionStep}
LISTED_MEMBER = {
    MemberState.INDUCTION: inductions,
    MemberState.PROBATION: probations_over,
    MemberState.ACTIVE: reviews_due,
    PAUSED: reviews_due,
    LEAVING: members_leaving,
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


@pytest.mark.parametrize("state", [state for state in MemberState if state is not MemberState.DIED])
def test_every_legal_move_of_a_membership_is_a_step_that_somebody_can_take(state: MemberState) -> None:
    before = {"resume": {*PART}, "stay": {*PART, PAUSED}}
    leads_to = {
        to for step, (after, goes, _) in LIFE_STEPS.items() if state in after for to in before.get(step, {goes})
    }

    assert leads_to == set(rules.MEMBER_MOVES[state])


@MANY
@given(steps=st.lists(st.sampled_from([*LIFE_STEPS, *TICKS]), max_size=14), ticked=st.booleans())
@example(steps=["pause", "die", "take back"], ticked=False)  # a review that is due today
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
        page = coordinator.get(f"/members/{member.id}")
        ways_out_of_a_life(page, life)
        assert (STOPPED.words in page.links) == life.was_taken_back
        asked_for_in_time(member, life, viewer=priya)
        if life.state is DIED:
            nothing_is_left(member, priya)


def ways_out_of_a_life(page: Page, life: Life) -> None:
    """Open each way that leads on from here, by the button that a coordinator sees; no other is there."""
    ways = {words for step, words in LIFE_BUTTONS.items() if life.state in LIFE_STEPS[step][0]}

    assert set(LIFE_BUTTONS.values()) & set(page.links) == ways
    assert {page.follow(words).status for words in ways} == {200}


def asked_for_in_time(member: Member, life: Life, *, viewer: Any) -> None:
    """Say that the list has a task for them: at once while somebody has to act now, or else before the day comes."""
    if life.state in (MemberState.INDUCTION, LEAVING):
        assert asks_for(LISTED_MEMBER[life.state], member.id, viewer=viewer, now=NOON)
    elif life.state not in (LEFT, DIED):
        days = {reviews_due: (member.review_due_on, 30), terms_ending: (member.term_ends_on, 60)}
        if life.state is MemberState.PROBATION:
            days[probations_over] = (member.probation_ends_on, 0)
        for tasks, (day, ahead) in days.items():
            assert day, f"{tasks.__name__} would never ask for them"
            first = NOON + (day - TODAY) - timedelta(days=ahead)
            is_listed = [
                asks_for(tasks, member.id, viewer=viewer, now=first + timedelta(days=later))
                for later in (-1, 0, ahead + 9)
            ]
            assert is_listed == [False, True, True]
    else:
        assert not any(asks_for(tasks, member.id, viewer=viewer, now=MUCH_LATER) for tasks in LISTED_MEMBER.values())


def nothing_is_left(member: Member, viewer: Any) -> None:
    """Say that nobody is asked for, and nothing told, in the name of somebody who has died."""
    waiting = select(Message).where(Message.member_id == member.id, Message.state == MessageState.WAITING)
    assert db.session.scalars(waiting).all() == []
    assert send("members/paused", recipient_of(member), key="after", now=NOON, member=member) is None
    assert not any(member.name in task.what for tasks in to_do(viewer=viewer, now=MUCH_LATER) for task in tasks.tasks)


def test_no_membership_is_in_a_state_without_an_owner_and_a_way_out() -> None:
    assert set(LISTED_MEMBER) == set(MemberState) - {LEFT, DIED}
    assert {state for after, _, _ in LIFE_STEPS.values() for state in after} == set(MemberState)
