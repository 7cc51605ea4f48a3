"""The words of messages are deleted when their time is over; that there was a message, and its key, stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.notifications.actions import send
from coproduction.notifications.forgetting import erase_words
from coproduction.notifications.kinds import MONTHS_KEPT
from coproduction.notifications.models import Channel, Message, MessageState, Recipient
from coproduction.notifications.queries import find_contact_task
from tests.factories import MemberFactory, StaffFactory

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def on_the_site(app):
    with app.test_request_context():
        yield


@pytest.fixture
def member():
    return MemberFactory(name="Amara Okafor", known_as="Amara", email="amara@example.org")


@pytest.fixture
def told(member, noon):
    """Tells Amara something, which is over, or not, since that moment."""

    def tell(state, *, months=12, and_days=1, key="paused", channel=Channel.EMAIL):
        at = noon - relativedelta(months=months) - and_days * DAY
        to = Recipient(name=member.name, channel=channel, email=member.email, phone="07700 900982", member_id=member.id)
        message = send("members/paused", to, key=key, now=at, member=member, calendar="BEGIN:VCALENDAR")
        assert message
        message.state, message.finished_at = state, None if state is MessageState.WAITING else at
        db.session.flush()
        return message

    return tell


def is_erased(message):
    db.session.refresh(message)
    words = (message.text, message.html, message.to_name, message.to_address, message.calendar)
    assert all(words) or not any(words)
    return not any(words)


@pytest.mark.parametrize(
    ("state", "erased"),
    [
        (MessageState.SENT, True),
        (MessageState.DONE, True),
        (MessageState.DROPPED, True),
        (MessageState.WAITING, False),
        (MessageState.FAILED, False),
    ],
)
def test_the_words_go_when_it_is_over_and_never_while_somebody_is_still_to_be_told(told, noon, state, erased):
    message = told(state)

    assert erase_words(now=noon) == erased
    assert is_erased(message) is erased


def test_when_which_kind_and_how_stay_and_nobody_is_told_again(told, member, noon):
    message = told(MessageState.SENT)
    before = (message.created_at, message.finished_at, message.message_id)

    erase_words(now=noon)

    db.session.refresh(message)
    assert (message.created_at, message.finished_at, message.message_id) == before
    assert (message.key, message.template, message.channel, message.member_id, message.state) == (
        "paused",
        "members/paused",
        Channel.EMAIL,
        member.id,
        MessageState.SENT,
    )
    assert message.subject == "Paused"
    again = Recipient(name=member.name, email=member.email, member_id=member.id)
    assert send("members/paused", again, key="paused", now=noon, member=member) is None


def test_a_message_of_this_year_stays_and_a_second_round_finds_nothing(told, noon):
    old, young = told(MessageState.SENT, key="old"), told(MessageState.SENT, months=12, and_days=-1, key="young")

    assert [erase_words(now=noon), erase_words(now=noon)] == [1, 0]
    assert (is_erased(old), is_erased(young)) == (True, False)


def test_how_long_they_are_kept_is_a_number_that_people_set(told, noon):
    message = told(MessageState.SENT, months=3)
    set_number(MONTHS_KEPT, 2, from_day=noon.date(), account_id=None, now=noon)

    erase_words(now=noon)

    assert is_erased(message)


def test_a_call_that_was_made_long_ago_can_be_opened_no_more(told, noon, coordinator):
    message = told(MessageState.DONE, channel=Channel.PHONE)
    priya = StaffFactory()
    assert find_contact_task(message.id, viewer=priya) is not None

    erase_words(now=noon)

    assert find_contact_task(message.id, viewer=priya) is None
    assert coordinator.get(f"/contact-tasks/{message.id}").status == 404


def test_nothing_is_deleted_from_the_outbox(told, noon):
    told(MessageState.SENT)

    erase_words(now=noon)

    assert db.session.query(Message).count() == 1
