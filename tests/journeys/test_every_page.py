"""Every page there is, inspected with axe: for strangers, members, supporters, coordinators and the safeguarding lead.

What everybody may open is walked through by the stranger alone: to others it looks the same, but for the header. All
that links lead to is fetched, and one page of a kind is inspected.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import or_, select, update

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience, audience_of
from coproduction.core.database import db
from coproduction.demo.commands import PASSWORD
from coproduction.demo.people import NUMBER_OF
from coproduction.meetings.answer_links import token_for
from coproduction.meetings.models import Poll
from coproduction.notifications.inbox import keep
from coproduction.notifications.rendering import document
from coproduction.panels.models import AloneState, AloneStep, Outcome, Pack, PanelCase, PanelRequest
from coproduction.panels.request_keys import key_for as key_for_request
from coproduction.panels.rules.stages import is_ended
from coproduction.rosters.actions import drafts, wanted
from coproduction.rosters.actions.drafts import Ticks
from coproduction.rosters.answer_links import token_for as token_for_dates
from coproduction.rosters.models import Availability, WantedProposal
from coproduction.rosters.queries.drafts import About
from coproduction.rosters.queries.wanted import next_asked
from coproduction.schedule.answer_links import token_for_question
from coproduction.schedule.feed_keys import key_for, new_seed
from coproduction.schedule.models import CalendarFeed, CheckInCode, Event, EventRole, NeedsMet, Part, Place
from coproduction.schedule.rules import is_live, is_published
from tests.journeys.delegates import (
    lead_a_session,
    page_of_evaluation,
    page_of_words,
    pages_of_delegates,
    pages_of_who_was_there,
)
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running
from tests.journeys.promises import INSPECTED_BY, Names, broken_by
from tests.journeys.teams import pages_of_teams
from tests.journeys.walking import walk, without_keys
from tests.journeys.year import database_of

MEMBER = "kieran.doyle@example.org"
SUPPORTER = "mo.brennan@example.org"
COORDINATOR = "priya.nair@example.org"
# Pages that answer a form, that a message leads to or that programs read: what no link leads to, and can be opened.
ANSWERS = (
    "/sign-in/check-email",
    "/sign-out",
    "/join/chat/asked",
    "/contact/another-format/asked",
    "/panels/request/link-sent",
    "/training/request/link-sent",
    "/search?q=budget",
    "/what-members-do",
)
FOR_PROGRAMS = ("/health", "/robots.txt", "/sitemap.xml", "/static/app.js")
FOR_COORDINATORS = (
    "/members?state=died",
    f"/members/{NUMBER_OF['Arthur']}/died/stopped",
    f"/meetings/papers/1/for/{NUMBER_OF['Dennis']}",
    "/rosters/proposals?first=2026-01-01&last=2099-12-31",
    f"/rosters/availability/new/ask?{'&'.join(f'event={number}' for number in range(1, 200))}",
    "/rosters/proposals/1",
)


@pytest.fixture(scope="module")
def demonstration(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform, with the demonstration group, and with an email in the inbox of this computer."""
    folder, inbox = tmp_path_factory.mktemp("demonstration"), tmp_path_factory.mktemp("inbox")
    with app.app_context():
        keep(inbox, an_email())
    with platform_running(folder, INBOX_FOLDER=str(inbox)) as running:
        running.flask("demo", "load")
        with database_of(running):
            propose_for_all_panels(now=datetime.now(UTC))
        yield running


def propose_for_all_panels(*, now: datetime) -> None:
    """Have the proposal made for which the worker would be asked if there were more panels."""
    coordinator = db.session.scalars(select(Account).where(Account.email == COORDINATOR)).one()
    wanted.want_proposal(date(2026, 1, 1), date(2099, 12, 31), by=coordinator, now=now)
    asked = next_asked(now=now)
    assert asked
    wanted.keep_proposal(asked, wanted.made_of(asked), now=now)
    db.session.commit()


