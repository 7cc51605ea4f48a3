"""Fields that people choose an answer in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from wtforms.validators import StopValidation

from coproduction.core.nhs.fields.field import NHSField


class Choice(NamedTuple):
    """One answer to choose: what is sent, what is read, and a line beneath it.

    `exclusive` is for 'None of these' in checkboxes: ticking it clears the others (with JavaScript).
    """

    value: Any
    label: str
    hint: str = ""
    exclusive: bool = False


class NHSChoiceField(NHSField):
    """What radios, checkboxes and selects share.

    `choices` is an iterable of Choice or of plain (value, label) pairs, or a function that returns one; it can
    also be set on the form's field before the form is validated. `coerce` makes a value from what was sent.
    """

    refusal = "Select an answer from the list"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        choices: Iterable[Any] | Callable[[], Iterable[Any]] = (),
        coerce: Callable[[Any], Any] = str,
        **field: Any,
    ) -> None:
        self.choices = choices
        self.coerce = coerce
        super().__init__(label, validators, **field)

    @property
    def options(self) -> list[Choice]:
        """Return the answers that can be chosen."""
        choices = self.choices() if callable(self.choices) else self.choices
        return [Choice(*choice) for choice in choices]

    @property
    def chosen(self) -> frozenset[str]:
        """Return the chosen values, as they are sent."""
        return frozenset() if self.data is None else frozenset([str(self.data)])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the answer; nothing chosen is None, whatever was there before."""
        sent = valuelist[0] if valuelist else ""
        self.raw_data, self.data = [sent] if sent else [], None
        if sent:
            self.data = self._value(sent)

    def _value(self, sent: str) -> Any:
        try:
            return self.coerce(sent)
        except (ValueError, TypeError, KeyError) as fault:
            raise ValueError(self.refusal) from fault

    def pre_validate(self, form: Any) -> None:
        """Refuse an answer that was not offered."""
        super().pre_validate(form)
        if not self.chosen <= {str(option.value) for option in self.options}:
            raise StopValidation(self.refusal)


class NHSRadios(NHSChoiceField):
    """Choose one answer. `inline=True` puts two short answers beside each other.

    Another field cannot hide beneath an answer: the library's script would say aria-expanded on a radio, which ARIA
    does not know. Let it stand below them, and say when it may stay empty.
    """

    component = "radios"

    def __init__(
        self, label: str = "", validators: Sequence[Any] | None = None, *, inline: bool = False, **choice_field: Any
    ) -> None:
        super().__init__(label, validators, **choice_field)
        self.inline = inline

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        hint = drawing.pop("hint", None)
        return {
            "idPrefix": self.id,
            "name": self.name,
            "inline": self.inline,
            "fieldset": {"legend": self.heading(**drawing)},
            "items": [self._item(option) for option in self.options],
            **self.remarks(hint),
        }

    def _item(self, option: Choice) -> dict[str, Any]:
        value = str(option.value)
        return {
            "value": value,
            "text": option.label,
            "checked": value in self.chosen,
            **({"hint": {"text": option.hint}} if option.hint else {}),
            **({"behaviour": "exclusive"} if option.exclusive else {}),
        }


class NHSCheckboxes(NHSRadios):
    """Choose any number of answers. `data` is a list, empty when none is ticked.

    `{{ form.channels(reveal={"phone": form.phone}) }}` shows another field beneath a box.
    """

    component = "checkboxes"

    def params(self, *, reveal: Mapping[str, NHSField] | None = None, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        params = super().params(**drawing)
        for item in params["items"]:
            if reveal and item["value"] in reveal:
                item["conditional"] = {"html": reveal[item["value"]]()}
        return params

    @property
    def chosen(self) -> frozenset[str]:
        """Return the chosen values, as they are sent."""
        return frozenset(str(value) for value in self.data)

    def process_data(self, value: Iterable[Any] | None) -> None:
        """Take the values we have."""
        self.data = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the ticked answers."""
        self.data = []
        self.data = [self._value(sent) for sent in dict.fromkeys(valuelist)]


class NHSCheckbox(NHSField):
    """One box to tick. `data` is True or False."""

    component = "checkboxes"

    def process_data(self, value: Any) -> None:
        """Take the value we have."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take whether it is ticked."""
        self.data = bool(valuelist)

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told; the hint stands beneath the box's label."""
        remarks = self.remarks(drawing.pop("hint", None))
        item = {"value": "yes", "text": drawing.get("label") or self.label.text, "checked": self.data}
        if "hint" in remarks:
            item["hint"] = remarks.pop("hint")
        return {"idPrefix": self.id, "name": self.name, "items": [item], **remarks}


class NHSSelect(NHSChoiceField):
    """Choose one answer from a long list. `blank` is the first line, for when nothing is chosen yet."""

    component = "select"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] | None = None,
        *,
        blank: str | None = "Select an answer",
        **choice_field: Any,
    ) -> None:
        super().__init__(label, validators, **choice_field)
        self.blank = blank

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        hint = drawing.pop("hint", None)
        first = [] if self.blank is None else [{"value": "", "text": self.blank}]
        items = [
            {"value": str(option.value), "text": option.label, "selected": str(option.value) in self.chosen}
            for option in self.options
        ]
        return {
            "id": self.id,
            "name": self.name,
            "label": self.heading(**drawing),
            "items": first + items,
            **self.remarks(hint),
        }
