"""The materials of courses, with all their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, literal, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.core.database import db
from coproduction.documents.models import Document
from coproduction.members.models import Member
from coproduction.training.models import CourseMaterial, MaterialKind, TrainingSession
from coproduction.training.rules.materials import prepares


def materials_of(course_id: int) -> Sequence[CourseMaterial]:
    """Return every version of every material of a course, the newest of each kind first. For who has found it."""
    return db.session.scalars(_with_documents().where(CourseMaterial.course_id == course_id)).all()


def materials_to_prepare(event_id: int, *, viewer: Member, now: datetime) -> Sequence[CourseMaterial]:
    """Return the materials of a session's course, the newest of each kind first; none unless the viewer works on it."""
    mine = exists().where(
        TrainingSession.event_id == event_id,
        TrainingSession.course_id == CourseMaterial.course_id,
        prepares(literal(viewer.id), now),
    )
    return db.session.scalars(_with_documents().where(mine.correlate_except(TrainingSession))).all()


def newest_of(course_id: int, kind: MaterialKind) -> CourseMaterial | None:
    """Return the newest version of a material as it is now, with its document, or None if there is none yet."""
    newest = _with_documents().where(CourseMaterial.course_id == course_id, CourseMaterial.kind == kind)
    return db.session.scalars(newest.limit(1).execution_options(populate_existing=True)).one_or_none()


def find_material(course_id: int, document_id: int) -> CourseMaterial | None:
    """Return the document's part in the course, or None if it belongs to another, or to none."""
    return db.session.scalar(
        _with_documents().where(CourseMaterial.course_id == course_id, CourseMaterial.document_id == document_id)
    )


def _with_documents() -> Select[CourseMaterial]:
    return (
        select(CourseMaterial)
        .order_by(CourseMaterial.kind, CourseMaterial.version.desc())
        .options(joinedload(CourseMaterial.document).selectinload(Document.versions), raiseload("*", sql_only=True))
    )
