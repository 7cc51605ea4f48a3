"""Events and the parts that members can play in them."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models import Qualification
from coproduction.schedule.models.venues import Venue


class EventKind(enum.StrEnum):
    """What sort of event it is. How kinds differ stands in kinds."""

    MEETING = "meeting"
    TRAINING = "training"
    PANEL = "panel"
    OTHER = "other"


class EventFormat(enum.StrEnum):
    """Where people take part."""

    IN_PERSON = "in person"
    ONLINE = "online"
    HYBRID = "hybrid"


class EventState(enum.StrEnum):
    """How far an event has come. Members see all but drafts."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    HELD = "held"


GOES_AHEAD = (EventState.PUBLISHED, EventState.HELD)  # what members see, and nobody cancelled


class Part(enum.StrEnum):
    """What the members of a role are: in a place, standing by for one, or there to watch and learn."""

    PLACE = "place"
    STANDBY = "standby"
    SHADOW = "shadow"


_IS_DRAFT, _WAS_MOVED = text("state IN ('draft')"), text("sequence > 0")
_IS_PUBLISHED = text("state IN ('published')")


class Event(Base):
    """Something with a time, in UTC. What is special to a kind lives in that kind's own table.

    `venue` is where it is in words, which stay true of the past; `listed_venue` is what we know of that venue today.
    `never_shown` is a draft that was called off before members could see it. Who comes to one `is_for_one` is
    the only member there, and has to agree to that. `everybody_asked_at` is when all who like
    such events were asked to come; whoever could be asked since has been left out.

    An event that follows another, such as its pre-meet or its debrief, has a `label` to say which it is, and shares
    the other's roster unless `has_own_roster`. To one that `is_members_only` nobody comes from outside, such as the
    delegates of a session. What is followed follows nothing; `is_followed` says that something
    follows it, or once did, so that nobody has to look for that at all the others.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("format = 'online' OR venue != ''", name="has_venue"),
        Index("ix_event_starts_at_id", "starts_at", "id"),
        Index("ix_event_venue_id_state_starts_at", "venue_id", "state", "starts_at"),
        Index("ix_event_drafts", "starts_at", "id", sqlite_where=_IS_DRAFT, postgresql_where=_IS_DRAFT),
        Index("ix_event_published", "ends_at", "id", sqlite_where=_IS_PUBLISHED, postgresql_where=_IS_PUBLISHED),
        Index("ix_event_moved", "starts_at", "id", sqlite_where=_WAS_MOVED, postgresql_where=_WAS_MOVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EventKind]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    format: Mapped[EventFormat]
    venue: Mapped[str] = mapped_column(default="")
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    joining_link: Mapped[str] = mapped_column(default="")
    joining_phone: Mapped[str] = mapped_column(default="")
    who_comes: Mapped[str] = mapped_column(default="")
    breaks: Mapped[str] = mapped_column(default="")
    state: Mapped[EventState] = mapped_column(default=EventState.DRAFT)
    cancelled_because: Mapped[str] = mapped_column(default="")
    never_shown: Mapped[bool] = mapped_column(default=False)
    is_for_one: Mapped[bool] = mapped_column(default=False)
    everybody_asked_at: Mapped[datetime | None]
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    is_followed: Mapped[bool] = mapped_column(default=False)
    label: Mapped[str] = mapped_column(default="")
    has_own_roster: Mapped[bool] = mapped_column(default=False)
    is_members_only: Mapped[bool] = mapped_column(default=False)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    organiser: Mapped[Account] = relationship()
    listed_venue: Mapped[Venue | None] = relationship()
    roles: Mapped[list[EventRole]] = relationship(back_populates="event", order_by="EventRole.id")


class EventRole(Base):
    """A part that members can play at an event, such as 'Panel member'.

    In an open role members take places themselves; otherwise they put themselves forward and are chosen. Standbys and
    shadows are always chosen, and never count towards what the event needs: they have no minimum, and `maximum` is how
    many are wanted. A standby role asks for what the role asks for that it stands by for; there is one for each.
    A role that follows another mirrors it: its places are moved with the other's, and it asks for nobody by itself.
    """

    __tablename__ = "event_role"
    __table_args__ = (
        CheckConstraint("minimum >= 0", name="minimum_not_negative"),
        CheckConstraint("maximum IS NULL OR (maximum > 0 AND maximum >= minimum)", name="maximum_not_below_minimum"),
        CheckConstraint(
            "part IN ('place') OR (minimum = 0 AND maximum IS NOT NULL AND NOT is_open)", name="beyond_the_minimum"
        ),
        CheckConstraint("(part IN ('standby')) = (stands_by_for_id IS NOT NULL)", name="standby_of_a_role"),
        CheckConstraint("stands_by_for_id != id", name="standby_of_another_role"),
        UniqueConstraint("event_id", "name"),
        UniqueConstraint("id", "event_id"),
        UniqueConstraint("stands_by_for_id"),
        ForeignKeyConstraint(["stands_by_for_id", "event_id"], ["event_role.id", "event_role.event_id"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    name: Mapped[str]
    minimum: Mapped[int]
    maximum: Mapped[int | None]
    qualification_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id"), index=True)
    is_open: Mapped[bool] = mapped_column(default=False)
    part: Mapped[Part] = mapped_column(default=Part.PLACE)
    stands_by_for_id: Mapped[int | None]
    follows_role_id: Mapped[int | None] = mapped_column(ForeignKey("event_role.id"), index=True)
    asks_next: Mapped[bool] = mapped_column(default=False)  # whether the next is asked by itself if nobody says yes
    offer_hours: Mapped[int | None]  # how long a free place is kept for the next who waits; None: as the setting says

    event: Mapped[Event] = relationship(back_populates="roles")
    qualification: Mapped[Qualification | None] = relationship()