def an_email() -> bytes:
    """Return an email with words for a mail program, and with a file."""
    email = EmailMessage()
    email["From"], email["To"], email["Subject"] = "group@example.org", MEMBER, "The papers are there"
    email.set_content("Read them when you like.")
    email.add_alternative(document(str(email["Subject"]), "<p>Read them when you like.</p>"), subtype="html")
    email.add_attachment(b"Budgets", maintype="text", subtype="plain", filename="budgets.txt")
    return email.as_bytes()


@pytest.fixture(scope="module")
def from_messages(demonstration: Platform) -> list[str]:
    """The pages to which links in messages lead, each for one person: about dates, about needs, and a calendar."""
    with database_of(demonstration):
        poll = db.session.scalars(select(Poll.id)).one()
        asked = db.session.scalars(select(Availability).order_by(Availability.id).limit(1)).one()
        question = db.session.scalars(select(NeedsMet).where(NeedsMet.answered_at.is_(None))).one()
        assert question.member_id
        requests = db.session.scalars(select(PanelRequest).join(PanelRequest.case).order_by(PanelRequest.case_id)).all()
        told = (
            select(PanelRequest, Outcome).join(PanelRequest.case).join(Outcome, Outcome.event_id == PanelCase.event_id)
        )
        of_last, outcome = db.session.execute(told.order_by(Outcome.told_at.desc()).limit(1)).one()
        outcome.told_at = datetime.now(UTC)  # so that its team can still correct it
        feed = CalendarFeed(member_id=NUMBER_OF["Kieran"], seed=new_seed(), made_at=question.asked_at)
        db.session.add(feed)
        db.session.commit()
        return [
            f"/dates/answers/{token_for(poll, NUMBER_OF['Amara'])}",
            f"/availability/answers/{token_for_dates(asked.round_id, asked.member_id)}",
            f"/needs-met/{token_for_question(question.id, question.member_id)}",
            f"/calendars/{key_for(feed)}.ics",
            *(f"/panels/tracking/{key_for_request(request)}" for request in requests if not is_ended(request.case)),
            f"/panels/tracking/{key_for_request(of_last)}/outcome",
            *pages_of_delegates(),
            page_of_evaluation(now=datetime.now(UTC)),
            *pages_of_teams(),
        ]


@pytest.fixture(scope="module")
def choosing(demonstration: Platform) -> list[str]:
    """The page to which a button of a proposal leads, when a coordinator chooses somebody else for a place.

    And the ones to say that a panel did not take place, to which a link leads until somebody writes who came, and to
    close it, to which one leads until the worker does; and the one on which they read what delegates wrote, to which
    one leads once nobody can answer any more.
    """
    with database_of(demonstration):
        coordinator = db.session.scalars(select(Account).where(Account.email == COORDINATOR)).one()
        made, now = db.session.scalars(select(WantedProposal)).one(), datetime.now(UTC)
        role_id, _member_id = made.made["choices"][0]
        draft = drafts.keep_ticks(About(wanted_id=made.id), Ticks((), (), ()), events=[], by=coordinator, now=now)
        db.session.commit()
        case_id = db.session.scalars(select(PanelCase.id).order_by(PanelCase.id).limit(1)).one()
        instead = f"/rosters/proposals/drafts/{draft.id}/roles/{role_id}"
        case = f"/panels/progress/{case_id}"
        return [instead, f"{case}/not-held", f"{case}/close", page_of_words(), *pages_of_who_was_there()]


