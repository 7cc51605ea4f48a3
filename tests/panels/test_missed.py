"""A panel, or a request, whose first day came before it was answered or published: there is a way out for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.panels.actions import deciding, managing
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.models import PanelStage
from coproduction.panels.rules.requests import Times
from coproduction.schedule.models import EventState
from coproduction.site.queries.to_do.panels import dates_to_agree, missed_panels, unanswered_requests
from tests.factories import PanelCaseFactory, PanelRequestFactory, StaffFactory
from tests.panels.requesting import TUESDAY, address, agreed, asked

AFTER = TUESDAY + timedelta(days=1)
MARCH = Times(days=(date(2027, 3, 2),), starts=time(9, 30), ends=time(16))


@pytest.fixture
def missed(noon, tom):
    """Say yes to a request, with dates beside it, and never publish its panel."""
    request = asked(noon)
    deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    return request


def words_of(tasks):
    return [tuple(task)[1:4] for task in tasks(viewer=StaffFactory(), now=AFTER).tasks]


def test_a_panel_that_nobody_published_is_on_the_list_once_its_first_day_is_over(missed):
    assert missed_panels(viewer=StaffFactory(), now=TUESDAY - timedelta(minutes=1)).total == 0

    assert words_of(missed_panels) == [
        (
            "Find another day, or cancel: Interview panel: Co-production Officer, Band 5",
            "We said yes, and members never saw it.",
            "It was to be on 2 February 2027",
        )
    ]


@pytest.mark.parametrize(
    ("ends", "stage"),
    [
        (lambda request, by: deciding.postpone_panel(request, "Nobody saw it.", by=by, now=AFTER), "postponed"),
        (lambda request, by: deciding.cancel_case(request.case, "Nobody saw it.", by=by, now=AFTER), "cancelled"),
        (lambda request, by: managing.cancel_request(request, "", now=AFTER), "cancelled"),
    ],
    ids=["put off", "cancelled", "cancelled by its manager"],
)
def test_it_is_put_off_or_cancelled_with_all_its_dates(missed, tom, ends, stage):
    event = missed.case.panel.event

    ends(missed, tom)

    assert missed.case.stage is PanelStage(stage)
    assert event.state is EventState.CANCELLED
    assert words_of(missed_panels) == []


def test_its_manager_reads_that_we_are_sorry_and_chooses_other_dates_that_a_coordinator_agrees_to(
    missed, tom, stranger, coordinator, monkeypatch
):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    page = stranger.get(address(missed))
    assert "Its day is over" in page.text
    assert "We did not get it ready in time, and no member was on it." in page.text
    assert "We have said yes" not in page.text

    managing.change_dates(missed, MARCH, now=AFTER)
    assert [what for what, _why, _when in words_of(dates_to_agree)] == [
        "Answer about new dates: Interview panel: Co-production Officer, Band 5"
    ]
    page = coordinator.get(f"/panels/progress/{missed.case_id}")
    assert "Its first day is over, and members never saw it. Find another day for it, or cancel it." in page.text
    page.follow("Change the dates").press("Change the dates and tell everybody")

    assert missed.case.panel.event.starts_at == datetime(2027, 3, 2, 9, 30, tzinfo=UTC)
    assert "We have said yes" in stranger.get(address(missed)).text


def test_a_request_whose_day_is_over_says_what_can_be_done_and_is_not_to_be_accepted(coordinator, noon, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    request = asked(noon)
    says = "The first interview was on 2 February 2027. Ask for other dates, or decline it."
    assert [why for _what, why, _when in words_of(unanswered_requests)] == [says]

    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert "The first day that they asked for is over." in page.text
    assert ("Accept the request" in page.links, "Decline the request" in page.links) == (False, True)
    page = page.follow("Write down other dates").press(
        "Save the dates",
        **{"first_day[month]": "3", "second_day[day]": "", "second_day[month]": "", "second_day[year]": ""},
    )

    assert page.messages == ["The dates are saved. The request waits for our answer."]
    assert "Accept the request" in coordinator.get(f"/panels/progress/{request.case_id}").links


PUT_OFF = "Put it off until there are new dates"


@pytest.mark.parametrize(("minutes", "is_offered"), [(-1, True), (0, False)])
def test_a_panel_that_has_begun_is_not_to_be_put_off(coordinator, monkeypatch, minutes, is_offered):
    request = agreed()
    monkeypatch.setattr(clock, "now", lambda: TUESDAY + timedelta(minutes=minutes))

    page = coordinator.get(f"/panels/progress/{request.case_id}")

    assert (PUT_OFF in page.links) is is_offered


def test_other_dates_that_came_too_late_can_only_be_turned_down(coordinator, noon, monkeypatch):
    request = agreed()
    managing.change_dates(request, Times(days=(date(2027, 1, 7),), starts=time(9), ends=time(12)), now=noon)
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 8, 9, tzinfo=UTC))

    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert ("Change the dates" in page.links, "Keep the dates as they are" in page.links) == (False, True)

    request.case.stage = PanelStage.HELD
    db.session.flush()
    assert "asks for other dates" not in coordinator.get(f"/panels/progress/{request.case_id}").text


@pytest.mark.parametrize("stage", [PanelStage.ACCEPTED, PanelStage.RECRUITING, PanelStage.BRIEFED])
def test_a_panel_that_nobody_asked_for_says_how_it_is_put_off(coordinator, stage):
    says = "To put it off, open the event and change its day, or cancel it there."
    made, asked_for = PanelCaseFactory(stage=stage), PanelRequestFactory(case=PanelCaseFactory(stage=stage))

    pages = [coordinator.get(f"/panels/progress/{number}").text for number in (made.id, asked_for.case_id)]

    assert [says in page for page in pages] == [True, False]
