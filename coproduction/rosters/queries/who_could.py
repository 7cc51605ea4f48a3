"""Who could be asked for which roles without more ado: read once for all roles, and compared here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, raiseload

from coproduction.core.database import db
from coproduction.core.dated_settings import Number
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_left
from coproduction.members.models import HeldQualification, Interest, Member, Need, Qualification
from coproduction.members.rules import TAKING_PART, asks_to_be_asked_first
from coproduction.rosters.proposals.problem import Unready
from coproduction.rosters.rules.experience import SAW_IT
from coproduction.rosters.rules.obstacles import days_to_come
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.kinds.arrangements import ARRANGED, FACTS
from coproduction.schedule.models import Event, EventKind, EventRole, Place, Venue
from coproduction.schedule.rules import is_for_those_who_know_it, is_shadow, took_part
from coproduction.schedule.rules.arrangements import is_needed_by, lead_of


class _Held(NamedTuple):
    """One member's qualification, and whether it is experience from before."""

    member_id: int
    qualification_id: int
    achieved_on: date
    valid_until: date | None
    experience_of: Interest | None

    def counts(self, day: date) -> bool:
        return self.achieved_on <= day and (self.valid_until is None or self.valid_until >= day)


@dataclass(frozen=True, slots=True)
class WhoCould:
    """Who could fill each role, and why others are not ready; who did such things before our notes; if all are new."""

    of_role: Mapping[int, Collection[int]]
    unready: Mapping[int, Mapping[int, Unready]]
    before: Mapping[int, date]
    all_are_new: bool


def who_could(
    roles: Sequence[EventRole],
    people: Collection[int],
    *,
    dates: Mapping[int, Sequence[Event]],
    asked_more: Mapping[int, Collection[int]],
    numbers: Mapping[Number, int],
    now: datetime,
) -> WhoCould:
    """Return which of the people could fill each of the roles, all of events of one kind, with a fixed number of reads.

    They have what it asks for on each day, need nothing that takes longer to arrange, and nobody has to talk with them
    first. Who is new watches before taking part, unless nobody in the group knows such events; who is not new has no
    need to watch. By an event's id, `dates` are those of its roster, and `asked_more` who would be paid too much by it:
    they are asked first too.
    """
    event = roles[0].event
    held = _held([role.qualification_id for role in roles if role.qualification_id], policy_of(event).interest)
    known = _known(event.kind, held, before=max(role.event.starts_at for role in roles))
    late = _Late.read(dates, numbers, now=now)
    asks_first = frozenset(db.session.scalars(select(Member.id).where(asks_to_be_asked_first())))
    qualified = {
        role.id: _qualified(role, held, people, days=days_to_come(dates[role.event_id], now=now)) for role in roles
    }
    unready = {
        role.id: {
            **dict.fromkeys((asks_first | _asked_more(role, asked_more)) & qualified[role.id], Unready.ASK_FIRST),
            **dict.fromkeys(late.at_any(dates[role.event_id]), Unready.NEEDS),
            **dict.fromkeys(frozenset(people) - known.may(role, people), _why_not(role)),
        }
        for role in roles
    }
    could = {role.id: qualified[role.id] - unready[role.id].keys() for role in roles}
    before = {each.member_id: each.achieved_on for each in held if each.experience_of}
    are_watched_first = [role.event for role in roles if is_for_those_who_know_it(role)]
    return WhoCould(could, unready, before, not all(map(known.somebody_knows, are_watched_first)))


def _asked_more(role: EventRole, asked_more: Mapping[int, Collection[int]]) -> frozenset[int]:
    """Return who would be paid too much in the role: nobody who watches. Who stands by would be, once they step in."""
    return frozenset() if is_shadow(role) else frozenset(asked_more[role.event_id])


def _why_not(role: EventRole) -> Unready:
    return Unready.KNOWS_IT if is_shadow(role) else Unready.NEWCOMER


def _held(qualification_ids: Collection[int], interest: Interest | None) -> list[_Held]:
    asked_for = HeldQualification.qualification_id.in_(qualification_ids)
    rows = db.session.execute(
        select(
            HeldQualification.member_id,
            HeldQualification.qualification_id,
            HeldQualification.achieved_on,
            HeldQualification.valid_until,
            Qualification.experience_of,
        )
        .join(Qualification, Qualification.id == HeldQualification.qualification_id)
        .where(or_(asked_for, Qualification.experience_of == interest) if interest else asked_for)
        .order_by(HeldQualification.id)
    )
    return [_Held(*row) for row in rows]


