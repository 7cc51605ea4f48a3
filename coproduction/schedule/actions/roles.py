"""Adding a role to an event, and changing one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries import places as queries
from coproduction.schedule.queries.events import role_named


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """What a role is: at least and at most how many people (None for no limit), and what it requires."""

    name: str
    minimum: int
    maximum: int | None
    qualification_id: int | None
    is_open: bool


def add_role(event: Event, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Add a role to the event. A second role of the same name is refused."""
    _refuse_impossible(event, details)
    role = EventRole(event=event, **asdict(details))
    db.session.add(role)
    db.session.flush()
    record("schedule.role_added", role, by=by, now=now)
    return role


def change_role(role_id: int, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Change the role. Fewer places than people hold already is refused: nobody is put out by a number."""
    role = queries.lock_role(role_id)
    _refuse_impossible(role.event, details, changing=role)
    held = queries.number_held(role)
    if details.maximum is not None and details.maximum < held:
        people = "1 person has" if held == 1 else f"{held} people have"
        raise Refusal(f"{people} a place already, so the most cannot be below {held}", field="maximum")
    for name, value in asdict(details).items():
        setattr(role, name, value)
    db.session.flush()
    record("schedule.role_changed", role, by=by, now=now)
    return role


def _refuse_impossible(event: Event, details: RoleDetails, *, changing: EventRole | None = None) -> None:
    if details.maximum is not None and details.maximum < max(1, details.minimum):
        raise Refusal("The most people must not be below the fewest", field="maximum")
    same_name = role_named(event, details.name)
    if same_name and same_name is not changing:
        raise Refusal("This event already has a role with that name", field="name")
