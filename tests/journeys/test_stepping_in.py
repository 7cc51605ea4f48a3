"""The evening before a panel somebody cannot make it: two who stand by say yes together, and one of them steps in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest

from coproduction.core.database import db
from coproduction.panels.models import CandidateAnswer, PanelStage
from coproduction.schedule.models import Part
from tests.factories import EventRoleFactory, PlaceFactory, StaffFactory
from tests.factories.base import LONG_AGO
from tests.journeys.panel_job import PANEL, plain
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.stage import NOW, SAM, member, panel_asked_for, setting
from tests.panels.seats import candidates, pack

TAKEN = "Thank you. Somebody else said yes first, so the place is taken."


class Evening(NamedTuple):
    """The panel, its manager's page, and the sessions of those who sign in."""

    event_id: int
    tracking: str
    tunde: str
    priya: str


@pytest.fixture
def evening(platform: Platform) -> Evening:
    """A briefed panel tomorrow with Tunde and Amara on it, Megan and Ruth who stand by, and Harold who could come."""
    with setting(platform) as session_of:
        priya = StaffFactory(name="Priya Nair", email="priya@example.org")
        asked = panel_asked_for(NOW + timedelta(hours=30), PanelStage.BRIEFED, event__organiser=priya)
        pack(asked.panel, "How do you listen?")
        [candidate], tunde = candidates(asked.panel, "Robin Ashby"), member("Tunde Balogun")
        db.session.add(
            CandidateAnswer(candidate_id=candidate.id, member_id=tunde.id, knows=False, answered_at=LONG_AGO)
        )
        for one in (tunde, member("Amara Okafor")):
            PlaceFactory(role=asked.role, member=one)
        standby = {"part": Part.STANDBY, "stands_by_for_id": asked.role.id}
        standbys = EventRoleFactory(event=asked.role.event, name="Standby", maximum=2, is_open=False, **standby)
        for one in (member("Megan Frost"), member("Ruth Bell")):
            PlaceFactory(role=standbys, member=one)
        member("Harold Finch")
        return Evening(asked.event_id, asked.tracking, session_of(tunde.account), session_of(priya))


def test_of_two_who_stand_by_and_say_yes_together_one_steps_in(
    platform: Platform, walker: Callable[[], Person], evening: Evening
) -> None:
    gives_up_the_place_and_the_pack(walker().is_signed_in(evening.tunde), evening)
    manager = walker().opens(evening.tracking)
    assert "A member is unavailable. We are looking for somebody else" in manager.text
    coordinator = walker().is_signed_in(evening.priya)
    finds_whom_to_ring_and_to_text(coordinator, evening)
    said = say_yes_together({name: walker() for name in ("Megan", "Ruth")})
    [steps_in] = [name for name, words in said.items() if "You are going" in words]
    [thanked] = [name for name, words in said.items() if TAKEN in words]
    told = platform.email(to=f"{thanked.lower()}@example.org", subject=f"The place is taken: {PANEL}")
    assert "You are standing by again, as before." in plain(told)
    reads_the_new_name(manager, evening, steps_in)
    sees_every_step(coordinator, steps_in, thanked)


def gives_up_the_place_and_the_pack(tunde: Person, evening: Evening) -> None:
    """One press, no reason; the pack that he has open is gone that minute."""
    event = f"/events/{evening.event_id}"
    tunde.opens(f"{event}/pack").presses("Open the papers")
    assert "How do you listen?" in tunde.text
    tunde.opens(event).presses("I can’t make it")
    assert "We will ask you again another time" in tunde.text
    assert tunde.context.request.get(f"{event}/pack").status == 404
    told = tunde.platform.email(to="priya@example.org", subject=f"Somebody can no longer come: {PANEL}")
    assert "Tunde can no longer take part" in plain(told)


def finds_whom_to_ring_and_to_text(priya: Person, evening: Evening) -> None:
    """The panel is short; whoever stands by is asked by email, is to be sent a text, and comes first to be rung."""
    for who in ("megan", "ruth"):
        asked = priya.platform.email(to=f"{who}@example.org", subject=f"Can you join us? {PANEL}")
        assert "You are standing by for" in plain(asked)
    priya.opens("/contact-tasks")
    for name in ("Megan", "Ruth"):
        assert f"Send a text to {name} : Can you step in? {PANEL}" in priya.text
    priya.opens("/to-do").follows(f"Ring for Panel member, {PANEL}")
    assert "Megan Frost" in priya.text
    priya.follows("Back to the roster")
    assert "Short 1 of 2 held, 2 waiting for an answer, short of 1" in priya.text
    assert priya.path == f"/rosters/{evening.event_id}"


def say_yes_together(people: dict[str, Person]) -> dict[str, str]:
    """Let all of them have the page open, press at the same moment, and return what each then reads."""
    for name, somebody in people.items():
        somebody.opens_link("Yes, I can come", to=f"{name.lower()}@example.org", subject=f"Can you join us? {PANEL}")
    for somebody in people.values():
        somebody.page.get_by_role("button", name="Send my answer").evaluate("button => { button.click() }")
    for somebody in people.values():
        somebody.page.get_by_text("You are going").or_(somebody.page.get_by_text(TAKEN)).first.wait_for()
    return {name: somebody.text for name, somebody in people.items()}


def reads_the_new_name(sam: Person, evening: Evening, steps_in: str) -> None:
    """The manager hears one new name, once it is agreed, and reads those of the panel and no others."""
    [name] = {"Megan", "Ruth"} - {steps_in}
    told = sam.platform.email(to=SAM, subject="A new name for your interview panel")
    assert f"{steps_in} will be on it, as panel member." in plain(told)
    sam.opens(evening.tracking)
    assert f"Amara, panel member {steps_in}, panel member" in sam.text
    assert [each for each in (name, "Tunde", "unavailable") if each in sam.text] == []
    assert sum(email["Subject"] == told["Subject"] for email in sam.platform.postbox.emails) == 1


def sees_every_step(priya: Person, steps_in: str, thanked: str) -> None:
    """The search is over, with nobody asked who did not stand by."""
    priya.page.reload()
    assert "Enough people 2 of 2 held" in priya.text
    assert "Somebody is found" in priya.text
    full = {"Megan": "Megan Frost", "Ruth": "Ruth Bell"}
    for step in (
        "because a place was given up.",
        f"We asked {full[thanked]}.",
        f"{full[steps_in]} said yes.",
    ):
        assert step in priya.text
    assert "Harold" not in priya.text
