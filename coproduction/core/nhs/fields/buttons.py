"""Buttons, and values that travel with a form unseen."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from wtforms import HiddenField
from wtforms.fields import SubmitField

from coproduction.core.nhs.components import render
from coproduction.core.nhs.fields.field import without_control_characters

LONGEST = 2000


class NHSSubmit(SubmitField):
    """A button. `data` is True when this button was pressed. A double click sends the form once.

    `variant` is None (green), "secondary", "warning" or "reverse".
    """

    def __init__(self, label: str = "Continue", *, variant: str | None = None, **wtforms: Any) -> None:
        super().__init__(label, **wtforms)
        self.variant = variant

    def __call__(self, **drawing: Any) -> Markup:
        """Draw the button; `text` and `variant` may be given here too."""
        return render(
            "button",
            {
                "text": drawing.get("text") or self.label.text,
                "name": self.name,
                "value": "yes",
                "variant": drawing.get("variant") or self.variant,
                "preventDoubleClick": True,
            },
        )


class NHSHidden(HiddenField):
    """A value that travels with the form. It is as easy to change as any other: check it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent; refuse what no form of ours would send."""
        sent = valuelist[0].strip() if valuelist else ""
        self.data = sent
        if len(sent) > LONGEST or sent != without_control_characters(sent):
            self.data = ""
            raise ValueError("Something went wrong with this page. Open it again and try once more")
