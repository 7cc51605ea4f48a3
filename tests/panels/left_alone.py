"""A panel for two, of which one member may be left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Part, Place
from tests.factories import EventRoleFactory, MemberFactory, PanelCaseFactory, PlaceFactory

WHY = "The team cannot move the date."


def panel_for_two() -> PanelCase:
    """Return a rostered panel for two on which Amara and Tunde have places, with a standby and one who watches."""
    made = PanelCaseFactory(stage=PanelStage.ROSTERED)
    event = made.panel.event
    role = EventRoleFactory(event=event, name="Panel member", minimum=2, maximum=2, is_open=False)
    for name in ("Amara Okafor", "Tunde Bakare"):
        PlaceFactory(role=role, member=MemberFactory(name=name, known_as=name.split()[0]))
    beside = {"event": event, "minimum": 0, "maximum": 1, "is_open": False}
    PlaceFactory(role=EventRoleFactory(name="Standby", part=Part.STANDBY, stands_by_for_id=role.id, **beside))
    PlaceFactory(role=EventRoleFactory(name="Shadow", part=Part.SHADOW, **beside))
    return made


def seat(case: PanelCase, name: str = "Amara") -> Place:
    """Return the place of a member on the panel."""
    named = select(Place).join(Place.member).where(Place.event_id == case.event_id, Member.known_as == name)
    return db.session.scalars(named).one()


def steps_back(case: PanelCase, *names: str, now: datetime) -> None:
    """Let members give up their places, one after the other."""
    for name in names:
        places.step_back(seat(case, name).id, hand=Hand(), now=now)
