"""Adding a version of a material to a course, and taking one away."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.documents.actions import create_document, delete_document
from coproduction.documents.models import Document
from coproduction.training.kinds import MATERIALS
from coproduction.training.models import CourseMaterial, MaterialKind
from coproduction.training.queries import materials as queries
from coproduction.training.queries.roles import lock_course


def add_material(course_id: int, kind: MaterialKind, *, what_changed: str = "", by: Account, now: datetime) -> Document:
    """Add the next version of a material, whose files are added next. Trainers read the one before until it has one.

    A version without a file is filled before there is another, so a double click makes one.
    """
    course = lock_course(course_id)
    newest = queries.newest_of(course_id, kind)
    if newest and not newest.document.versions:
        newest.what_changed = what_changed or newest.what_changed
        db.session.flush()
        return newest.document
    version = newest.version + 1 if newest else 1
    title = f"{course.name}: {MATERIALS[kind].lower()}, version {version}"
    document = create_document(title, "For the trainers of this course", is_for_all=False, by=by, now=now)
    db.session.flush()
    db.session.add(
        CourseMaterial(
            document_id=document.id,
            course_id=course_id,
            kind=kind,
            version=version,
            what_changed=what_changed,
            added_at=now,
        )
    )
    db.session.flush()
    record("training.material_added", course, by=by, now=now, kind=kind, version=version)
    return document


def remove_material(course_id: int, document_id: int, *, by: Account, now: datetime) -> None:
    """Take one version of a material away and delete it; trainers read the one before again. Twice is harmless."""
    course = lock_course(course_id)
    material = queries.find_material(course_id, document_id)
    if material is None:
        return
    record("training.material_removed", course, by=by, now=now, kind=material.kind, version=material.version)
    db.session.delete(material)
    db.session.flush()
    delete_document(document_id, by=by, now=now)
