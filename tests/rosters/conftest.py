"""A panel that needs people, and members who could be on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Interest, Member, PaymentChoice, PaymentPreference
from coproduction.schedule.models import EventKind, EventRole, EventState, Part, Place
from tests.factories import (
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
)


@pytest.fixture
def role() -> EventRole:
    """A panel for two on 14 January 2027 at 10:30am that requires interview skills."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__title="Nurse panel",
        name="Panel member",
        minimum=2,
        maximum=2,
        is_open=False,
        qualification=QualificationFactory(name="Interview skills"),
    )


@pytest.fixture
def able(role: EventRole) -> Callable[..., Member]:
    """Makes a member with nothing in the way of the role, by their name if it matters."""

    def make(name: str | None = None, **values: object) -> Member:
        named = {"name": name} if name else {}
        member = MemberFactory(interested_in=[Interest.PANELS], **named, **values)
        HeldQualificationFactory(member=member, qualification=role.qualification)
        return member

    return make


@pytest.fixture
def asks_first() -> Callable[[Member], None]:
    """Lets a member ask to be asked before anything is booked."""

    def ask(member: Member) -> None:
        db.session.add(PaymentPreference(member_id=member.id, choice=PaymentChoice.ASK))
        db.session.flush()

    return ask


@pytest.fixture
def second(role: EventRole) -> EventRole:
    """Another panel for two, a week later, that is a draft."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__title="Commissioner panel",
        event__starts_at=role.event.starts_at + timedelta(days=7),
        event__state=EventState.DRAFT,
        name="Panel member",
        minimum=2,
        maximum=2,
        is_open=False,
        qualification=role.qualification,
    )


@pytest.fixture
def staff() -> Account:
    """A coordinator who asks and writes down."""
    return StaffFactory()


@pytest.fixture
def leaving(role, able) -> Place:
    """The place of somebody who will step back, on a panel that is full."""
    PlaceFactory(role=role, member=able("Harold Finch"))
    return PlaceFactory(role=role, member=able("Tunde Bakare"))


@pytest.fixture
def standby(role, able) -> Place:
    """Somebody who stands by."""
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    return PlaceFactory(role=standby, member=able("Megan Pryce"))
