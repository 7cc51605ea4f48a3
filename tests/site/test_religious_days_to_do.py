"""When the religious days that come with the code are nearly over, the to-do list asks for those after them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coproduction.schedule.models import PeriodKind
from coproduction.site.queries.to_do.religious_days import unknown_religious_days
from tests.factories import KnownPeriodFactory, StaffFactory

BEFORE, AFTER = datetime(2034, 7, 9, 12, tzinfo=UTC), datetime(2034, 7, 10, 12, tzinfo=UTC)


def asked(now):
    return [task.what for task in unknown_religious_days(viewer=StaffFactory(), now=now).tasks]


def test_they_are_asked_for_from_540_days_before_the_last_that_is_known():
    assert (asked(BEFORE), asked(AFTER)) == ([], ["Write down the religious days after 31 December 2035"])


@pytest.mark.parametrize(
    ("kind", "is_left_out", "until"),
    [
        (PeriodKind.RELIGIOUS_DAY, False, "4 March 2036"),
        (PeriodKind.RELIGIOUS_DAY, True, "31 December 2035"),
        (PeriodKind.OTHER, False, "31 December 2035"),
    ],
)
def test_what_a_coordinator_writes_down_counts(kind, is_left_out, until):
    day = date(2036, 3, 4)
    KnownPeriodFactory(kind=kind, name="Holi", first_day=day, last_day=day, is_left_out=is_left_out)

    assert asked(datetime(2035, 12, 1, 12, tzinfo=UTC)) == [f"Write down the religious days after {until}"]


def test_the_line_leads_to_where_they_are_written_down(coordinator):
    found = unknown_religious_days(viewer=StaffFactory(), now=AFTER)

    [task] = found.tasks
    page = coordinator.get(f"/manage/days?{found.argument}={task.id}")
    assert (found.page, page.heading) == ("schedule_staff.list_periods", "Days to think of")
