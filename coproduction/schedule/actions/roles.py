"""Adding a role to an event, and changing one."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule import rules, tidings
from coproduction.schedule.actions.mirrors import liken_role, mirror_role
from coproduction.schedule.actions.waiting import keep_list
from coproduction.schedule.models import Event, EventRole, EventState, Part
from coproduction.schedule.queries import roles as queries
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.events import role_named
from coproduction.schedule.queries.linked import lock_led_by, mirrors_of
from coproduction.schedule.queries.locks import lock_role
from coproduction.schedule.queries.management import lock_event

STANDBY = "Standby"


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """What a role is: at least and at most how many people (None for no limit), and what it requires.

    `offer_hours` is how long a free place is kept for the next who waits; None, as the setting says. For standbys and
    shadows the fewest is 0, and the most is how many are wanted.
    """

    name: str
    minimum: int
    maximum: int | None
    qualification_id: int | None
    is_open: bool
    offer_hours: int | None = None
    part: Part = Part.PLACE
    stands_by_for_id: int | None = None


def add_role(event: Event, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Add a role to the event. The same role twice is added once, so a double click is harmless.

    A standby role asks for what the role asks for that it stands by for. Refused for an event that is cancelled or
    over, when another role has the name, and for standbys or shadows of whom a minimum is needed.
    """
    lock_event(event)
    _refuse_unchangeable(event)
    details = _as_its_role(event, details)
    there = role_named(event, details.name)
    if there and details_of(there) == details:
        return there
    _refuse_impossible(event, details)
    role = EventRole(event=event, **asdict(details))
    db.session.add(role)
    db.session.flush()
    for follower in lock_led_by(event):
        mirror_role(role, follower, by=by, now=now)
    tidings.tell(event, by=by, now=now)
    record("schedule.role_added", role, by=by, now=now)
    return role


def add_role_with_standbys(
    event: Event, details: RoleDetails, *, standbys: int, by: Account, now: datetime
) -> EventRole:
    """Add the role, and one of so many people who stand by for it, as `add_role` does.

    Refused, beside `standbys`, for a role in which members take a place themselves.
    """
    if standbys and details.is_open:
        raise Refusal("Nobody stands by where members take a place themselves. Enter 0", field="standbys")
    role = add_role(event, details, by=by, now=now)
    add_standbys(role, standbys, by=by, now=now)
    return role


def add_standbys(role: EventRole, number: int, *, by: Account, now: datetime) -> EventRole | None:
    """Add a role of so many people who stand by for this one, and return it, or the one there is; None for nobody.

    Each role has its own: who steps in holds what that role requires.
    """
    there = queries.standby_of(role.id)
    if there or not number:
        return there
    beyond = RoleDetails(
        name_of_standbys(role), 0, number, None, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    return add_role(role.event, beyond, by=by, now=now)


def name_of_standbys(role: EventRole) -> str:
    """Return what those are called who stand by for the role: 'Standby', and 'Standby for chair' beside others."""
    return f"{STANDBY} for {role.name.lower()}" if role_named(role.event, STANDBY) else STANDBY


def change_role(role_id: int, details: RoleDetails, *, by: Account, now: datetime) -> EventRole:
    """Change the role. Nobody is put out by it: it is refused when the people with a place would no longer fit.

    That is fewer places than people hold, or a new requirement that some of them do not meet, or that those do not who
    stand by for it. Refused too for an event that is cancelled or over, when another role has the name, and to make a
    role of standbys or shadows of another, or the other way round.
    """
    lock_event(queries.get_role(role_id).event)
    role = lock_role(role_id)
    _refuse_unchangeable(role.event)
    details = _as_its_role(role.event, details)
    _refuse_impossible(role.event, details, changing=role)
    _refuse_misfit(role, details)
    _change_standby(role, details)
    for name, value in asdict(details).items():
        setattr(role, name, value)
    for mirror in mirrors_of(role.id):
        liken_role(mirror, role)
    db.session.flush()
    if role.event.state is not EventState.DRAFT:
        tidings.refuse_unready(role.event, now=now)
    tidings.tell(role.event, by=by, now=now)
    record("schedule.role_changed", role, by=by, now=now)
    keep_list(role, now=now)
    return role


def _as_its_role(event: Event, details: RoleDetails) -> RoleDetails:
    """Return the details with what a standby role has of the role that it stands by for."""
    if details.part is not Part.STANDBY:
        return replace(details, stands_by_for_id=None)
    of = queries.role_in(event, details.stands_by_for_id)
    if of is None or not rules.can_have_standbys(of):
        raise Refusal("Nobody can stand by for that role: choose one for which a coordinator chooses people.")
    return replace(details, qualification_id=of.qualification_id)


def _change_standby(role: EventRole, details: RoleDetails) -> None:
    """Make whoever stands by for the role need what it now asks for."""
    standby = queries.standby_of(role.id)
    if standby is None:
        return
    if details.is_open:
        raise Refusal(f"{standby.name} stands by for this role, so a coordinator chooses", field="is_open")
    _refuse_misfit(standby, replace(details_of(standby), qualification_id=details.qualification_id))
    standby.qualification_id = details.qualification_id


def _refuse_impossible(event: Event, details: RoleDetails, *, changing: EventRole | None = None) -> None:
    if details.maximum is not None and details.maximum < max(1, details.minimum):
        raise Refusal("The most people must not be below the fewest", field="maximum")
    _refuse_impossible_part(details, changing=changing)
    same_name = role_named(event, details.name)
    if same_name and same_name is not changing:
        raise Refusal("This event already has a role with that name", field="name")


def _refuse_impossible_part(details: RoleDetails, *, changing: EventRole | None) -> None:
    if changing and (changing.part, changing.stands_by_for_id) != (details.part, details.stands_by_for_id):
        raise Refusal("A role stays what it is: add another one instead.")
    if details.part is not Part.PLACE and (details.minimum or details.is_open or details.maximum is None):
        raise Refusal("Say how many you want beyond those whom the event needs.")
    standby = queries.standby_of(details.stands_by_for_id) if details.stands_by_for_id else None
    if standby and standby is not changing:
        raise Refusal(f"{standby.name} is there for that role already. Change how many there are.")


def _refuse_unchangeable(event: Event) -> None:
    if not rules.can_change(event):
        raise Refusal(f"{event.title} is over or cancelled, and its roles can no longer be changed.")
    if rules.shares_roster(event):
        raise Refusal("This date has the roster of another event. Change the roles there.")


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


def details_of(role: EventRole) -> RoleDetails:
    """Return the role as it is, to be changed in part."""
    return RoleDetails(**{field.name: getattr(role, field.name) for field in fields(RoleDetails)})
