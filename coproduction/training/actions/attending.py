"""What members gain by being at training for them, as soon as it is written down that they were there."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dates import uk_wall
from coproduction.members.actions.attending import gain_by_attending, lose_by_not_attending
from coproduction.schedule.models import Place, PlaceState
from coproduction.training.queries.attending import days_attended, given_by


def follow_move(place: Place, before: PlaceState | None, *, now: datetime) -> None:
    """Let a qualification count for whoever was there, and take it back if they were not there after all.

    A pre-meet that shares its session's roster gives nothing by itself.
    """
    came, had_come = place.state is PlaceState.ATTENDED, before is PlaceState.ATTENDED
    if came is had_come or place.role.follows_role_id is not None:
        return
    gained = given_by(place)
    if gained is None:
        return
    member_id = place.member.merged_into_id or place.member_id
    days = days_attended(member_id, gained.id)
    if came:
        gain_by_attending(member_id, gained, uk_wall(place.role.event.starts_at).date(), days=days, now=now)
    else:
        lose_by_not_attending(member_id, gained, days=days, now=now)
