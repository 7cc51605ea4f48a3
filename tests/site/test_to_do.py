"""The coordinator's to-do list: what is on it, in which order, and what it costs."""

from datetime import UTC, datetime, timedelta

import pytest

from coproduction.members.models import ApplicationState, MemberState
from coproduction.notifications.models import Channel, MessageState
from coproduction.panels.models import PanelStage
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do import LISTS, to_do
from coproduction.site.queries.to_do.applications import unanswered_applications
from coproduction.site.queries.to_do.chats import chats_asked
from coproduction.site.queries.to_do.contacts import contacts_by_hand
from coproduction.site.queries.to_do.drafts import unpublished_events
from coproduction.site.queries.to_do.panels import dates_to_agree, silent_managers, unanswered_requests
from coproduction.site.queries.to_do.tasks import by_urgency
from tests.factories import (
    ApplicationFactory,
    ChatRequestFactory,
    EventFactory,
    EventRoleFactory,
    KnownPeriodFactory,
    MemberFactory,
    PanelCaseFactory,
    PanelRequestFactory,
    PlaceFactory,
    RestrictedNoteFactory,
    StaffFactory,
)


@pytest.fixture(autouse=True)
def school_holidays():
    """Holidays of this school year are written down, so that nobody is asked for them."""
    KnownPeriodFactory()


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


def test_nothing_to_do_is_an_empty_list(priya, noon):
    assert to_do(viewer=priya, now=noon) == []


def test_people_who_asked_to_join_come_oldest_first(tasks_of, noon):
    ApplicationFactory(name="Piotr Zielinski", submitted_at=noon - timedelta(days=1))
    ApplicationFactory(name="Selin Kaya", submitted_at=noon - timedelta(days=15))
    ApplicationFactory(name="Decided", state=ApplicationState.ACCEPTED)
    ApplicationFactory(name=None, state=ApplicationState.DRAFT, submitted_at=None)

    assert tasks_of(unanswered_applications) == [
        (
            "Answer Selin Kaya",
            "This answer is late. We said within 10 working days.",
            "Asked to join 15 days ago",
        ),
        ("Answer Piotr Zielinski", "We answer within 10 working days.", "Asked to join yesterday"),
    ]


def test_requests_for_panels_come_oldest_first_and_short_notice_is_for_today(tasks_of, priya, noon):
    PanelRequestFactory(post="Nurse", case__is_short_notice=True, case__moved_at=noon - timedelta(days=1))
    PanelRequestFactory(post="Lead", case__moved_at=noon - timedelta(days=12))
    PanelRequestFactory(post="Asked back", case__stage=PanelStage.NEEDS_INFORMATION)

    assert tasks_of(unanswered_requests) == [
        (
            "Answer Personal health budgets: Lead, Band 7",
            "This answer is late. The first interview is on 2 February 2027.",
            "Asked 12 days ago. We answer within 3 working days",
        ),
        (
            "Answer Personal health budgets: Nurse, Band 7",
            "Short notice. The first interview is on 2 February 2027.",
            "Asked yesterday. We answer within 3 working days",
        ),
    ]
    assert unanswered_requests(viewer=priya, now=noon).tasks[1].due == noon.date()


def test_managers_who_do_not_answer_are_rung_after_the_time_in_which_we_answer(tasks_of, noon):
    for stage, days_ago in (("needs information", 9), ("postponed", 20), ("needs information", 1)):
        PanelRequestFactory(case__stage=PanelStage(stage), case__moved_at=noon - timedelta(days=days_ago))

    assert tasks_of(silent_managers) == [
        (
            "Ring Personal health budgets: PHB Lead Nurse, Band 7",
            "It is put off, and they have not chosen new dates.",
            "Since 15 December 2026",
        ),
        (
            "Ring Personal health budgets: PHB Lead Nurse, Band 7",
            "They have not answered our question.",
            "Since 26 December 2026",
        ),
    ]


def test_other_dates_that_a_manager_asks_for_wait_for_an_answer(tasks_of):
    case = PanelCaseFactory()
    request = PanelRequestFactory(case=case)
    assert tasks_of(dates_to_agree) == []
    request.times[0].is_proposed = True

    assert tasks_of(dates_to_agree) == [
        (
            "Answer about new dates: Interview panel: PHB Lead Nurse, Band 7",
            "The manager asks for other dates. Until you agree the old ones hold.",
            "It is on 14 January 2027",
        )
    ]


