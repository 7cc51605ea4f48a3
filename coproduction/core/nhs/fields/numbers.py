"""Fields that people type numbers into."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from coproduction.core.nhs.fields.field import without_control_characters
from coproduction.core.nhs.fields.texts import NHSTextInput

WHOLE_NUMBER = re.compile(r"-?\d+", re.ASCII)
LARGEST = 2**31 - 1  # what an integer column holds


class NHSIntegerInput(NHSTextInput):
    """A whole number. `data` is an int, or None; commas and spaces in what was typed are ignored."""

    max_length = 20
    attributes: ClassVar[dict[str, Any]] = {"inputmode": "numeric", "spellcheck": False, "width": 5}

    def process_data(self, value: Any) -> None:
        """Take the value we have."""
        self.data = value
        self.typed = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; refuse it when it is not a whole number, or is one too large to keep."""
        if not valuelist:
            return
        self.typed = without_control_characters(self.clean(valuelist[0]))
        self.raw_data, self.data = [self.typed], None
        digits = self.typed.replace(",", "").replace(" ", "")
        if not digits:
            return
        if not WHOLE_NUMBER.fullmatch(digits):
            raise ValueError(f"{self.called} must be a whole number, like 12")
        if len(digits) > self.limit or abs(int(digits)) > LARGEST:
            raise ValueError(f"{self.called} must be a smaller number")
        self.data = int(digits)

    @property
    def shown(self) -> str:
        """Return what the box shows: what was typed, right or wrong."""
        return self.typed
