"""The tables of joining and belonging."""

from coproduction.members.models.applications import (
    Application,
    ApplicationKey,
    ApplicationMove,
    ApplicationNeed,
    ApplicationState,
    ApplicationSupporter,
    Consent,
    ConsentWay,
    FilledInBy,
)
from coproduction.members.models.belonging import (
    Departure,
    InductionDone,
    InductionStep,
    MembershipMove,
    MembershipReview,
)
from coproduction.members.models.chats import ChatRequest
from coproduction.members.models.equality import EqualityCount, EqualityTicket
from coproduction.members.models.imports import ImportState, MemberImport
from coproduction.members.models.members import AwayDate, Interest, Member, MemberInterest, MemberState
from coproduction.members.models.needs import Need, NeedKind, SeenBy
from coproduction.members.models.notes import RestrictedNote
from coproduction.members.models.payments import PaymentChoice, PaymentPreference
from coproduction.members.models.qualifications import HeldByAttending, HeldQualification, Qualification
from coproduction.members.models.searches import MemberSearch
from coproduction.members.models.supporters import Grant, Supporter, SupporterGrant
from coproduction.members.models.turn_limits import TurnLimits

__all__ = [
    "Application",
    "ApplicationKey",
    "ApplicationMove",
    "ApplicationNeed",
    "ApplicationState",
    "ApplicationSupporter",
    "AwayDate",
    "ChatRequest",
    "Consent",
    "ConsentWay",
    "Departure",
    "EqualityCount",
    "EqualityTicket",
    "FilledInBy",
    "Grant",
    "HeldByAttending",
    "HeldQualification",
    "ImportState",
    "InductionDone",
    "InductionStep",
    "Interest",
    "Member",
    "MemberImport",
    "MemberInterest",
    "MemberSearch",
    "MemberState",
    "MembershipMove",
    "MembershipReview",
    "Need",
    "NeedKind",
    "PaymentChoice",
    "PaymentPreference",
    "Qualification",
    "RestrictedNote",
    "SeenBy",
    "Supporter",
    "SupporterGrant",
    "TurnLimits",
]
