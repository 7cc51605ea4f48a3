"""The report on what training changed: sessions, people, confidence before and after, what people do differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.charts import Chart, Series, columns_beside
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.training.models import EvaluationWords, Round
from coproduction.training.queries import changes as queries
from coproduction.training.queries.changes import Asked, SessionLine
from coproduction.training.rules.evaluation import FEWEST, Averages, averages_of, can_be_shown
from coproduction.training.rules.sessions import team_key

FIGURES: Mapping[str, str] = {
    "sessions": "Training sessions",
    "delegates": "People who came to learn",
    "members": "Members who taught",
    "for_members": "Training sessions for members of the group",
    "learners": "Members who came to learn",
    "usefulness": "How useful they found it, out of 5",
    "before": "How confident they felt before, out of 5",
    "after": "How confident they felt afterwards, out of 5",
}
QUARTERS = ("January to March", "April to June", "July to September", "October to December")
NOT_SHOWN = "Not shown"
OF_TEAM = "The team that a session was for. All who came count, whatever team they are in"
HEADING = (
    "Date",
    "Course",
    "Team",
    "Held",
    "Why it was cancelled",
    "People who came",
    "Members who taught",
    "Answers at the end",
    "How useful it was",
    "Confident before",
    "Confident afterwards",
    "Answers later",
    "What people do differently",
    "For members of the group",
)
COURSE_HEADING = (
    "Number",
    "Course",
    "Sessions",
    "People who came",
    "Members who taught",
    "Useful",
    "Before",
    "After",
)
SESSION_HEADING = ("Date", "Course", "Team", "People who came", "People who answered", "Confidence")


class CourseLine(NamedTuple):
    """One course of the report: its number in the chart, and what is counted of it; None where nothing can be shown."""

    number: int
    course: str
    sessions: int
    came: int
    members: int
    averages: Averages | None


class Filter(NamedTuple):
    """One way to narrow the report: its name in the address, a hint, and what can be chosen, with what is now."""

    name: str
    label: str
    choices: list[tuple[str, str, bool]]
    hint: str


class Table(NamedTuple):
    """One table of the report."""

    caption: str
    heading: Sequence[str]
    rows: list[tuple[object, ...]]


def report(asked: Asked, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return what the report shows of the sessions that it is asked for. Five statements, however many there are."""
    lines = queries.sessions_asked(asked, viewer=viewer, now=now)
    held = [line for line in lines if not line.is_cancelled]
    taught = queries.who_taught([line.event_id for line in held], viewer=viewer)
    by_course = list(_by_course(held, taught))
    return {
        "asked": asked,
        "filters": _filters(asked, viewer=viewer),
        "figures": [(FIGURES[name], words) for name, words in figures_of(held, taught).items()],
        "chart": _chart(by_course),
        "tables": [
            Table("By course", COURSE_HEADING, [_course_row(line) for line in by_course]),
            Table("Each session", SESSION_HEADING, [_session_row(line) for line in held]),
        ],
        "differently": [each.words for each in _differently(held, viewer=viewer)],
        "cancelled": [
            (uk_short_date(line.starts_at), line.course, line.team, _why(line)) for line in lines if line.is_cancelled
        ],
        "fewest": FEWEST,
    }


def _filters(asked: Asked, *, viewer: Account) -> list[Filter]:
    teams, courses = queries.teams_and_courses(viewer=viewer)
    quarters = [(str(number), words) for number, words in enumerate(QUARTERS, start=1)]
    named = [(str(course_id), name) for course_id, name in courses]
    chosen = next((team for team in teams if team_key(team) == team_key(asked.team)), None)
    return [
        _filter("quarter", "Months", [("", "The whole year"), *quarters], chosen=asked.quarter),
        _filter("course", "Course", [("", "All courses"), *named], chosen=asked.course_id),
        _filter("team", "Team", [("", "All teams"), *((team, team) for team in teams)], chosen=chosen, hint=OF_TEAM),
    ]


def _filter(name: str, label: str, choices: list[tuple[str, str]], *, chosen: object, hint: str = "") -> Filter:
    now = "" if chosen is None else str(chosen)
    return Filter(name, label, [(value, words, value == now) for value, words in choices], hint)


