"""Documents and their versions."""

from __future__ import annotations

import uuid

import factory

from coproduction.documents.models import Document, DocumentVersion, FileType, VersionFormat
from tests.factories.accounts import StaffFactory
from tests.factories.base import LONG_AGO, Factory, number


class DocumentFactory(Factory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Paper {n}")
    made_at = LONG_AGO
    made_by = factory.SubFactory(StaffFactory)


class DocumentVersionFactory(Factory):
    """A document in one format: a PDF whose file is in no store."""

    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(DocumentFactory)
    format = VersionFormat.STANDARD
    file_key = factory.LazyFunction(lambda: uuid.uuid4().hex)
    file_type = FileType.PDF
    size = 120_000
    added_at = LONG_AGO
    added_by_id = number("document.made_by_id")
