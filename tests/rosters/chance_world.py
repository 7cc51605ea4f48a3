"""Panels, and members who could be on them but for a thing or two each: made by chance, the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import (
    Interest,
    Member,
)
from coproduction.schedule.models import (
    AnswerDetail,
    Event,
    EventFormat,
    EventKind,
    EventRole,
    EventState,
    Part,
    PlaceState,
    Way,
)
from tests.factories import (
    AvailabilityRoundFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
    VenueFactory,
)
from tests.rosters.hindrances import (
    HINDRANCES,
    Hindrance,
    holds_for_a_time,
    is_new,
    lacks,
    likes_other_things,
    stands_for_another_record,
)
from tests.schedule.dates import link

FIRST = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
PAST = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
# How long before or after a panel something else is, in minutes; None is at the same time.
GAPS = (None, None, 0, 30, 59, 60)


class World:
    """Three panels in two weeks, what else goes on around them, and members with hindrances: each alone, and some two.

    Without any, a member likes panels, has been on one, and holds what each role asks for.
    """

    def __init__(self, seed: int, now: datetime) -> None:
        self.chance, self.now, self.staff = Random(seed), now, StaffFactory()
        self.sites = [VenueFactory(), VenueFactory(step_free=True)]
        self.skills = QualificationFactory(name="Interview skills")
        self.experience = QualificationFactory(name="Panels before", experience_of=Interest.PANELS)
        self.panels = [self._panel(day, at) for day, at in ((0, 0), (1, 1), (14, None))]
        self.premeet = link(self.panels[1], "Pre-meet", hours=-22, by=self.staff, now=now)
        self.been_on = self._role(EventKind.PANEL, PAST, is_open=False)
        self.watched = self._role(EventKind.PANEL, PAST, part=Part.SHADOW, maximum=9, is_open=False)
        self.stood_by = self._stood_by()
        self.elsewhere = [self._beside(event) for event in (*self.panels, self.premeet) for _ in range(8)]
        self.elsewhere += [self._mirror_beside(event) for event in self.panels]
        self.open = [self._invited(panel) for panel in self.panels]
        self.asked = AvailabilityRoundFactory(events=self.panels, asked_by=self.staff)
        self.in_events: set[tuple[int, int]] = set()
        self.members = self._members()

    def _members(self) -> Sequence[Member]:
        made = [self._member([hinder]) for hinder in HINDRANCES for _ in range(2)]
        made += [self._member(self.chance.sample(HINDRANCES, 2)) for _ in range(len(HINDRANCES))]
        db.session.flush()
        return made

    def _member(self, hindrances: Sequence[Hindrance]) -> Member:
        is_newcomer = not {is_new, stands_for_another_record}.isdisjoint(hindrances)
        lacks_skills = not {lacks, holds_for_a_time}.isdisjoint(hindrances)
        likes = [Interest.TRAINING if likes_other_things in hindrances else Interest.PANELS]
        member = MemberFactory(account=None, interested_in=likes)
        if not lacks_skills:
            HeldQualificationFactory(member=member, qualification=self.skills)
        if not is_newcomer:
            self.takes(member, self.been_on, PlaceState.ATTENDED)
        for hinder in hindrances:
            hinder(self, member)
        return member

    def _panel(self, day: int, at: int | None) -> Event:
        """Return a panel on another day after the first, at one of the sites or online, with roles to fill."""
        where = {"format": EventFormat.ONLINE, "venue": ""} if at is None else self._at(at)
        starts_at = FIRST + timedelta(days=day, hours=2 * day % 5)
        panel = EventFactory(kind=EventKind.PANEL, starts_at=starts_at, title=f"Panel {day}", **where)
        about = {"event": panel, "is_open": False, "qualification": self.skills}
        sits = EventRoleFactory(name="Panel member", minimum=2, maximum=2, **about)
        EventRoleFactory(name="Standby", part=Part.STANDBY, stands_by_for_id=sits.id, maximum=1, **about)
        if day:
            EventRoleFactory(name="Shadow", part=Part.SHADOW, maximum=1, event=panel, is_open=False)
        db.session.refresh(panel)
        return panel

    def _at(self, at: int) -> dict[str, Any]:
        venue = self.sites[at]
        return {"format": EventFormat.IN_PERSON, "venue": venue.name, "listed_venue": venue}

    def _called(self, at: int) -> dict[str, Any]:
        """Return one of the sites as somebody may have written it down: from the list, by its name, or both."""
        venue, written = self.sites[at], self._at(at)
        return self.chance.choice(
            [written, written, written | {"listed_venue": None}, written | {"venue": f"{venue.name}, as it was called"}]
        )

    def _role(self, kind: EventKind, starts_at: datetime, **role: object) -> EventRole:
        return EventRoleFactory(event=EventFactory(kind=kind, starts_at=starts_at), **role)

    def _stood_by(self) -> EventRole:
        sits = self._role(EventKind.PANEL, PAST, is_open=False)
        beside = {"part": Part.STANDBY, "stands_by_for_id": sits.id, "maximum": 9, "is_open": False}
        return EventRoleFactory(event=sits.event, **beside)

    def _beside(self, event: Event) -> EventRole:
        """Return a role in something else at the time of an event, or shortly before or after it."""
        gap, is_before = self.chance.choice(GAPS), self.chance.random() < 0.5
        starts_at = event.starts_at + timedelta(minutes=45)
        if gap is not None and is_before:
            starts_at = event.starts_at - timedelta(hours=2, minutes=gap)
        elif gap is not None:
            starts_at = event.ends_at + timedelta(minutes=gap)
        some = EventFactory(
            kind=self.chance.choice(list(EventKind)),
            starts_at=starts_at,
            state=self.chance.choice([EventState.PUBLISHED] * 4 + [EventState.CANCELLED, EventState.DRAFT]),
            **self.chance.choice([*map(self._called, (0, 0, 1)), {"format": EventFormat.ONLINE}]),
        )
        return EventRoleFactory(event=some, is_open=self.chance.random() < 0.3)

    def _invited(self, event: Event) -> EventRole:
        """Return what shares the roster of something open to all, at the time of an event."""
        lead = EventFactory(starts_at=event.starts_at + timedelta(days=4), format=EventFormat.ONLINE)
        EventRoleFactory(event=lead)
        db.session.refresh(lead)
        return link(lead, "Debrief", hours=-95, by=self.staff, now=self.now).roles[0]

    def _mirror_beside(self, event: Event) -> EventRole:
        """Return a role, at the time of an event, that shares the roster of something on another day."""
        lead = EventFactory(starts_at=event.starts_at + timedelta(days=3), **self._at(0))
        EventRoleFactory(event=lead, is_open=self.chance.random() < 0.5)
        db.session.refresh(lead)
        return link(lead, "Debrief", hours=-71, by=self.staff, now=self.now).roles[0]

    def takes(self, member: Member, role: EventRole, state: PlaceState) -> None:
        """Give the member a part in the role, unless they have one in its event."""
        if (member.id, role.event_id) in self.in_events:
            return
        self.in_events.add((member.id, role.event_id))
        place = PlaceFactory(role=role, member=member, state=state)
        if self.chance.random() < 0.3:
            db.session.add(AnswerDetail(place_id=place.id, way=self.chance.choice(list(Way)), changed_at=self.now))

    def day(self) -> date:
        """Return a day at or around one of the panels."""
        date_of = self.chance.choice([*self.panels, self.premeet])
        return uk_wall(date_of.starts_at).date() + timedelta(days=self.chance.choice([-1, 0, 0, 1]))