def _qualified(
    role: EventRole, held: Sequence[_Held], people: Collection[int], *, days: Sequence[date]
) -> frozenset[int]:
    if role.qualification_id is None:
        return frozenset(people)
    own = [each for each in held if each.qualification_id == role.qualification_id]
    return frozenset.intersection(*(frozenset(each.member_id for each in own if each.counts(day)) for day in days))


@dataclass(frozen=True, slots=True)
class _Known:
    """Since when members know such events by themselves, who did them before our notes, and who takes part at all."""

    since: Mapping[int, datetime]
    wrote: Sequence[_Held]
    here: Collection[int]

    def knowing(self, event: Event) -> frozenset[int]:
        """Return who knows such events by the day of this one."""
        starts_at, day = event.starts_at, uk_wall(event.starts_at).date()
        took_part = (member_id for member_id, since in self.since.items() if since <= starts_at)
        return frozenset((*took_part, *(each.member_id for each in self.wrote if each.counts(day))))

    def somebody_knows(self, event: Event) -> bool:
        return not self.knowing(event).isdisjoint(self.here)

    def may(self, role: EventRole, people: Collection[int]) -> frozenset[int]:
        """Return who may take the role: who knows such events takes part, and who does not watches."""
        knowing, everybody = self.knowing(role.event), frozenset(people)
        if is_for_those_who_know_it(role):
            return everybody if knowing.isdisjoint(self.here) else knowing
        return everybody - knowing if is_shadow(role) else everybody


def _known(kind: EventKind, held: Sequence[_Held], *, before: datetime) -> _Known:
    person, record = aliased(Member), aliased(Member)
    rows = db.session.execute(
        select(person.id, func.min(Event.ends_at))
        .select_from(record)
        .join(person, person.id == func.coalesce(record.merged_into_id, record.id))
        .join(Place, Place.member_id == record.id)
        .join(Event, took_part(kind, SAW_IT, before=before))
        .group_by(person.id)
    )
    since: dict[int, datetime] = {member_id: ended for member_id, ended in rows}  # noqa: C416 - rows are no pairs to the type checker
    wrote = [each for each in held if each.experience_of]
    known = {*since, *(each.member_id for each in wrote)}
    here = select(Member.id).where(Member.id.in_(known), Member.state.in_(TAKING_PART)).order_by(Member.id)
    return _Known(since, wrote, frozenset(db.session.scalars(here)))


@dataclass(frozen=True, slots=True)
class _Late:
    """What members need, and whether there is time to arrange it before an event."""

    needs: Sequence[Need]
    venues: Mapping[int, Venue]
    numbers: Mapping[Number, int]
    now: datetime
    found: dict[int, frozenset[int]]

    @classmethod
    def read(cls, dates: Mapping[int, Sequence[Event]], numbers: Mapping[Number, int], *, now: datetime) -> _Late:
        needs = select(Need).where(Need.kind.in_(ARRANGED)).order_by(Need.id).options(raiseload("*", sql_only=True))
        venues = select(Venue).where(Venue.id.in_({date.venue_id for some in dates.values() for date in some}))
        by_id = {venue.id: venue for venue in db.session.scalars(venues.options(raiseload("*", sql_only=True)))}
        return cls(db.session.scalars(needs).all(), by_id, numbers, now, {})

    def at_any(self, dates: Sequence[Event]) -> frozenset[int]:
        """Return who needs something at one of the dates to come that nobody could book in time any more."""
        return frozenset().union(*(self._at(date) for date in dates if date.starts_at > self.now))

    def _at(self, event: Event) -> frozenset[int]:
        if event.id not in self.found:
            left = working_days_left(uk_wall(self.now).date(), uk_wall(event.starts_at).date())
            there = self._there(event)
            needed = {kind for kind in ARRANGED if is_needed_by(kind, None, event)} - there
            usual = {kind: self.numbers[ARRANGED[kind].lead] for kind in needed}
            self.found[event.id] = frozenset(
                need.member_id for need in self.needs if need.kind in needed and lead_of(need, usual[need.kind]) > left
            )
        return self.found[event.id]

    def _there(self, event: Event) -> set[object]:
        venue = self.venues.get(event.venue_id) if event.venue_id else None
        return {kind for kind, fact in FACTS.items() if venue and getattr(venue, fact)}
