"""The one form of the site: setting a number from a day on."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSIntegerInput, NHSSubmit


class NumberForm(Form):
    """What a number is to be, and from which day. The page says what is sensible."""

    value = NHSIntegerInput("New number", validators=[InputRequired("Enter the new number")])
    from_day = NHSDateInput(
        "From which day?",
        called="Day",
        description="Today or a day to come. For example, 27 3 2027",
        validators=[InputRequired("Enter the day from which it counts")],
    )
    submit = NHSSubmit("Save")
