"""Fields for a day and for a time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any, ClassVar

from wtforms.utils import unset_value

from coproduction.core.dates import MONTHS, uk_time
from coproduction.core.nhs.fields.field import NHSField, without_control_characters
from coproduction.core.nhs.fields.texts import NHSTextInput

PARTS = ("day", "month", "year")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?", re.ASCII)
CLOCK_WITHOUT_COLON = re.compile(r"(\d{2})(\d{2})()", re.ASCII)
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}
EARLY = range(1, 7)  # 2:30 is far more often half past two in the afternoon than in the night, so we ask


class NHSDateInput(NHSField):
    """A date, typed as day, month and year. `data` is a date, or None; what was typed stays when it is wrong.

    The boxes post as `name[day]`, `name[month]` and `name[year]`. A month may be typed as a word.
    """

    component = "date-input"
    called_if_asked = "Date"

    def __init__(
        self, label: str = "", validators: Sequence[Any] | None = None, *, birthday: bool = False, **field: Any
    ) -> None:
        super().__init__(label, validators, **field)
        self.birthday = birthday
        self.typed = dict.fromkeys(PARTS, "")
        self.wrong_parts: tuple[str, ...] = ()

    @property
    def first_control(self) -> str:
        """Return the id of the first box that is wrong, or of the day."""
        return f"{self.id}-{(self.wrong_parts or PARTS)[0]}"

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take the date we have, then the parts that were typed."""
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        self.typed = {part: _typed(formdata.get(f"{self.name}[{part}]", "")) for part in PARTS}
        together = " ".join(filter(None, self.typed.values()))
        self.raw_data, self.data = [together] if together else [], None
        if together:
            try:
                self.data = self._read()
            except ValueError as fault:
                self.process_errors = [str(fault)]

    def process_data(self, value: date | None) -> None:
        """Take the date we have."""
        self.data = value
        if value is not None:
            self.typed = {part: str(getattr(value, part)) for part in PARTS}

    def _read(self) -> date:
        missing = tuple(part for part in PARTS if not self.typed[part])
        if missing:
            self.wrong_parts = missing
            raise ValueError(f"{self.called} must include a {' and '.join(missing)}")
        if not re.fullmatch(r"\d{4}", self.typed["year"], re.ASCII):
            self.wrong_parts = ("year",)
            raise ValueError("Year must include 4 numbers")
        try:
            return date(int(self.typed["year"]), _month(self.typed["month"]), _number(self.typed["day"]))
        except ValueError as fault:
            self.wrong_parts = PARTS
            raise ValueError(f"{self.called} must be a real date") from fault

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        hint = drawing.pop("hint", None)
        return {
            "id": self.id,
            "namePrefix": self.name,
            "fieldset": {"legend": self.heading(**drawing)},
            "items": [self._box(part) for part in PARTS],
            **self.remarks(hint),
        }

    def _box(self, part: str) -> dict[str, Any]:
        wrong = bool(self.errors) and part in (self.wrong_parts or PARTS)
        return {
            "name": part,
            "value": self.typed[part],
            "error": wrong,
            **({"autocomplete": f"bday-{part}"} if self.birthday else {}),
        }


class NHSTimeInput(NHSTextInput):
    """A time of day, typed as people write it: 10:30, 10.30am, 2pm, 14:00, midday. `data` is a time, or None."""

    called_if_asked = "Time"
    attributes: ClassVar[dict[str, Any]] = {"width": 5, "spellcheck": False}

    def process_data(self, value: time | None) -> None:
        """Take the time we have."""
        self.data = value
        self.typed = "" if value is None else uk_time(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; refuse it when it is no time, or could mean morning or afternoon."""
        if not valuelist:
            return
        self.typed = without_control_characters(self.clean(valuelist[0]))[: self.limit]
        self.raw_data, self.data = [self.typed], None
        if self.typed:
            self.data = self._read()

    def _read(self) -> time:
        words = self.typed.lower()
        if words in NAMED_TIMES:
            return NAMED_TIMES[words]
        words = re.sub(r"\s*([ap])\.?m\.?$", r"\1", words)
        found = CLOCK.fullmatch(words) or CLOCK_WITHOUT_COLON.fullmatch(words)
        if not found or not (found[2] or found[3]):
            raise ValueError(self._advice())
        return self._on_the_clock(found)

    def _on_the_clock(self, found: re.Match[str]) -> time:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and not 1 <= hour <= 12:
            raise ValueError(self._advice())
        if not half and hour in EARLY and not found[1].startswith("0"):
            raise ValueError(f"{self.called} must say am or pm, like {hour}:{minute:02}pm")
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return time(hour, minute)
        except ValueError as fault:
            raise ValueError(self._advice()) from fault

    def _advice(self) -> str:
        return f"{self.called} must be a time, like 10:30am or 2pm"

    @property
    def shown(self) -> str:
        """Return what the box shows: what was typed, right or wrong."""
        return self.typed


def _typed(text: str) -> str:
    return without_control_characters(" ".join(text.split()))[:20]


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _month(text: str) -> int:
    for number, name in enumerate(MONTHS, start=1):
        if len(text) >= 3 and name.lower().startswith(text.lower().rstrip(".")):
            return number
    return _number(text)
