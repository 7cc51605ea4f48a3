"""One of everything that an address names, for the tests that try every view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from coproduction.accounts.actions.links import make_link
from coproduction.accounts.models import LinkPurpose
from coproduction.core.database import db
from coproduction.core.signed_seeds import key_of_seed
from coproduction.meetings.answer_links import token_for as token_for_poll
from coproduction.members.models import Grant
from coproduction.panels.request_keys import key_for as key_for_request
from coproduction.rosters.answer_links import token_for as token_for_dates
from coproduction.schedule.answer_links import token_for, token_for_question
from coproduction.schedule.feed_keys import key_for
from coproduction.training.booking_keys import HOST, TEAM
from coproduction.training.booking_keys import key_for as key_for_delegate
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.request_keys import key_for as key_for_training
from tests.conftest import NOON
from tests.factories import (
    ActionPointFactory,
    AgendaItemFactory,
    ApplicationFactory,
    ArrangementFactory,
    AvailabilityFactory,
    AwayDateFactory,
    CalendarFeedFactory,
    CallRequestFactory,
    ChatRequestFactory,
    CourseRoleFactory,
    DecisionFactory,
    DelegateFactory,
    DocumentFactory,
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    KnownPeriodFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    NeedFactory,
    NeedsMetFactory,
    PanelRequestFactory,
    PlaceFactory,
    PollFactory,
    RestrictedNoteFactory,
    SeriesFactory,
    StandInSearchFactory,
    StorySheetFactory,
    SupporterFactory,
    TrainingRequestFactory,
    VenueFactory,
    WantedProposalFactory,
)

MISSING = 999_999_999

KEY = "K" * 43  # opens the application
STORY = "storyword"  # what the member writes for themselves alone


class World:
    """One of everything that a page's address can name, most of it one member's own."""

    def __init__(self) -> None:
        self.member = MemberFactory()
        self.event = EventFactory()
        self.role = EventRoleFactory(event=self.event)
        self.place = PlaceFactory(role=self.role, member=self.member)
        self.application = ApplicationFactory(changed_at=NOON, opened_by=KEY)
        self.chat = ChatRequestFactory()
        self.held = HeldQualificationFactory(member=self.member)
        self.away = AwayDateFactory(member=self.member)
        self.note = RestrictedNoteFactory(member=self.member)
        self.need = NeedFactory(member=self.member)
        self.supporter = SupporterFactory(member=self.member, may=Grant)
        StorySheetFactory(member_id=self.member.id, shares=STORY, keeps_private=STORY)
        self.document = DocumentFactory(is_for_all=True)
        self.meeting = MeetingFactory(event=self.event)
        self.minutes = MinutesFactory(meeting=self.meeting)
        self.decision = DecisionFactory(meeting=self.meeting)
        self.action = ActionPointFactory(meeting=self.meeting, member=self.member)
        self.item = AgendaItemFactory(meeting=self.meeting, paper=self.document)
        self.asked = NeedsMetFactory(event=self.event, member=self.member)
        self.dates = AvailabilityFactory(member=self.member)
        self.request = PanelRequestFactory()
        self.planned = CourseRoleFactory(course__is_on_request=True)
        self.delegate, self.certified = (DelegateFactory() for _ in range(2))
        self._certify()
        self.asked_training = TrainingRequestFactory()
        self.values: dict[str, Any] = {
            "code": self.delegate.bookings.code,
            "booking_key": key_for_delegate(self.delegate),
            "delegate_id": self.delegate.id,
            "team_key": key_of_seed(self.delegate.bookings.host_seed, salt=TEAM),
            "host_key": key_of_seed(self.delegate.bookings.host_seed, salt=HOST),
            "case_id": self.request.case_id,
            "request_id": self.asked_training.id,
            "tracking_key": key_for_request(self.request),
            "step": "post",
            "path_step": "lead",
            "after_step": "debrief",
            "mark": "done",
            "words_id": "none",
            "evaluation_key": evaluation_key_for(DelegateFactory(came=True)),
            "document_id": self.document.id,
            "item_id": self.item.id,
            "action_id": self.action.id,
            "decision_id": self.decision.id,
            "way": "up",
            "choice": "share",
            "version_id": MISSING,
            "event_id": self.event.id,
            "role_id": self.role.id,
            "course_id": self.planned.course_id,
            "planned_id": self.planned.id,
            "venue_id": VenueFactory().id,
            "arrangement_id": ArrangementFactory(event=self.event, member=self.member).id,
            "question_id": self.asked.id,
            "series_id": SeriesFactory().id,
            "poll_id": PollFactory().id,
            "option_id": MISSING,
            "round_id": self.dates.round_id,
            "wanted_id": WantedProposalFactory().id,
            "draft_id": MISSING,
            "candidate_id": MISSING,
            "feedback_id": MISSING,
            "period_id": KnownPeriodFactory().id,
            "known_key": "diwali-2027-10-29",
            "place_id": self.place.id,
            "search_id": StandInSearchFactory().id,
            "call_id": CallRequestFactory(place=self.place).id,
            "member_id": self.member.id,
            "application_id": self.application.id,
            "held_id": self.held.id,
            "qualification_id": self.held.qualification_id,
            "away_date_id": self.away.id,
            "message_id": MISSING,
            "sending_id": MISSING,
            "import_id": MISSING,
            "other_id": MemberFactory().id,
            "note_id": self.note.id,
            "need_id": self.need.id,
            "supporter_id": self.supporter.id,
            "part": "name",
            "group": "formats",
            "question": "name",
            "slug": "welcome-chat",
            "key": KEY,
            "chat_id": self.chat.id,
            "year": 2027,
            "month": 1,
            "name": "legal/privacy",
            "section": "about",
            "easy_page": "join",
            "number": 0,
            "token": token_for(self.place),
            "feed_key": key_for(CalendarFeedFactory(member=self.member)),
        }

    def _certify(self) -> None:
        """Let somebody have been at training yesterday, and have their certificate."""
        event = self.certified.bookings.session.event
        event.starts_at, event.ends_at = NOON - timedelta(days=1), NOON - timedelta(hours=22)
        self.certified.came, self.certified.certificate = True, "K7M2PQ9X4TRW8NHAC3VD"
        self.certified.certified_course = self.certified.bookings.session.course.name
        db.session.flush()

    def special(self) -> dict[str, dict[str, Any]]:
        """Return, by endpoint, what stands in addresses that other endpoints name alike and mean otherwise."""
        return {
            "schedule_public.answer_needs_met": {"token": token_for_question(self.asked.id, self.member.id)},
            "meetings_public.answer_poll_from_email": {"token": token_for_poll(self.values["poll_id"], self.member.id)},
            "rosters_public.answer_dates_from_email": {
                "token": token_for_dates(self.values["round_id"], self.member.id)
            },
            "site_staff.set_number": {"name": "application-answer-days"},
            "training_public.show_certificate": {"booking_key": key_for_delegate(self.certified)},
            "training.show_certificate": {"event_id": self.certified.event_id, "delegate_id": self.certified.id},
        }

    @property
    def training(self) -> dict[str, Any]:
        """Return what the public addresses of training name, where those of others name something else."""
        key = key_for_training(self.asked_training)
        return {"slug": self.planned.course.slug, "tracking_key": key, "step": "course"}

    def path(self, app: Flask, rule: Rule) -> str:
        """Return an address of this rule in which everything exists."""
        values = {name: self.values[name] for name in rule.arguments}
        if rule.endpoint.startswith("accounts."):
            values = {name: make_link(self.member.account, LinkPurpose.SIGN_IN, now=NOON) for name in values}
        values |= self.special().get(rule.endpoint, {})
        if rule.endpoint.startswith("training_public."):
            values |= {name: said for name, said in self.training.items() if name in values}
        if "document_id" in values and "slug" in values:
            values["slug"] = "easy-read"
        with app.test_request_context():
            return app.url_for(rule.endpoint, **values)
