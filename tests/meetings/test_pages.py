"""Coordinators make and change meetings on two pages."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.meetings.models import Meeting
from tests.factories import EventFactory, MeetingFactory, PanelFactory
from tests.schedule.event_answers import answers


def test_a_meeting_can_be_published_two_clicks_after_it_was_saved(coordinator):
    page = coordinator.post("/meetings/new", answers(focus="Personal health budgets policy"))

    assert page.heading == "Work plan for the year"
    assert page.messages == ["Saved as a draft. Everybody can come as an attendee. Publish it when it is ready."]

    page = page.follow("Publish").press("Publish")

    assert page.messages == ["Published."]
    assert db.session.query(Meeting).one().focus == "Personal health budgets policy"


def test_the_focus_is_asked_right_after_the_title(coordinator):
    assert list(coordinator.get("/meetings/new").values)[:3] == ["title", "focus", "summary"]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"focus": " "}, "Enter the main focus"),
        ({"focus": "x" * 201}, "Main focus must be 200 characters or less"),
        ({"ends": "10:30am"}, "The end must be after the start"),
    ],
)
def test_a_slip_is_shown_beside_its_field_and_what_was_typed_stays(coordinator, wrong, error):
    typed = answers(focus="Personal health budgets policy") | wrong

    page = coordinator.post("/meetings/new", typed)

    assert page.errors == [error]
    assert page.values["summary"] == [typed["summary"]]
    assert page.values["focus"] == [typed["focus"].strip()]
    assert db.session.query(Meeting).count() == 0


def test_a_meeting_is_shown_as_it_is_and_changed(coordinator):
    meeting = MeetingFactory(focus="Easy read letters", event__title="Letters")

    page = coordinator.get(f"/meetings/{meeting.event_id}/change")
    assert page.heading == "Change Letters"
    assert (page.values["title"], page.values["focus"], page.values["starts"]) == (
        ["Letters"],
        ["Easy read letters"],
        ["10:30am"],
    )

    page = page.press("Save event", focus="Winter planning", title="Winter")

    assert (page.heading, page.messages) == ("Winter", ["Saved."])
    assert meeting.focus == "Winter planning"


def test_a_refused_change_is_shown_with_what_was_typed(coordinator):
    meeting = MeetingFactory(event__title="Letters")

    page = coordinator.post(f"/meetings/{meeting.event_id}/change", ends="9am", title="Something else")

    assert (page.heading, page.errors) == ("Change Letters", ["The end must be after the start"])
    assert page.values["title"] == ["Something else"]
    assert meeting.event.title == "Letters"


def test_what_is_no_meeting_is_not_found(coordinator):
    for event_id in (PanelFactory().event_id, EventFactory(kind="other").id, 999_999):
        assert coordinator.get(f"/meetings/{event_id}/change").status == 404


def test_a_member_cannot_open_either_page(browser):
    meeting = MeetingFactory()

    for path in ("/meetings/new", f"/meetings/{meeting.event_id}/change"):
        assert browser.get(path).status == 403
