"""What every form about a panel asks of the post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import Field
from wtforms.validators import InputRequired, NumberRange, ValidationError

from coproduction.core.nhs.fields import NHSIntegerInput, NHSSelect, NHSTextInput
from coproduction.panels.kinds import BANDS

ANOTHER = "another"


class PostQuestions:
    """The post, its band, the team that recruits and how many candidates they expect: for a form to begin with."""

    post = NHSTextInput(
        "Post",
        description="For example, Social Prescribing Manager",
        max_length=100,
        validators=[InputRequired("Enter the post")],
    )
    band = NHSSelect(
        "Band or grade",
        choices=[*((band, band) for band in BANDS), (ANOTHER, "Another band or grade")],
        validators=[InputRequired("Select the band or grade")],
    )
    other_band = NHSTextInput(
        "Which other band or grade? (optional)",
        called="Other band or grade",
        description="Only if it is not in the list. For example, Consultant",
        max_length=50,
    )
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

    def validate_other_band(self, field: Field) -> None:
        """Refuse another band that is not named, and one that is named beside a band of the list."""
        if self.band.data == ANOTHER and not field.data:
            raise ValidationError("Enter the band or grade")
        if self.band.data and self.band.data != ANOTHER and field.data:
            raise ValidationError("Select “Another band or grade”, or leave this empty")


def band_in(answers: Mapping[str, Any]) -> str:
    """Return the band or grade that the answers about a post name. Drafts of before have no other than those listed."""
    return str(answers["other_band"] if answers["band"] == ANOTHER else answers["band"])


def band_answers(band: str) -> dict[str, str]:
    """Return the answers that name this band or grade."""
    return {"band": band, "other_band": ""} if band in BANDS else {"band": ANOTHER, "other_band": band}
