"""What pages show of a document: the formats that there are, each with where it is and how large."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from coproduction.documents.kinds import FORMATS, MEGABYTE, ORDER, TYPES, slug_of
from coproduction.documents.models import Document, DocumentVersion, VersionFormat


class FormatLine(NamedTuple):
    """One format that there is: its name, the file or link in words, where it leads: nowhere if people ask for it."""

    name: str
    detail: str
    version_id: int
    link: str
    is_file: bool


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list, with the formats in which people can have it."""

    id: int
    title: str
    about: str
    is_for_all: bool
    formats: list[FormatLine]

    @property
    def names(self) -> str:
        """Return the formats in words: 'Standard, Easy Read'."""
        return ", ".join(line.name for line in self.formats) or "No format yet"


class Slot(NamedTuple):
    """One format on a document's own page: what is there, if anything, and what a coordinator can do."""

    name: str
    slug: str
    line: FormatLine | None
    add: str


def document_lines(documents: Iterable[Document]) -> list[DocumentLine]:
    """Return documents as lists show them."""
    return [document_line(document) for document in documents]


def document_line(document: Document) -> DocumentLine:
    """Return one document as lists show it."""
    versions = sorted(document.versions, key=lambda version: ORDER[version.format])
    return DocumentLine(
        document.id, document.title, document.about, document.is_for_all, [_line(version) for version in versions]
    )


def slots_of(document: Document) -> list[Slot]:
    """Return every format that there can be, with what is there of it."""
    there = {version.format: _line(version) for version in document.versions}
    return [Slot(facts.name, slug_of(one), there.get(one), _to_add(one)) for one, facts in FORMATS.items()]


def _to_add(one: VersionFormat) -> str:
    if FORMATS[one].types:
        return "Add a file"
    return "Add a link" if FORMATS[one].is_link else "Offer it to those who ask"


def _line(version: DocumentVersion) -> FormatLine:
    return FormatLine(
        FORMATS[version.format].name, _detail(version), version.id, version.link, version.file_key is not None
    )


def _detail(version: DocumentVersion) -> str:
    if version.file_type is not None and version.size is not None:
        return f"{TYPES[version.file_type].name}, {size_in_words(version.size)}"
    return "a link to another website" if version.link else "ask us and we will send it"


def size_in_words(size: int) -> str:
    """Return how large a file is: '340 KB', '1.2 MB'."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".0 MB", " MB")
