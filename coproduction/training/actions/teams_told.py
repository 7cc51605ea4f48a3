"""What a team that asked for training is told of its places: where it books them, once it can."""

from __future__ import annotations

from datetime import datetime

from coproduction.training.emails import requests as emails
from coproduction.training.queries.bookings import bookings_of
from coproduction.training.queries.requests import request_of
from coproduction.training.rules.bookings import can_book


def tell_can_book(event_id: int, *, now: datetime) -> None:
    """Send whoever asked for the session the link with which their team books, once. Nothing while nobody can book."""
    request, bookings = request_of(event_id), bookings_of(event_id)
    if request and request.contact_email and bookings and can_book(bookings, now=now):
        emails.can_book(request, bookings, now=now)
