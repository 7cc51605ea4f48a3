"""What coordinators say of a new version of a material."""

from __future__ import annotations

from wtforms.validators import InputRequired

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSRadios, NHSSubmit, NHSTextarea
from coproduction.training.kinds import MATERIALS
from coproduction.training.models import MaterialKind


class MaterialForm(Form):
    """Add a material to a course, or its next version."""

    kind = NHSRadios(
        "What it is",
        choices=[(kind.value, name) for kind, name in MATERIALS.items()],
        validators=[InputRequired("Select what it is")],
    )
    what_changed = NHSTextarea(
        "What is new in it (optional)",
        called="What is new in it",
        description="For trainers who know the version before",
        max_length=300,
        rows=2,
    )
    submit = NHSSubmit("Go on to its file")

    def kind_chosen(self) -> MaterialKind:
        """Return which material it is."""
        return MaterialKind(self.kind.data)
