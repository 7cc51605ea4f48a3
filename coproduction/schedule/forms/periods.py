"""What coordinators fill in about days to think of."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSDateInput, NHSRadios, NHSSubmit, NHSTextInput
from coproduction.schedule.models import PeriodKind


class PeriodForm(Form):
    """Some days with a name."""

    kind = NHSRadios(
        "What are these days?",
        called="What these days are",
        choices=[
            (PeriodKind.SCHOOL_HOLIDAY, "School holidays"),
            (PeriodKind.RELIGIOUS_DAY, "A religious day"),
            (PeriodKind.OTHER, "Something else"),
        ],
        coerce=PeriodKind,
        validators=[InputRequired("Select what these days are")],
    )
    name = NHSTextInput(
        "Name", description="For example, Summer holidays, or Eid al-Fitr", validators=[InputRequired("Enter the name")]
    )
    first_day = NHSDateInput(
        "First day", description="For example, 26 7 2027", validators=[InputRequired("Enter the first day")]
    )
    last_day = NHSDateInput(
        "Last day", description="The same day, if it is one day", validators=[InputRequired("Enter the last day")]
    )
    submit = NHSSubmit("Save")
