"""Who knows what it is like: they took part, watched, or a coordinator wrote down that they had done it before."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, func, or_
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import TAKING_PART, has_experience_of
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, Part, Place
from coproduction.schedule.rules import took_part

# Who knows what it is like: they were in a place, or watched. Who stood by saw nothing of it.
SAW_IT = (Part.PLACE, Part.SHADOW)


def knows_it(event: Event) -> ColumnElement[bool]:
    """Return the condition for members who know such events by the day of this one.

    Those who watched one count, and those who took part under another record of the same person.
    """
    merged, before = aliased(Member), took_part(event.kind, SAW_IT, before=event.starts_at)
    return or_(
        exists().where(Place.member_id == Member.id, before),
        exists().where(merged.merged_into_id == Member.id, Place.member_id == merged.id, before),
        _wrote_down(event, Member),
    )


def somebody_knows_it(event: Event) -> ColumnElement[bool]:
    """Return whether anybody who takes part in the group knows such events. If not, nobody is held back for it."""
    person, record = aliased(Member), aliased(Member)
    took = exists().where(
        Place.member_id == record.id,
        person.id == func.coalesce(record.merged_into_id, record.id),
        is_one_of(person.state, TAKING_PART),
        took_part(event.kind, SAW_IT, before=event.starts_at),
    )
    wrote = exists().where(is_one_of(person.state, TAKING_PART), _wrote_down(event, person))
    return or_(took, wrote)


def is_held_back(event: Event) -> ColumnElement[bool]:
    """Return the condition for members who watch such an event before they take part in one, as others have."""
    return and_(~knows_it(event), somebody_knows_it(event))


def _wrote_down(event: Event, person: type[Member]) -> ColumnElement[bool]:
    interest = policy_of(event).interest
    return has_experience_of(interest, uk_wall(event.starts_at).date(), person)
