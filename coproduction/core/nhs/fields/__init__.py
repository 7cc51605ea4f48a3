"""Form fields that draw themselves: label, hint, error and what was typed, in the NHS design."""

from coproduction.core.nhs.fields.buttons import NHSHidden, NHSSubmit
from coproduction.core.nhs.fields.choices import Choice, NHSCheckbox, NHSCheckboxes, NHSRadios, NHSSelect
from coproduction.core.nhs.fields.files import NHSFileUpload
from coproduction.core.nhs.fields.moments import NHSDateInput, NHSTimeInput
from coproduction.core.nhs.fields.numbers import NHSIntegerInput
from coproduction.core.nhs.fields.texts import (
    NHSEmailInput,
    NHSPasswordInput,
    NHSTelInput,
    NHSTextarea,
    NHSTextInput,
)

__all__ = [
    "Choice",
    "NHSCheckbox",
    "NHSCheckboxes",
    "NHSDateInput",
    "NHSEmailInput",
    "NHSFileUpload",
    "NHSHidden",
    "NHSIntegerInput",
    "NHSPasswordInput",
    "NHSRadios",
    "NHSSelect",
    "NHSSubmit",
    "NHSTelInput",
    "NHSTextInput",
    "NHSTextarea",
    "NHSTimeInput",
]
