"""The monthly meetings of the demonstration group: second Thursdays, 10:30am to 12:30pm by UK clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

from coproduction.core.recurrence import Repeats, Rule
from coproduction.demo import histories as path
from coproduction.demo.histories import Path
from coproduction.demo.people import FORMER, PRIYA, standing
from coproduction.demo.plans import EventPlan, MeetingPlan, RolePlan, SeriesPlan, Standing, nth_weekday
from coproduction.schedule.models import EventFormat, EventKind

THURSDAY = 3
STARTS = time(10, 30)
VENUE = "Example Hall, Nottingham"
FOUNDED = 2017
BEFORE_THEY_WENT = timedelta(days=40)
INVITED_BEFORE = timedelta(days=70)
FOCUS = (
    "work plan",
    "personal health budget policy",
    "training review",
    "recruitment",
    "Easy Read",
    "carers",
    "co-production week",
    "social, no papers",
    "our birthday",
    "budgets data",
    "winter planning",
    "you said, we did",
)
PAPERS = "Papers come 7 days before. British Sign Language interpreters are booked 21 days before."
SOCIAL, BIRTHDAY = 8, 9
NOTES: Mapping[int, str] = {
    4: "It is the school holidays: tell us if you need childcare or replacement care.",
    SOCIAL: "No papers and no agenda: come and see each other.",
    BIRTHDAY: "We look back on what we have done together, and there is cake.",
    11: "We keep silence at 11am.",
}
NOTES_OF_2027: Mapping[int, str] = {
    2: "Ramadan is likely to begin about now, so there is no lunch and you can leave early.",
    3: "Eid al-Fitr is close to this day. We may move the meeting: tell us what suits you.",
}
INVITED = ("Amara", "Dennis", "Shabana", "Ruth", "Megan", "Tunde", "Jo", "Lee", "Nasreen")
# What they answered. Each row is read round and round, and begins at another place each month.
TO_COME: tuple[Path, ...] = (
    path.SAID_YES,
    path.SAID_YES,
    path.ASKED,
    path.SAID_YES,
    path.NOT_SURE,
    path.SAID_NO,
    path.SAID_YES,
    path.STEPPED_BACK,
)
GONE: tuple[Path, ...] = (
    path.SAID_YES,
    path.SAID_YES,
    path.SENT_APOLOGIES,
    path.SAID_YES,
    path.SAID_NO,
    path.SAID_YES,
    path.NO_ANSWER,
    path.DID_NOT_COME,
    path.STEPPED_BACK,
    path.SAID_YES,
)


def meetings_of(year: int, *, today: date) -> Iterator[EventPlan]:
    """Yield the meetings of the year."""
    for month, focus in enumerate(FOCUS, start=1):
        yield _meeting(
            year, month, focus=f"{focus}, {year - FOUNDED} years" if month == BIRTHDAY else focus, today=today
        )


def _series(year: int) -> SeriesPlan:
    """Return the series of a year. Each of its meetings has been called after its focus since."""
    return SeriesPlan(
        title="Monthly meeting",
        focus="What matters to members",
        rule=Rule(Repeats.MONTH, THURSDAY, 2, date(year, 1, 1), date(year, 12, 31)),
        starts=STARTS,
        ends=time(12, 30),
        format=EventFormat.HYBRID,
        venue=VENUE,
        made_by_id=PRIYA,
    )


def _meeting(year: int, month: int, *, focus: str, today: date) -> EventPlan:
    day = nth_weekday(year, month, number=2, weekday=THURSDAY)
    note = (NOTES_OF_2027 if year == 2027 else NOTES).get(month, NOTES.get(month, ""))
    return EventPlan(
        kind=EventKind.MEETING,
        title=f"Monthly meeting: {focus}",
        summary=note if month == SOCIAL else f"{note} {PAPERS}".strip(),
        day=day,
        starts=STARTS,
        minutes=120,
        venue=VENUE,
        who_comes="About 12 members, 2 or 3 NHS staff, and British Sign Language interpreters.",
        breaks="15 minutes at 11:30am. You can take a break at any time.",
        organiser_id=PRIYA,
        roles=(RolePlan(name="Attendee", is_open=True, standings=_answers(day, today=today)),),
        special=MeetingPlan(focus[0].upper() + focus[1:], _series(year)),
        asks_everybody=day - INVITED_BEFORE <= today,
    )


def _answers(day: date, *, today: date) -> tuple[Standing, ...]:
    """Return what members answered. Nobody has been invited yet to what is far ahead, but a few come anyway."""
    if day - INVITED_BEFORE > today:
        return standing(Tunde=path.CAME_ALONG, Ruth=path.CAME_ALONG) if day.month % 3 == 0 else ()
    said = GONE if day < today else TO_COME
    answers = {name: said[(day.month * 5 + place * 3) % len(said)] for place, name in enumerate(INVITED)}
    if day < today - BEFORE_THEY_WENT:
        answers |= dict.fromkeys(FORMER, path.SAID_YES)
    if day >= today:
        answers["Amara"] = path.SAID_YES if day - today < timedelta(days=30) else path.ASKED
        answers["Dennis"] = path.ASKED
    if day >= today - timedelta(days=40):
        answers["Kieran"] = path.ASKED if day - today >= timedelta(days=30) else path.SAID_YES
    return standing(**answers)
