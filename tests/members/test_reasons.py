"""Why a membership or an application moved: kept with the move, for coordinators to read, and told to nobody."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.actions import departures, members
from coproduction.members.actions.departures import Leaving
from coproduction.members.models import ApplicationMove, ApplicationState, InductionDone, InductionStep, MemberState
from coproduction.members.models import MembershipMove as Move
from coproduction.notifications.models import Message
from tests.factories import ApplicationFactory, MemberFactory

BECAUSE = "Her sister rang about the Tuesday bus."


def in_induction(priya, noon):
    member = MemberFactory(state=MemberState.INDUCTION)
    done = {"done_on": noon.date(), "recorded_at": noon, "recorded_by_id": priya.id}
    db.session.add_all(InductionDone(member_id=member.id, step=step, **done) for step in InductionStep)
    return member


def paused(priya, noon):
    return members.pause_membership(MemberFactory().id, by=priya, now=noon)


def leaving(priya, noon):
    plan = Leaving(leaves_on=noon.date() + timedelta(days=9))
    return departures.plan_leaving(MemberFactory().id, plan, by=priya, now=noon)


def left(priya, noon):
    return departures.plan_leaving(MemberFactory().id, Leaving(leaves_on=noon.date()), by=priya, now=noon)


def active(priya, noon):
    return MemberFactory()


# Where somebody stands, the link to the move, its button, and where it leads.
MOVES = [
    (in_induction, "Finish the induction", "Finish and tell them", MemberState.PROBATION),
    (active, "Pause membership", "Pause and tell them", MemberState.PAUSED),
    (paused, "Bring back from pause", "Bring back and tell them", MemberState.ACTIVE),
    (leaving, "They stay after all", "They stay. Tell them", MemberState.ACTIVE),
    (leaving, "They leave today", "End their membership and thank them", MemberState.LEFT),
    (left, "Welcome them back", "Welcome them back", MemberState.INDUCTION),
    (active, "They have died", "Stop everything for them", MemberState.DIED),
]


def last_move_of(member):
    """Return the newest move of the membership."""
    return db.session.scalars(select(Move).where(Move.member_id == member.id).order_by(Move.id)).all()[-1]


def nobody_else_reads_it(caplog):
    """Say that the reason is in no message, no entry of the trail and no log line."""
    written = [
        *db.session.scalars(select(Message.text)),
        *db.session.scalars(select(Message.html)),
        *(str(detail) for detail in db.session.scalars(select(AuditEntry.detail))),
        *(str(vars(record)) for record in caplog.records),
    ]
    assert len(written) > 1
    assert [words for words in written if "Tuesday bus" in words] == []


@pytest.mark.parametrize(("stands", "link", "button", "to"), MOVES)
def test_a_coordinator_says_why_and_others_read_it_on_the_timeline(
    coordinator, priya, noon, caplog, stands, link, button, to
):
    member = stands(priya, noon)
    db.session.commit()
    caplog.set_level(logging.DEBUG)
    sure = {"sure": "yes"} if to is MemberState.DIED else {}

    page = coordinator.get(f"/members/{member.id}").follow(link).press(button, reason=BECAUSE, **sure)

    assert (page.errors, member.state) == ([], to)
    move = last_move_of(member)
    assert (move.to_state, move.reason) == (to, BECAUSE)
    assert BECAUSE in coordinator.get(f"/members/{member.id}").text
    nobody_else_reads_it(caplog)


@pytest.mark.parametrize(("stands", "link", "button", "to"), MOVES)
def test_a_coordinator_need_not_say_why(coordinator, priya, noon, stands, link, button, to):
    member = stands(priya, noon)
    db.session.commit()
    sure = {"sure": "yes"} if to is MemberState.DIED else {}

    coordinator.get(f"/members/{member.id}").follow(link).press(button, **sure)

    move = last_move_of(member)
    assert (move.to_state, move.reason) == (to, "")


@pytest.mark.parametrize(
    ("state", "link", "button", "to"),
    [
        (ApplicationState.SUBMITTED, "Accept", "Accept and welcome them", ApplicationState.ACCEPTED),
        (
            ApplicationState.WAITING_LIST,
            "Look at it again",
            "Look at it again and tell them",
            ApplicationState.SUBMITTED,
        ),
    ],
)
@pytest.mark.parametrize("because", [BECAUSE, ""])
def test_why_an_application_moved_is_kept_and_never_told_to_the_applicant(
    coordinator, caplog, state, link, button, to, because
):
    application = ApplicationFactory(state=state)
    caplog.set_level(logging.DEBUG)

    page = coordinator.get(f"/applications/{application.id}").follow(link).press(button, reason=because)

    assert page.errors == []
    move = db.session.scalars(select(ApplicationMove)).one()
    assert (move.to_state, move.reason) == (to, because)
    assert because in coordinator.get(f"/applications/{application.id}").text
    nobody_else_reads_it(caplog)


def test_why_somebody_was_accepted_back_stands_with_their_application(coordinator, priya, noon):
    former = MemberFactory(name="Selin Kaya", email="selin@example.org")
    departures.plan_leaving(former.id, Leaving(leaves_on=noon.date()), by=priya, now=noon)
    application = ApplicationFactory(name="Selin Kaya", email="selin@example.org")
    page = coordinator.get(f"/applications/{application.id}").follow("Accept")

    page.press("Accept and welcome them", former=str(former.id), reason=BECAUSE)

    assert former.state is MemberState.INDUCTION
    move = db.session.scalars(select(ApplicationMove)).one()
    assert (move.to_state, move.reason) == (ApplicationState.ACCEPTED, BECAUSE)


def test_looking_again_twice_with_the_same_reason_is_one_move(coordinator):
    application = ApplicationFactory(state=ApplicationState.WAITING_LIST)
    page = coordinator.get(f"/applications/{application.id}").follow("Look at it again")

    answers = [page.press("Look at it again and tell them", reason=BECAUSE).messages for _ in range(2)]

    assert answers[0] == answers[1] != []
    assert len(db.session.scalars(select(ApplicationMove)).all()) == 1
