"""What people said at meetings that they would do: carried over until it is done, and reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions import points as actions
from coproduction.meetings.actions.points import PointDetails
from coproduction.meetings.models import ActionPoint, MinutesState
from coproduction.meetings.pages.minutes import minutes_page, shared_page
from coproduction.members.actions.merging import merge
from coproduction.members.models import MemberState
from coproduction.notifications.models import MessageState
from coproduction.site.queries.to_do.actions import late_actions
from tests.factories import ActionPointFactory, MeetingFactory, MemberFactory, MinutesFactory, StaffFactory


def meeting_at(day, **event):
    return MeetingFactory(event__starts_at=datetime(2027, 1, day, 10, 30, tzinfo=UTC), **event)


def test_a_coordinator_notes_an_action_for_a_member_or_a_coordinator(coordinator):
    member, meeting = MemberFactory(name="Amara Okafor", known_as="Amara"), MeetingFactory()
    path = f"/meetings/{meeting.event_id}/actions/new"
    form = {"words": "Ask the council", "due_on": date(2027, 1, 14)}

    for _ in range(2):
        page = coordinator.post(path, form | {"owner": f"member-{member.id}"})
    page = coordinator.post(path, form | {"owner": f"staff-{coordinator.account.id}"})

    assert page.messages == ["Saved."]
    assert [point.owner_name for point in db.session.query(ActionPoint).order_by(ActionPoint.id)] == [
        "Amara",
        coordinator.account.name,
    ]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"words": ""}, "Enter what will be done"),
        ({"owner": ""}, "Select who does it"),
        ({"due_on[day]": "", "due_on[month]": "", "due_on[year]": ""}, "Enter the day"),
        ({"due_on": date(2027, 1, 3)}, "The day must be today or later"),
    ],
)
def test_a_slip_is_shown_beside_its_field(coordinator, wrong, error):
    form = {"words": "Ask", "owner": f"member-{MemberFactory().id}", "due_on": date(2027, 1, 14)}

    page = coordinator.post(f"/meetings/{MeetingFactory().event_id}/actions/new", form | wrong)

    assert page.errors == [error]
    assert db.session.query(ActionPoint).count() == 0


def test_what_is_not_done_is_carried_over_from_meeting_to_meeting_until_it_is(noon):
    first, second, third = meeting_at(7), meeting_at(14), meeting_at(21)
    point = ActionPointFactory(meeting=first)
    ActionPointFactory(meeting=third)

    def carried(meeting):
        return [line.id for line in minutes_page(meeting.event, now=noon).carried_over]

    assert (carried(first), carried(second), carried(third)) == ([], [point.id], [point.id])
    actions.mark_done(point.id, by=StaffFactory(), now=noon)
    assert (carried(second), carried(third)) == ([], [])
    assert [line.state.words for line in minutes_page(first.event, now=noon).actions] == ["Done"]


def remind(now):
    return actions.remind_owners(now=now)


def test_owners_are_reminded_once_before_the_day_and_once_after_it(noon, inbox):
    priya = StaffFactory()
    ActionPointFactory(due_on=date(2027, 1, 11), words="Ask the council")
    ActionPointFactory(due_on=date(2027, 1, 12))
    ActionPointFactory(due_on=date(2027, 1, 11), member=None, account_id=priya.id)

    assert [remind(noon), remind(noon), remind(noon + timedelta(hours=6))] == [2, 0, 0]
    assert remind(noon + timedelta(days=7)) == 1  # the one of 12 January; no other is late yet
    assert remind(noon + timedelta(days=8)) == 2
    assert remind(noon + timedelta(days=30)) == 1
    assert remind(noon + timedelta(days=31)) == 0
    assert inbox.messages[1].to_address == priya.email


def test_what_is_done_is_reminded_of_no_more_not_even_by_what_waits(noon, inbox):
    point = ActionPointFactory()
    remind(noon)

    actions.mark_done(point.id, by=StaffFactory(), now=noon)
    actions.mark_done(point.id, by=StaffFactory(), now=noon + timedelta(days=1))

    assert point.done_at == noon
    assert [message.state for message in inbox.messages] == [MessageState.DROPPED]
    assert remind(noon + timedelta(days=30)) == 0


def test_another_day_reminds_anew(noon, inbox):
    point = ActionPointFactory()
    remind(noon)
    details = PointDetails(point.words, point.member_id, None, date(2027, 1, 20))

    actions.change_action(point.id, details, by=StaffFactory(), now=noon)

    assert remind(noon) == 0
    assert remind(noon + timedelta(days=10)) == 1


def test_who_has_left_is_not_reminded_and_the_action_stays_open(noon):
    point = ActionPointFactory(member__state=MemberState.LEFT)

    assert remind(noon) == 0
    assert point.done_at is None


@pytest.mark.parametrize(("hour", "day", "at"), [(12, 4, 12), (20, 5, 8), (3, 4, 8)])
def test_nobody_is_reminded_between_8_in_the_evening_and_8_in_the_morning(noon, inbox, hour, day, at):
    ActionPointFactory(due_on=noon.date())

    remind(noon.replace(hour=hour))

    assert inbox.messages[0].send_after == noon.replace(day=day, hour=at)


def test_members_read_what_is_still_open_only_from_minutes_that_they_may_read(noon):
    first, second, third = meeting_at(7), meeting_at(14), meeting_at(21)
    shared, draft = ActionPointFactory(meeting=first), ActionPointFactory(meeting=second)
    for meeting, state in ((first, MinutesState.SHARED), (second, MinutesState.DRAFT), (third, MinutesState.SHARED)):
        MinutesFactory(meeting=meeting, state=state)

    assert [line.id for line in minutes_page(third.event, now=noon).carried_over] == [shared.id, draft.id]
    page = shared_page(third.event, now=noon)
    assert page is not None
    assert [line.id for line in page.carried_over] == [shared.id]


def test_what_was_marked_as_done_by_a_slip_is_to_be_done_again_and_reminded_of(coordinator, noon):
    point = ActionPointFactory(done_at=noon, done_by_id=coordinator.account.id)

    page = coordinator.get(f"/meetings/actions/{point.id}").press("It is not done after all")

    assert page.messages == ["It is to be done again."]
    assert (point.done_at, point.done_by_id) == (None, None)
    actions.reopen_action(point.id, by=coordinator.account, now=noon)
    assert db.session.query(AuditEntry).filter_by(action="meetings.action_reopened").count() == 1
    assert remind(noon) == 1


def test_a_member_sees_what_they_said_they_would_do_and_says_that_it_is_done(browser):
    mine = ActionPointFactory(member=browser.member, words="Ask the council")
    other = ActionPointFactory(words="Not mine")

    page = browser.get("/decisions")
    assert ("Ask the council" in page.text, "Not mine" in page.text) == (True, False)
    page = page.press("It is done: Ask the council")

    assert page.messages == ["Thank you. We have marked it as done."]
    assert (mine.done_at is not None, mine.done_by_id) == (True, browser.member.account_id)
    assert browser.send(f"/actions/{other.id}/done").status == 404
    assert other.done_at is None


def test_coordinators_see_all_that_is_open_and_what_is_late_stands_on_their_list(coordinator, noon):
    late = ActionPointFactory(due_on=date(2027, 1, 3), words="Ask the council", member__known_as="Amara")
    ActionPointFactory(due_on=date(2027, 1, 4), words="Write it up")
    [task] = late_actions(viewer=coordinator.account, now=noon).tasks
    assert (task.what, task.why) == ("Ask the council", "Amara said so. Ask if help is needed.")

    page = coordinator.get("/meetings/actions")
    assert ("Ask the council Late" in page.text, "Write it up To do" in page.text) == (True, True)
    page = coordinator.get(f"/meetings/actions/{task.id}").press("It is done")

    assert page.messages == ["Marked as done."]
    assert late.done_at == noon
    assert (
        coordinator.get(f"/meetings/actions/{task.id}").text
        == "Change an action This is done. It is not done after all"
    )


def test_what_is_done_is_not_changed(noon):
    point = ActionPointFactory(done_at=noon)

    with pytest.raises(Refusal, match="This is done already"):
        actions.change_action(
            point.id, PointDetails("Other", point.member_id, None, point.due_on), by=StaffFactory(), now=noon
        )


def test_an_action_that_is_late_can_be_given_to_somebody_else_without_another_day(coordinator):
    point = ActionPointFactory(due_on=date(2027, 1, 3))
    other = MemberFactory()

    page = coordinator.get(f"/meetings/actions/{point.id}").press("Save action", owner=f"member-{other.id}")

    assert page.messages == ["Saved."]
    assert point.member_id == other.id


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_open_actions_costs_the_same_however_long_it_is(coordinator, count_statements, rows):
    ActionPointFactory.create_batch(rows)
    db.session.expire_all()

    with count_statements() as statements:
        coordinator.get("/meetings/actions")

    assert len(statements) == 2


def test_two_records_that_are_merged_bring_their_actions_together(noon, browser):
    other = MemberFactory(account=None, name=browser.member.name)
    ActionPointFactory(member=other, words="Ask the council")

    merge(browser.member.id, other.id, [], by=StaffFactory(), now=noon)

    assert "Ask the council" in browser.get("/decisions").text
    assert db.session.query(ActionPoint).one().member_id == browser.member.id
