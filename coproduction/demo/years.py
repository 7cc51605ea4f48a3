"""Years of events for a crowd: a monthly meeting of each local group, training sessions, interview panels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, time
from random import Random

from coproduction.demo import histories as path
from coproduction.demo.courses import COURSES
from coproduction.demo.crowd import IN_A_GROUP, Candidate, local_group
from coproduction.demo.histories import Path
from coproduction.demo.meetings import FOCUS
from coproduction.demo.names import AUDIENCES, POSTS, TEAMS
from coproduction.demo.panels import panel_members
from coproduction.demo.plans import (
    CO_TRAINER,
    INTERVIEW_SKILLS,
    LEAD_TRAINER,
    EventPlan,
    MeetingPlan,
    PanelPlan,
    RolePlan,
    SessionPlan,
    Standing,
    nth_weekday,
)
from coproduction.demo.sessions import title_of, trainers
from coproduction.panels.rules.panels import usual_title
from coproduction.schedule.models import EventFormat, EventKind

SHARE = 0.3  # training sessions, and panels, for each local meeting
FEWEST, MOST = 12, 25
WORKING_DAYS = 5
TIMES = (time(10, 30), time(14), time(18))
ANSWERS: dict[bool, tuple[tuple[Path, ...], tuple[int, ...]]] = {
    True: (
        (
            path.SAID_YES,
            path.SENT_APOLOGIES,
            path.DID_NOT_COME,
            path.SAID_NO,
            path.NO_ANSWER,
            path.STEPPED_BACK,
            path.CAME_ALONG,
        ),
        (58, 8, 4, 13, 8, 5, 4),
    ),
    False: (
        (
            path.SAID_YES,
            path.ASKED,
            path.NOT_SURE,
            path.SAID_NO,
            path.NO_ANSWER,
            path.STEPPED_BACK,
            path.CAME_ALONG,
        ),
        (43, 20, 8, 13, 5, 6, 5),
    ),
}
SPARE: dict[bool, tuple[Path, ...]] = {
    True: (path.SAID_NO, path.NO_ANSWER, path.NOT_CHOSEN, path.NOT_NEEDED),
    False: (path.SAID_NO, path.PUT_FORWARD, path.PUT_FORWARD, path.ASKED),
}
PROMISED: dict[bool, tuple[Path, ...]] = {
    True: (path.SAID_YES, path.CHOSEN),
    False: (path.SAID_YES, path.SAID_YES, path.CHOSEN, path.ASKED, path.NOT_SURE),
}


class Cast:
    """Who could play a part, and who is busy on which day."""

    def __init__(self, candidates: Sequence[Candidate], *, today: date, chance: Random) -> None:
        self.today = today
        self.chance = chance
        self.groups: defaultdict[int, list[Candidate]] = defaultdict(list)
        self.holders: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._busy: set[tuple[int, date]] = set()
        for candidate in candidates:
            self.groups[candidate.group].append(candidate)
            for qualification in candidate.held:
                self.holders[qualification].append(candidate)
        self.all = candidates

    def choose(self, among: Sequence[Candidate], number: int, *, day: date, requires: str | None = None) -> list[int]:
        """Return the numbers of up to so many members who could come that day and have no other part then."""
        chosen: list[int] = []
        tries = min(len(among), max(number * 3, 40))
        for candidate in self.chance.sample(among, tries):
            if len(chosen) == number:
                break
            is_free = (candidate.member_id, day) not in self._busy
            if is_free and candidate.could_come(day, requires=requires, is_past=day < self.today):
                chosen.append(candidate.member_id)
                self._busy.add((candidate.member_id, day))
        return chosen

    def standings(self, number: int, *, spare: int, day: date, requires: str | None) -> tuple[Standing, ...]:
        """Return so many members who were promised a part, and up to `spare` who were not or said no."""
        is_past = day < self.today
        among = self.all if requires is None else self.holders[requires]
        chosen = self.choose(among, number + self.chance.randint(0, spare), day=day, requires=requires)
        return tuple(
            Standing(member_id, self.chance.choice((PROMISED if place < number else SPARE)[is_past]))
            for place, member_id in enumerate(chosen)
        )


def years(cast: Cast, number: int, *, organisers: Sequence[int]) -> Iterator[EventPlan]:
    """Yield the events of so many years, half of them past and half to come, month by month."""
    first = cast.today.year * 12 + cast.today.month - 1 - number * 6
    others = max(1, round(len(cast.all) * SHARE / IN_A_GROUP))
    for month in range(first, first + number * 12):
        year, of_year = month // 12, month % 12 + 1
        for group in cast.groups:
            yield _meeting(cast, year, of_year, group=group, organiser_id=organisers[group % len(organisers)])
        for _ in range(others):
            yield _session(cast, _working_day(cast.chance, year, of_year), cast.chance.choice(organisers))
            yield _panel(cast, _working_day(cast.chance, year, of_year), cast.chance.choice(organisers))


def number_of_events(members: int, years: int) -> int:
    """Return how many events `years` will yield."""
    groups = -(-members // IN_A_GROUP)
    return 12 * years * (groups + 2 * max(1, round(members * SHARE / IN_A_GROUP)))


def _working_day(chance: Random, year: int, month: int) -> date:
    return nth_weekday(year, month, number=chance.randint(1, 4), weekday=chance.randrange(WORKING_DAYS))


def _meeting(cast: Cast, year: int, month: int, *, group: int, organiser_id: int) -> EventPlan:
    again, weekday = divmod(group, WORKING_DAYS)
    day = nth_weekday(year, month, number=again % 4 + 1, weekday=weekday)
    paths, weights = ANSWERS[day < cast.today]
    invited = cast.choose(cast.groups[group], cast.chance.randint(FEWEST, MOST), day=day)
    said = cast.chance.choices(paths, weights, k=len(invited))
    name, focus = local_group(group), FOCUS[month - 1]
    return EventPlan(
        kind=EventKind.MEETING,
        title=f"{name} local meeting: {focus}",
        summary="For members who live near, and anybody else who would like to come.",
        day=day,
        starts=TIMES[group % len(TIMES)],
        minutes=120,
        venue=f"Example Hall, {name}",
        organiser_id=organiser_id,
        roles=(RolePlan(name="Attendee", is_open=True, standings=tuple(map(Standing, invited, said))),),
        special=MeetingPlan(focus[0].upper() + focus[1:]),
    )


def _session(cast: Cast, day: date, organiser_id: int) -> EventPlan:
    course, team = cast.chance.choice(COURSES[:-1]), cast.chance.choice(AUDIENCES)
    return EventPlan(
        kind=EventKind.TRAINING,
        title=title_of(course, team),
        summary="Members deliver this training.",
        day=day,
        starts=cast.chance.choice(TIMES[:2]),
        minutes=course.minutes,
        organiser_id=organiser_id,
        roles=trainers(
            lead=cast.standings(1, spare=0, day=day, requires=LEAD_TRAINER),
            co=cast.standings(1, spare=1, day=day, requires=CO_TRAINER),
            shadow=cast.standings(cast.chance.randint(0, 1), spare=0, day=day, requires=None),
        ),
        special=SessionPlan(course.name, team),
    )


def _panel(cast: Cast, day: date, organiser_id: int) -> EventPlan:
    (post, band), team = cast.chance.choice(POSTS), cast.chance.choice(TEAMS)
    return EventPlan(
        kind=EventKind.PANEL,
        title=usual_title(post, band),
        summary="Members are full panel members: they ask questions and score. We meet 30 minutes before.",
        day=day,
        starts=time(9, 30),
        minutes=330,
        format=EventFormat.IN_PERSON,
        venue="Example House, Nottingham",
        joining_link="",
        joining_phone="",
        organiser_id=organiser_id,
        roles=(panel_members(2, cast.standings(2, spare=1, day=day, requires=INTERVIEW_SKILLS)),),
        special=PanelPlan(post, band, team, cast.chance.randint(3, 6)),
    )
