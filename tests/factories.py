"""Fictional people, events and places for tests: name only what matters, the rest is sensible."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import factory
from factory.alchemy import SQLAlchemyModelFactory

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.recurrence import Repeats
from coproduction.documents.models import Document, DocumentVersion, FileType, VersionFormat
from coproduction.meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Meeting,
    MeetingSeries,
    Minutes,
    MinutesState,
    Poll,
    PollOption,
)
from coproduction.members.models import (
    Application,
    ApplicationKey,
    ApplicationNeed,
    ApplicationState,
    AwayDate,
    ChatRequest,
    FilledInBy,
    Grant,
    HeldQualification,
    Member,
    MemberInterest,
    Need,
    NeedKind,
    Qualification,
    RestrictedNote,
    SeenBy,
    Supporter,
    SupporterGrant,
)
from coproduction.members.rules import digest_of
from coproduction.notifications.models import Channel
from coproduction.panels.models import Panel
from coproduction.schedule.models import (
    Arrangement,
    ArrangementState,
    CalendarFeed,
    CallRequest,
    Event,
    EventFormat,
    EventKind,
    EventRole,
    EventState,
    KnownPeriod,
    NeedsMet,
    PeriodKind,
    Place,
    PlaceState,
    Reminder,
    Turn,
    Venue,
)
from coproduction.training.models import Course, TrainingSession

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)


class Factory(SQLAlchemyModelFactory):
    """A factory that writes to the test's own session."""

    class Meta:
        abstract = True
        sqlalchemy_session_factory = lambda: db.session  # noqa: E731
        sqlalchemy_session_persistence = "flush"


class AccountFactory(Factory):
    class Meta:
        model = Account

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    created_at = LONG_AGO


class StaffFactory(AccountFactory):
    name = factory.Sequence(lambda n: f"Coordinator {n}")
    email = factory.Sequence(lambda n: f"coordinator{n}@example.org")
    is_coordinator = True


class MemberFactory(Factory):
    """A member with an account and an email address; `account=None, channel="phone", email=None` has neither."""

    class Meta:
        model = Member

    name = factory.Sequence(lambda n: f"Member {n}")
    known_as = factory.LazyAttribute(lambda member: member.name)
    email = factory.Sequence(lambda n: f"member{n}@example.org")
    phone = "0115 496 0100"
    channel = Channel.EMAIL
    joined_on = date(2026, 1, 5)
    account = factory.SubFactory(
        AccountFactory,
        is_member=True,
        name=factory.SelfAttribute("..name"),
        email=factory.SelfAttribute("..email"),
    )

    @factory.post_generation
    def interested_in(self: Any, _create: bool, interests: Any, **_: Any) -> None:
        """Tick what the member likes to take part in."""
        for interest in interests or ():
            db.session.add(MemberInterest(member=self, interest=interest))
        db.session.flush()


class ApplicationFactory(Factory):
    class Meta:
        model = Application

    state = ApplicationState.SUBMITTED
    filled_in_by = FilledInBy.MYSELF
    started_at = LONG_AGO
    changed_at = LONG_AGO
    submitted_at = LONG_AGO
    agreed_at = LONG_AGO
    name = factory.Sequence(lambda n: f"Applicant {n}")
    channel = Channel.EMAIL
    email = factory.Sequence(lambda n: f"applicant{n}@example.org")

    @factory.post_generation
    def opened_by(self: Any, _create: bool, key: Any, **_: Any) -> None:
        """Let this key open it."""
        if key:
            self.keys.append(ApplicationKey(digest=digest_of(key), made_at=self.started_at))
            db.session.flush()

    @factory.post_generation
    def needing(self: Any, _create: bool, needs: Any, **_: Any) -> None:
        """Write what the applicant needs: a detail for each kind."""
        for kind, detail in (needs or {}).items():
            self.needs.append(ApplicationNeed(kind=kind, detail=detail, seen_by=SeenBy.COORDINATORS))
        db.session.flush()


class ChatRequestFactory(Factory):
    class Meta:
        model = ChatRequest

    asked_at = LONG_AGO
    name = factory.Sequence(lambda n: f"Stranger {n}")
    channel = Channel.PHONE
    reach = "0115 496 0050"


class NeedFactory(Factory):
    class Meta:
        model = Need

    member = factory.SubFactory(MemberFactory)
    kind = NeedKind.STEP_FREE
    detail = "Step-free room"
    review_on = date(2028, 1, 5)
    recorded_at = LONG_AGO


