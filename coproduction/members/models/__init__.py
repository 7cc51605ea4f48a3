"""The tables of membership."""

from coproduction.members.models.applications import Application, ApplicationState
from coproduction.members.models.members import AwayDate, Interest, Member, MemberInterest, MemberState, Need
from coproduction.members.models.qualifications import HeldQualification, Qualification

__all__ = [
    "Application",
    "ApplicationState",
    "AwayDate",
    "HeldQualification",
    "Interest",
    "Member",
    "MemberInterest",
    "MemberState",
    "Need",
    "Qualification",
]
