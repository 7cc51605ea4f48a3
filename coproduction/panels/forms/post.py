"""What every form about a panel asks of the post."""

from __future__ import annotations

from wtforms.validators import InputRequired, NumberRange

from coproduction.core.nhs.fields import NHSIntegerInput, NHSSelect, NHSTextInput
from coproduction.panels.kinds import BANDS


class PostQuestions:
    """The post, its band, the team that recruits and how many candidates they expect: for a form to begin with."""

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