class SupporterFactory(Factory):
    """Somebody who supports a member, with a sign-in of their own; `may=[Grant.ANSWER]` says what they are granted."""

    class Meta:
        model = Supporter

    member = factory.SubFactory(MemberFactory)
    name = factory.Sequence(lambda n: f"Supporter {n}")
    relation = "Friend"
    email = factory.Sequence(lambda n: f"supporter{n}@example.org")
    account = factory.SubFactory(
        AccountFactory,
        is_supporter=True,
        name=factory.SelfAttribute("..name"),
        email=factory.SelfAttribute("..email"),
    )
    added_at = LONG_AGO

    @factory.post_generation
    def may(self: Any, _create: bool, grants: Iterable[Grant] | None, **_: Any) -> None:
        """Let them see and do this."""
        self.grants = [SupporterGrant(allowed=grant) for grant in grants or ()]
        db.session.flush()


class RestrictedNoteFactory(Factory):
    class Meta:
        model = RestrictedNote

    member = factory.SubFactory(MemberFactory)
    written_at = LONG_AGO
    written_by = factory.SubFactory(StaffFactory)
    words = "Seen with a bruise on Monday"


class AwayDateFactory(Factory):
    class Meta:
        model = AwayDate

    member = factory.SubFactory(MemberFactory)
    starts_on = date(2027, 1, 10)
    ends_on = date(2027, 1, 20)


class QualificationFactory(Factory):
    class Meta:
        model = Qualification

    name = factory.Sequence(lambda n: f"Skill {n}")


class HeldQualificationFactory(Factory):
    class Meta:
        model = HeldQualification

    member = factory.SubFactory(MemberFactory)
    qualification = factory.SubFactory(QualificationFactory)
    achieved_on = date(2026, 1, 5)


class VenueFactory(Factory):
    """A venue of which nobody has checked anything; `step_free=True` says what is known."""

    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Hall {n}")
    added_at = LONG_AGO


class KnownPeriodFactory(Factory):
    class Meta:
        model = KnownPeriod

    kind = PeriodKind.SCHOOL_HOLIDAY
    name = "Easter holidays"
    first_day = date(2027, 3, 29)
    last_day = date(2027, 4, 9)


class EventFactory(Factory):
    """A published meeting on Thursday 14 January 2027, 10:30am to 12:30pm UK time."""

    class Meta:
        model = Event

    kind = EventKind.MEETING
    title = factory.Sequence(lambda n: f"Meeting {n}")
    starts_at = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))
    format = EventFormat.HYBRID
    venue = "Example Hall, Nottingham"
    state = EventState.PUBLISHED
    organiser = factory.SubFactory(StaffFactory)
    created_at = LONG_AGO
    changed_at = LONG_AGO


class EventRoleFactory(Factory):
    class Meta:
        model = EventRole

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Part {n}")
    minimum = 0
    maximum = None
    is_open = True


class PlaceFactory(Factory):
    class Meta:
        model = Place

    role = factory.SubFactory(EventRoleFactory)
    event_id = factory.LazyAttribute(lambda place: place.role.event_id)
    member = factory.SubFactory(MemberFactory)
    state = PlaceState.HELD
    moved_at = LONG_AGO
    moves_made = 1


class CalendarFeedFactory(Factory):
    class Meta:
        model = CalendarFeed
        exclude = ("member",)

    member = factory.SubFactory(MemberFactory)
    member_id = factory.SelfAttribute("member.id")
    seed = factory.Sequence(lambda n: f"seed-{n}")
    made_at = LONG_AGO


class CallRequestFactory(Factory):
    class Meta:
        model = CallRequest

    place = factory.SubFactory(PlaceFactory)
    asked_at = LONG_AGO


class ArrangementFactory(Factory):
    """Something that a member needs at an event and that nobody has booked yet."""

    class Meta:
        model = Arrangement

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)
    owner = factory.SelfAttribute("event.organiser")
    kind = NeedKind.BSL_INTERPRETER
    state = ArrangementState.TO_BOOK
    book_by = date(2027, 1, 8)
    made_at = LONG_AGO
    moved_at = LONG_AGO


class ReminderFactory(Factory):
    class Meta:
        model = Reminder
        exclude = ("place",)

    place = factory.SubFactory(PlaceFactory, state=PlaceState.OFFERED)
    place_id = factory.SelfAttribute("place.id")
    turn = Turn.SECOND
    for_start = factory.SelfAttribute("place.role.event.starts_at")
    written_at = factory.LazyAttribute(lambda reminder: reminder.place.moved_at + timedelta(days=1))
    key = factory.Sequence(lambda n: f"reminder-{n}")


class NeedsMetFactory(Factory):
    """A member was asked after an event, and has not answered."""

    class Meta:
        model = NeedsMet

    event = factory.SubFactory(EventFactory)
    member = factory.SubFactory(MemberFactory)
    asked_at = LONG_AGO


