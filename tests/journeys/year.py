"""The 25 members of the year of meetings, how each of them is told and answers, and what is there before it begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, TH, rrule
from flask import Flask
from sqlalchemy import func, select

from config import Settings
from coproduction import create_app
from coproduction.accounts import passwords
from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_period
from coproduction.core.religious_days import religious_days
from coproduction.members.models import Interest, NeedKind
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.models import EventKind, PeriodKind, PlaceState, Via
from tests.factories import (
    AwayDateFactory,
    EventFactory,
    KnownPeriodFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.journeys.passer import PASSWORD, Passer, tasks_of_all_pages
from tests.journeys.platform import Platform, until

PRIYA = "priya.nair@example.org"
YES, NOT_SURE, NO = "Yes, I can come", "I am not sure yet", "No, I can’t make it"
SAID = {"y": YES, "?": NOT_SURE, "n": NO}
EMAIL, PHONE, TEXT, LETTER = Channel.EMAIL, Channel.PHONE, Channel.TEXT, Channel.LETTER
DATES = 11
MOVED, CANCELLED = 2, 5  # which of the dates, from 0
STARTS, ENDS = time(10, 30), time(12, 30)
TITLE = "Monthly meeting"
ASKED = f"Dates for you: {TITLE}"
CONFIRMED = {YES: "You have a place", NOT_SURE: "You are not sure yet", NO: "You cannot make it"}
TASKS = {PHONE: "Ring {}", TEXT: "Send a text to {}", LETTER: "Post a letter to {}"}
Told = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member: how they are told, how their answers come, and what they say about the two dates that change."""

    name: str
    channel: Channel
    via: Via
    says: str

    @property
    def known_as(self) -> str:
        """Return their first name."""
        return self.name.partition(" ")[0]

    @property
    def address(self) -> str:
        """Return where a message to them goes."""
        return {
            EMAIL: f"{self.known_as.lower()}@example.org",
            LETTER: f"1 Example Road, for {self.name}",
        }.get(self.channel, f"0115 496 01{MEMBERS.index(self):02}")

    @property
    def line(self) -> str:
        """Return how they stand on the list of calls and letters, or the address that their emails go to."""
        return self.address if self.channel is EMAIL else TASKS[self.channel].format(self.known_as)

    @property
    def answers(self) -> dict[int, str]:
        """Return what they answer to every date, by its number: to those that do not change, one after another."""
        says = dict(zip((MOVED, CANCELLED), self.says, strict=True))
        others = "y" if self.answers_alike else "y?n"
        nth = MEMBERS.index(self)
        return {which: SAID[says.get(which, others[(nth + which) % len(others)])] for which in range(DATES)}

    @property
    def answers_alike(self) -> bool:
        """Say whether they answer every date in the same way, and come to all."""
        return self in (AMARA, IDRIS)

    def is_at_the_browser(self, which: int) -> bool:
        """Say whether that answer is given at the browser. The others fetch a page and send its form."""
        return self is AMARA or (which in (MOVED, CANCELLED) and self in AT_THE_BROWSER)

    def via_for(self, which: int) -> Via:
        """Return how their answer to that date comes: a link opens the two that change, and all of them for one."""
        is_by_link = self.via is Via.EMAIL and (self.answers_alike or which in (MOVED, CANCELLED))
        return Via.WEBSITE if self.via is Via.EMAIL and not is_by_link else self.via

    def is_told(self, which: int) -> bool:
        """Say whether they are told what happens to that date: not those who said no."""
        return self.answers[which] != NO


