"""What a file really is, read from its content: its name and what a browser says of it are not believed."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from typing import BinaryIO

import puremagic

from coproduction.core.refusals import Refusal
from coproduction.documents.kinds import MEGABYTE, names_of
from coproduction.documents.models import FileType

HEAD, TAIL = 64 * 1024, 2048
MOST_PARTS = 5000
LONGEST_PART = MEGABYTE  # read of a part that says what the others are
CUT_OFF = "The file seems to be cut off. Open it on your own machine to check, then choose it again"
MACROS = "The file holds macros, which can do harm. Save it without macros, then choose it again"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
BY_SIGN = {
    ".pdf": FileType.PDF,
    ".mp3": FileType.MP3,
    ".mpga": FileType.MP3,
    ".m4a": FileType.M4A,
    ".ogg": FileType.OGG,
}
MAIN_PARTS = {"word/document.xml": FileType.WORD, "ppt/presentation.xml": FileType.SLIDES}


def type_of(file: BinaryIO, size: int, *, wanted: tuple[FileType, ...]) -> FileType:
    """Return what the file is. Refused beside the field `file`: empty, cut off, with macros, or none of those wanted.

    The file is left at its beginning.
    """
    if not size:
        raise Refusal("The file is empty. Choose another", field="file")
    head = file.read(HEAD)
    try:
        found = _in_archive(file) if head.startswith(b"PK\x03\x04") else _by_sign(head)
    finally:
        file.seek(0)
    if found not in wanted:
        raise Refusal(f"The file must be {names_of(wanted)}", field="file")
    if found is FileType.PDF and not _has_end(file, size):
        raise Refusal(CUT_OFF, field="file")
    return found


def _by_sign(head: bytes) -> FileType | None:
    """Know it by the first bytes, with which files of a type begin."""
    try:
        endings: Sequence[str] = [match.extension for match in puremagic.magic_string(head)]
    except (puremagic.PureError, ValueError):
        return None
    return next((BY_SIGN[ending] for ending in endings if ending in BY_SIGN), None)


def _in_archive(file: BinaryIO) -> FileType | None:
    """Know a document that is an archive by the parts inside it. Nothing is unpacked but the part that says so."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = {part.filename for part in archive.infolist()[: MOST_PARTS + 1]}
            if len(names) > MOST_PARTS:
                return None
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refusal(MACROS, field="file")
            if "mimetype" in names:
                return FileType.OPEN_DOCUMENT if _part(archive, "mimetype").strip() == OPEN_DOCUMENT else None
            found = next((kind for name, kind in MAIN_PARTS.items() if name in names), None)
            if b"macroEnabled" in (_part(archive, "[Content_Types].xml") if found else b""):
                raise Refusal(MACROS, field="file")
            return found
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise Refusal(CUT_OFF, field="file") from fault


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(LONGEST_PART)


def _has_end(file: BinaryIO, size: int) -> bool:
    """Say whether a PDF ends as every PDF does."""
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    file.seek(0)
    return b"%%EOF" in tail
