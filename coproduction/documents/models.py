"""Documents, and the versions in which people can read, hear or watch them."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base


class VersionFormat(enum.StrEnum):
    """The form in which somebody gets a document. How they differ stands in kinds.py."""

    STANDARD = "standard"
    EASY_READ = "easy read"
    LARGE_PRINT = "large print"
    AUDIO = "audio"
    BSL_VIDEO = "bsl video"
    BRAILLE = "braille"


class FileType(enum.StrEnum):
    """What a file is, by its content: the ending that its name gets when somebody downloads it."""

    PDF = "pdf"
    WORD = "docx"
    SLIDES = "pptx"
    OPEN_DOCUMENT = "odt"
    MP3 = "mp3"
    M4A = "m4a"
    OGG = "ogg"


class Document(Base):
    """One thing to read, whatever the format. `is_for_all` lets every member open it.

    Any other is opened by coordinators, and by those whom the room that it belongs to lets in.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    is_for_all: Mapped[bool] = mapped_column(default=False, index=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    made_by: Mapped[Account] = relationship()
    versions: Mapped[list[DocumentVersion]] = relationship(back_populates="document", order_by="DocumentVersion.id")


class DocumentVersion(Base):
    """A document in one format: a file in the store, a link to a video, or word that it is made when somebody asks."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "format"),
        CheckConstraint("file_key IS NOT NULL OR link != '' OR format = 'braille'", name="is_somewhere"),
        CheckConstraint(
            "(file_key IS NULL AND file_type IS NULL AND size IS NULL) OR "
            "(file_key IS NOT NULL AND file_type IS NOT NULL AND size IS NOT NULL)",
            name="knows_its_file",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    format: Mapped[VersionFormat]
    file_key: Mapped[str | None] = mapped_column(unique=True)
    file_type: Mapped[FileType | None]
    size: Mapped[int | None]
    link: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    document: Mapped[Document] = relationship(back_populates="versions")