MEMBERS = (
    Somebody("Amara Okafor", EMAIL, Via.WEBSITE, "yy"),
    Somebody("Ben Carter", EMAIL, Via.WEBSITE, "y?"),
    Somebody("Chloe Webb", EMAIL, Via.WEBSITE, "?y"),
    Somebody("Dev Patel", EMAIL, Via.WEBSITE, "ny"),
    Somebody("Ewa Nowak", EMAIL, Via.WEBSITE, "yn"),
    Somebody("Farah Aziz", EMAIL, Via.WEBSITE, "??"),
    Somebody("Gareth Pugh", EMAIL, Via.WEBSITE, "nn"),
    Somebody("Hana Suzuki", EMAIL, Via.WEBSITE, "yy"),
    Somebody("Idris Cole", EMAIL, Via.EMAIL, "yy"),
    Somebody("Jo Marsh", EMAIL, Via.EMAIL, "?n"),
    Somebody("Kieran Doyle", EMAIL, Via.EMAIL, "n?"),
    Somebody("Lee Fenton", EMAIL, Via.EMAIL, "yy"),
    Somebody("Megan Rhys", EMAIL, Via.EMAIL, "y?"),
    Somebody("Nasreen Khan", EMAIL, Via.EMAIL, "nn"),
    Somebody("Oscar Lind", EMAIL, Via.EMAIL, "?y"),
    Somebody("Polly Gray", EMAIL, Via.EMAIL, "yn"),
    Somebody("Quinn Abbot", EMAIL, Via.EMAIL, "ny"),
    Somebody("Ruth Adeyemi", PHONE, Via.PHONE, "yy"),
    Somebody("Sam Turner", PHONE, Via.PHONE, "n?"),
    Somebody("Tunde Bello", PHONE, Via.PHONE, "yn"),
    Somebody("Uma Rao", TEXT, Via.PHONE, "?y"),
    Somebody("Vera Stone", TEXT, Via.PHONE, "yy"),
    Somebody("Will Hart", TEXT, Via.PHONE, "nn"),
    Somebody("Xenia Moss", LETTER, Via.PHONE, "y?"),
    Somebody("Yusuf Demir", LETTER, Via.LETTER, "ny"),
)
AMARA, IDRIS, RUTH, UMA, VERA = (
    next(one for one in MEMBERS if one.known_as == name) for name in ("Amara", "Idris", "Ruth", "Uma", "Vera")
)
# Of each way to answer, some: between them they say yes, not sure and no.
FIRST_NAMES = {"Amara", "Chloe", "Dev", "Idris", "Jo", "Kieran", "Ruth", "Uma", "Will", "Yusuf"}
AT_THE_BROWSER = [one for one in MEMBERS if one.known_as in FIRST_NAMES]
BY_HAND = [one for one in MEMBERS if one.channel is not EMAIL]
REACHED = (RUTH, UMA)  # whose lines on the list are dealt with before anything changes; the others' wait


def everybody(subject: str, is_told: Callable[[Somebody], bool]) -> Told:
    """Return what those members are told: an email each, or a line each on the list of calls and letters."""
    return Counter((one.line, subject) for one in MEMBERS if is_told(one))


def confirmed(which: int, is_meant: Callable[[Somebody], bool]) -> Told:
    """Return the lines that confirm their answers to that date. Who said it on the phone and is rung has heard it."""
    return Counter(
        (one.line, f"{CONFIRMED[one.answers[which]]}: {TITLE}")
        for one in BY_HAND
        if one.channel is not PHONE and is_meant(one)
    )


def waiting_for(is_meant: Callable[[Somebody], bool]) -> Told:
    """Return the lines of those members once every answer is there: they are not asked about any date any more."""
    lines: Told = Counter()
    for which in range(DATES):
        lines += confirmed(which, is_meant)
    return lines


def meetings_to_tell() -> Counter[tuple[str, int]]:
    """Return of which meetings, by number, each is still to be told in the end: those not reached, of all.

    Those who were reached, and those who were rung for their answers, hear what came of the two dates alone.
    """
    found: Counter[tuple[str, int]] = Counter()
    for one in BY_HAND:
        has_heard = one.channel is PHONE or one in REACHED
        changed = [which for which in (MOVED, CANCELLED) if one.is_told(which)]
        found.update((one.known_as, which) for which in (changed if has_heard else range(DATES)))
    return found


def members_by(*ways: str) -> list[Somebody]:
    """Return the members whose answers come in these ways."""
    return [one for one in MEMBERS if one.via in ways]


def when(day: date) -> str:
    """Return a meeting's times on that day in words."""
    return uk_period(uk_moment(day, STARTS), uk_moment(day, ENDS))


