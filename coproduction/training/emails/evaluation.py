"""What delegates and trainers are asked after a session. Nothing that anybody answered is ever in a message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient
from coproduction.schedule.emails import more_about
from coproduction.schedule.models import Place
from coproduction.schedule.rules import set_id_of
from coproduction.training.booking_keys import address_of
from coproduction.training.emails.delegates import about
from coproduction.training.evaluation_keys import address_to_evaluate
from coproduction.training.models import Delegate
from coproduction.training.queries.dates import dates_with
from coproduction.training.words.dates import days_in_words


def asked_at_end(delegate: Delegate, *, now: datetime) -> None:
    """Ask a delegate how useful the session was, once, and lead them to their certificate either way."""
    _ask("evaluation_at_end", delegate, now=now, certificate=address_of(delegate))


def asked_later(delegate: Delegate, *, now: datetime) -> None:
    """Ask a delegate what they do differently since the session, once."""
    _ask("evaluation_later", delegate, now=now)


def trainer_asked(place: Place, *, now: datetime) -> None:
    """Ask a trainer how a session was for them, once."""
    event = place.role.event
    send(
        "training/trainer_asked",
        recipient_of(place.member),
        key=f"{more_about(set_id_of(event))}how-it-was-{place.member_id}",
        now=now,
        for_copies={"page": absolute_url("schedule.show_supported_place", place_id=place.id)},
        name=place.member.known_as,
        title=event.title,
        page=absolute_url("training_members.say_how_it_was", event_id=set_id_of(event)),
    )


def _ask(template: str, delegate: Delegate, *, now: datetime, **values: Any) -> None:
    event = delegate.bookings.session.event
    send(
        f"training/{template}",
        Recipient(name=delegate.name, email=delegate.email),
        key=f"{about(delegate)}{template}",
        now=now,
        name=delegate.name,
        title=event.title,
        day=days_in_words(dates_with(event)),
        page=address_to_evaluate(delegate),
        **values,
    )
