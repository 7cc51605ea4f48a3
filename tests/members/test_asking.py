"""Before an answer: asking for more, replies, chats and the waiting list; and what is forgotten afterwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import asking, decisions, forgetting
from coproduction.members.models import Application, ApplicationKey, ApplicationMove, ApplicationState, NeedKind
from coproduction.notifications.models import Channel, MessageState
from coproduction.site.queries.to_do import to_do
from tests.factories import ApplicationFactory

TODAY = date(2027, 1, 4)
SELIN = {"channel": Channel.PHONE, "email": None, "phone": "0115 496 0109"}


def asked_of(priya, now):
    return {tasks.name: [task.what for task in tasks.tasks] for tasks in to_do(viewer=priya, now=now)}


def asked_in_words(name, priya, now):
    """Return the tasks of one list: what, why and when."""
    lists = to_do(viewer=priya, now=now)
    return [tuple(task)[1:4] for tasks in lists if tasks.name == name for task in tasks.tasks]


def ask(application, priya, noon, words="Which days are good?"):
    return asking.ask_for_more(application.id, words, by=priya, now=noon)


def test_a_question_by_phone_is_a_task_with_the_words(noon, priya, inbox):
    ask(ApplicationFactory(name="Selin Kaya", **SELIN), priya, noon)

    task = inbox.latest(to="0115 496 0109")
    assert "Which days are good?" in task.text
    assert "/join/return" not in task.text
    assert asked_of(priya, noon)["contacts"] == ["Ring Selin Kaya"]


def test_the_same_question_is_asked_once_and_another_again(noon, priya, inbox):
    application = ApplicationFactory()

    for words in ("Which days?", "Which days?", "Or which evenings?"):
        ask(application, priya, noon, words)

    assert len(inbox.messages) == 2


def test_the_same_reply_to_a_second_question_is_a_reply(noon, priya, inbox):
    application = ApplicationFactory()

    for question in ("Can you come on Monday?", "And on Friday?"):
        ask(application, priya, noon, question)
        for _ in range(2):  # a double click
            asking.add_to_application(application.id, "Yes", by=None, now=noon)

    assert application.added == "Yes\n\nYes"
    assert application.state is ApplicationState.SUBMITTED
    assert [subject for _, subject in inbox.letters].count("Thank you for your reply to My Life Choices") == 2


def test_who_does_not_reply_is_to_be_rung_in_the_time_that_is_set(noon, priya):
    set_number(rules.DAYS_TO_REPLY, 5, from_day=TODAY, account_id=None, now=noon)
    ask(ApplicationFactory(name="Piotr Zielinski"), priya, noon)

    asked = [asked_in_words("questions", priya, noon + timedelta(days=days)) for days in (0, 4, 5)]

    if_not = "If they do not reply, ring them then."
    assert asked == [
        [
            (
                "Look out for the reply of Piotr Zielinski",
                f"Priya Nair asked them for more today. {if_not}",
                "9 January 2027, in 5 days",
            )
        ],
        [
            (
                "Look out for the reply of Piotr Zielinski",
                f"Priya Nair asked them for more 4 days ago. {if_not}",
                "9 January 2027, tomorrow",
            )
        ],
        [
            (
                "Ring Piotr Zielinski, or ask once more",
                "Priya Nair asked them for more 5 days ago. They have not replied.",
                "9 January 2027, today",
            )
        ],
    ]


@pytest.mark.parametrize("is_staff", [True, False])
def test_a_reply_brings_the_application_back_and_is_kept_with_the_answers(noon, priya, inbox, is_staff):
    application = ApplicationFactory(name="Piotr Zielinski", email="piotr@example.org")
    ask(application, priya, noon)

    for _ in range(2):
        asking.add_to_application(application.id, "Mondays.", by=priya if is_staff else None, now=noon)

    assert (application.state, application.added) == (ApplicationState.SUBMITTED, "Mondays.")
    assert [subject for _, subject in inbox.letters] == [
        "A question about joining My Life Choices",
        "Thank you for your reply to My Life Choices",
    ]
    assert asked_of(priya, noon)["applications"] == ["Answer Piotr Zielinski"]


def test_words_without_a_question_are_added_and_move_nothing(noon, inbox):
    application = ApplicationFactory(state=ApplicationState.WAITING_LIST, added="Before.")

    asking.add_to_application(application.id, "I have moved.", by=None, now=noon)

    assert (application.state, application.added) == (ApplicationState.WAITING_LIST, "Before.\n\nI have moved.")
    assert inbox.messages == []


@pytest.mark.parametrize("state", [ApplicationState.DRAFT, ApplicationState.ACCEPTED, ApplicationState.DECLINED])
def test_nothing_is_added_to_what_is_not_sent_or_is_answered(noon, state):
    with pytest.raises(Refusal):
        asking.add_to_application(ApplicationFactory(state=state).id, "More.", by=None, now=noon)


def test_a_chat_is_offered_held_and_leads_back_to_an_answer(noon, priya, inbox):
    application = ApplicationFactory(name="Selin Kaya", **SELIN)
    offer = "By phone, on Tuesday at 10am."

    asking.offer_chat(application.id, offer, chat_on=TODAY + timedelta(days=8), by=priya, now=noon)
    assert asked_of(priya, noon)["offered-chats"] == ["Have a chat with Selin Kaya"]
    asking.note_chat(application.id, "Likes trains.", by=priya, now=noon)

    moves = db.session.execute(select(ApplicationMove.to_state, ApplicationMove.reason).order_by(ApplicationMove.id))
    assert [tuple(move) for move in moves] == [("chat offered", offer), ("submitted", "Likes trains.")]
    assert offer in inbox.messages[0].text
    assert "Likes trains." not in inbox.messages[1].text
    assert "offered-chats" not in asked_of(priya, noon)


def test_who_was_asked_before_moves_were_kept_has_an_owner_too(noon, priya):
    ApplicationFactory(name="Selin Kaya", state=ApplicationState.MORE_INFORMATION, moved_at=noon)

    assert asked_in_words("questions", priya, noon) == [
        (
            "Ring Selin Kaya, or ask once more",
            "A coordinator asked them for more today. They have not replied.",
            "No day was set",
        )
    ]


def test_a_chat_cannot_be_yesterday(noon, priya):
    with pytest.raises(Refusal) as refused:
        asking.offer_chat(ApplicationFactory().id, "By phone.", chat_on=TODAY - timedelta(days=1), by=priya, now=noon)

    assert refused.value.field == "chat_on"


@pytest.mark.parametrize("day", [TODAY, date(2029, 1, 5)])
def test_a_waiting_list_is_looked_at_again_on_a_day_that_can_be_meant(noon, priya, day):
    with pytest.raises(Refusal) as refused:
        decisions.put_on_waiting_list(ApplicationFactory().id, "Full.", look_again_on=day, by=priya, now=noon)

    assert refused.value.field == "look_again_on"


def test_the_waiting_list_says_who_promised_what_and_for_which_day(noon, priya, inbox):
    application = ApplicationFactory(name="Piotr Zielinski")
    day = TODAY + timedelta(days=30)
    decisions.put_on_waiting_list(application.id, "Full until June.", look_again_on=day, by=priya, now=noon)

    due = [asked_in_words("waiting-list", priya, noon + timedelta(days=days)) for days in (0, 30)]

    task = ("Look at Piotr Zielinski again", "Priya Nair told them that we would.")
    assert due == [[(*task, "3 February 2027, in 30 days")], [(*task, "3 February 2027, today")]]
    assert "Full until June." in inbox.messages[0].text
    assert "Wednesday 3 February 2027" in inbox.messages[0].text


def test_a_reply_starts_the_time_to_answer_anew(noon, priya):
    application = ApplicationFactory(name="Piotr Zielinski", submitted_at=noon - timedelta(days=60))
    ask(application, priya, noon - timedelta(days=40))
    asking.add_to_application(application.id, "Mondays.", by=None, now=noon - timedelta(days=1))

    [tasks] = [tasks for tasks in to_do(viewer=priya, now=noon) if tasks.name == "applications"]

    assert (tasks.tasks[0].why, tasks.tasks[0].when) == (
        "We answer within 10 working days.",
        "Asked to join 60 days ago",
    )


def test_somebody_who_asks_no_more_is_told_nothing_else(noon, priya, inbox):
    application = ApplicationFactory()
    ask(application, priya, noon)

    for _ in range(2):
        decisions.withdraw_application(application.id, by=None, now=noon)

    assert [message.state for message in inbox.messages] == [MessageState.DROPPED, MessageState.WAITING]
    assert inbox.letters[-1][1] == "You no longer ask to join My Life Choices"
    assert (application.decided_at, application.decided_by) == (noon, None)


def test_a_coordinator_takes_somebody_off_without_a_word_when_they_have_died(noon, priya, inbox):
    application = ApplicationFactory()
    ask(application, priya, noon)

    decisions.withdraw_application(application.id, by=priya, now=noon, reason="Their sister rang.", is_told=False)

    assert [message.state for message in inbox.messages] == [MessageState.DROPPED]


@pytest.mark.parametrize(("days", "kept"), [(364, 1), (367, 0)])
def test_an_application_that_led_to_nothing_is_forgotten_after_a_year_with_all_its_steps(noon, priya, days, kept):
    application = ApplicationFactory(needing={NeedKind.BRAILLE: "A4"}, opened_by="BCDFGHJKMPQR")
    stays = ApplicationFactory()
    long_ago = noon - timedelta(days=days)
    decisions.decline_application(application.id, "Sorry.", "Our open day.", by=priya, now=long_ago)
    decisions.accept_application(stays.id, by=priya, now=long_ago)

    assert forgetting.purge_unsuccessful(now=noon) == 1 - kept

    counted = [
        db.session.scalar(select(func.count()).select_from(table))
        for table in (Application, ApplicationMove, ApplicationKey)
    ]
    assert counted == [1 + kept, 1 + kept, kept]
