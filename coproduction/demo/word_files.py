"""Small Word files, so that the papers of the demonstration open like anybody's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DAY = (2026, 1, 1, 0, 0, 0)  # a file of the same words is the same file, whenever it is made


def word_file(title: str, paragraphs: Sequence[str], *, points: int = 12) -> bytes:
    """Return a Word file in English, with a heading and paragraphs in letters of this size, aligned to the left."""
    body = _paragraph(title, points=points + 6, style='<w:pStyle w:val="Heading1"/>')
    body += "".join(_paragraph(words, points=points) for words in paragraphs)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
        "_rels/.rels": _relation(f"{OFFICE}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _relation(f"{OFFICE}/styles", "styles.xml"),
        "word/styles.xml": f'<w:styles xmlns:w="{WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, DAY), DECLARED + part)
    return written.getvalue()


def _paragraph(words: str, *, points: int, style: str = "") -> str:
    layout = f'<w:pPr>{style}<w:spacing w:after="240" w:line="360" w:lineRule="auto"/></w:pPr>'
    letters = f'<w:rPr><w:sz w:val="{points * 2}"/></w:rPr>'
    return f"<w:p>{layout}<w:r>{letters}<w:t>{escape(words)}</w:t></w:r></w:p>"


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )
