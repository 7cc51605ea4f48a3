"""The evening before a panel somebody cannot make it: whoever stands by steps in, and every step can be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from config import Settings
from coproduction import create_app
from coproduction.core.database import db
from coproduction.members.models import Interest, Member
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import EventKind, Part
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.journeys.panel_job import plain
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.test_main_job import becomes_coordinator

TOMORROW = (datetime.now(UTC) + timedelta(hours=30)).replace(minute=0, second=0, microsecond=0)
MEGAN = "megan@example.org"
PANEL = "Interview panel: Nurse"


@pytest.fixture
def link_of_tunde(platform: Platform) -> str:
    """A panel tomorrow with Tunde on it, Megan who stands by and Harold who could come; Tunde's link to his answer."""
    app = create_app(Settings.from_environment(platform.environment))
    with app.app_context():
        role = EventRoleFactory(
            name="Panel member",
            minimum=1,
            maximum=1,
            is_open=False,
            event__kind=EventKind.PANEL,
            event__title=PANEL,
            event__starts_at=TOMORROW,
            event__organiser=StaffFactory(name="Tom Hesketh", email="tom@example.org"),
        )
        standby = EventRoleFactory(
            event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
        )
        place = PlaceFactory(role=role, member=member("Tunde Balogun"))
        PlaceFactory(role=standby, member=member("Megan Frost", email=MEGAN))
        member("Harold Finch")
        db.session.commit()
        return f"/answers/{token_for(place)}"


def member(name: str, **values: object) -> Member:
    return MemberFactory(name=name, known_as=name.split(maxsplit=1)[0], interested_in=[Interest.PANELS], **values)


def test_whoever_stands_by_steps_in_the_evening_before(
    platform: Platform, person_without_scripts: Callable[[], Person], link_of_tunde: str
) -> None:
    tunde, megan = person_without_scripts(), person_without_scripts()
    coordinator = becomes_coordinator(platform, person_without_scripts())

    tunde.opens(link_of_tunde).presses("I can’t make it")
    assert "It does not count against you" in tunde.text
    told = platform.email(to="tom@example.org", subject=f"Somebody can no longer come: {PANEL}")
    assert "Tunde can no longer take part" in plain(told)

    megan.opens_link("Yes, I can come", to=MEGAN, subject=f"Can you join us? {PANEL}")
    coordinator.opens("/to-do").follows(f"Ring for Panel member, {PANEL}")
    assert "Megan Frost" in coordinator.text
    megan.presses("Send my answer")
    assert megan.heading == "You are going"

    coordinator.follows("Back to the roster")
    assert "Enough people 1 of 1 held" in coordinator.text
    assert "Somebody is found" in coordinator.text
    for step in ("because a place was given up.", "We asked Megan Frost.", "Megan Frost said yes."):
        assert step in coordinator.text
    assert "Harold" not in coordinator.text
