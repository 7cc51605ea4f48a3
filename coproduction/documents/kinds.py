"""How formats and types of file differ. The only file that compares a format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coproduction.core.dated_settings import number
from coproduction.documents.models import FileType, VersionFormat

MEGABYTES = number(
    "document-megabytes", "How large a file of a document can be", unit="megabytes", seed=20, highest=200
)
MEGABYTE = 1024 * 1024
TO_READ = (FileType.PDF, FileType.WORD, FileType.SLIDES, FileType.OPEN_DOCUMENT)
TO_HEAR = (FileType.MP3, FileType.M4A, FileType.OGG)


@dataclass(frozen=True, slots=True)
class FormatFacts:
    """What holds for one format. Without types of file it is a link, or is made when somebody asks for it."""

    name: str
    types: tuple[FileType, ...] = ()
    is_link: bool = False


FORMATS: Mapping[VersionFormat, FormatFacts] = {
    VersionFormat.STANDARD: FormatFacts("Standard", TO_READ),
    VersionFormat.EASY_READ: FormatFacts("Easy Read", TO_READ),
    VersionFormat.LARGE_PRINT: FormatFacts("Large print", TO_READ),
    VersionFormat.AUDIO: FormatFacts("Audio", TO_HEAR),
    VersionFormat.BSL_VIDEO: FormatFacts("British Sign Language video", is_link=True),
    VersionFormat.BRAILLE: FormatFacts("Braille"),
}
EASY_READ = VersionFormat.EASY_READ
ORDER = {one: place for place, one in enumerate(FORMATS)}


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What holds for one type of file: its name for people, and how the web calls it."""

    name: str
    media_type: str


TYPES: Mapping[FileType, TypeFacts] = {
    FileType.PDF: TypeFacts("PDF", "application/pdf"),
    FileType.WORD: TypeFacts("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    FileType.SLIDES: TypeFacts(
        "PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    FileType.OPEN_DOCUMENT: TypeFacts("OpenDocument", "application/vnd.oasis.opendocument.text"),
    FileType.MP3: TypeFacts("MP3", "audio/mpeg"),
    FileType.M4A: TypeFacts("M4A", "audio/mp4"),
    FileType.OGG: TypeFacts("Ogg", "audio/ogg"),
}


def format_named(slug: str) -> VersionFormat | None:
    """Return the format that an address names: 'easy-read'. None if there is none."""
    word = slug.replace("-", " ")
    return VersionFormat(word) if word in set(VersionFormat) else None


def slug_of(format: VersionFormat) -> str:  # noqa: A002 - the word of the trade
    """Return the format as it stands in an address."""
    return format.value.replace(" ", "-")


def names_of(types: tuple[FileType, ...]) -> str:
    """Return the types in words: 'PDF, Word or OpenDocument'."""
    names = [TYPES[one].name for one in types]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def has_easy_read(formats: Iterable[VersionFormat]) -> bool:
    """Say whether one of the formats is the one for people who read Easy Read."""
    return EASY_READ in formats
