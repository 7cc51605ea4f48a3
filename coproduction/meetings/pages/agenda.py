"""What the pages of meetings show: the agenda with its times, the papers, and how early they went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_date, uk_short_date, uk_time, uk_wall
from coproduction.documents.kinds import FORMATS, has_easy_read
from coproduction.documents.models import Document, DocumentVersion, VersionFormat
from coproduction.documents.pages import DocumentLine, document_line
from coproduction.documents.queries import documents_named
from coproduction.meetings import rules
from coproduction.meetings.models import AgendaItem
from coproduction.meetings.queries import agenda as queries
from coproduction.meetings.queries import papers as paper_queries
from coproduction.meetings.queries.minutes import are_shared
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event
from coproduction.schedule.words import how_long

YEAR = timedelta(days=365)


class AgendaLine(NamedTuple):
    """One item of an agenda: when it begins, how long it takes, who leads it, and its paper."""

    id: int
    begins: str
    title: str
    takes: str
    owner: str
    is_break: bool
    paper: DocumentLine | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda, with what a coordinator should look at again."""

    lines: list[AgendaLine]
    total: str
    warnings: list[str]


def meeting_part(event: Event) -> OwnPart | None:
    """Return the agenda for the page of a meeting that somebody may see, with the papers that went and no others.

    And whether its minutes can be read; None when there is neither.
    """
    items, has_minutes = queries.items_of(event.id), are_shared(event.id)
    if not items and not has_minutes:
        return None
    with_papers = [item.document_id for item in items if item.document_id]
    sent = paper_queries.sent_documents(event.id) if with_papers else set()
    papers = documents_named([one for one in with_papers if one in sent])
    lines = _lines(event, items, papers=papers)
    shown = {"lines": lines, "event_id": event.id, "has_minutes": has_minutes}
    return OwnPart("meetings/agenda_part.html", shown)


def agenda_of(event: Event, *, now: datetime) -> Agenda:
    """Return the agenda for coordinators, all papers with it, and how its length fits that of the meeting."""
    items = queries.items_of(event.id)
    papers = documents_named([item.document_id for item in items if item.document_id])
    break_after = value_of(rules.BREAK_AFTER, on=uk_wall(now).date())
    lasts = int((event.ends_at - event.starts_at) / timedelta(minutes=1))
    return Agenda(
        lines=_lines(event, items, papers=papers),
        total=_total(rules.minutes_of(items), lasts),
        warnings=_warnings(items, lasts, break_after=break_after),
    )


def _lines(event: Event, items: Sequence[AgendaItem], *, papers: dict[int, Document]) -> list[AgendaLine]:
    at, lines = event.starts_at, []
    for item in items:
        paper = papers.get(item.document_id or 0)
        lines.append(
            AgendaLine(
                item.id,
                uk_time(at),
                item.title,
                how_long(item.minutes),
                item.owner,
                item.is_break,
                document_line(paper) if paper else None,
            )
        )
        at += timedelta(minutes=item.minutes)
    return lines


def _total(planned: int, lasts: int) -> str:
    whole = f"The meeting lasts {how_long(lasts)}."
    return f"{whole} The agenda takes {how_long(planned)}." if planned else whole


def _warnings(items: Sequence[AgendaItem], lasts: int, *, break_after: int) -> list[str]:
    over, run = rules.minutes_of(items) - lasts, rules.longest_without_break(items)
    too_long = f"The agenda is {how_long(over)} too long. Make items shorter, or take some off." if over > 0 else ""
    no_break = (
        f"People sit for {how_long(run)} without a break. Add a break at least every {how_long(break_after)}."
        if run > break_after
        else ""
    )
    return [warning for warning in (too_long, no_break) if warning]


