"""Twenty-one people book twenty places: who waits gets in, and all that follows from the session comes out right."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from coproduction.core.database import db
from coproduction.core.dates import uk_date, uk_short_date, uk_wall
from coproduction.core.signed_moments import signed_moment
from coproduction.members.models import Interest
from coproduction.notifications import alarm
from coproduction.schedule.models import Event
from coproduction.training.actions.evaluation import ask_delegates, close_rounds
from coproduction.training.models import Duty, SessionRole
from tests.factories import EventRoleFactory, PlaceFactory, SessionBookingsFactory, StaffFactory
from tests.factories.base import LONG_AGO
from tests.journeys.passer import Passer, lines_of
from tests.journeys.people import Person
from tests.journeys.platform import Platform, until
from tests.journeys.stage import NOW, member, setting
from tests.journeys.year import database_of

TEAM = "Mansfield nurses"
COURSE = "Better meetings"
SESSION = f"{COURSE}, for {TEAM}"
TO_BOOK = "/training/sessions/meet2345"
JOY, LEE = "joy.ellis@example.org", "lee.shaw@example.org"
# All but Joy, who books first and cancels, and Lee, who books last. Nobody writes down whether the last of them came.
TEAM_MATES = [f"nurse{number}@example.org" for number in range(2, 21)]
*CAME, MISSING, UNWRITTEN = TEAM_MATES
# How useful it was, and how confident they were before and after; Lee's last.
SAID = ((5, 2, 4), (5, 1, 4), (4, 3, 5), (4, 2, 4), (5, 2, 3), (3, 1, 5), (5, 3, 4))


class Stage(NamedTuple):
    """The session, a moment some time ago as pages carry it, and the sessions of those who sign in."""

    event_id: int
    long_ago: str
    tom: str
    amara: str


@pytest.fixture
def stage(platform: Platform) -> Stage:
    """A session in ten days with twenty places, which Amara leads and Megan delivers with her."""
    with setting(platform) as session_of:
        bookings = SessionBookingsFactory(
            code="meet2345",
            capacity=20,
            session__course__name=COURSE,
            session__team=TEAM,
            session__event__starts_at=NOW + timedelta(days=10),
        )
        event = bookings.session.event
        amara, megan = [member(name, interested_in=[Interest.TRAINING]) for name in ("Amara Okafor", "Megan Frost")]
        for one, does in ((amara, Duty.LEADS), (megan, Duty.CO_DELIVERS)):
            role = EventRoleFactory(event=event, name=f"Trainer who {does}", minimum=1, maximum=1, is_open=False)
            db.session.add(SessionRole(role_id=role.id, does=does))
            PlaceFactory(role=role, member=one)
        tom = StaffFactory(name="Tom Hesketh", email="tom@example.org")
        return Stage(event.id, signed_moment(LONG_AGO), session_of(tom), session_of(amara.account))


@pytest.fixture
def team(chromium: Browser, platform: Platform) -> Iterator[Passer]:
    """The nineteen, at one browser. Other journeys inspect their pages."""
    team = Passer(chromium, platform, widths=())
    yield team
    team.context.close()


def test_twenty_one_book_twenty_places_and_all_that_follows_comes_out_right(
    platform: Platform, team: Passer, walker: Callable[[], Person], stage: Stage
) -> None:
    joy, lee, tom = walker(), walker(), walker().is_signed_in(stage.tom)
    books(joy, "Joy Ellis", JOY, stage)
    assert joy.heading == f"You have a place: {SESSION}"
    own = nineteen_book(team, stage)
    books(lee, "Lee Shaw", LEE, stage)
    assert "You are on the waiting list" in lee.heading
    assert "You are number 1." in lee.text
    assert taken(tom, stage) == ["20, of which 20 are taken", "1 person"]

    joy.follows("Cancel your booking").presses("Cancel my booking")
    lee.opens_link("Say yes or no", to=LEE, subject=f"There is a place for you: {SESSION}")
    assert lee.presses("Yes, I will come").heading == f"You have a place: {SESSION}"
    assert taken(tom, stage) == ["20, of which 20 are taken", "0 people"]

    with database_of(platform):
        begun(stage, hours_ago=1)
        who_came_is_written_down(walker().is_signed_in(stage.amara), lee, stage)
        began = begun(stage, hours_ago=3)
        trainers_came(tom, stage)
        has_a_certificate(lee, walker(), began)
        assert [email for email, page in own.items() if not certified(team, page)] == [MISSING, UNWRITTEN]
        answer_how_it_was(team, lee, asked_how_it_was(platform))
        reads_the_report(tom, began, said="Not shown", figures=[])
        nobody_can_answer_any_more(began)
        reads_the_report(tom, began, said="2.0 before, 4.1 after", figures=["4.4", "2.0", "4.1"])
    everybody_was_told_once(platform)


def books(somebody: Person, name: str, email: str, stage: Stage) -> None:
    """Fill in the form of the public page, and confirm by the link in the email."""
    somebody.opens(TO_BOOK).types(
        Your_name=name, Your_team=TEAM, Your_role_in_the_team="Nurse", Your_work_email_address=email
    )
    opened = somebody.page.locator("input[name=opened]")
    opened.evaluate("(box, moment) => { box.value = moment; }", stage.long_ago)  # they took their time to read
    assert somebody.presses("Book").heading == "Check your email"
    somebody.opens_link("Open my booking", to=email, subject=f"Confirm your booking: {SESSION}")
    somebody.presses("Confirm my booking")


def nineteen_book(team: Passer, stage: Stage) -> dict[str, str]:
    """One after the other; each confirms by their own link. Return the page of each."""
    page = team.reads(TO_BOOK)
    for email in TEAM_MATES:
        name = email.partition("@")[0].title()
        sent = {"name": name, "email": email, "team": TEAM, "job": "Nurse", "opened": stage.long_ago}
        team.sends_off(page, "Book", **sent)
    links = links_in(team.platform, f"Confirm your booking: {SESSION}", "Open my booking", to=[JOY, *TEAM_MATES])
    for email in TEAM_MATES:
        team.sends_off(team.reads(links[email]), "Confirm my booking")
    return {email: links[email] for email in TEAM_MATES}


def links_in(platform: Platform, subject: str, words: str, *, to: list[str]) -> dict[str, str]:
    """Return where these words lead in the emails called so, by address, once they have come to just these people."""

    def all_there() -> list[EmailMessage] | None:
        mine = [email for email in platform.postbox.emails if email["Subject"] == subject]
        return mine if len(mine) >= len(to) else None

    emails = until(all_there, lambda: f"{len(to)} emails called {subject!r}")
    links = {address_of(email): platform.link_in(email, words) for email in emails}
    assert sorted(links) == sorted(to)
    return links


def address_of(email: EmailMessage) -> str:
    """Return who an email is for."""
    return str(email["To"].addresses[0].addr_spec)


def taken(tom: Person, stage: Stage) -> list[str]:
    """Return how many places there are and are taken, and how many wait, as the coordinator reads it."""
    tom.opens(f"/training/{stage.event_id}/delegates")
    return lines_of(tom, "main dd")[:2]


def begun(stage: Stage, *, hours_ago: int) -> datetime:
    """Let the session, which takes two hours, have begun so long ago, and return when that was."""
    event, began = db.session.get_one(Event, stage.event_id), datetime.now(UTC) - timedelta(hours=hours_ago)
    event.starts_at, event.ends_at = began, began + timedelta(hours=2)
    db.session.commit()
    return began


def who_came_is_written_down(amara: Person, lee: Person, stage: Stage) -> None:
    """Lee enters the code on the screen, and who leads the session ticks the others, but for one."""
    amara.opens(f"/events/{stage.event_id}").follows("Who came, and the code for the screen")
    amara.follows("Show the code on the screen").presses("Make a code")
    [code] = lines_of(amara, "main p.nhsuk-heading-xl")
    lee.opens(lee.path).presses("I am here").types(Code_for_today=code).presses("Check in")
    assert "We know that you are here." in lee.text

    amara.follows("Back")
    assert [email for email in (JOY, LEE, *TEAM_MATES) if email in amara.page.content()] == []
    for email in (*CAME, MISSING):
        group = amara.page.get_by_role("group", name=f"{email.partition('@')[0].title()}, {TEAM}", exact=True)
        group.get_by_label("Did not come" if email == MISSING else "Came", exact=True).check()
    amara.presses("Save")
    assert amara.page.locator("main input:checked").count() == 19


def trainers_came(tom: Person, stage: Stage) -> None:
    """The coordinator writes down that both trainers were there."""
    tom.opens(f"/rosters/{stage.event_id}/attendance")
    for came in tom.page.get_by_label("Came", exact=True).all():
        came.check()
    tom.presses("Save who came")


def has_a_certificate(lee: Person, anybody: Person, began: datetime) -> None:
    """Who came prints it, and anybody who has its code reads what is printed on it and no more."""
    lee.opens(lee.path).presses("See your certificate")
    printed = ["Lee Shaw", COURSE]
    assert lines_of(lee, ".app-certificate p.app-as-typed") == printed
    [code] = lines_of(lee, ".app-certificate strong")
    anybody.opens("/training/certificates").answers(code.replace("-", " ").lower())
    anybody.presses("Check the certificate")
    assert lines_of(anybody, "main dd") == [*printed, uk_date(began), "2 hours", code]


def certified(team: Passer, page: str) -> bool:
    """Say whether there is a certificate behind somebody's page."""
    return team.context.request.get(f"{page}/certificate").ok


