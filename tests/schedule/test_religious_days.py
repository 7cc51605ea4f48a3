"""Religious days stand beside dates from the first day on, and coordinators put them right or leave them out."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.database import db
from coproduction.schedule.actions.periods import bring_back, change_known_day, leave_out
from coproduction.schedule.models import KnownPeriod, PeriodKind
from coproduction.schedule.queries.periods import find_known, not_known, warnings_for
from tests.factories import KnownPeriodFactory, StaffFactory
from tests.meetings.year_of_meetings import YEAR

EID = "eid-al-fitr-2027-03-09"
NINTH, ELEVENTH = date(2027, 3, 9), date(2027, 3, 11)


@pytest.fixture
def priya():
    return StaffFactory()


@pytest.fixture
def eid(priya):
    return find_known(EID, viewer=priya)


def warned_of(day):
    return [words for words in warnings_for([day]).get(day, []) if "Ramadan" not in words]


def test_a_religious_day_is_warned_of_though_nobody_wrote_it_down():
    assert warned_of(NINTH) == warned_of(date(2027, 3, 10)) == ["Religious day: Eid al-Fitr"]
    assert warned_of(ELEVENTH) == []


def test_what_a_coordinator_wrote_takes_the_place_of_what_comes_with_the_code(eid, priya, noon):
    change = {"name": "Eid in our mosque", "first_day": ELEVENTH, "last_day": ELEVENTH, "by": priya, "now": noon}
    for _ in range(2):
        change_known_day(eid, PeriodKind.RELIGIOUS_DAY, **change)

    assert (warned_of(NINTH), warned_of(ELEVENTH)) == ([], ["Religious day: Eid in our mosque"])
    assert warnings_for([NINTH, date(2027, 3, 22)])[date(2027, 3, 22)] == ["Religious day: Holi"]
    assert db.session.query(KnownPeriod).count() == 1


def test_what_is_left_out_is_not_warned_of_until_it_is_brought_back(eid, priya, noon):
    for _ in range(2):
        leave_out(eid, by=priya, now=noon)
    assert warned_of(NINTH) == []

    bring_back(db.session.query(KnownPeriod).one(), by=priya, now=noon)

    assert warned_of(NINTH) == ["Religious day: Eid al-Fitr"]
    assert db.session.query(KnownPeriod).count() == 0


def test_the_same_day_of_another_year_stays(eid, priya, noon):
    leave_out(eid, by=priya, now=noon)

    assert warned_of(date(2028, 2, 26)) == ["Religious day: Eid al-Fitr"]


def test_how_far_ahead_religious_days_are_known_is_said():
    assert len(not_known(date(2035, 1, 1), date(2035, 12, 31))) == 2  # of bank holidays and of school holidays
    assert not_known(date(2035, 1, 1), date(2036, 1, 1))[2] == (
        "Religious days are known until 31 December 2035. After that we cannot warn you."
    )
    KnownPeriodFactory(kind=PeriodKind.RELIGIOUS_DAY, last_day=date(2036, 11, 17))
    assert len(not_known(date(2035, 1, 1), date(2036, 1, 1))) == 2


def test_a_coordinator_puts_a_day_right_leaves_it_out_and_brings_it_back(coordinator):
    page = coordinator.get("/manage/days")
    assert ["Eid al-Fitr", "Tuesday 9 March 2027 to Wednesday 10 March 2027"] in [row[:2] for row in page.rows]

    page = coordinator.get(f"/manage/days/known/{EID}/change")
    assert (page.heading, page.values["kind"], page.values["first_day[day]"]) == (
        "Change Eid al-Fitr",
        ["religious day"],
        ["9"],
    )
    wrong = page.press("Save", last_day=date(2027, 3, 1))
    assert wrong.errors == ["The last day must not be before the first"]
    page = page.press("Save", first_day=date(2027, 3, 10), last_day=ELEVENTH)
    assert page.rows[0][:2] == [
        "Eid al-Fitr",
        "Religious day Wednesday 10 March 2027 to Thursday 11 March 2027",
    ]

    page = page.press("Remove Eid al-Fitr")
    assert "Left out" in page.text
    assert warned_of(ELEVENTH) == []
    page = page.press("Bring back Eid al-Fitr")
    assert page.messages == ["We warn you about Eid al-Fitr again."]
    assert warned_of(NINTH) == ["Religious day: Eid al-Fitr"]

    page = page.press("Leave out Holi")
    assert page.messages == ["We do not warn you about Holi on that day any more."]
    assert warned_of(date(2027, 3, 22)) == []


def test_a_day_that_does_not_come_with_the_code_is_not_found_and_a_plain_one_is_not_brought_back(coordinator):
    plain = KnownPeriodFactory()

    assert coordinator.get("/manage/days/known/eid-2027/change").status == 404
    assert coordinator.send("/manage/days/known/eid-2027/leave-out").status == 404
    coordinator.send(f"/manage/days/{plain.id}/bring-back")
    assert db.session.query(KnownPeriod).one() is plain


def test_the_preview_of_a_series_warns_of_religious_days(coordinator):
    page = coordinator.post("/meetings/series/new", YEAR | {"weekday": "1", "nth": "2"})

    hints = [hint.get_text(" ", strip=True) for hint in page.soup.select(".nhsuk-checkboxes__hint")]
    assert "Religious day: Ramadan Religious day: Eid al-Fitr" in hints
