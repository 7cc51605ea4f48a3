"""The pack of a panel as its members read it, and as coordinators look after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_date, uk_datetime, uk_period
from coproduction.documents.pages import DocumentLine, document_lines
from coproduction.members.models import Member
from coproduction.panels.models import AloneState, HandedOver, Pack, PackPaper, Panel
from coproduction.panels.queries import packs as queries
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.queries.score_sheets import locks_at, may_score
from coproduction.panels.rules.outcomes import is_over
from coproduction.panels.words.seats import part_at
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.schedule.rules import is_open_for_answers


@dataclass(frozen=True, slots=True)
class PackPage:
    """All that stands in a pack. `people` are those on the panel, each with their part; its reader `scores`, or not."""

    event: Event
    title: str
    when: str
    where: str
    pack: Pack
    questions: list[str]
    papers: list[DocumentLine]
    people: list[str]
    scores: bool
    locks: str


class ReaderLine(NamedTuple):
    """One member on the panel: how they got the pack, and how far their score sheet is, never what is in it.

    `note` leads to where a coordinator notes that we posted it or read it out; empty where there is no need to.
    """

    member_id: int
    name: str
    role: str
    had_it: list[str]
    sheet: str
    note: str


class PaperLine(NamedTuple):
    """One document of a pack: what it is called, its formats, and what a coordinator says of names in it."""

    id: int
    title: str
    formats: str
    named: str


@dataclass(frozen=True, slots=True)
class PreparedPack:
    """A pack for the coordinator who prepares it; `brought_from` is the day that was put off, if it is from there."""

    papers: list[PaperLine]
    readers: list[ReaderLine]
    opened: str
    brought_from: str
    can_open: bool


def pack_page(pack: Pack, panel: Panel, *, viewer: Member | None) -> PackPage:
    """Return the pack, for a member who may open it; for None, as most members read it.

    Whoever stands by or watches reads nothing of a score sheet.
    """
    event = panel.event
    return PackPage(
        event=event,
        title=f"{panel.post}, {panel.band}",
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        pack=pack,
        questions=[question.words for question in queries.questions_of(event.id)],
        papers=document_lines(queries.papers_of(event.id)),
        people=[f"{row.known_as}, {part_at(row.role, row.label)}" for row in queries.who_sits_on(event.id)],
        scores=viewer is None or may_score(event.id, viewer=viewer),
        locks=uk_datetime(locks_at(pack, event)),
    )


def prepared_pack(event: Event, *, viewer: Account, now: datetime) -> PreparedPack:
    """Return what a coordinator sees beside the words of the pack."""
    pack = queries.pack_of(event.id)
    opened = uk_datetime(pack.opened_at) if pack and pack.opened_at else ""
    brought = queries.brought_from(pack) if pack else None
    return PreparedPack(
        papers=list(_paper_lines(event.id)),
        readers=[
            ReaderLine(
                row.id,
                row.name,
                part_at(row.role, row.label),
                list(_had_it(row)) or ["Not yet"],
                _sheet(row.locked_at, row.shared_at),
                _note(row),
            )
            for row in queries.readers(event.id, viewer=viewer, now=now)
        ],
        opened=opened,
        brought_from=uk_date(brought.starts_at) if brought else "",
        can_open=pack is not None and not opened and not brought,
    )


def own_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return what a member on the panel can do there now, for the page of each of its dates; None for others."""
    event = leader_of_set(event)
    standing = queries.standing_of(event.id, viewer.id, now=now)
    if standing is None or not standing.sits:
        return None
    asks = standing.is_asked
    asks_alone = standing.alone is not None and is_open_for_answers(event, now=now)
    shown = {
        "event_id": event.id,
        "must_answer": asks and standing.waits,
        "has_answered": asks and not standing.waits,
        "has_not_answered": standing.waits and not asks,
        "is_open": standing.is_open,
        "has_sheet": standing.has_sheet,
        "is_asked_alone": asks_alone and standing.alone is AloneState.ASKED,
        "has_said_alone": asks_alone and standing.alone is not AloneState.ASKED,
        "was_there": standing.was_there,
        "is_over": event.ends_at <= now and is_over(event, ends_at(event), now=now),
    }
    return OwnPart("panels/own_part.html", shown)


def _paper_lines(event_id: int) -> Iterator[PaperLine]:
    kept = {document.id for document in queries.papers_of(event_id, PackPaper.names_nobody)}
    for line in document_lines(queries.papers_of(event_id)):
        named = "No candidate is named in it" if line.id in kept else "A candidate may be named in it"
        yield PaperLine(line.id, line.title, line.names, named)


HANDED_OVER: Mapping[HandedOver, str] = {HandedOver.POSTED: "Posted", HandedOver.READ_OUT: "Read out"}


def _had_it(row: AnyRow) -> Iterator[str]:
    """Yield when a member opened the pack themselves, and how they got it from us."""
    if row.opened_at:
        yield f"Opened {uk_datetime(row.opened_at)}"
    if row.way:
        yield f"{HANDED_OVER[row.way]}, noted {uk_datetime(row.noted_at)} by {row.noted_by}"


def _note(row: AnyRow) -> str:
    """Say what leads to noting how they got it, where they may read it now and have not opened it themselves."""
    if not row.can_read or (row.opened_at and not row.way):
        return ""
    return "Change" if row.way else "Posted or read out"


def _sheet(locked_at: datetime | None, shared_at: datetime | None) -> str:
    if shared_at:
        return "Totals shared"
    return "Locked" if locked_at else ""
