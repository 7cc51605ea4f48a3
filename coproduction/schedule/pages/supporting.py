"""What supporters are shown: the people they support, one person's page, one place and the way to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_period, uk_short_date, uk_wall
from coproduction.core.paging import Page
from coproduction.members.kinds.supporters import allowed_of
from coproduction.members.kinds.visibility import Part
from coproduction.members.models import Grant, Supporter
from coproduction.members.pages import Section, sections_of
from coproduction.members.queries.parts import parts_of_supported
from coproduction.members.queries.supporters import people_supported_by
from coproduction.schedule import rules
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.facts import AskedFor, Fact, OwnPart, asked_of, facts_of, part_of
from coproduction.schedule.models import Event, Place, Way
from coproduction.schedule.pages.arrangements import OwnArrangements, arranged_for
from coproduction.schedule.pages.dates import words_of_others
from coproduction.schedule.pages.places import PlaceLine, PlaceWords, place_lines
from coproduction.schedule.queries import places as queries
from coproduction.schedule.queries.answers import detail_of
from coproduction.schedule.queries.linked import place_that_counts
from coproduction.schedule.queries.supporting import find_supported_place, past_places_of
from coproduction.schedule.words import ASKED_AGAIN_FOR, CLASHES_FOR, TO_SUPPORTERS, WAY_LOST_FOR, Tag, kind_beside

PAST_SHOWN = 10
FOR_SUPPORTERS = PlaceWords(TO_SUPPORTERS, asked_again=ASKED_AGAIN_FOR)


@dataclass(frozen=True, slots=True)
class SupportedLine:
    """One person whom somebody supports, and what they may do."""

    supporter_id: int
    name: str
    allowed: list[str]


class PastLine(NamedTuple):
    """Something that the person went to, where its papers and minutes are."""

    place_id: int
    title: str
    day: str


@dataclass(frozen=True, slots=True)
class SupportedPage:
    """One person's page for a supporter: only what was granted. `places` is None when they may not see any.

    `asked` is what else the supporter can answer for them.
    """

    supporter_id: int
    name: str
    allowed: list[str]
    places: Sequence[PlaceLine] | None
    asked: Sequence[AskedFor]
    past: Page[PastLine]
    sections: list[Section]


@dataclass(frozen=True, slots=True)
class SupportedPlace:
    """One place of a member, as their supporter sees it, and what the supporter can do about it."""

    supporter_id: int
    name: str
    place: Place
    event: Event
    kind: Tag | None
    when: str
    where: str
    state: Tag
    asked_again_because: str
    is_cancelled: bool
    shows_joining: bool
    ways: Sequence[Way]
    is_alone: bool
    may_answer: bool
    is_waiting: bool
    facts: Sequence[Fact]
    arranged: OwnArrangements | None
    part: OwnPart | None
    also: Sequence[str]
    counted_at: Place | None

    @property
    def can_answer(self) -> bool:
        return self.may_answer and rules.can_answer(self.place)

    @property
    def can_say_no(self) -> bool:
        return self.can_answer and rules.is_live_state(self.place.state)

    @property
    def can_step_back(self) -> bool:
        return self.may_answer and not self.can_answer


def people(*, viewer: Account) -> list[SupportedLine]:
    """Return the people whom the viewer supports, by name."""
    return [
        SupportedLine(supporter.id, supporter.member.known_as, _allowed(supporter))
        for supporter in people_supported_by(viewer)
    ]


def person(supporter: Supporter, number: int, *, now: datetime) -> SupportedPage:
    """Return the page of one supported person, with what the supporter was granted and nothing else.

    `number` is the page of the list of what is over.
    """
    sees_events = Grant.SEE_EVENTS in _grants(supporter)
    parts = parts_of_supported(supporter, today=uk_wall(now).date())
    return SupportedPage(
        supporter_id=supporter.id,
        name=supporter.member.known_as,
        allowed=_allowed(supporter),
        places=place_lines(queries.places_of_member(supporter.member_id, now=now), words=FOR_SUPPORTERS, now=now)
        if sees_events
        else None,
        asked=asked_of(supporter, now=now) if Grant.ANSWER in _grants(supporter) else (),
        past=_past(supporter.member_id, number, now=now) if sees_events else Page([]),
        sections=[section for section in sections_of(parts) if section.part is not Part.EVENTS],
    )


def place_page(place_id: int, *, viewer: Account, now: datetime) -> SupportedPlace | None:
    """Return one place of somebody whom the viewer supports, or None unless they may see it now."""
    found = find_supported_place(place_id, viewer=viewer)
    return _place_page(*found, now=now) if found else None


def _place_page(place: Place, supporter: Supporter, *, now: datetime) -> SupportedPlace:
    event, counts = place.role.event, place_that_counts(place, now=now)
    is_theirs = counts is place and Grant.ANSWER in _grants(supporter)
    return SupportedPlace(
        supporter_id=supporter.id,
        name=supporter.member.known_as,
        place=place,
        event=event,
        kind=kind_beside(event.title, event.kind),
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        state=ASKED_AGAIN_FOR if place.asked_again_at else TO_SUPPORTERS[place.state],
        asked_again_because=_why_asked_again(place, now=now),
        is_cancelled=rules.is_cancelled(event),
        shows_joining=rules.shows_joining(place, event),
        ways=rules.ways_of(event),
        is_alone=rules.is_alone_in(place.role),
        may_answer=is_theirs and rules.can_be_changed_by_member(place, now=now),
        is_waiting=rules.waits(place),
        facts=facts_of(event),
        arranged=_arranged(place, supporter),
        part=part_of(event),
        also=words_of_others(event),
        counted_at=counts if counts is not place else None,
    )


def _why_asked_again(place: Place, *, now: datetime) -> str:
    if not (place.asked_again_at and rules.is_open_for_answers(place.role.event, now=now)):
        return ""
    lost = rules.lost_way(detail_of(place.id), place.role.event)
    return (WAY_LOST_FOR if lost else CLASHES_FOR).format(place.member.known_as)


def _past(member_id: int, number: int, *, now: datetime) -> Page[PastLine]:
    rows = past_places_of(member_id, now=now, limit=PAST_SHOWN + 1, offset=(number - 1) * PAST_SHOWN)
    lines = [PastLine(row.place_id, row.title, uk_short_date(row.starts_at)) for row in rows[:PAST_SHOWN]]
    return Page(lines, number, has_next=len(rows) > PAST_SHOWN, anchor="past")


def _arranged(place: Place, supporter: Supporter) -> OwnArrangements | None:
    """Return what is arranged for the member, for a supporter who may see what they need and while they come."""
    may_see = Grant.SEE_NEEDS in _grants(supporter) and place.state in rules.COMING
    return arranged_for(place.event_id, place.member_id) if may_see else None


def _grants(supporter: Supporter) -> frozenset[Grant]:
    return frozenset(grant.allowed for grant in supporter.grants)


def _allowed(supporter: Supporter) -> list[str]:
    return allowed_of(supporter, supporter.member.known_as)
