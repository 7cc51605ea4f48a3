"""What coordinators fill in about a document, and the files and links that they put there."""

from __future__ import annotations

from typing import Any, BinaryIO

from wtforms.validators import InputRequired, Regexp

from coproduction.core.forms import Form
from coproduction.core.nhs.fields import NHSCheckbox, NHSFileUpload, NHSSubmit, NHSTextarea, NHSTextInput
from coproduction.documents.kinds import FormatFacts, names_of
from coproduction.documents.models import Document


class DocumentForm(Form):
    """What a document is."""

    title = NHSTextInput("Title", validators=[InputRequired("Enter a title")])
    about = NHSTextarea("What it is about (optional)", called="What it is about", description="One or two sentences")
    is_for_all = NHSCheckbox("Every member may open it, on the page Documents")
    submit = NHSSubmit("Save document")

    def fill(self, document: Document) -> None:
        """Show the document as it is, for a form that has not been sent."""
        self.process(obj=document)


class FileForm(Form):
    """A version that is a file."""

    file = NHSFileUpload("File", validators=[InputRequired("Choose a file")])
    submit = NHSSubmit("Save file")

    def __init__(self, *, facts: FormatFacts, megabytes: int, **form: Any) -> None:
        super().__init__(**form)
        self.file.label.text = f"{facts.name}: choose a file"
        self.file.description = f"{names_of(facts.types)}, up to {megabytes} megabytes"
        self.file.accept = ",".join(f".{one}" for one in facts.types)

    @property
    def source(self) -> BinaryIO:
        """Return what was sent, to read from."""
        stream: BinaryIO = self.file.data.stream
        return stream


class LinkForm(Form):
    """A version that is a video somewhere else."""

    link = NHSTextInput(
        "Link to the video",
        description="Starting with https://. Members leave this website when they open it",
        max_length=2000,
        validators=[
            InputRequired("Enter the link"),
            Regexp(r"https://[^\s/]+\.[^\s]+$", message="Enter the whole link, starting with https://"),
        ],
    )
    submit = NHSSubmit("Save link")
