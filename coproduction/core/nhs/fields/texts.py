"""Fields that people type words into."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from email_validator import EmailNotValidError, validate_email

from coproduction.core.nhs.fields.field import NHSField, without_control_characters

TELEPHONE = re.compile(r"\+?[\d\s().-]+(\s*(x|ext\.?|extension)\s*\d+)?", re.IGNORECASE | re.ASCII)


class NHSTextInput(NHSField):
    """One line of text, without spaces at its ends. `data` is always a str, empty when nothing was typed.

    `width` is in characters: 2, 3, 4, 5, 10, 20 or 30.
    """

    component = "input"
    max_length: ClassVar[int] = 200
    input_type: ClassVar[str] = "text"
    attributes: ClassVar[dict[str, Any]] = {}

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        width: int | None = None,
        autocomplete: str | None = None,
        inputmode: str | None = None,
        spellcheck: bool | None = None,
        max_length: int | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        **field: Any,
    ) -> None:
        super().__init__(label, validators, **field)
        self.limit = max_length or self.max_length
        self.drawing = {
            **self.attributes,
            **_given(
                width=width,
                autocomplete=autocomplete,
                inputmode=inputmode,
                spellcheck=spellcheck,
                prefix=prefix,
                suffix=suffix,
            ),
        }

    def clean(self, text: str) -> str:
        """Return the text as we keep it: one line, single spaces."""
        return " ".join(text.split())

    def process_data(self, value: Any) -> None:
        """Take the value we have."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; refuse it when it is too long or holds control characters."""
        if not valuelist:
            return
        typed = self.clean(valuelist[0])
        self.data = without_control_characters(typed)
        self.raw_data = [self.data]
        if self.data != typed:
            raise ValueError(f"{self.called} has a character that we cannot keep. Type it again")
        if len(self.data) > self.limit:
            raise ValueError(f"{self.called} must be {self.limit:,} characters or less")
        if self.data:
            self.check()

    def check(self) -> None:
        """Raise ValueError in plain words when what was typed does not have the right form."""

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        hint = drawing.pop("hint", None)
        return {
            "label": self.heading(**drawing),
            "id": self.id,
            "name": self.name,
            "type": self.input_type,
            "value": self.shown,
            **self.drawing,
            **self.remarks(hint),
        }

    @property
    def shown(self) -> str:
        """Return what the box shows."""
        return str(self.data)


class NHSEmailInput(NHSTextInput):
    """An email address."""

    max_length = 254
    input_type = "email"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "email", "spellcheck": False}

    def clean(self, text: str) -> str:
        """Return the address without any spaces."""
        return "".join(text.split())

    def check(self) -> None:
        """Refuse an address that no mail server would take."""
        try:
            self.data = validate_email(self.data, check_deliverability=False).normalized
        except EmailNotValidError as fault:
            message = "Enter an email address in the correct format, like name@example.com"
            raise ValueError(message) from fault


class NHSTelInput(NHSTextInput):
    """A telephone number, kept as it was typed."""

    max_length = 40
    input_type = "tel"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "tel", "width": 20}

    def check(self) -> None:
        """Refuse a number with letters in it, or with too few or too many digits to ring."""
        digits = sum(character.isdigit() for character in self.data)
        if not TELEPHONE.fullmatch(self.data) or not 9 <= digits <= 20:
            raise ValueError("Enter a phone number, like 01632 960 001 or 07700 900 982")


class NHSPasswordInput(NHSTextInput):
    """A password, kept exactly as it was typed, with a button to show it. It is never sent back to the page."""

    component = "password-input"
    input_type = "password"
    attributes: ClassVar[dict[str, Any]] = {"autocomplete": "current-password", "width": 20}

    def clean(self, text: str) -> str:
        """Return the password unchanged."""
        return text

    @property
    def shown(self) -> str:
        """Return an empty box."""
        return ""


class NHSTextarea(NHSTextInput):
    """Several lines of text. `rows` is the height."""

    component = "textarea"
    max_length = 4000

    def __init__(
        self, label: str = "", validators: Sequence[Any] | None = None, *, rows: int = 5, **text_input: Any
    ) -> None:
        super().__init__(label, validators, **text_input)
        self.rows = rows

    def clean(self, text: str) -> str:
        """Return the text with plain line ends and no empty lines or spaces around it."""
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        params = super().params(**drawing)
        if "spellcheck" in params:  # the component would print Python's False
            params["attributes"] = {"spellcheck": params.pop("spellcheck")}
        return {**params, "rows": self.rows}


def _given(**drawing: Any) -> dict[str, Any]:
    return {name: value for name, value in drawing.items() if value is not None}
