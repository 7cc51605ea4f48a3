"""What a member is told when something that was arranged for them is not certain any more."""

from __future__ import annotations

from datetime import datetime

from coproduction.notifications.mailing import Hears
from coproduction.schedule.emails.letters import to_many
from coproduction.schedule.models import Place


def uncertain_again(place: Place, *, move_id: int, now: datetime) -> None:
    """Tell the member, and nobody else, that something is not certain any more, after one move of an arrangement.

    What it is is never in a message: that would say what they need. Their page of the event says it.
    """

    def key(place: Place) -> str:
        return f"place-{place.id}-{place.moves_made}-uncertain-{move_id}-{place.member_id}"

    to_many("schedule/uncertain_again", [place], now=now, key=key, is_for=Hears.THE_PERSON)
