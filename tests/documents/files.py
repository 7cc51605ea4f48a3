"""Files as people send them: good ones of each type, and hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def archive_of(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of these parts, by their path."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return written.getvalue()


def office(main: str, more: Mapping[str, str | bytes] | None = None, *, says: str = "") -> bytes:
    """Return an Office document whose main part stands at this path."""
    return archive_of({"[Content_Types].xml": CONTENT_TYPES.format(says), main: "<x/>", **(more or {})})


WORD = office("word/document.xml")
SLIDES = office("ppt/presentation.xml")
OPEN_DOCUMENT = archive_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 100
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + b"\x00" * 100
OGG = b"OggS\x00\x02" + b"\x00" * 100

GOOD = {
    "pdf": PDF,
    "docx": WORD,
    "pptx": SLIDES,
    "odt": OPEN_DOCUMENT,
    "mp3": MP3,
    "m4a": M4A,
    "ogg": OGG,
}
NO_PAPER = "The file must be PDF, Word, PowerPoint or OpenDocument"
CUT_OFF = "The file seems to be cut off. Open it on your own machine to check, then choose it again"
MACROS = "The file holds macros, which can do harm. Save it without macros, then choose it again"
# Each by what it pretends to be, with what we say of it.
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "The file is empty. Choose another"),
    "a web page called paper.pdf": (b"<!DOCTYPE html><script>alert(1)</script>", NO_PAPER),
    "a web page with a PDF behind it": (b"<html><script>alert(1)</script>\n" + PDF, NO_PAPER),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NO_PAPER),
    "a program of Windows": (b"MZ\x90\x00" + b"\x00" * 300, NO_PAPER),
    "a program of Linux": (b"\x7fELF\x02\x01\x01" + b"\x00" * 300, NO_PAPER),
    "a shell script": (b"#!/bin/sh\nrm -rf /\n", NO_PAPER),
    "words": (b"Agenda for Thursday", NO_PAPER),
    "zeros": (b"\x00" * 5000, NO_PAPER),
    "a bare archive": (archive_of({"a.txt": "a"}), NO_PAPER),
    "an old Word file, which can hold anything": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, NO_PAPER),
    "a spreadsheet": (office("xl/workbook.xml"), NO_PAPER),
    "a program of Java": (archive_of({"META-INF/MANIFEST.MF": "a", "A.class": "b"}), NO_PAPER),
    "an e-book": (archive_of({"mimetype": "application/epub+zip"}), NO_PAPER),
    "a sound where a paper is wanted": (MP3, NO_PAPER),
    "Word with macros": (office("word/document.xml", {"word/vbaProject.bin": b"a"}), MACROS),
    "Word with macros under another name": (
        office("word/document.xml", {"word/VBAPROJECT.BIN": b"a"}),
        MACROS,
    ),
    "Word that says it has macros": (
        office("word/document.xml", says='<Override ContentType="application/vnd.ms-word.macroEnabled.main+xml"/>'),
        MACROS,
    ),
    "a PDF that is cut off": (PDF[:-20] + b"\n" * 3000, CUT_OFF),
    "Word that is cut off": (WORD[: len(WORD) // 2], CUT_OFF),
    "Word whose list of parts is broken": (WORD[:-30], CUT_OFF),
    "an archive of very many parts": (
        office("word/document.xml", {f"word/{number}": "" for number in range(5001)}),
        NO_PAPER,
    ),
}
