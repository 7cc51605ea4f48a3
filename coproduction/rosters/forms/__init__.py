"""What coordinators fill in when they fill a role, and members when they say when they could take part."""

from coproduction.rosters.forms.rosters import (
    OUT,
    PICK,
    SHOWN,
    AskForm,
    GiveForm,
    PanelDatesForm,
    ProposalForm,
    RecordAnswerForm,
    days_in,
    wishes_in,
)

__all__ = [
    "OUT",
    "PICK",
    "SHOWN",
    "AskForm",
    "GiveForm",
    "PanelDatesForm",
    "ProposalForm",
    "RecordAnswerForm",
    "days_in",
    "wishes_in",
]
