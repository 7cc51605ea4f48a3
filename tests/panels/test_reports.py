"""The report counts the panels of a year: held, short, at short notice, and what came of them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.kinds import OUTCOME_DAYS
from coproduction.panels.models import PanelStage
from coproduction.panels.rules.notice import notice_of
from coproduction.rosters.actions import declare_conflict
from coproduction.schedule.models import EventKind, EventRole, Part, PlaceState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    OutcomeFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelFeedbackFactory,
    PanelRequestFactory,
    PlaceFactory,
)

FEBRUARY = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)


def panel(stage, *, on=FEBRUARY, came=2, **request):
    """Make a panel that needed two members, of whom so many came, and one watched."""
    of_case = {name: request.pop(name) for name in ("is_short_notice", "notice_days") if name in request}
    case = PanelCaseFactory(panel=PanelFactory(event__starts_at=on), stage=stage, **of_case)
    role = EventRoleFactory(event=case.panel.event, minimum=2)
    PlaceFactory.create_batch(came, role=role, state=PlaceState.ATTENDED)
    PlaceFactory(role=role, state=PlaceState.ABSENT)
    shadow = EventRoleFactory(event=case.panel.event, part=Part.SHADOW, maximum=1, is_open=False)
    PlaceFactory(role=shadow, state=PlaceState.ATTENDED)
    return PanelRequestFactory(case=case, **request)


def numbers_of(page):
    """Return all numbers of each quarter, from both tables."""
    found: dict[str, list[int]] = {}
    for when, *numbers in page.rows:
        found.setdefault(when, []).extend(map(int, numbers))
    return found


def test_panels_are_counted_in_the_quarter_of_their_first_interview(coordinator, noon):
    panel(PanelStage.HELD)
    panel(PanelStage.HELD, came=1, is_short_notice=True)
    panel(PanelStage.RECRUITING, came=0, on=datetime(2026, 3, 31, 22, 30, tzinfo=UTC))
    panel(PanelStage.CANCELLED, on=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))  # in April by UK clocks
    panel(PanelStage.HELD, on=datetime(2026, 12, 30, 9, tzinfo=UTC))  # there is still time to tell its outcome
    panel(PanelStage.HELD, on=datetime(2027, 1, 1, tzinfo=UTC))
    shared = panel(PanelStage.CLOSED)
    OutcomeFactory(event_id=shared.case.event_id, to_members="You asked well.", told_at=noon)
    PanelFeedbackFactory.create_batch(2, event_id=shared.case.event_id)

    page = coordinator.get("/panels").follow("See the report: held, short, at short notice, and outcomes")
    assert page.address == "/panels/report/2027"

    assert numbers_of(page.follow("See 2026")) == {
        "January to March": [4, 3, 1, 0, 1, 0, 1, 2, 1, 1],
        "April to June": [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "July to September": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        "October to December": [1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        "The whole year": [6, 4, 1, 0, 1, 0, 1, 2, 1, 1],
    }


def test_a_request_that_never_became_a_panel_is_counted_too(coordinator):
    PanelRequestFactory(case__stage=PanelStage.DECLINED, case__is_short_notice=True, case__notice_days=3)

    page = coordinator.get("/panels/report/2027")

    assert numbers_of(page)["The whole year"] == [1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    assert page.items[-1] == "PHB Lead Nurse, Personal health budgets: 3 working days of notice"


def test_each_panel_can_be_downloaded_and_nobody_is_named(coordinator):
    panel(PanelStage.HELD, came=1, sent_at=datetime(2026, 1, 20, 12, tzinfo=UTC), notice_days=10)

    answer = coordinator.fetch("/panels/report/2026/download")

    [_heading, line] = csv.reader(io.StringIO(answer.get_data(as_text=True)))
    assert line == [
        "Interview panel: PHB Lead Nurse, Band 7",
        "Personal health budgets",
        "2026-02-03",
        "2026-01-20",
        "10",
        "No",
        "Held",
        "Yes",
        "Yes",
        "No",
        "",
        "No",
        "No",
    ]


@pytest.mark.parametrize(
    ("asked_on", "first_day", "days"),
    [
        (date(2027, 1, 4), date(2027, 1, 18), 10),
        (date(2027, 1, 4), date(2027, 1, 15), 9),
        (date(2027, 1, 8), date(2027, 1, 11), 1),
        (date(2027, 1, 4), date(2027, 1, 4), 0),
        (date(2027, 1, 5), date(2027, 1, 4), 0),
    ],
)
def test_notice_is_counted_in_working_days(asked_on, first_day, days):
    assert notice_of(first_day, chosen_at=datetime.combine(asked_on, time(23), tzinfo=UTC)).days == days


@pytest.mark.parametrize(("days", "in_time", "late"), [(7, 1, 0), (8, 0, 1)])
def test_members_are_told_in_time_until_five_working_days_after_the_last_of_its_dates(coordinator, days, in_time, late):
    thursday = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    request = panel(PanelStage.OUTCOME_SHARED, on=thursday - timedelta(days=1))
    follows = request.case.event_id
    EventFactory(kind=EventKind.PANEL, follows_id=follows, label="Interviews, day 2", starts_at=thursday)
    OutcomeFactory(event_id=follows, told_at=thursday + timedelta(days=days))

    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"][5:7] == [in_time, late]


def test_a_panel_that_came_and_went_with_no_member_was_not_held_and_nobody_waits_to_hear_of_it(coordinator):
    panel(PanelStage.CLOSED, came=0)  # somebody watched

    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.ATTENDED])
def test_whom_a_panel_lost_on_the_day_is_missing_before_and_after_names_are_deleted(coordinator, state):
    case = panel(PanelStage.HELD, came=1).case
    knew = PlaceFactory(role=db.session.scalars(select(EventRole).order_by(EventRole.id)).first(), state=state)
    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"][:4] == [1, 1, 0, 0]

    declare_conflict(case.event_id, knew.member, now=FEBRUARY)
    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"][:4] == [1, 1, 1, 0]
    assert forget_panels(now=FEBRUARY + timedelta(days=99)) == 1

    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"][:4] == [1, 1, 1, 0]


def test_a_year_that_no_calendar_has_is_not_found(coordinator):
    for year in (0, 1, 9999, 99999):
        assert coordinator.get(f"/panels/report/{year}").status == 404


def test_an_outcome_of_a_past_year_is_late_by_what_was_promised_then(coordinator, noon):
    thursday = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    shared = [panel(PanelStage.OUTCOME_SHARED, on=thursday) for _ in range(2)]
    for request, days in zip(shared, (7, 8), strict=True):
        OutcomeFactory(event_id=request.case.event_id, told_at=thursday + timedelta(days=days))
    set_number(OUTCOME_DAYS, 2, from_day=date(2026, 1, 16), account_id=None, now=noon)

    assert numbers_of(coordinator.get("/panels/report/2026"))["The whole year"][5:7] == [1, 1]


def test_a_panel_that_a_coordinator_made_at_short_notice_is_counted_and_listed(coordinator, noon):
    PanelCaseFactory(panel__event__starts_at=noon + timedelta(days=4), is_short_notice=True, notice_days=4)

    page = coordinator.get("/panels/report/2027")

    assert numbers_of(page)["The whole year"][4] == 1
    title = "Interview panel: PHB Lead Nurse, Band 7"
    assert page.items[-1] == f"{title}, Personal health budgets: 4 working days of notice"
