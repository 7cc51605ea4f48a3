"""The pages on which staff see whom to ring, write to or reach in another way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.notifications import queries
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Message, MessageState, Recipient
from tests.factories import MemberFactory, StaffFactory
from tests.notifications.conftest import AMARA

DENNIS = Recipient(name="Dennis Whitlock", channel=Channel.PHONE, phone="07700 900 002")
HAROLD = Recipient(name="Harold Pym", channel=Channel.LETTER, address="1 Example Street\nNG22")


def queue(to: Recipient, noon, *, days_ago: int = 1, **more) -> Message:
    """Put a greeting in the outbox and say so."""
    written = noon - timedelta(days=days_ago)
    message = send("tests/greeting", to, key=f"{to.name} {days_ago}", now=written, name=to.name, **more)
    assert message
    return message


def fail(message: Message) -> Message:
    """Make the message one that the mail server refused."""
    message.state, message.attempts = MessageState.FAILED, 1
    db.session.flush()
    return message


def test_calls_letters_and_failed_emails_are_listed_longest_wait_first(coordinator, noon):
    queue(DENNIS, noon, days_ago=1)
    queue(HAROLD, noon, days_ago=3)
    fail(queue(AMARA, noon, days_ago=2))
    queue(AMARA, noon, days_ago=4)

    page = coordinator.get("/contact-tasks")

    assert page.heading == "People to ring or write to"
    assert page.items == [
        "Post a letter to Harold Pym: Hello Harold Pym Hello Harold Pym Since 1 January 2027",
        "Reach Amara Okafor in another way: Hello Amara Okafor Hello Amara Okafor Since 2 January 2027",
        "Ring Dennis Whitlock: Hello Dennis Whitlock Hello Dennis Whitlock Since 3 January 2027",
    ]


def test_a_call_that_is_not_due_yet_is_not_listed(coordinator, noon):
    queue(DENNIS, noon, send_after=noon + timedelta(minutes=1))

    assert coordinator.get("/contact-tasks").text == (
        "People to ring or write to Information: Nobody waits for a call or a letter."
    )


def test_the_words_stand_ready_to_be_read_out(coordinator, noon):
    message = queue(DENNIS, noon)

    page = coordinator.get(f"/contact-tasks/{message.id}")

    assert page.heading == "Ring Dennis Whitlock"
    assert page.rows == [["Name", "Dennis Whitlock"], ["Phone number", "07700 900 002"], ["Date", "3 January 2027"]]
    assert "Hello Dennis Whitlock. This message is from My Life Choices" in page.text.replace("  ", " ")


def test_a_letter_has_its_address_and_somebody_unreachable_is_not_forgotten(coordinator, noon):
    letter = queue(HAROLD, noon)
    nowhere = queue(Recipient(name="Selin Kaya"), noon)

    assert coordinator.get(f"/contact-tasks/{letter.id}").rows[1] == ["Address", "1 Example Street NG22"]
    assert coordinator.get(f"/contact-tasks/{nowhere.id}").rows[1] == [
        "Address",
        "We have none. Ask them how to reach them.",
    ]


def test_a_sign_in_link_that_could_not_be_delivered_is_not_shown_to_staff(coordinator, noon):
    message = fail(queue(AMARA, noon, secret=True))

    page = coordinator.get(f"/contact-tasks/{message.id}")

    assert page.rows[1] == ["Email address that did not work", "amara@example.org"]
    assert "Hello Amara Okafor." not in page.text


def test_a_call_is_marked_as_done_once_and_by_whom(coordinator, noon):
    message = queue(DENNIS, noon)

    page = coordinator.post(f"/contact-tasks/{message.id}")

    assert page.messages == ["Done: Hello Dennis Whitlock, for Dennis Whitlock."]
    assert page.text.endswith("Nobody waits for a call or a letter.")
    assert (message.state, message.finished_at, message.done_by_id) == ("done", noon, coordinator.account.id)


def test_a_second_click_by_somebody_else_changes_nothing(coordinator, noon):
    first = StaffFactory()
    message = queue(DENNIS, noon)
    message.state, message.finished_at, message.done_by_id = MessageState.DONE, noon - timedelta(hours=1), first.id

    coordinator.post(f"/contact-tasks/{message.id}")

    assert (message.finished_at, message.done_by_id) == (noon - timedelta(hours=1), first.id)
    page = coordinator.get(f"/contact-tasks/{message.id}")
    assert "This was marked as done on Monday 4 January 2027, 11am." in page.text


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.SENT, MessageState.DROPPED])
def test_an_email_that_goes_its_way_is_no_task_for_staff(coordinator, noon, state):
    message = queue(AMARA, noon)
    message.state = state

    assert coordinator.get(f"/contact-tasks/{message.id}").status == 404
    assert coordinator.get("/contact-tasks/999999").status == 404


@pytest.mark.parametrize("tasks", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(coordinator, noon, count_statements, tasks):
    for number in range(tasks):
        queue(DENNIS, noon, days_ago=number + 1)

    with count_statements() as statements:
        coordinator.get("/contact-tasks")

    assert len(statements) == 2


def test_only_coordinators_read_whom_to_ring_and_what_to_say(noon):
    message = queue(DENNIS, noon)
    amara = MemberFactory().account

    with pytest.raises(PermissionError):
        queries.contact_tasks(1, viewer=amara, now=noon)
    with pytest.raises(PermissionError):
        queries.find_contact_task(message.id, viewer=amara)