def asked_how_it_was(platform: Platform) -> dict[str, str]:
    """Ask those who came, and nobody else; return the link of each."""
    assert ask_delegates(now=datetime.now(UTC)) == 18
    db.session.commit()
    alarm.ring()
    return links_in(platform, f"How was {SESSION}?", "Say how it was", to=[*CAME, LEE])


def answer_how_it_was(team: Passer, lee: Person, links: dict[str, str]) -> None:
    """Six of the team answer, and Lee does at the browser; the second time there is nothing to answer."""
    *six, last = SAID
    for email, said in zip(CAME, six, strict=False):
        ticked = dict(zip(("usefulness", "before", "after"), map(str, said), strict=True))
        team.sends_off(team.reads(links[email]), "Send my answers", **ticked)
    lee.opens(links[LEE])
    questions = ("How useful was the training", "How confident did you feel", "How confident do you feel now")
    for question, number in zip(questions, last, strict=True):
        lee.page.get_by_role("group", name=question).locator(f"input[value='{number}']").check()
    lee.presses("Send my answers")
    assert lee.opens(links[LEE]).heading == "Thank you for your answer"


def nobody_can_answer_any_more(began: datetime) -> None:
    """Let two weeks pass: the worker closes the round."""
    assert close_rounds(now=began + timedelta(days=15)) == 1
    db.session.commit()