class PaperLine(NamedTuple):
    """One paper on the page from which papers are sent."""

    document: DocumentLine
    gone: str
    to_go: str
    lacks_easy_read: bool


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers of a meeting: what went, what would go now, by when, and what stands in the way.

    `ready` is how many could go now, and nothing stands in their way.
    """

    lines: list[PaperLine]
    due: str
    is_late: bool
    can_send: bool
    must_explain: bool
    ready: int
    sendings: list[str]


def papers_page(event: Event, *, now: datetime) -> PapersPage:
    """Return the papers of a meeting for coordinators."""
    papers, new = paper_queries.papers_of(event.id), paper_queries.unsent(event.id)
    sent = queries.sent_papers(event.id)
    lacking = paper_queries.without_easy_read(new, sent={document_id for document_id, _ in sent})
    due = rules.papers_due(event.starts_at, clear_days=value_of(rules.CLEAR_DAYS, on=uk_wall(now).date()))
    return PapersPage(
        lines=[
            PaperLine(
                document_line(paper),
                _names(version for version in paper.versions if not paper_queries.is_new(version, sent)),
                _to_go(paper, sent),
                not has_easy_read(version.format for version in paper.versions),
            )
            for paper in papers
        ],
        due=uk_date(due),
        is_late=bool(new) and rules.is_late(None, due, now=now),
        can_send=bool(new),
        must_explain=bool(lacking),
        ready=len(new) - len(lacking),
        sendings=[_sending(row) for row in paper_queries.sendings_of(event.id)],
    )


def _names(versions: Iterable[DocumentVersion]) -> str:
    return ", ".join(FORMATS[version.format].name for version in versions)


def _to_go(paper: Document, sent: Mapping[tuple[int, VersionFormat], datetime]) -> str:
    return ", ".join(
        f"{FORMATS[version.format].name}{' (changed)' if (paper.id, version.format) in sent else ''}"
        for version in paper.versions
        if paper_queries.is_new(version, sent)
    )


def _sending(row: AnyRow) -> str:
    why = f" Without Easy Read, because: {row.reason}" if row.reason else ""
    return f"{uk_date(row.sent_at)}, by {row.name}.{why}"


class Punctual(NamedTuple):
    """How early the papers of one meeting went."""

    event_id: int
    title: str
    day: str
    papers: int
    late: int
    easy_late: int


@dataclass(frozen=True, slots=True)
class PunctualPage:
    """How early papers went in the last year, and for meetings to come whose papers are due."""

    meetings: list[Punctual]
    papers: int
    late: int
    easy_late: int
    reasons: list[str]


def punctual_page(*, viewer: Account, now: datetime) -> PunctualPage:
    """Return how many papers were late, and how many had no Easy Read version on the day they went, by meeting."""
    today = uk_wall(now).date()
    clear_days = value_of(rules.CLEAR_DAYS, on=today)
    rows = paper_queries.papers_since(now - YEAR, viewer=viewer)
    due_rows = [row for row in rows if row.sent_at or rules.papers_due(row.starts_at, clear_days=clear_days) < today]
    meetings = [
        _punctual(list(papers), clear_days=clear_days, now=now)
        for _, papers in groupby(due_rows, key=lambda row: row.id)
    ]
    return PunctualPage(
        meetings,
        papers=sum(each.papers for each in meetings),
        late=sum(each.late for each in meetings),
        easy_late=sum(each.easy_late for each in meetings),
        reasons=[
            f"{row.title}, {uk_short_date(row.starts_at)}: {row.reason}"
            for row in paper_queries.reasons_since(now - YEAR, viewer=viewer)
        ],
    )


def _punctual(papers: Sequence[AnyRow], *, clear_days: int, now: datetime) -> Punctual:
    first = papers[0]
    due = rules.papers_due(first.starts_at, clear_days=clear_days)
    return Punctual(
        first.id,
        first.title,
        uk_short_date(first.starts_at),
        len(papers),
        late=sum(rules.is_late(paper.sent_at, due, now=now) for paper in papers),
        easy_late=sum(_came_later(paper.easy_at, paper.sent_at) for paper in papers),
    )


def _came_later(easy_at: datetime | None, sent_at: datetime | None) -> bool:
    """Say whether the Easy Read version went on a later day than the paper, or has not gone."""
    return easy_at is None or (sent_at is not None and _day(easy_at) > _day(sent_at))


def _day(moment: datetime) -> date:
    return uk_wall(moment).date()
