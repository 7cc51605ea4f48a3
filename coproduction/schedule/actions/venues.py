"""Adding a venue to the list, and changing what we know of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import Venue
from coproduction.schedule.queries import venues as queries


@dataclass(frozen=True, slots=True)
class VenueDetails:
    """What we know of a venue. An access fact is yes, no, or None for what nobody has checked."""

    name: str
    address: str = ""
    step_free: bool | None = None
    hearing_loop: bool | None = None
    parking: bool | None = None
    changing_places: bool | None = None
    quiet_room: bool | None = None
    map_link: str = ""
    directions: str = ""
    access_notes: str = ""
    checked_on: date | None = None
    is_used: bool = True


def add_venue(details: VenueDetails, *, by: Account, now: datetime) -> Venue:
    """Add the venue to the list. Refused when one of that name is there, and for a check in the future."""
    _refuse_impossible(details, now=now)
    if queries.venue_called(details.name):
        raise Refusal(f"{details.name} is in the list already", field="name")
    return _add(details, by=by, now=now)


def change_venue(
    venue_id: int, details: VenueDetails, *, by: Account, now: datetime, is_same_place: bool | None = None
) -> Venue:
    """Change what we know of the venue. Events to come say its new name and address; nobody is told.

    Refused when another has that name, and for a check in the future. While events are to come there, its name and
    address are changed only if it is said that it is the same place: nobody is to wait at the old one, and taxis and
    interpreters are booked to it.
    """
    venue = queries.lock_venue(venue_id)
    _refuse_impossible(details, now=now)
    same_name = queries.venue_called(details.name)
    if same_name and same_name is not venue:
        raise Refusal(f"{details.name} is in the list already", field="name")
    events = queries.events_to_come_at(venue, now=now)
    if events and _sounds_elsewhere(venue, details):
        _refuse_another_place(is_same_place)
    for name, value in asdict(details).items():
        setattr(venue, name, value)
    for event in events:
        event.venue, event.changed_at = venue.words, now
    db.session.flush()
    record("schedule.venue_changed", venue, by=by, now=now)
    return venue


def venue_for(venue_id: int | None, words: str, *, by: Account, now: datetime) -> Venue | None:
    """Return the venue that was typed, which joins the list if it is new, or else the one that was chosen.

    None when there is neither. A venue that is not in the list is refused.
    """
    if words:
        return queries.venue_called(words) or _add(VenueDetails(words), by=by, now=now)
    if venue_id is None:
        return None
    if venue := queries.venue_numbered(venue_id):
        return venue
    raise Refusal("Select a venue from the list", field="venue_id")


def _add(details: VenueDetails, *, by: Account, now: datetime) -> Venue:
    venue = Venue(added_at=now, **asdict(details))
    db.session.add(venue)
    db.session.flush()
    record("schedule.venue_added", venue, by=by, now=now)
    return venue


def _sounds_elsewhere(venue: Venue, details: VenueDetails) -> bool:
    return venue.name != details.name or bool(venue.address and venue.address != details.address)


def _refuse_another_place(is_same_place: bool | None) -> None:
    if is_same_place is None:
        raise Refusal("Select if it is still the same place", field="same_place")
    if not is_same_place:
        raise Refusal("Add the other place as a venue of its own, and choose it for its events", field="same_place")


def _refuse_impossible(details: VenueDetails, *, now: datetime) -> None:
    if details.checked_on and details.checked_on > now.date():
        raise Refusal("The day when it was checked must not be in the future", field="checked_on")
