"""What the report counts: training for members apart from training for staff, and one team however it was written."""

from __future__ import annotations

from datetime import UTC, datetime

from coproduction.core.database import db
from coproduction.schedule.models import PlaceState
from coproduction.training.models import Duty, SessionRole
from tests.factories import CourseFactory, EventFactory, EventRoleFactory, PlaceFactory
from tests.training.after_sessions import attended, session_over, trains

MAY = datetime(2026, 5, 5, 12, tzinfo=UTC)
REPORT = "/training/reports/figures?year=2026"


def figures(page):
    """Return what stands beside each name in the summary list."""
    names = [each.get_text() for each in page.main.select("dt")]
    return dict(zip(names, (each.get_text() for each in page.main.select("dd")), strict=True))


def learns(event, *, state=PlaceState.ATTENDED, **place):
    """Return the member in a new place to learn at this date."""
    role = EventRoleFactory(event=event, is_open=False)
    db.session.add(SessionRole(role_id=role.id, does=Duty.ATTENDS))
    return PlaceFactory(role=role, state=state, **place).member


def test_training_for_members_is_counted_apart_with_the_members_who_came(coordinator):
    nurses = session_over(ended=MAY, course__name="Accessible meetings")
    attended(nurses, 3)
    trains(nurses)
    interviews = session_over(ended=MAY, course=CourseFactory(name="Interview skills", is_for_members=True))
    amara, _ = learns(interviews.event), learns(interviews.event)
    learns(interviews.event, state=PlaceState.ABSENT)
    trains(interviews)
    second_day = EventFactory(follows_id=interviews.event_id, starts_at=MAY, ends_at=MAY.replace(hour=14))
    learns(second_day, member=amara)

    page = coordinator.get(REPORT)

    assert figures(page) == {
        "Training sessions": "1",
        "People who came to learn": "3",
        "Members who taught": "2",
        "Training sessions for members of the group": "1",
        "Members who came to learn": "2",
    }
    rows = [[cell.div.get_text() for cell in row.find_all("td")][1:5] for row in page.main.select("tbody tr")]
    assert rows[:2] == [["Accessible meetings", "1", "3", "1"], ["Interview skills", "1", "2", "1"]]


def test_one_team_is_one_choice_however_it_was_written(coordinator):
    for team in ("Mansfield nurses", " mansfield  Nurses", "Ward 9"):
        session_over(ended=MAY, team=team)

    page = coordinator.get(f"{REPORT}&team=MANSFIELD+nurses")

    teams = [option.get_text() for option in page.soup.select("#team option")]
    assert (len(teams), teams[0], teams[2]) == (3, "All teams", "Ward 9")
    assert figures(page)["Training sessions"] == "2"
    assert page.soup.select_one("#team option[selected]").get_text() == teams[1]
    assert "The team that a session was for." in page.text
