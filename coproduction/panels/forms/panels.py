"""What coordinators fill in about an interview panel."""

from __future__ import annotations

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.nhs.fields import NHSIntegerInput, NHSSelect, NHSTextInput
from coproduction.panels.actions.panels import PanelDetails
from coproduction.panels.kinds import BANDS
from coproduction.panels.models import Panel
from coproduction.panels.rules import panels as rules
from coproduction.schedule.forms.events import EventForm


class PanelForm(EventForm):
    """An interview panel: what every event has, and what the team that recruits told us."""

    opening = ("post", "band", "team", "candidates", "title")

    post = NHSTextInput(
        "Post",
        description="For example, Social Prescribing Manager",
        max_length=100,
        validators=[InputRequired("Enter the post")],
    )
    band = NHSSelect("Band", choices=[(band, band) for band in BANDS], validators=[InputRequired("Select the band")])
    team = NHSTextInput(
        "Team that is recruiting", max_length=100, validators=[InputRequired("Enter the team that is recruiting")]
    )
    candidates = NHSIntegerInput(
        "Number of candidates",
        description="How many people they expect to interview",
        width=3,
        validators=[
            InputRequired("Enter the number of candidates"),
            NumberRange(1, 100, "Number of candidates must be between 1 and 100"),
        ],
    )
    title = NHSTextInput(
        "Title (optional)",
        called="Title",
        description="What members see in the schedule. Leave empty to name it after the post and the band",
    )

    def fill_panel(self, panel: Panel) -> None:
        """Show the panel as it is, for a form that has not been sent. A title made from the post stays empty."""
        self.fill(panel.event, post=panel.post, band=panel.band, team=panel.team, candidates=panel.candidates)
        if rules.has_usual_title(panel):
            self.title.process_data("")

    def panel_details(self) -> PanelDetails:
        """Return what was filled in about the post."""
        return PanelDetails(
            post=self.post.data, band=self.band.data, team=self.team.data, candidates=self.candidates.data
        )
