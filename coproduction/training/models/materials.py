"""What trainers use at sessions of a course."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.documents.models import Document
from coproduction.training.models.courses import Course


class MaterialKind(enum.StrEnum):
    """What the material is for."""

    SLIDES = "slides"
    EASY_READ = "easy read notes"
    TRAINER_NOTES = "trainer notes"


class CourseMaterial(Base):
    """One version of a material of a course: a document that belongs to it and to nothing else.

    Versions count from 1 for each kind; `what_changed` says how this one differs from the one before.
    """

    __tablename__ = "course_material"
    __table_args__ = (
        UniqueConstraint("course_id", "kind", "version"),
        CheckConstraint("version > 0", name="counts_from_one"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    kind: Mapped[MaterialKind]
    version: Mapped[int]
    what_changed: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]

    course: Mapped[Course] = relationship()
    document: Mapped[Document] = relationship()
