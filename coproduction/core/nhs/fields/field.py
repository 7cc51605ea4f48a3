"""What every field shares: how it is named in errors, and the parts of its drawing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation

from coproduction.core.nhs.components import render

PAGE_HEADING_SIZE = "l"
NONCHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
UNKEEPABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{NONCHARACTERS}]")
CAPTION = Markup('<span class="nhsuk-caption-l">{}</span>')


class NHSField(Field):
    """A field that draws itself with one of the library's components.

    `called` is what errors call the answer ("Date of birth must be a real date"); it is the label unless the
    label is a question. `{{ form.name() }}` draws it; `page_heading=True` makes the label the page's h1, with
    `caption` above it; `label`, `hint` and `size` may be given there too.
    """

    component: ClassVar[str]
    called_if_asked: ClassVar[str] = "Your answer"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        description: str = "",
        called: str | None = None,
        size: str = "s",
        **wtforms: Any,
    ) -> None:
        super().__init__(label, list(validators or ()), description=description, **wtforms)
        self.called = called or (self.called_if_asked if label.endswith("?") or not label else label)
        self.size = size

    @property
    def first_control(self) -> str:
        """Return the id that a link in the error summary should lead to."""
        return str(self.id)

    def __call__(self, **drawing: Any) -> Markup:
        """Draw the field; a caption stands before it, outside the heading, so that titles need not repeat it."""
        caption = drawing.pop("caption", None)
        drawn = render(self.component, self.params(**drawing))
        return CAPTION.format(caption) + drawn if caption else drawn

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        raise NotImplementedError

    def heading(
        self,
        *,
        page_heading: bool = False,
        label: str | None = None,
        size: str | None = None,
    ) -> dict[str, Any]:
        """Return the label, or the legend, as the component wants it."""
        return {
            "text": label or self.label.text,
            "size": size or (PAGE_HEADING_SIZE if page_heading else self.size),
            "isPageHeading": page_heading,
        }

    def remarks(self, hint: str | None = None) -> dict[str, Any]:
        """Return the hint and the first error, as the component wants them."""
        remarks: dict[str, Any] = {}
        if text := hint or self.description:
            remarks["hint"] = {"text": text}
        if self.errors:
            remarks["errorMessage"] = {"text": self.errors[0]}
        return remarks

    def pre_validate(self, form: Any) -> None:
        """Stop at an answer that could not be read: the other rules would only add noise."""
        if self.process_errors:
            raise StopValidation


def without_control_characters(text: str) -> str:
    """Return the text without the characters that nobody types, that HTML forbids and databases refuse."""
    return UNKEEPABLE.sub("", text)
