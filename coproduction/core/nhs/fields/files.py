"""A file that somebody chooses on their own machine."""

from __future__ import annotations

from typing import Any, ClassVar

from werkzeug.datastructures import FileStorage

from coproduction.core.nhs.fields.field import NHSField


class NHSFileUpload(NHSField):
    """A file to send. `data` is what was chosen, or None; its form needs `enctype="multipart/form-data"`."""

    component = "file-upload"
    called_if_asked: ClassVar[str] = "File"

    def __init__(self, label: str = "", validators: Any = None, *, accept: str = "", **field: Any) -> None:
        super().__init__(label, validators, **field)
        self.accept = accept

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file; a form without one sends an empty name."""
        chosen = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]
        self.data, self.raw_data = (chosen[0], chosen) if chosen else (None, [])

    def params(self, **drawing: Any) -> dict[str, Any]:
        """Return what the component is told."""
        hint = drawing.pop("hint", None)
        return {
            "id": self.id,
            "name": self.name,
            "label": self.heading(**drawing),
            **({"attributes": {"accept": self.accept}} if self.accept else {}),
            **self.remarks(hint),
        }