class MeetingFactory(Factory):
    class Meta:
        model = Meeting

    event = factory.SubFactory(EventFactory, kind=EventKind.MEETING)
    focus = "Easy read letters"


class SeriesFactory(Factory):
    """Monthly meetings on the second Thursday, of which none has been made."""

    class Meta:
        model = MeetingSeries

    title = "Monthly meeting"
    focus = "Whatever matters"
    repeats = Repeats.MONTH
    weekday = 3
    nth = 2
    first_day = date(2027, 1, 5)
    last_day = date(2027, 12, 31)
    starts = time(10, 30)
    ends = time(12, 30)
    format = EventFormat.ONLINE
    made_by_id = factory.LazyFunction(lambda: StaffFactory().id)
    made_at = LONG_AGO


class PollFactory(Factory):
    """A poll about two Thursdays in February 2027, 10:30am."""

    class Meta:
        model = Poll

    title = "Budgets"
    focus = "Personal health budgets"
    minutes = 120
    format = EventFormat.ONLINE
    made_by_id = factory.LazyFunction(lambda: StaffFactory().id)
    made_at = LONG_AGO
    options = factory.LazyFunction(
        lambda: [PollOption(starts_at=datetime(2027, 2, day, 10, 30, tzinfo=UTC)) for day in (4, 11)]
    )


class CourseFactory(Factory):
    class Meta:
        model = Course

    name = factory.Sequence(lambda n: f"Course {n}")
    minutes = 90
    delegates = 15


class TrainingSessionFactory(Factory):
    """A session called after its course and team."""

    class Meta:
        model = TrainingSession

    course = factory.SubFactory(CourseFactory)
    team = "Mansfield community nurses"
    event = factory.SubFactory(
        EventFactory,
        kind=EventKind.TRAINING,
        title=factory.LazyAttribute(
            lambda event: f"{event.factory_parent.course.name}, for {event.factory_parent.team}"
        ),
    )


class PanelFactory(Factory):
    """A panel called after its post and band."""

    class Meta:
        model = Panel

    post = "PHB Lead Nurse"
    band = "Band 7"
    team = "Personal health budgets"
    candidates = 4
    event = factory.SubFactory(
        EventFactory,
        kind=EventKind.PANEL,
        title=factory.LazyAttribute(
            lambda event: f"Interview panel: {event.factory_parent.post}, {event.factory_parent.band}"
        ),
    )


class DocumentFactory(Factory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Paper {n}")
    made_at = LONG_AGO
    made_by = factory.SubFactory(StaffFactory)


class DocumentVersionFactory(Factory):
    """A document in one format: a PDF whose file is in no store."""

    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(DocumentFactory)
    format = VersionFormat.STANDARD
    file_key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    file_type = FileType.PDF
    size = 120_000
    added_at = LONG_AGO
    added_by_id = factory.LazyAttribute(lambda version: version.document.made_by_id)


class AgendaItemFactory(Factory):
    """An item of 20 minutes; `paper=DocumentFactory()` gives it a paper."""

    class Meta:
        model = AgendaItem

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        paper = None

    event_id = factory.LazyAttribute(lambda item: item.meeting.event_id)
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Item {n}")
    minutes = 20
    document_id = factory.LazyAttribute(lambda item: item.paper and item.paper.id)


class MinutesFactory(Factory):
    """Minutes that members can read."""

    class Meta:
        model = Minutes

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        writer = factory.SubFactory(StaffFactory)

    event_id = factory.LazyAttribute(lambda minutes: minutes.meeting.event_id)
    text = "We met."
    html = "<p>We met.</p>\n"
    state = MinutesState.SHARED
    written_by_id = factory.LazyAttribute(lambda minutes: minutes.writer.id)
    changed_at = LONG_AGO


class DecisionFactory(Factory):
    class Meta:
        model = Decision

    class Params:
        meeting = factory.SubFactory(MeetingFactory)
        writer = factory.SubFactory(StaffFactory)

    event_id = factory.LazyAttribute(lambda decision: decision.meeting.event_id)
    words = factory.Sequence(lambda n: f"Decision {n}")
    noted_at = LONG_AGO
    noted_by_id = factory.LazyAttribute(lambda decision: decision.writer.id)


class ActionPointFactory(Factory):
    """What a member said they would do by 11 January 2027."""

    class Meta:
        model = ActionPoint

    class Params:
        meeting = factory.SubFactory(MeetingFactory)

    event_id = factory.LazyAttribute(lambda point: point.meeting.event_id)
    words = factory.Sequence(lambda n: f"Thing {n}")
    member = factory.SubFactory(MemberFactory)
    due_on = date(2027, 1, 11)