@dataclass(frozen=True, slots=True)
class Year:
    """The dates that the rule must give: the second Thursdays of a year that begins in two months, not in August."""

    first: date
    last: date
    days: tuple[date, ...]

    @property
    def new_day(self) -> date:
        """Return the day that one of the meetings moves to."""
        return self.days[MOVED] + timedelta(days=1)


def year_from(today: date) -> Year:
    """Return the year of meetings as the calendar has it, by another library than ours."""
    first = today + relativedelta(months=2, day=1)
    last = first + relativedelta(years=1, days=-1)
    months = [month for month in range(1, 13) if month != 8]
    found = rrule(MONTHLY, byweekday=TH(2), bymonth=months, dtstart=first, until=last)
    return Year(first, last, tuple(moment.date() for moment in found))


def warnings_beside(year: Year) -> list[str]:
    """Return what must stand beside each date: what coordinators wrote down, and the religious days of the year."""
    written = {year.days[1]: ["School holiday: Half term"], year.days[4]: ["Carnival"]}
    return [
        " ".join(
            [
                *written.get(day, []),
                *(f"Religious day: {one.name}" for one in religious_days() if one.first_day <= day <= one.last_day),
            ]
        )
        for day in year.days
    ]


@contextmanager
def database_of(platform: Platform) -> Iterator[Flask]:
    """Open the platform's own database, to set up what is not the subject and to look at what came of it."""
    app = create_app(Settings.from_environment(platform.environment))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def people_come_together(year: Year) -> None:
    """Write the coordinator, the members, what they need and when they are busy, and the days to think of."""
    kept = passwords.hash_of(PASSWORD)
    StaffFactory(name="Priya Nair", email=PRIYA, password_hash=kept)
    members = {one: _member(one, kept) for one in MEMBERS}
    NeedFactory(member=members[AMARA], kind=NeedKind.BSL_INTERPRETER, detail="")
    AwayDateFactory(member=members[IDRIS], starts_on=year.new_day, ends_on=year.new_day)
    elsewhere = EventFactory(kind=EventKind.OTHER, title="A visit", starts_at=uk_moment(year.new_day, time(11)))
    PlaceFactory(role__event=elsewhere, member=members[VERA], state=PlaceState.HELD)
    holiday, carnival = year.days[1], year.days[4]
    KnownPeriodFactory(name="Half term", first_day=holiday - timedelta(days=3), last_day=holiday + timedelta(days=1))
    KnownPeriodFactory(kind=PeriodKind.OTHER, name="Carnival", first_day=carnival, last_day=carnival)
    db.session.commit()


def emails_have_gone(platform: Platform) -> None:
    """Wait until no email waits in the outbox."""
    waiting = select(func.count()).where(Message.channel == EMAIL, Message.state != MessageState.SENT)

    def has_gone() -> bool:
        number = db.session.scalar(waiting)
        db.session.rollback()
        return number == 0

    until(has_gone, lambda: f"the outbox to be empty, of {len(platform.postbox.received)} emails so far")


def told_since(platform: Platform, priya: Passer, number: int) -> Told:
    """Return all that was told after so many emails: the emails, and what waits on the list of calls and letters."""
    emails_have_gone(platform)
    emails = platform.postbox.emails[number:]
    priya.follows("Calls and letters")
    return Counter((str(email["To"].addresses[0].addr_spec), str(email["Subject"])) for email in emails) + Counter(
        (who, subject) for who, _, subject in (words.partition(": ") for words, _ in tasks_of_all_pages(priya))
    )


def _member(one: Somebody, kept: str) -> object:
    reach: dict[str, object] = {"email": None, "phone": None, "account": None}
    if one.channel is EMAIL:
        reach = {"email": one.address, "account__password_hash": kept}
    elif one.channel is LETTER:
        reach |= {"address": one.address}
    else:
        reach |= {"phone": one.address}
    return MemberFactory(
        name=one.name, known_as=one.known_as, channel=one.channel, interested_in=[Interest.MEETINGS], **reach
    )