def test_calls_letters_and_lost_emails_are_for_a_person(tasks_of, message, noon):
    message(send_after=noon - timedelta(days=2))
    message(channel=Channel.LETTER, to_name="Harold Pym", subject="Your place", send_after=noon - timedelta(days=1))
    message(channel=Channel.EMAIL, to_name="Megan Frost", subject="Welcome", state=MessageState.FAILED)
    message(channel=Channel.EMAIL, to_name="On its way")
    message(to_name="Rung already", state=MessageState.DONE)
    message(to_name="Not yet due", send_after=noon + timedelta(days=1))

    assert tasks_of(contacts_by_hand) == [
        ("Ring Dennis Whitlock", "Can you come to a meeting?", "For 2 days"),
        ("Post a letter to Harold Pym", "Your place", "Since yesterday"),
        ("Reach Megan Frost in another way", "Welcome", "Since today"),
    ]


def test_what_is_late_comes_first_then_what_is_soonest_and_a_setting_that_nobody_waits_for_last(priya, noon):
    priya.is_administrator = True
    MemberFactory(state=MemberState.PROBATION, probation_ends_on=noon.date() - timedelta(days=30))
    EventFactory(title="A draft", state=EventState.DRAFT, starts_at=noon + timedelta(days=3))
    EventRoleFactory(minimum=1, event__starts_at=noon + timedelta(days=9))
    ApplicationFactory(submitted_at=noon - timedelta(days=1))
    ChatRequestFactory(asked_at=noon)

    lists = by_urgency(to_do(viewer=priya, now=noon), now=noon)

    assert [tasks.name for tasks in lists] == [
        "chats",
        "probations",
        "drafts",
        "short-roles",
        "applications",
        "safeguarding-lead",
    ]


def test_a_note_that_nobody_can_read_is_late(priya, noon):
    priya.is_administrator = True
    RestrictedNoteFactory(written_at=noon - timedelta(days=1))
    ChatRequestFactory(asked_at=noon - timedelta(days=9))

    lists = by_urgency(to_do(viewer=priya, now=noon), now=noon)

    assert [tasks.name for tasks in lists] == ["safeguarding-lead", "chats"]


def test_drafts_come_soonest_first_and_past_ones_are_left_alone(tasks_of, noon):
    EventFactory(title="June", state=EventState.DRAFT, starts_at=datetime(2027, 6, 10, 9, 30, tzinfo=UTC))
    EventFactory(title="January", state=EventState.DRAFT)
    EventFactory(title="Long gone", state=EventState.DRAFT, starts_at=noon - timedelta(days=1))

    assert tasks_of(unpublished_events) == [
        ("Publish January", "Members cannot see it yet.", "14 January 2027, in 10 days"),
        ("Publish June", "Members cannot see it yet.", "10 June 2027, in 157 days"),
    ]


def test_whoever_asked_for_a_chat_waits_for_it_until_it_was_held(tasks_of, noon):
    ChatRequestFactory(name="Selin Kaya", asked_at=noon - timedelta(days=1), channel=Channel.TEXT)
    ChatRequestFactory(held_at=noon)

    assert tasks_of(chats_asked) == [
        (
            "Have a chat with Selin Kaya",
            "By text message. They want to talk before they ask to join.",
            "Asked yesterday",
        )
    ]


def test_a_long_list_shows_its_first_ten_and_says_how_many_there_are(priya, noon):
    ApplicationFactory.create_batch(12)

    (applications,) = to_do(viewer=priya, now=noon)

    assert (len(applications.tasks), applications.total) == (10, 12)


def test_a_very_long_list_is_not_counted_to_its_end(priya, noon):
    ApplicationFactory.create_batch(101)
    (applications,) = to_do(viewer=priya, now=noon)
    assert (applications.total, applications.number) == (101, "more than 100")

    ApplicationFactory.create_batch(3)
    (applications,) = to_do(viewer=priya, now=noon)
    assert (applications.total, applications.number) == (101, "more than 100")


@pytest.mark.parametrize("tasks", LISTS, ids=lambda tasks: tasks.__name__)
def test_no_member_has_any_list_of_what_coordinators_do(tasks, noon):
    with pytest.raises(PermissionError):
        tasks(viewer=MemberFactory().account, now=noon)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(rows, priya, message, noon, count_statements):
    ApplicationFactory.create_batch(rows)
    ChatRequestFactory.create_batch(rows)
    EventFactory.create_batch(rows, state=EventState.DRAFT)
    PlaceFactory.create_batch(rows, state=PlaceState.OFFERED, role__minimum=1)
    PlaceFactory.create_batch(rows, state=PlaceState.INTERESTED, role__minimum=1)
    for _ in range(rows):
        message()

    with count_statements() as statements:
        lists = to_do(viewer=priya, now=noon)

    assert {tasks.name: tasks.total for tasks in lists} == {
        "applications": rows,
        "chats": rows,
        "contacts": rows,
        "short-roles": 2 * rows,
        "choices": rows,
        "offers": rows,
        "drafts": rows,
    }
    # as many as there are lists but for those that read nothing here, and the numbers that are set once for all
    assert len(statements) == 61