@pytest.fixture(scope="module")
def for_a_time(demonstration: Platform) -> list[str]:
    """The member's pages to which links lead on some days or at some hours only.

    What to do about a fee that passes their limits, how the last panel went, that they are here, and whether they agree
    to be the only member left on a panel, which somebody else in the demonstration is asked. Their score sheet for the
    panel with a pack, which they watch in the demonstration. What a trainer sees of their own at a session, for which
    they have put themselves forward.
    """
    with database_of(demonstration):
        alone = db.session.scalars(select(AloneStep).where(AloneStep.state == AloneState.ASKED)).one()
        dates = select(Event.id).where(or_(Event.id == alone.event_id, Event.follows_id == alone.event_id))
        seat = update(Place).where(Place.member_id == alone.place.member_id, Place.event_id.in_(dates))
        db.session.execute(seat.values(member_id=NUMBER_OF["Kieran"]))
        watched = EventRole.event_id.in_(select(Pack.event_id)), EventRole.part == Part.SHADOW
        db.session.execute(update(EventRole).where(*watched).values(part=Part.PLACE))
        led = lead_a_session(NUMBER_OF["Kieran"], now=datetime.now(UTC))
        db.session.commit()
        theirs = select(Place.id).join(Event, Event.id == Place.event_id).where(Place.member_id == NUMBER_OF["Kieran"])
        to_come = theirs.where(is_live(), is_published(), Event.starts_at > datetime.now(UTC))
        on_today = theirs.join(CheckInCode, CheckInCode.event_id == Event.id)
        over = theirs.join(Outcome, Outcome.event_id == Event.id).with_only_columns(Event.id)
        return [
            f"/places/{db.session.scalars(to_come.order_by(Place.id).limit(1)).one()}/fee",
            f"/events/{db.session.scalars(over).one()}/how-it-went",
            f"/places/{db.session.scalars(on_today).one()}/check-in",
            f"/events/{alone.event_id}/only-member",
            f"/events/{led}/delegates/new",
        ]


def test_every_public_page_is_fit_for_everybody(
    chromium: Browser, demonstration: Platform, app: Flask, view_of: Names, from_messages: list[str]
) -> None:
    stranger = Person(chromium, demonstration)
    starts = ("/", "/inbox/", *ANSWERS, *FOR_PROGRAMS, *from_messages)

    opened = walk(stranger, *starts, view_of=view_of, kind_of=without_keys)

    assert views_for(app, Audience.PUBLIC) - opened == promised(app, Audience.PUBLIC)
    stranger.context.close()


@pytest.mark.parametrize(
    ("email", "starts", "audiences"),
    [
        (MEMBER, ["/my-page"], {Audience.MEMBER, Audience.SIGNED_IN}),
        (SUPPORTER, ["/supporting"], {Audience.SUPPORTER}),
        (
            COORDINATOR,
            ["/to-do", *FOR_COORDINATORS],
            {Audience.STAFF, Audience.ADMINISTRATOR, Audience.SAFEGUARDING},
        ),
    ],
    ids=["a member", "a supporter", "a coordinator"],
)
def test_a_page_of_every_view_behind_the_sign_in_is_fit_for_everybody(
    chromium: Browser,
    demonstration: Platform,
    app: Flask,
    view_of: Names,
    for_a_time: list[str],
    choosing: list[str],
    email: str,
    starts: list[str],
    audiences: set[Audience],
) -> None:
    somebody = Person(chromium, demonstration)
    somebody.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")

    def kind_of(path: str) -> str | None:
        view = view_of(path)
        return view if view and audience_of(app, view) in audiences else None

    also = {MEMBER: for_a_time, COORDINATOR: choosing}.get(email, [])
    opened = walk(somebody, *starts, *also, view_of=view_of, kind_of=kind_of)

    assert views_for(app, *audiences) - opened == promised(app, *audiences)
    somebody.context.close()


def test_what_is_not_walked_is_promised_by_journeys_that_there_are(app: Flask) -> None:
    journeys = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))

    assert [test for test in INSPECTED_BY if f"def {test}(" not in journeys] == []
    assert set[str]().union(*INSPECTED_BY.values()) <= views_for(app, *Audience)


def test_a_journey_that_inspects_less_than_it_promised_is_found(view_of: Names) -> None:
    brings_in = "test_a_group_is_brought_in_and_looked_after"

    assert broken_by(brings_in, ["/members/import/1"], view_of=view_of) == {"members_staff.match_columns"}
    assert broken_by("test_something_else", [], view_of=view_of) == set()


def views_for(app: Flask, *audiences: Audience) -> set[str]:
    """Return the views of these audiences that can be looked at."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and audience_of(app, rule.endpoint) in audiences
    }


def promised(app: Flask, *audiences: Audience) -> set[str]:
    """Return those views of these audiences that journeys inspect on their way."""
    return set[str]().union(*INSPECTED_BY.values()) & views_for(app, *audiences)