def reads_the_report(tom: Person, began: datetime, *, said: str, figures: list[str]) -> None:
    """Of the answers only their number is shown as long as somebody can answer; then their averages, everywhere."""
    day = uk_wall(began).date()
    tom.opens(f"/training/reports/figures?year={day.year}")
    assert lines_of(tom, "main dd") == ["1", "18", "2", *figures]
    each = figures or ["Not shown"] * 3
    assert lines_of(tom, "main tbody .app-cell") == [
        *("1", COURSE, "1", "18", "2", *each),
        *(uk_short_date(began), COURSE, TEAM, "18", "7", said),
    ]
    assert tom.page.locator(".app-chart__drawing").count() == (1 if figures else 0)
    link = tom.page.get_by_role("link", name="Download every session of this report (CSV)").get_attribute("href")
    assert link
    _heading, row = csv.reader(io.StringIO(tom.context.request.get(link).text()))
    assert row == [day.isoformat(), COURSE, TEAM, "Yes", "", "18", "2", "7", *(figures or [""] * 3), "0", "", "No"]


def everybody_was_told_once(platform: Platform) -> None:
    """No email to a delegate came twice, and none is missing."""
    delegates = {JOY, LEE, *TEAM_MATES}
    told = Counter(
        email["Subject"].replace(SESSION, "…") for email in platform.postbox.emails if address_of(email) in delegates
    )
    assert told == Counter(
        {
            "Confirm your booking: …": 21,
            "You have a place: …": 21,
            "You wait for a place: …": 1,
            "You have cancelled: …": 1,
            "There is a place for you: …": 1,
            "How was …?": 18,
        }
    )
