"""What a team asks for in the tests of training, how it is sent, and the session that comes of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coproduction.core.asking.drafts import begin_draft
from coproduction.core.database import db
from coproduction.schedule.actions import publishing
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.models import EventFormat, PlaceState
from coproduction.training.actions import answering, requests
from coproduction.training.models import PartOfDay, TrainingDraft
from coproduction.training.queries.roles import duties_of
from coproduction.training.request_keys import key_for
from tests.factories import CourseFactory, CourseRoleFactory, PlaceFactory, TrainingRequestFactory

DAY = date(2027, 3, 2)
STARTS = datetime(2027, 3, 2, 10, tzinfo=UTC)
DETAILS = requests.RequestDetails(
    course_id=None,
    need="We talk about people, and not with them.",
    team="Mansfield community nurses",
    audience="Nurses, some of them new",
    numbers=12,
    part_of_day=PartOfDay.MORNING,
    format=EventFormat.IN_PERSON,
    site="Example House, Nottingham",
    access=["step-free"],
    access_notes="",
    host="Joy Ellis, at the front desk",
    cost_code="PC-204",
    contact_name="Sam Lowe",
    contact_email="sam.lowe@example.org",
    contact_phone="0115 496 0150",
)
PLANNED = EventDetails(
    title="",
    summary="",
    starts_at=STARTS,
    ends_at=STARTS + timedelta(minutes=90),
    format=EventFormat.IN_PERSON,
    venue="Example House, Nottingham",
    joining_link="",
    joining_phone="",
)


def asked(noon, days=(DAY,), **details):
    """Send a request, begun a while ago."""
    draft, _key = begin_draft(TrainingDraft, now=noon - timedelta(minutes=5))
    wanted = requests.RequestDetails(**{**{name: getattr(DETAILS, name) for name in DETAILS.__slots__}, **details})
    return requests.send_request(draft, wanted, list(days), decoy="", now=noon)


def course(trainers=2, name="Better meetings"):
    """Return a course of which each session needs so many who deliver it."""
    made = CourseFactory(name=name, is_on_request=True)
    CourseRoleFactory(course=made, name="Co-trainer", minimum=trainers, maximum=trainers)
    return made


def accepted(noon, *, by, is_published=True, **request):
    """Return a request that was accepted, with its session, which members can see."""
    made = TrainingRequestFactory(course=course(), **request)
    event = answering.accept_request(made, PLANNED, course_id=made.course_id, team=made.team, by=by, now=noon)
    if is_published:
        publishing.publish_event(event, invite=False, by=by, now=noon)
    return made


def trainer_for(request, *, state=PlaceState.HELD, **member):
    """Return the place of a new member among those who deliver the session of a request."""
    role = duties_of(request.event_id)[0].role
    place = PlaceFactory(role=role, state=state, **{f"member__{name}": value for name, value in member.items()})
    db.session.flush()
    return place


def address(request, page=""):
    """Return where the team of a request follows it, or a page beside."""
    return f"/training/tracking/{key_for(request)}{page}"


def subjects(inbox, to="sam.lowe@example.org"):
    """Return what the team was told, in order."""
    return [message.subject for message in inbox.messages if message.to_address == to]
