"""Adding a role to an event, and changing one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule import rules, tidings
from coproduction.schedule.actions.waiting import keep_list
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries import places, waiting
from coproduction.schedule.queries import roles as queries
from coproduction.schedule.queries.events import role_named
from coproduction.schedule.queries.management import lock_event


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """What a role is: at least and at most how many people (None for no limit), and what it requires.

    `offer_hours` is how long a free place is kept for the next who waits; None, as the setting says.
    """

    name: str
    minimum: int
    maximum: int | None
    qualification_id: int | None
    is_open: bool
    offer_hours: int | None = None


def add_role(event: Event, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Add a role to the event. The same role twice is added once, so a double click is harmless.

    Refused for an event that is cancelled or over, and when another role has the name.
    """
    lock_event(event)
    _refuse_unchangeable(event)
    there = role_named(event, details.name)
    if there and _details_of(there) == details:
        return there
    _refuse_impossible(event, details)
    role = EventRole(event=event, **asdict(details))
    db.session.add(role)
    db.session.flush()
    tidings.tell(event, by=by, now=now)
    record("schedule.role_added", role, by=by, now=now)
    return role


def change_role(role_id: int, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Change the role. Nobody is put out by it: it is refused when the people with a place would no longer fit.

    That is fewer places than people hold, or a new requirement that some of them do not meet. Refused too for an
    event that is cancelled or over, and when another role has the name.
    """
    lock_event(queries.get_role(role_id).event)
    role = places.lock_role(role_id)
    _refuse_unchangeable(role.event)
    _refuse_impossible(role.event, details, changing=role)
    _refuse_misfit(role, details)
    for name, value in asdict(details).items():
        setattr(role, name, value)
    db.session.flush()
    tidings.tell(role.event, by=by, now=now)
    record("schedule.role_changed", role, by=by, now=now)
    keep_list(role, now=now)
    return role


def _refuse_impossible(event: Event, details: RoleDetails, *, changing: EventRole | None = None) -> None:
    if details.maximum is not None and details.maximum < max(1, details.minimum):
        raise Refusal("The most people must not be below the fewest", field="maximum")
    same_name = role_named(event, details.name)
    if same_name and same_name is not changing:
        raise Refusal("This event already has a role with that name", field="name")


def _refuse_unchangeable(event: Event) -> None:
    if not rules.can_change(event):
        raise Refusal(f"{event.title} is over or cancelled, and its roles can no longer be changed.")


def _refuse_misfit(role: EventRole, details: RoleDetails) -> None:
    held = waiting.number_taken(role)
    if details.maximum is not None and details.maximum < held:
        raise Refusal(f"{held} people have a place already, so the most cannot be below {held}", field="maximum")
    if details.qualification_id in (None, role.qualification_id):
        return
    lacking = queries.number_without(role, details.qualification_id, on=uk_wall(role.event.starts_at).date())
    if lacking:
        people = "1 person with a place does" if lacking == 1 else f"{lacking} people with a place do"
        raise Refusal(f"{people} not hold it", field="qualification_id")


def _details_of(role: EventRole) -> RoleDetails:
    return RoleDetails(**{field.name: getattr(role, field.name) for field in fields(RoleDetails)})
