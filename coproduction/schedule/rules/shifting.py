"""What becomes of the dates that follow an event when it moves: where they go with it, and where they must not be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from coproduction.core.dates import uk_moment, uk_wall


class Span(NamedTuple):
    """From when until when something is."""

    starts_at: datetime
    ends_at: datetime


def shifted(date: Span, *, lead: Span, to: Span) -> Span:
    """Return where a date goes with its lead: as far as that goes, by the UK's clocks.

    What comes after it on its day goes as far as its end goes.
    """
    is_after = date.starts_at >= lead.ends_at and _day(date.starts_at) == _day(lead.ends_at)
    far = _wall(to.ends_at) - _wall(lead.ends_at) if is_after else _wall(to.starts_at) - _wall(lead.starts_at)
    return Span(*(_moved(moment, far) for moment in date))


def changes_side(date: Span, *, lead: Span, goes_to: Span, to: Span) -> str:
    """Say what is wrong if a date came before its lead, or after it, and does not any more; empty if nothing is."""
    if date.ends_at <= lead.starts_at and goes_to.ends_at > to.starts_at:
        return "would not be over before the start"
    if date.starts_at >= lead.ends_at and goes_to.starts_at < to.ends_at:
        return "would begin before the end"
    return ""


def is_on_another_day(lead: Span, *, to: Span) -> bool:
    """Say whether the lead goes to another UK day, so that dates which stay fall on the wrong one."""
    return _day(lead.starts_at) != _day(to.starts_at)


def _moved(moment: datetime, far: timedelta) -> datetime:
    wall = _wall(moment) + far
    return uk_moment(wall.date(), wall.time())


def _wall(moment: datetime) -> datetime:
    return uk_wall(moment).replace(tzinfo=None)


def _day(moment: datetime) -> int:
    return uk_wall(moment).toordinal()
