"""What coordinators fill in about an interview panel."""

from __future__ import annotations

from typing import Any

from coproduction.core.nhs.fields import NHSTextarea, NHSTextInput
from coproduction.panels.actions.panels import PanelDetails
from coproduction.panels.forms.post import PostQuestions, band_answers, band_in
from coproduction.panels.models import Panel
from coproduction.panels.rules import panels as rules
from coproduction.schedule.forms.events import EventForm


class PanelForm(PostQuestions, EventForm):
    """An interview panel: what every event has, and what the team that recruits told us."""

    opening = (
        *("post", "band", "other_band", "team", "candidates", "title"),
        *("summary", "day", "starts", "ends", "short_because"),
    )

    title = NHSTextInput(
        "Title (optional)",
        called="Title",
        description="What members see in the schedule. Leave empty to name it after the post and the band",
    )

    short_because = NHSTextarea(
        "If it is at short notice, why? (optional)", called="The reason", max_length=500, rows=3
    )

    def __init__(self, *, lead_days: int, **form: Any) -> None:
        super().__init__(**form)
        self.short_because.description = (
            f"Needed for a new date that is less than {lead_days} working days away. Other coordinators can read this"
        )

    @property
    def reason(self) -> str:
        """Return why it may be at short notice, if that was said."""
        return self.short_because.data or ""

    def fill_panel(self, panel: Panel) -> None:
        """Show the panel as it is, for a form that has not been sent. A title made from the post stays empty."""
        self.fill(
            panel.event, post=panel.post, team=panel.team, candidates=panel.candidates, **band_answers(panel.band)
        )
        if rules.has_usual_title(panel):
            self.title.process_data("")

    def panel_details(self) -> PanelDetails:
        """Return what was filled in about the post."""
        return PanelDetails(
            post=self.post.data, band=band_in(self.data), team=self.team.data, candidates=self.candidates.data
        )
