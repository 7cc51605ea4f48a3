"""A team asks for training and gets it: members put themselves forward, two are chosen, one is replaced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from coproduction.members.models import Interest
from tests.factories import CourseFactory, CourseRoleFactory, StaffFactory
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.stage import SAM, member, setting

SOON = date.today() + timedelta(days=60)  # noqa: DTZ011 - the platform's own clock runs, so dates follow it
TEAM = "Mansfield community nurses"
SESSION = f"Better meetings, for {TEAM}"
TRAINERS = ("Amara Okafor", "Megan Frost", "Ruth Bell")
FOUND = "Your training: your trainers are found"


class Signed(NamedTuple):
    """The sessions of those who sign in."""

    tom: str
    trainers: dict[str, str]


@pytest.fixture
def signed(platform: Platform) -> Signed:
    """A coordinator, a course that needs two who deliver it, and three members who could."""
    with setting(platform) as session_of:
        course = CourseFactory(name="Better meetings", is_on_request=True)
        CourseRoleFactory(course=course, name="Co-trainer", minimum=2, maximum=2)
        trainers = [
            member(name, interested_in=[Interest.TRAINING]) for name in ("Amara Okafor", "Megan Frost", "Ruth Bell")
        ]
        return Signed(
            session_of(StaffFactory(name="Tom Hesketh", email="tom@example.org")),
            {trainer.known_as: session_of(trainer.account) for trainer in trainers},
        )


def test_a_team_asks_and_gets_a_session_with_its_trainers(
    platform: Platform, person_without_scripts: Callable[[], Person], walker: Callable[[], Person], signed: Signed
) -> None:
    team = asks_for_training(person_without_scripts())
    tom = walker().is_signed_in(signed.tom)
    event = accepts_and_publishes(tom)
    trainers = {name: walker().is_signed_in(session) for name, session in signed.trainers.items()}
    for name, trainer in trainers.items():
        puts_themselves_forward(trainer, event, note=f"{name} would love to")
    chooses(tom, event, "Amara Okafor", "Megan Frost")
    team.opens_link("See your request", to=SAM, subject=FOUND)
    assert "Your trainers are found" in team.text

    trainers["Megan"].opens(event).presses("I can’t make it")
    assert "We are finding your trainers" in team.opens(team.path).text
    subject = f"Can you join us? {SESSION}"  # whoever put themselves forward is asked next, by itself
    trainers["Ruth"].opens_link("Yes, I can come", to="ruth@example.org", subject=subject).presses("Send my answer")

    assert "Your trainers are found" in team.opens(team.path).text
    assert [name for name in ("Amara", "Megan", "Ruth") if name in team.text] == []
    ruth = trainers["Ruth"].opens(event).presses("Your session: briefing and materials")
    assert [said for said in ("Ruth would love to", "We talk too long.", "Joy Ellis") if said not in ruth.text] == []
    assert trainers["Megan"].context.request.get(f"{event}/your-session").status == 404


def asks_for_training(sam: Person) -> Person:
    """One question a page; what was answered can be changed before it is sent."""
    sam.opens("/training/better-meetings").follows("Ask for this course").presses("Continue")
    sam.answers("We talk too long.").presses("Continue")
    sam.types(Your_team="Mansfield nurses", **{"Who would come?": "Nurses"}).presses("Continue")
    sam.types(Number_of_people="12").presses("Continue")
    first = sam.page.get_by_role("group", name="First choice")
    for box, typed in (("Day", SOON.day), ("Month", SOON.month), ("Year", SOON.year)):
        first.get_by_label(box, exact=True).fill(str(typed))
    sam.chooses("In the morning").presses("Continue")
    sam.chooses("In person").types(Name_and_address_of_the_site="Example House, Nottingham").presses("Continue")
    sam.types(**{"Who welcomes the trainers on the day? (optional)": "Joy Ellis"}).presses("Continue")
    sam.types(Your_name="Sam Lowe", Your_work_email_address=SAM, Your_work_phone_number="0115 496 0150")
    sam.presses("Continue").follows("Change team").types(Your_team=TEAM).presses("Continue")
    sam.takes_time_to_read().presses("Send the request")
    assert sam.heading == "We have your request"
    return sam.opens_link("See your request", to=SAM, subject="We have your request for training")


def accepts_and_publishes(tom: Person) -> str:
    """The session is filled in with what was asked for; the team hears of it. Return the members' page of it."""
    tom.opens("/to-do").follows(f"Answer {TEAM}: Better meetings").follows("Accept the request, and make the session")
    tom.presses("Accept and make the session")
    assert tom.heading == SESSION
    event = f"/events/{tom.path.rsplit('/', 1)[-1]}"
    tom.presses("Publish").presses("Publish")
    return event


def puts_themselves_forward(trainer: Person, event: str, *, note: str) -> None:
    """A member says that they would like to deliver it, and why."""
    trainer.opens(event).presses("Put myself forward as Co-trainer").answers(note).presses("Put myself forward")
    assert "You have put yourself forward." in trainer.text


def chooses(tom: Person, event: str, *names: str) -> None:
    """The coordinator reads each one's note, and gives the place."""
    tom.opens(event.replace("/events/", "/rosters/"))
    for name in names:
        assert f"{name.split()[0]} would love to" in tom.text
        tom.presses(f"Give the place to {name}")
        assert f"{name} has the place, and is being told." in tom.text
