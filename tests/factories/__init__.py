"""Fictional people, events and places for tests: name only what matters, the rest is sensible."""

from tests.factories.accounts import AccountFactory, StaffFactory
from tests.factories.applications import ApplicationFactory, ChatRequestFactory
from tests.factories.base import LONG_AGO, Factory
from tests.factories.delegates import DelegateFactory, SessionBookingsFactory
from tests.factories.documents import DocumentFactory, DocumentVersionFactory
from tests.factories.evaluation import EvaluationRoundFactory, EvaluationScoreFactory, EvaluationWordsFactory
from tests.factories.events import EventFactory, EventRoleFactory, KnownPeriodFactory, VenueFactory
from tests.factories.meetings import (
    ActionPointFactory,
    AgendaItemFactory,
    DecisionFactory,
    MeetingFactory,
    MinutesFactory,
    PollFactory,
    SeriesFactory,
)
from tests.factories.members import (
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    QualificationFactory,
    RestrictedNoteFactory,
    SupporterFactory,
)
from tests.factories.panels import (
    LAST_PANEL,
    CandidateFactory,
    OutcomeFactory,
    PackFactory,
    PackQuestionFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelFeedbackFactory,
    PanelMemberFactory,
    PanelRequestFactory,
)
from tests.factories.places import (
    ArrangementFactory,
    CalendarFeedFactory,
    CallRequestFactory,
    NeedsMetFactory,
    PlaceFactory,
    ReminderFactory,
)
from tests.factories.rosters import (
    AvailabilityFactory,
    AvailabilityRoundFactory,
    StandInSearchFactory,
    WantedProposalFactory,
)
from tests.factories.stories import StorySheetFactory
from tests.factories.training import CourseFactory, CourseRoleFactory, TrainingRequestFactory, TrainingSessionFactory

__all__ = [
    "LAST_PANEL",
    "LONG_AGO",
    "AccountFactory",
    "ActionPointFactory",
    "AgendaItemFactory",
    "ApplicationFactory",
    "ArrangementFactory",
    "AvailabilityFactory",
    "AvailabilityRoundFactory",
    "AwayDateFactory",
    "CalendarFeedFactory",
    "CallRequestFactory",
    "CandidateFactory",
    "ChatRequestFactory",
    "CourseFactory",
    "CourseRoleFactory",
    "DecisionFactory",
    "DelegateFactory",
    "DocumentFactory",
    "DocumentVersionFactory",
    "EvaluationRoundFactory",
    "EvaluationScoreFactory",
    "EvaluationWordsFactory",
    "EventFactory",
    "EventRoleFactory",
    "Factory",
    "HeldQualificationFactory",
    "KnownPeriodFactory",
    "MeetingFactory",
    "MemberFactory",
    "MinutesFactory",
    "NeedFactory",
    "NeedsMetFactory",
    "OutcomeFactory",
    "PackFactory",
    "PackQuestionFactory",
    "PanelCaseFactory",
    "PanelFactory",
    "PanelFeedbackFactory",
    "PanelMemberFactory",
    "PanelRequestFactory",
    "PlaceFactory",
    "PollFactory",
    "QualificationFactory",
    "ReminderFactory",
    "RestrictedNoteFactory",
    "SeriesFactory",
    "SessionBookingsFactory",
    "StaffFactory",
    "StandInSearchFactory",
    "StorySheetFactory",
    "SupporterFactory",
    "TrainingRequestFactory",
    "TrainingSessionFactory",
    "VenueFactory",
    "WantedProposalFactory",
]
