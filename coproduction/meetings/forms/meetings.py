"""What coordinators fill in about a meeting."""

from __future__ import annotations

from typing import ClassVar

from wtforms.validators import InputRequired

from coproduction.core.nhs.fields import NHSTextInput
from coproduction.meetings.models import Meeting
from coproduction.schedule.forms.events import EventForm


class MeetingForm(EventForm):
    """A meeting of the group: what every event has, and what it is mainly about."""

    opening: ClassVar[tuple[str, ...]] = ("title", "focus")

    focus = NHSTextInput(
        "Main focus",
        description="The one thing that most of the time is for. For example, personal health budgets policy",
        validators=[InputRequired("Enter the main focus")],
    )

    def fill_meeting(self, meeting: Meeting) -> None:
        """Show the meeting as it is, for a form that has not been sent."""
        self.fill(meeting.event, focus=meeting.focus)
