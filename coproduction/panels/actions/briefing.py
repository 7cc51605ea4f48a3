"""What members on a panel are told next: to say first whether they know a candidate, and then of its papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from coproduction.panels.emails import members as emails
from coproduction.panels.queries import candidates as queries
from coproduction.panels.queries import packs, seats
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.dates import can_be_asked
from coproduction.panels.rules.stages import PACK_OPEN
from coproduction.schedule.models import Event, Place
from coproduction.schedule.rules import set_id_of


def tell_all(event: Event, *, now: datetime) -> None:
    """Tell everybody on the panel, at any of its dates, what comes next for them, each once, whatever happens first.

    Whoever has to answer about the names hears of the papers with that question: they can read them when they have
    answered. Nothing is told once they can no longer answer. `event` is one of the dates, which the caller has locked.
    """
    _tell(set_id_of(event), seats.seated_places(set_id_of(event)), now=now)


def tell_one(place: Place, *, now: datetime) -> None:
    """Tell one member what comes next for them, if they hold a place on the panel, at whichever of its dates.

    The caller has locked the event.
    """
    panel_id = set_id_of(place.role.event)
    _tell(panel_id, [seat for seat in seats.seated_places(panel_id) if seat.member_id == place.member_id], now=now)


def _tell(panel_id: int, places: Iterable[Place], *, now: datetime) -> None:
    to_answer = {place.id for place in seats.places_to_ask(panel_id, now=now)}
    is_ready = _is_ready(panel_id)
    for place in places:
        if not can_be_asked(place.role.event, now=now):
            continue
        if place.id in to_answer:
            _ask(place, is_ready=is_ready, now=now)
        elif is_ready and not _is_told(place) and packs.find_pack(panel_id, viewer=place.member):
            emails.pack_open(place, now=now)


def _is_ready(event_id: int) -> bool:
    pack, case = packs.pack_of(event_id), case_of(event_id)
    return bool(pack and pack.opened_at and case and case.stage in PACK_OPEN)


def _ask(place: Place, *, is_ready: bool, now: datetime) -> None:
    """Ask about the names, unless they were; and again when the papers are ready, of which they hear with it."""
    newest = max(candidate.id for candidate in queries.candidates_of(set_id_of(place.role.event)))
    since = queries.held_since(place.id)
    asked = queries.newest_asked_about(emails.about_candidates(place.event_id), place.member_id, since=since)
    is_news = is_ready and emails.hears_of_papers_with_names(place) and not _is_told(place)
    if asked < newest or is_news:
        emails.candidates_asked(place, newest=newest, is_ready=is_ready, now=now)


def _is_told(place: Place) -> bool:
    return queries.is_told(emails.about_papers(place.event_id), place.member_id)
