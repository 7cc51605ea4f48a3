"""Coordinators make and change interview panels on two pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coproduction.core.database import db
from coproduction.panels.models import Panel, PanelCase
from tests.factories import MeetingFactory, PanelCaseFactory, PanelFactory, PlaceFactory
from tests.schedule.event_answers import answers

NURSE = {"post": "PHB Lead Nurse", "band": "Band 7", "team": "Personal health budgets", "candidates": "4"}


def test_a_new_panel_leads_to_who_is_needed_with_two_members_so_that_nobody_sits_alone(coordinator):
    page = coordinator.post("/panels/new", answers(title="", **NURSE))

    assert page.heading == "Add a role"
    assert page.messages == ["Saved as a draft. Say next who is needed."]
    assert "Interview panel: PHB Lead Nurse, Band 7, Thursday 11 February 2027" in page.text
    assert (page.values["name"], page.values["minimum"], page.values["maximum"]) == (["Panel member"], ["2"], ["2"])

    page = page.press("Save role")

    assert page.heading == "Interview panel: PHB Lead Nurse, Band 7"


def test_what_the_team_told_us_is_asked_first(coordinator):
    page = coordinator.get("/panels/new")

    assert list(page.values)[:7] == ["post", "band", "other_band", "team", "candidates", "title", "summary"]


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        (
            dict.fromkeys(NURSE, ""),
            [
                "Enter the post",
                "Select the band or grade",
                "Enter the team that is recruiting",
                "Enter the number of candidates",
            ],
        ),
        ({"post": "x" * 101}, ["Post must be 100 characters or less"]),
        ({"band": "Band 10"}, ["Select an answer from the list"]),
        ({"candidates": "0"}, ["Number of candidates must be between 1 and 100"]),
        ({"candidates": "four"}, ["Number of candidates must be a whole number, like 12"]),
        ({"title": "x" * 201}, ["Title must be 200 characters or less"]),
        ({"starts": "2pm", "ends": "1pm"}, ["The end must be after the start"]),
    ],
)
def test_slips_are_shown_beside_their_fields_and_what_was_typed_stays(coordinator, wrong, errors):
    typed = answers(**NURSE) | wrong

    page = coordinator.post("/panels/new", typed)

    assert page.errors == errors
    assert page.values["summary"] == [typed["summary"]]
    assert page.values["candidates"] == [typed["candidates"]]
    assert db.session.query(Panel).count() == 0


def test_a_panel_is_shown_as_it_is_and_its_name_follows_its_post(coordinator):
    panel = PanelFactory()

    page = coordinator.get(f"/panels/{panel.event_id}/change")
    assert page.heading == "Change Interview panel: PHB Lead Nurse, Band 7"
    assert (page.values["title"], page.values["band"], page.values["candidates"]) == ([""], ["Band 7"], ["4"])

    page = page.press("Save event", band="Band 8a")

    assert (page.heading, page.messages) == ("Interview panel: PHB Lead Nurse, Band 8a", ["Saved."])


def test_a_title_of_its_own_stays(coordinator):
    panel = PanelFactory(event__title="Nurse interviews, day 1")

    page = coordinator.post(f"/panels/{panel.event_id}/change", band="Band 8a")

    assert (page.heading, panel.band) == ("Nurse interviews, day 1", "Band 8a")


SOON = {"day[day]": "15", "day[month]": "1", "day[year]": "2027"}
WHY = "Enter why it may be at short notice: it gives 9 working days, and we ask for 10"


def test_a_panel_that_a_coordinator_makes_at_short_notice_needs_a_reason_which_is_kept(coordinator):
    typed = answers(title="", **NURSE) | SOON
    page = coordinator.post("/panels/new", typed)
    assert (page.errors, page.values["post"]) == ([WHY], ["PHB Lead Nurse"])
    assert db.session.query(Panel).count() == 0

    coordinator.post("/panels/new", typed | {"short_because": "Three members are free."})

    case = db.session.query(PanelCase).one()
    assert (case.notice_days, case.is_short_notice, case.short_because) == (9, True, "Three members are free.")
    page = coordinator.get(f"/panels/progress/{case.id}")
    assert "We ask for 10 working days before the first interview. This gives less." in page.text
    assert "Three members are free." in page.text


def test_a_panel_that_is_moved_to_a_day_at_short_notice_needs_a_reason_before_anybody_is_told(coordinator):
    case = PanelCaseFactory(panel__event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    PlaceFactory(role__event=case.panel.event)
    change = f"/panels/{case.event_id}/change"
    page = coordinator.get(change).press("Save event", **SOON)
    assert (page.errors, page.values["day[day]"]) == ([WHY], ["15"])

    page = page.press("Save event", short_because="The post cannot wait.")
    assert page.heading.startswith("Check before you tell people")
    page.press("Save and tell them")
    assert (case.is_short_notice, case.short_because) == (True, "The post cannot wait.")

    coordinator.get(change).press("Save event", starts="10am").press("Save and tell them")
    assert (case.panel.event.starts_at.hour, case.short_because) == (10, "The post cannot wait.")
    later = {"day[day]": "16", "day[month]": "2"}
    coordinator.get(change).press("Save event", **later).press("Save and tell them")
    assert (case.notice_days, case.is_short_notice, case.short_because) == (31, False, "")


def test_what_is_no_panel_is_not_found(coordinator):
    for event_id in (MeetingFactory().event_id, 999_999):
        assert coordinator.get(f"/panels/{event_id}/change").status == 404


def test_a_member_cannot_open_either_page(browser):
    panel = PanelFactory()

    for path in ("/panels/new", f"/panels/{panel.event_id}/change"):
        assert browser.get(path).status == 403
