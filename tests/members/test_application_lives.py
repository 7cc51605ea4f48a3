"""Whatever coordinators and applicants do, in whatever order: only legal moves happen, and nobody is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import applications, asking, decisions
from coproduction.members.kinds import Connection
from coproduction.members.models import Application, ApplicationMove, ApplicationState, ConsentWay
from coproduction.site.queries.to_do.applications import (
    chats_to_hold,
    sign_ups_to_finish,
    unanswered_applications,
    unanswered_questions,
    waiting_list_to_look_at,
)
from tests.conftest import NOON
from tests.factories import ApplicationFactory, StaffFactory
from tests.members.lives import MANY, TODAY, an_example, asks_for, rows
from tests.pages import Browser

DRAFT = ApplicationState.DRAFT
SUBMITTED, MORE = ApplicationState.SUBMITTED, ApplicationState.MORE_INFORMATION
CHAT, LIST = ApplicationState.CHAT_OFFERED, ApplicationState.WAITING_LIST
OPEN = (SUBMITTED, MORE, CHAT, LIST)
ENDS = (ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
# What each step may follow, and where it leads: written down once more, apart from the table that the code uses.
APPLICATION_STEPS: dict[str, tuple[tuple[ApplicationState, ...], ApplicationState]] = {
    "send": ((DRAFT,), SUBMITTED),
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
LISTED_APPLICATION = {
    DRAFT: sign_ups_to_finish,
    SUBMITTED: unanswered_applications,
    MORE: unanswered_questions,
    CHAT: chats_to_hold,
    LIST: waiting_list_to_look_at,
}
# The button that each step begins with, by what it is called there. A reply to nothing is added without a button.
BUTTONS: dict[str, Mapping[ApplicationState, str]] = {
    "ask": {MORE: "Ask once more", **dict.fromkeys((SUBMITTED, CHAT, LIST), "Ask for more information")},
    "reply": {MORE: "Write down their reply"},
    "offer a chat": {CHAT: "Offer another time", **dict.fromkeys((SUBMITTED, MORE, LIST), "Offer a chat")},
    "note the chat": {CHAT: "Write down the chat"},
    "let wait": {LIST: "Keep on the waiting list", **dict.fromkeys((SUBMITTED, MORE, CHAT), "Put on the waiting list")},
    "look again": {LIST: "Look at it again"},
    "accept": dict.fromkeys(OPEN, "Accept"),
    "decline": dict.fromkeys(OPEN, "Decline"),
    "withdraw": dict.fromkeys(OPEN, "They do not want to join now"),
}


def step_application(step: str, application_id: int, *, words: str, by: Any) -> None:
    """Take one step, with words that nobody has used before."""
    soon = TODAY + timedelta(days=9)
    {
        "send": lambda: applications.submit_application(application_id, by=by, now=NOON),
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


@MANY
@given(steps=st.lists(st.sampled_from(sorted(APPLICATION_STEPS)), max_size=9))
def test_an_application_makes_legal_moves_only_and_always_has_an_owner(coordinator: Browser, steps: list[str]) -> None:
    with an_example():
        staff = StaffFactory.create_batch(len(steps) + 1)
        application = sign_up(by=staff[0])
        stands, before = DRAFT, rows()
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
                # The welcome belongs to the member, and what an answer's arrival is called has a key of its own.
                assert move.message_key or stands is ApplicationState.ACCEPTED
                before = counted
            elif step == "send" or (step == "reply" and stands in OPEN):
                step_application(step, application.id, words=f"Words {number}", by=by)
                before = rows()
            else:
                with pytest.raises(Refusal):
                    step_application(step, application.id, words=f"Words {number}", by=by)
                assert rows() == before
            assert application.state is stands
        on_lists = {
            tasks for tasks in LISTED_APPLICATION.values() if asks_for(tasks, application.id, viewer=staff[0], now=NOON)
        }
        assert on_lists == ({LISTED_APPLICATION[stands]} if stands not in ENDS else set())
        every_way_out_opens(coordinator, application, stands)


def sign_up(*, by: Any) -> Application:
    """Return what a coordinator has begun for somebody, with every answer that it takes to send it."""
    return ApplicationFactory(
        state=DRAFT,
        submitted_at=None,
        agreed_at=None,
        changed_at=NOON,
        entered_by_id=by.id,
        consent_way=ConsentWay.PHONE,
        consent_on=TODAY,
        connection=Connection.BOTH,
    )


def every_way_out_opens(coordinator: Browser, application: Application, stands: ApplicationState) -> None:
    """Open each way that leads on from here, by the button that a coordinator sees."""
    if stands is DRAFT:
        page = coordinator.get(f"/applications/begun/{application.id}")
        assert page.follow("Delete this sign-up").status == 200
        assert page.press("Carry on").address == "/join/tasks"
        return
    page = coordinator.get(f"/applications/{application.id}")
    ways = [BUTTONS[step][stands] for step, (after, _) in APPLICATION_STEPS.items() if stands in after]
    assert [page.follow(words).status for words in ways] == [200] * len(ways)
    every_button = {words for buttons in BUTTONS.values() for words in buttons.values()}
    assert every_button & set(page.links) == set(ways), "a button that leads nowhere from here"


@pytest.mark.parametrize("state", ApplicationState)
def test_every_legal_move_of_an_application_is_a_step_that_somebody_can_take(state: ApplicationState) -> None:
    leads_to = {to for after, to in APPLICATION_STEPS.values() if state in after}

    assert leads_to == set(rules.APPLICATION_MOVES[state])


def test_a_sign_up_is_deleted_only_after_it_was_asked_for_each_day(coordinator: Browser) -> None:
    priya = StaffFactory()
    application = sign_up(by=priya)
    days = [NOON + timedelta(days=days) for days in range(31)]

    assert all(asks_for(sign_ups_to_finish, application.id, viewer=priya, now=day) for day in days)
    assert [applications.purge_drafts(now=days[-1] + timedelta(minutes=minutes)) for minutes in (0, 1)] == [0, 1]


def test_no_application_is_in_a_state_without_an_owner_and_a_way_out() -> None:
    ways = {state for after, _ in APPLICATION_STEPS.values() for state in after}

    assert set(LISTED_APPLICATION) == ways == set(ApplicationState) - set(ENDS)
