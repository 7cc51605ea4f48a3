"""What coordinators read, and can do, when a panel is down to one member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_datetime, uk_short_date
from coproduction.panels.models import AloneState, AloneStep, PanelCase
from coproduction.panels.queries import alone as queries
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.requests import request_of
from coproduction.rosters.rules import can_be_searched
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event, Place
from coproduction.schedule.queries.places import number_held

HEADINGS: Mapping[AloneState | None, str] = {
    None: "{name} would be alone",
    AloneState.ASKED: "{name} would be alone",
    AloneState.AGREES: "{name} agrees to be the only member",
    AloneState.RATHER_NOT: "{name} would rather not be alone",
}
STANDINGS: Mapping[AloneState | None, str] = {
    None: "Nobody else has a place on this panel now. Nobody has to agree to be the only member.",
    AloneState.ASKED: "We asked {name} on {day} if they agree to be the only member. They have not answered yet.",
    AloneState.AGREES: "They said so on {day}, so the panel can go on. You can still ask others.",
    AloneState.RATHER_NOT: (
        "They told us on {day}. They keep their place until you decide. "
        "Please do not ask them again. The team does not see this."
    ),
}
STEPS: Mapping[AloneState, str] = {
    AloneState.ASKED: "We asked {name} if they agree to be the only member.",
    AloneState.AGREES: "{name} agreed to be the only member.",
    AloneState.RATHER_NOT: "{name} would rather not be the only member.",
    AloneState.OVER: "{name} is not the only member any more.",
}

# What the only member reads of how it stands, by what they have answered.
SAID: Mapping[bool | None, str] = {
    None: "You are the only member who has a place now. We are still looking for another.",
    True: "You told us that you agree to be the only member. We are not looking for another any more.",
    False: "You told us that you would rather not be the only member. You keep your place for now.",
}


class AloneLine(NamedTuple):
    """One thing that was asked or said: when and by whom, in words, and why."""

    when: str
    words: str
    reason: str


def alone_part(event: Event, *, viewer: Account, now: datetime) -> OwnPart | None:
    """Return what stands on the pages of a panel to come that is down to one member; None for others."""
    place = queries.place_left_alone(event.id, now=now)
    case = case_of(event.id) if place else None
    if place is None or case is None:
        return None
    steps = queries.steps_of(event.id, viewer=viewer)
    last = steps[-1] if steps and steps[-1].state is not AloneState.OVER else None
    state, day = (last.state, uk_short_date(last.at)) if last else (None, "")
    is_open, is_asked_for = state is not AloneState.AGREES, request_of(case.id) is not None
    shown = {
        "case_id": case.id,
        "name": place.member.name,
        "heading": HEADINGS[state].format(name=place.member.name),
        "standing": STANDINGS[state].format(name=place.member.name, day=day),
        "reason": queries.reason_given(event.id),
        "is_settled": not is_open,
        "can_ask": state is None,
        "can_put_off": is_open and is_asked_for,
        "change_event": event.id if is_open and not is_asked_for else None,
        "to_ring": _to_ring(place) if is_open else [],
    }
    return OwnPart("panels/alone.html", shown)


def _to_ring(place: Place) -> list[tuple[int, str]]:
    """Return the ids and names of the panel's parts for which others can be rung."""
    roles = [role for role in place.role.event.roles if can_be_searched(role)]
    return [(role.id, role.name) for role in roles if number_held(role) < role.minimum]


def alone_lines(case: PanelCase, *, viewer: Account) -> list[AloneLine]:
    """Return all that was asked and said about being alone on the panel, in order."""
    return [_line(step) for step in queries.steps_of(case.event_id, viewer=viewer)] if case.event_id else []


def _line(step: AloneStep) -> AloneLine:
    name = step.place.member.name
    by = f", by {step.by.name}" if step.by else ""
    return AloneLine(f"{uk_datetime(step.at)}{by}", STEPS[step.state].format(name=name), step.reason)
