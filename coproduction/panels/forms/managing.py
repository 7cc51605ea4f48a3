"""What a recruiting manager fills in about their own request: an answer, other dates, and that it is cancelled."""

from __future__ import annotations

from typing import Any

from coproduction.core.asking import forms as asking
from coproduction.core.asking.days import DAYS
from coproduction.core.dates import uk_wall
from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSSubmit, NHSTextarea
from coproduction.panels.forms.steps import BeforeStep, InterviewsStep, times_of
from coproduction.panels.models import PanelRequest, TimePart
from coproduction.panels.rules import requests as rules


class AnswerForm(asking.AnswerForm):
    """Answer what the coordinator asked."""

    hint = "Do not write the names of candidates here"


class DatesForm(InterviewsStep):
    """Ask for other dates: for all that happens before the interviews, too."""

    slug, title = "dates", "Change the dates"

    shortlisting_on = BeforeStep.shortlisting_on
    pre_meet_on = BeforeStep.pre_meet_on
    pre_meet_starts = BeforeStep.pre_meet_starts
    submit = NHSSubmit("Send the dates")

    @classmethod
    def of(cls, request: PanelRequest) -> DatesForm:
        """Return the form with the dates as they are agreed."""
        form = cls()
        if not form.is_submitted():
            form.process(data=_dates_of(request))
        return form

    def times(self) -> rules.Times:
        """Return what was filled in."""
        answers = self.answers()
        return times_of({"interviews": answers, "before": answers})


class CancelForm(Form):
    """Cancel the request, and the panel with it."""

    reason = NHSTextarea(
        "Why do you cancel? (optional)",
        called="The reason",
        description="Coordinators read this. Do not write the names of candidates here",
        max_length=500,
        rows=3,
    )
    submit = NHSSubmit("Cancel the panel", variant="warning")


def _dates_of(request: PanelRequest) -> dict[str, Any]:
    agreed = [time for time in request.times if not time.is_proposed]
    days = [uk_wall(time.starts_at).date() for time in agreed if time.part is TimePart.INTERVIEWS]
    first = rules.first_interview(request)
    before = next((uk_wall(time.starts_at) for time in agreed if time.part is TimePart.PRE_MEET), None)
    return {
        **dict(zip(DAYS, days, strict=False)),
        "starts": uk_wall(first.starts_at).time(),
        "ends": uk_wall(first.ends_at).time(),
        "shortlisting_on": request.shortlisting_on,
        "pre_meet_on": before.date() if before else None,
        "pre_meet_starts": before.time() if before else None,
    }
