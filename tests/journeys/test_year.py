"""A year of monthly meetings: planned by a rule, published, answered by 25 members; one moved and one cancelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_date, uk_moment
from coproduction.members.models import Member
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.models import Event, EventKind, Place, PlaceMove, PlaceState, Via
from tests.journeys.passer import Passer, lines_of, tasks_of_all_pages
from tests.journeys.platform import Platform
from tests.journeys.year import (
    AMARA,
    ASKED,
    AT_THE_BROWSER,
    BY_HAND,
    CANCELLED,
    DATES,
    EMAIL,
    ENDS,
    IDRIS,
    MEMBERS,
    MOVED,
    NO,
    NOT_SURE,
    PRIYA,
    REACHED,
    STARTS,
    TITLE,
    VERA,
    YES,
    Told,
    Year,
    confirmed,
    database_of,
    emails_have_gone,
    everybody,
    meetings_to_tell,
    members_by,
    people_come_together,
    told_since,
    waiting_for,
    warnings_beside,
    when,
    year_from,
)
from tests.notifications.mail_server import words_of

HEADINGS = {YES: "You are going", NOT_SURE: "You are not sure yet", NO: "You cannot make it"}
VALUES = {YES: "yes", NOT_SURE: "not sure", NO: "no"}
INTERPRETER = "British Sign Language (BSL) interpreter"
STATES = {YES: PlaceState.HELD, NOT_SURE: PlaceState.TENTATIVE, NO: PlaceState.DECLINED}


@pytest.fixture
def passer(chromium: Browser, platform: Platform) -> Iterator[Passer]:
    passer = Passer(chromium, platform)
    yield passer
    passer.context.close()


def test_a_year_of_meetings_is_planned_published_and_answered_and_each_change_is_told_once(
    platform: Platform, passer: Passer
) -> None:
    with database_of(platform):
        year = year_from(date.today())  # noqa: DTZ011 - the platform's own clock runs, so dates follow it
        people_come_together(year)
        passer.signs_in(PRIYA)
        plans_by_the_rule(passer, year)
        events = meetings_made(year)
        publishes_them_all(passer, year)
        links = asked_in_one_message_each(platform, passer, year)
        answers_signed_in(passer, events)
        answers_by_the_links(passer, links)
        records_answers(passer, events)
        everybody_has_answered(platform, events)
        books_the_interpreter(passer, events)
        waiting = reaches_some(platform, passer)
        waiting = moves_one(platform, passer, events, year=year, waiting=waiting)
        cancels_another(platform, passer, events, waiting=waiting)
        each_meeting_is_told_once(year)


def plans_by_the_rule(priya: Passer, year: Year) -> None:
    """Priya fills in the rule, and sees its dates with what to think of beside them."""
    priya.opens("/manage/events").follows("Plan a series of meetings").presses("Plan a series of meetings")
    priya.types(Title=TITLE, Main_focus="Our work plan", Start="10:30am", End="12:30pm")
    priya.chooses("Each month", "August", "Both: people choose")
    priya.picks("Which one of the month?", "Second").picks("Which day of the week?", "Thursday")
    for label, day in (("From which day?", year.first), ("Until which day?", year.last)):
        boxes = priya.page.get_by_role("group", name=label)
        for box, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            boxes.get_by_label(box, exact=True).fill(str(number))
    priya.types(**{"A venue that is not in the list (optional)": "Example Hall, Nottingham"})
    priya.types(**{"Link to join online (optional)": "https://example.org/join"}).presses("Show the dates")
    assert "Second Thursday of each month, 10:30am to 12:30pm, not in August." in priya.text
    assert lines_of(priya, ".nhsuk-checkboxes__item") == [
        f"{uk_date(day)} {words}".strip() for day, words in zip(year.days, warnings_beside(year), strict=True)
    ]
    priya.presses("Make these meetings")


def meetings_made(year: Year) -> list[int]:
    """Look up the meetings: half past ten by UK clocks, in winter and in summer. Return their numbers."""
    meetings = db.session.scalars(select(Event).where(Event.kind == EventKind.MEETING).order_by(Event.starts_at)).all()
    assert [(event.starts_at, event.ends_at) for event in meetings] == [
        (uk_moment(day, STARTS), uk_moment(day, ENDS)) for day in year.days
    ]
    numbers = [event.id for event in meetings]
    db.session.rollback()
    return numbers


def publishes_them_all(priya: Passer, year: Year) -> None:
    """Publishing shows every date and who will be asked and how, then does it in one press."""
    priya.presses("Publish all drafts (11)")
    assert lines_of(priya, "main li") == [
        *(f"{TITLE}: {when(day)}" for day in year.days),
        "17 people by email",
        "3 people to ring",
        "3 people to text",
        "2 people to write to",
    ]
    priya.chooses("Ask every active member who likes meetings to come, in one message with all the dates")
    priya.presses("Publish all these dates")
    assert "11 dates are published. 25 members are being asked, in one message each." in priya.page.inner_text("body")


def asked_in_one_message_each(platform: Platform, priya: Passer, year: Year) -> Mapping[str, list[str]]:
    """Each member is asked once, in their channel. Return the links of each email, one for each date."""
    asked = everybody(ASKED, lambda _: True)
    assert told_since(platform, priya, 0) == asked
    links = {}
    for email in platform.postbox.emails:
        text = " ".join(words_of(email).split())
        found = re.findall(rf"Answer for this date: {re.escape(platform.url)}(\S+)", text)
        assert [text.count(when(day)) for day in year.days] == [1] * len(found)
        links[str(email["To"].addresses[0].addr_spec)] = found
    return links


def answers_signed_in(passer: Passer, events: list[int]) -> None:
    """Seventeen members sign in and answer: some at the browser, and the others at once."""
    for one in members_by("website", "email"):
        (passer.signs_in if one in AT_THE_BROWSER else passer.is_let_in)(one.address)
        if one is AMARA:
            hrefs = passer.page.eval_on_selector_all("h3 a", "links => links.map(link => link.pathname)")
            assert hrefs == [f"/events/{number}" for number in events]
        for which, said in one.answers.items():
            if one.via_for(which) is Via.WEBSITE:
                path, opens = f"/events/{events[which]}", one.is_at_the_browser(which)
                there = passer.opens(path).presses(said) if opens else passer.sends(passer.reads(path), said)
                assert HEADINGS[said] in there.text


def answers_by_the_links(passer: Passer, links: Mapping[str, list[str]]) -> None:
    """Nine members open links of their email. Nothing is answered before they press the button."""
    passer.context.clear_cookies()
    for one in members_by("email"):
        for which, said in one.answers.items():
            if one.via_for(which) is Via.EMAIL:
                page = passer.reads(links[one.address][which])
                assert "Waiting for your answer" in page.text
                if one.is_at_the_browser(which):
                    passer.opens(links[one.address][which]).chooses(said).presses("Send my answer")
                else:
                    page = passer.sends(page, "Send my answer", answer=VALUES[said])
                assert HEADINGS[said] == (passer if one.is_at_the_browser(which) else page).heading


def records_answers(priya: Passer, events: list[int]) -> None:
    """Priya rings the other eight, one has written, and she records what they say to every date."""
    priya.signs_in(PRIYA)
    spoken = {YES: "Yes, {} can come", NOT_SURE: "{} is not sure yet", NO: "No, {} can’t make it"}
    ways = {Via.PHONE: "By phone, or face to face", Via.LETTER: "By letter"}
    for which, number in enumerate(events):
        links = dict(priya.reads(f"/rosters/{number}").links)
        if which in (MOVED, CANCELLED):
            priya.opens(f"/rosters/{number}")
        for one in members_by("phone", "letter"):
            said, link = one.answers[which], f"Record an answer from {one.name}"
            if one.is_at_the_browser(which):
                priya.follows(link).chooses(spoken[said].format(one.known_as), ways[one.via])
                priya.presses("Record the answer")
                assert priya.heading == f"Roster for {TITLE}"
            else:
                form = priya.reads(links[link])
                priya.sends(form, "Record the answer", answer=VALUES[said], via=one.via.value)


def everybody_has_answered(platform: Platform, events: list[int]) -> None:
    """All 25 answers to all 11 dates stand as they were given, each by the way it came, and none is lost."""
    emails_have_gone(platform)
    rows = db.session.execute(
        select(Place.event_id, Member.name, Place.state, PlaceMove.via)
        .join(PlaceMove, PlaceMove.place_id == Place.id)
        .join(Member, Member.id == Place.member_id)
        .where(Place.event_id.in_(events), PlaceMove.to_state != PlaceState.OFFERED)
    )
    assert Counter((events.index(event_id), *answer) for event_id, *answer in rows) == Counter(
        (which, one.name, STATES[said], one.via_for(which)) for one in MEMBERS for which, said in one.answers.items()
    )
    db.session.rollback()


def books_the_interpreter(priya: Passer, events: list[int]) -> None:
    """Priya writes down, on the page of each of the two dates, that the interpreter is booked."""
    for which in (MOVED, CANCELLED):
        priya.opens(f"/manage/events/{events[which]}").presses("Arrangements")
        priya.presses(f"Write down how far it is : {INTERPRETER}, for {AMARA.known_as}")
        priya.page.get_by_label("Confirmed", exact=True).check()
        priya.types(**{"Who provides it? (optional)": "Example Interpreters"}).presses("Save")
        assert "Confirmed" in priya.text


def reaches_some(platform: Platform, priya: Passer) -> Told:
    """Priya works through the list of calls and letters, as far as she comes. Return what still waits on it."""
    reached = tuple(one.line for one in REACHED)
    theirs = [href for words, href in tasks_of_all_pages(priya) if words.startswith(reached)]
    assert len(theirs) == waiting_for(lambda one: one in REACHED).total() == DATES
    priya.opens(theirs[0]).presses("Mark as done")
    for href in theirs[1:]:
        priya.sends(priya.reads(href), "Mark as done")
    waiting = waiting_for(lambda one: one not in REACHED)
    assert told_since(platform, priya, len(platform.postbox.received)) == waiting
    return waiting


def moves_one(platform: Platform, priya: Passer, events: list[int], *, year: Year, waiting: Told) -> Told:
    """Moving shows who will be told and how, who cannot come then, and what is booked; and tells each once.

    Whoever waits to be told of their old answer is told this instead. Return what waits on the list now.
    """
    before = len(platform.postbox.received)
    priya.opens(f"/manage/events/{events[MOVED]}").presses("Change the details")
    priya.types(Day=str(year.new_day.day), Month=str(year.new_day.month), Year=str(year.new_day.year))
    priya.presses("Save event")
    assert f"It was {when(year.days[MOVED])}" in priya.text
    assert f"It will be {when(year.new_day)}" in priya.text
    assert "2 of them cannot come then: they are away, or have a place at something else. We ask them again." in (
        priya.text
    )
    assert lines_of(priya, "main li") == [
        "12 people by email",
        "2 people to ring",
        "2 people to text",
        "1 person to write to",
        "British Sign Language (BSL) interpreter: 1, booked with Example Interpreters",
    ]
    priya.presses("Save and tell them")
    clashing = (IDRIS, VERA)
    changed, again = f"Please check, something has changed: {TITLE}", f"Can you still come? {TITLE}"
    told = everybody(changed, lambda one: one.is_told(MOVED) and one not in clashing)
    told += everybody(again, lambda one: one in clashing)
    assert told.total() == 17
    waiting = waiting - confirmed(MOVED, lambda one: one not in REACHED and one.is_told(MOVED))
    assert told_since(platform, priya, before) == told + waiting
    return waiting + Counter({line: 1 for line in told if line[0] in [one.line for one in BY_HAND]})


def cancels_another(platform: Platform, priya: Passer, events: list[int], *, waiting: Told) -> None:
    """Cancelling shows the same and tells each once; the meeting stays to be seen, as cancelled."""
    before = len(platform.postbox.received)
    priya.opens(f"/manage/events/{events[CANCELLED]}").presses("Cancel the event")
    assert lines_of(priya, "main li") == [
        "12 people by email",
        "2 people to ring",
        "2 people to text",
        "2 people to write to",
        "British Sign Language (BSL) interpreter: 1, booked with Example Interpreters",
    ]
    priya.answers("The hall is closed that week.").presses("Cancel the event")
    told = everybody(f"Cancelled: {TITLE}", lambda one: one.is_told(CANCELLED))
    assert told.total() == 18
    waiting = waiting - confirmed(CANCELLED, lambda one: one not in REACHED and one.is_told(CANCELLED))
    assert told_since(platform, priya, before) == told + waiting
    priya.signs_in(AMARA.address).opens(f"/events/{events[CANCELLED]}")
    assert "This event is cancelled. The hall is closed that week." in priya.text


def each_meeting_is_told_once(year: Year) -> None:
    """On the whole list there is no more than one line for each member and meeting, and nobody's is lost."""
    waits = Message.state == MessageState.WAITING
    by_hand = select(Message.to_name, Message.text).where(Message.channel != EMAIL, waits)
    days = [*enumerate(year.days), (MOVED, year.new_day)]
    assert meetings_to_tell() == Counter(
        line
        for name, text in db.session.execute(by_hand)
        for line in {(name, which) for which, day in days if uk_date(day) in " ".join(text.split())}
    )
    db.session.rollback()
