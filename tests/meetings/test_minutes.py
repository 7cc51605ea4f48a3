"""Minutes from draft to agreed, and what was decided."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions import minutes as actions
from coproduction.meetings.models import Decision, Minutes, MinutesState
from coproduction.schedule.models import Event, EventKind, EventState
from tests.factories import (
    ActionPointFactory,
    DecisionFactory,
    MeetingFactory,
    MinutesFactory,
    StaffFactory,
)


def meeting_on(month, day, *, title="Meeting", **event):
    starts_at = datetime(2026 if month > 6 else 2027, month, day, 10, 30, tzinfo=UTC)
    return MeetingFactory(
        event__starts_at=starts_at, event__title=title, **{f"event__{name}": value for name, value in event.items()}
    )


def test_a_coordinator_writes_shares_and_has_minutes_agreed_at_the_next_meeting(coordinator, browser):
    november = meeting_on(11, 12, title="November")
    page = coordinator.get(f"/manage/events/{november.event_id}").follow("Minutes")
    page = page.follow("Write the minutes").press("Save minutes", text="## Budgets\n\n- We **asked** & listened.")
    assert (page.heading, page.items) == ("Minutes of November", ["We asked & listened."])
    assert "Draft: only coordinators see it" in page.text
    assert browser.get(f"/events/{november.event_id}/minutes").status == 404
    assert "Read the minutes" not in browser.get(f"/events/{november.event_id}").text

    page = page.press("Share with members")
    assert page.messages == ["Members can read the minutes now."]
    seen = browser.get(f"/events/{november.event_id}").follow("Read the minutes and what was decided")
    assert seen.text.startswith("Draft: not agreed yet Minutes of November")

    assert "The next meeting agrees them, once it has begun." in page.text
    assert "Mark as agreed" not in page.links
    page = coordinator.get(f"/meetings/{november.event_id}/minutes/agree")
    assert page.messages == ["The next meeting has not begun. Minutes are agreed there."]
    december = meeting_on(12, 10, title="December")
    page = coordinator.get(f"/meetings/{november.event_id}/minutes")
    assert "The next meeting agrees them, once it has begun." not in page.text
    page = page.follow("Mark as agreed").press("Mark as agreed", meeting=december.event_id)
    assert "Agreed on 4 January 2027." in page.text
    assert "Change the minutes" not in page.links
    assert browser.get(f"/events/{november.event_id}/minutes").text.startswith("Agreed Minutes of November")


def test_the_html_is_made_once_when_the_minutes_are_saved(noon, coordinator):
    meeting = meeting_on(11, 12)
    actions.write_minutes(meeting, "**a**", by=StaffFactory(), now=noon)
    minutes = db.session.query(Minutes).one()
    assert minutes.html == "<p><strong>a</strong></p>\n"
    minutes.html = "<p>Kept</p>"
    db.session.flush()

    assert "Kept" in coordinator.get(f"/meetings/{meeting.event_id}/minutes").text


def test_agreed_minutes_and_their_decisions_stay_as_they_are(noon):
    meeting, later = meeting_on(11, 12), meeting_on(12, 10)
    decision = DecisionFactory(meeting=meeting)
    MinutesFactory(meeting=meeting)
    by = {"by": StaffFactory(), "now": noon}
    actions.agree_minutes(meeting, later.event_id, **by)
    actions.agree_minutes(meeting, later.event_id, **by)
    changes = (
        lambda: actions.write_minutes(meeting, "Other", **by),
        lambda: actions.note_decision(meeting, "Other", **by),
        lambda: actions.remove_decision(decision.id, meeting, **by),
    )

    for change in changes:
        with pytest.raises(Refusal, match="The minutes are agreed, and stay as they are"):
            change()
    actions.share_minutes(meeting, **by)
    assert db.session.query(Minutes).one().state is MinutesState.AGREED


def test_only_a_later_meeting_that_has_begun_agrees(noon):
    meeting = meeting_on(12, 10)
    MinutesFactory(meeting=meeting)
    for other in (
        meeting,
        meeting_on(11, 12),
        meeting_on(1, 14),
        meeting_on(12, 20, state=EventState.CANCELLED),
        meeting_on(12, 21, state=EventState.DRAFT),
    ):
        with pytest.raises(Refusal) as refused:
            actions.agree_minutes(meeting, other.event_id, by=StaffFactory(), now=noon)
        assert (refused.value.message, refused.value.field) == ("Select a later meeting that has begun", "meeting")


def test_minutes_that_are_not_written_go_nowhere(noon):
    meeting, by = meeting_on(11, 12), {"by": StaffFactory(), "now": noon}

    with pytest.raises(Refusal, match="Write the minutes first"):
        actions.share_minutes(meeting, **by)
    with pytest.raises(Refusal, match="Write the minutes first"):
        actions.agree_minutes(meeting, meeting.event_id, **by)


def test_minutes_that_members_have_not_read_are_not_agreed(noon):
    meeting = meeting_on(11, 12)
    MinutesFactory(meeting=meeting, state=MinutesState.DRAFT)

    with pytest.raises(Refusal, match="Share the minutes with members first"):
        actions.agree_minutes(meeting, meeting_on(12, 10).event_id, by=StaffFactory(), now=noon)


def test_a_cancelled_meeting_has_no_minutes(noon):
    with pytest.raises(Refusal, match="was cancelled"):
        actions.write_minutes(meeting_on(11, 12, state=EventState.CANCELLED), "a", by=StaffFactory(), now=noon)


def test_a_decision_sent_twice_is_noted_once_and_can_be_taken_back(coordinator):
    meeting = meeting_on(11, 12)
    for _ in range(2):
        page = coordinator.post(f"/meetings/{meeting.event_id}/decisions/new", words="We meet monthly")
    assert db.session.query(Decision).count() == 1

    page = page.press("Take back: We meet monthly")
    assert page.messages == ["The decision is gone."]
    assert db.session.query(Decision).count() == 0


def decided(browser, words="", *, path="/decisions"):
    page = browser.get(path).press("Find", q=words)
    return [line.get_text() for line in page.main.select(".app-actions__words")]


@pytest.fixture
def three(browser):
    """Decisions of two meetings whose minutes members read, and one of a draft."""
    for month, words, state in (
        (10, "Easy Read goes first", MinutesState.AGREED),
        (11, "We write to the council: 100% in Easy Read", MinutesState.SHARED),
        (12, "Nothing of this is Easy to say yet", MinutesState.DRAFT),
    ):
        meeting = meeting_on(month, 12)
        later = meeting_on(12, 20).event_id if state is MinutesState.AGREED else None
        at = later and datetime(2026, 12, 20, tzinfo=UTC)
        MinutesFactory(meeting=meeting, state=state, agreed_by_meeting_id=later, agreed_at=at)
        DecisionFactory(meeting=meeting, words=words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [1, 0]),
        ("easy READ", [1, 0]),
        ("read council", [1]),
        ("100%", [1]),
        ("10_%", []),
        ("say yet", []),
        ("' or 1=1 --", []),
    ],
)
def test_members_find_decisions_by_their_words(three, browser, words, found):
    all_words = ["Easy Read goes first", "We write to the council: 100% in Easy Read"]

    assert decided(browser, words) == [all_words[one] for one in found]


def test_coordinators_find_those_of_drafts_too(three, coordinator):
    assert decided(coordinator, "yet", path="/meetings/decisions") == ["Nothing of this is Easy to say yet"]


def test_a_decision_of_a_meeting_that_is_not_theirs_is_not_found(three, browser):
    db.session.execute(update(Event).values(kind=EventKind.PANEL))

    assert decided(browser) == []


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "cost"),
    [("/decisions", 4), ("/meetings/decisions", 2), ("/events/{}/minutes", 7), ("/meetings/{}/minutes", 7)],
)
def test_each_page_costs_the_same_however_much_was_decided(browser, coordinator, count_statements, rows, path, cost):
    before, meeting = meeting_on(10, 8), meeting_on(11, 12)
    MinutesFactory(meeting=meeting)
    for _ in range(rows):
        DecisionFactory(meeting=meeting)
        ActionPointFactory(meeting=meeting, member=browser.member)
        ActionPointFactory(meeting=before)
    address = path.format(meeting.event_id)
    db.session.expire_all()

    with count_statements() as statements:
        (coordinator if path.startswith("/meetings") else browser).get(address)

    assert len(statements) == cost


def test_the_list_of_decisions_leads_everybody_to_minutes_that_they_may_read(three, browser, coordinator):
    for reader, path, minutes in (
        (browser, "/decisions", "/events"),
        (coordinator, "/meetings/decisions", "/meetings"),
    ):
        links = [link for link in reader.get(path).links.values() if link.endswith("/minutes")]
        assert links
        assert {link.rpartition("/")[0].rpartition("/")[0] for link in links} == {minutes}