def rows(asked: Asked, *, viewer: Account, now: datetime) -> Iterator[tuple[object, ...]]:
    """Yield each session for a spreadsheet, with no more of small rounds than the page shows."""
    lines = queries.sessions_asked(asked, viewer=viewer, now=now)
    members = Counter(event_id for event_id, _ in queries.who_taught([line.event_id for line in lines], viewer=viewer))
    differently = defaultdict(list)
    for each in _differently([line for line in lines if not line.is_cancelled], viewer=viewer):
        differently[each.event_id].append(each.words)
    for line in lines:
        averages = averages_shown([line])
        yield (
            uk_wall(line.starts_at).date().isoformat(),
            line.course,
            line.team,
            _held(line),
            line.because if line.is_cancelled else "",
            line.came,
            members[line.event_id],
            line.scores.answers,
            *(averages[1:] if averages else ("", "", "")),
            line.answered_later,
            "\n\n".join(differently[line.event_id]),
            "Yes" if line.is_for_members else "No",
        )


def _differently(held: Iterable[SessionLine], *, viewer: Account) -> Sequence[EvaluationWords]:
    """Return what people do differently since these sessions: approved words of rounds that can be shown."""
    shown = [line.event_id for line in held if can_be_shown(line.answered_later, is_closed=line.later_is_closed)]
    return queries.words_about(shown, Round.LATER, viewer=viewer)


def _why(line: SessionLine) -> str:
    words = line.because or "No reason was written down"
    return f"Put off. {words}" if line.is_put_off else words


def _held(line: SessionLine) -> str:
    if not line.is_cancelled:
        return "Yes"
    return "Put off" if line.is_put_off else "No"


def figures_of(held: Sequence[SessionLine], taught: Iterable[tuple[int, int]]) -> dict[str, str]:
    """Return the figures of these sessions in words, by name. Without enough answers there are none about them.

    Sessions for members, who are no delegates, are counted apart, if there were any.
    """
    averages = averages_shown(held)
    for_members = [line for line in held if line.is_for_members]
    figures = {
        "sessions": str(len(held) - len(for_members)),
        "delegates": str(sum(line.came for line in held if not line.is_for_members)),
        "members": str(len({member_id for _, member_id in taught})),
    }
    if for_members:
        figures |= {"for_members": str(len(for_members)), "learners": str(sum(line.came for line in for_members))}
    if averages:
        figures |= {name: str(getattr(averages, name)) for name in ("usefulness", "before", "after")}
    return figures


def averages_shown(lines: Iterable[SessionLine]) -> Averages | None:
    """Return the averages of these sessions, made of whole rounds alone that can each be shown."""
    return averages_of(line.scores for line in lines if can_be_shown(line.scores.answers, is_closed=line.end_is_closed))


def _by_course(held: Sequence[SessionLine], taught: Sequence[tuple[int, int]]) -> Iterator[CourseLine]:
    for number, (course_id, course) in enumerate(sorted({(line.course_id, line.course) for line in held}), start=1):
        of_course = [line for line in held if line.course_id == course_id]
        ids = {line.event_id for line in of_course}
        yield CourseLine(
            number,
            course,
            len(of_course),
            sum(line.came for line in of_course),
            len({member_id for event_id, member_id in taught if event_id in ids}),
            averages_shown(of_course),
        )


def _chart(lines: Sequence[CourseLine]) -> Chart | None:
    """Return confidence before and after, course by course; None where nothing can be shown."""
    found = [(line.number, line.averages) for line in lines if line.averages]
    if not found:
        return None
    return columns_beside(
        "How confident people felt before and after training, out of 5",
        "For each course, one column for before and one for after. The table beneath has the same numbers.",
        beneath="Under the columns: the number of the course in the table",
        labels=[str(number) for number, _ in found],
        series=[
            Series("Before", [averages.before for _, averages in found]),
            Series("After", [averages.after for _, averages in found]),
        ],
        most=5,
    )


def _course_row(line: CourseLine) -> tuple[object, ...]:
    said = line.averages[1:] if line.averages else (NOT_SHOWN,) * 3
    return (line.number, line.course, line.sessions, line.came, line.members, *said)


def _session_row(line: SessionLine) -> tuple[object, ...]:
    averages = averages_shown([line])
    said = f"{averages.before} before, {averages.after} after" if averages else NOT_SHOWN
    return (uk_short_date(line.starts_at), line.course, line.team, line.came, line.scores.answers, said)
