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
# What addresses name by words and numbers, whatever there is.
WORDS = {
    "step": "post",
    "path_step": "lead",
    "after_step": "debrief",
    "mark": "done",
    "words_id": "none",
    "way": "up",
    "choice": "share",
    "known_key": "diwali-2027-10-29",
    "part": "name",
    "group": "formats",
    "question": "name",
    "slug": "welcome-chat",
    "key": KEY,
    "year": 2027,
    "month": 1,
    "name": "legal/privacy",
    "section": "about",
    "easy_page": "join",
    "number": 0,
}
# What comes of what somebody does, and is not there from the beginning.
NOT_THERE = (
    "version_id",
    "option_id",
    "draft_id",
    "candidate_id",
    "feedback_id",
    "message_id",
    "sending_id",
    "import_id",
)


class World:
    """One of everything that a page's address can name, most of it one member's own."""

    def __init__(self) -> None:
        self._bring_in_a_member()
        self._hold_a_meeting()
        self._ask_for_panels_and_training()
        self.values: dict[str, Any] = {
            **WORDS,
            **dict.fromkeys(NOT_THERE, MISSING),
            **self._of_members(),
            **self._of_events(),
            **self._of_meetings(),
            **self._of_teams(),
        }

    def _bring_in_a_member(self) -> None:
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

    def _hold_a_meeting(self) -> None:
        self.document = DocumentFactory(is_for_all=True)
        self.meeting = MeetingFactory(event=self.event)
        self.minutes = MinutesFactory(meeting=self.meeting)
        self.decision = DecisionFactory(meeting=self.meeting)
        self.action = ActionPointFactory(meeting=self.meeting, member=self.member)
        self.item = AgendaItemFactory(meeting=self.meeting, paper=self.document)
        self.asked = NeedsMetFactory(event=self.event, member=self.member)
        self.dates = AvailabilityFactory(member=self.member)

    def _ask_for_panels_and_training(self) -> None:
        self.request = PanelRequestFactory()
        self.planned = CourseRoleFactory(course__is_on_request=True)
        self.delegate, self.certified = (DelegateFactory() for _ in range(2))
        self._certify()
        self.asked_training = TrainingRequestFactory()

    def _of_members(self) -> dict[str, Any]:
        return {
            "member_id": self.member.id,
            "other_id": MemberFactory().id,
            "application_id": self.application.id,
            "chat_id": self.chat.id,
            "held_id": self.held.id,
            "qualification_id": self.held.qualification_id,
            "away_date_id": self.away.id,
            "note_id": self.note.id,
            "need_id": self.need.id,
            "supporter_id": self.supporter.id,
            "feed_key": key_for(CalendarFeedFactory(member=self.member)),
        }

    def _of_events(self) -> dict[str, Any]:
        return {
            "event_id": self.event.id,
            "role_id": self.role.id,
            "place_id": self.place.id,
            "token": token_for(self.place),
            "call_id": CallRequestFactory(place=self.place).id,
            "venue_id": VenueFactory().id,
            "arrangement_id": ArrangementFactory(event=self.event, member=self.member).id,
            "question_id": self.asked.id,
            "round_id": self.dates.round_id,
            "wanted_id": WantedProposalFactory().id,
            "search_id": StandInSearchFactory().id,
            "period_id": KnownPeriodFactory().id,
        }

    def _of_meetings(self) -> dict[str, Any]:
        return {
            "document_id": self.document.id,
            "item_id": self.item.id,
            "action_id": self.action.id,
            "decision_id": self.decision.id,
            "series_id": SeriesFactory().id,
            "poll_id": PollFactory().id,
        }

    def _of_teams(self) -> dict[str, Any]:
        bookings = self.delegate.bookings
        return {
            "code": bookings.code,
            "booking_key": key_for_delegate(self.delegate),
            "delegate_id": self.delegate.id,
            "team_key": key_of_seed(bookings.host_seed, salt=TEAM),
            "host_key": key_of_seed(bookings.host_seed, salt=HOST),
            "evaluation_key": evaluation_key_for(DelegateFactory(came=True)),
            "case_id": self.request.case_id,
            "request_id": self.asked_training.id,
            "tracking_key": key_for_request(self.request),
            "course_id": self.planned.course_id,
            "planned_id": self.planned.id,
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
