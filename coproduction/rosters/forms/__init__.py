"""What coordinators fill in when they fill a role, and members when they say when they could take part."""

from coproduction.rosters.forms.proposals import ChooseForm, ProposalForm, place_in, ticks_in
from coproduction.rosters.forms.rosters import AskForm, GiveForm, PanelDatesForm, RecordAnswerForm, days_in

__all__ = [
    "AskForm",
    "ChooseForm",
    "GiveForm",
    "PanelDatesForm",
    "ProposalForm",
    "RecordAnswerForm",
    "days_in",
    "place_in",
    "ticks_in",
]
