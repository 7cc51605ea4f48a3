"""What pages show of the materials of a course: to coordinators every version, to trainers the newest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_short_date
from coproduction.documents.pages import DocumentLine, document_line
from coproduction.members.models import Member
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event
from coproduction.schedule.rules import set_id_of
from coproduction.training.kinds import MATERIALS
from coproduction.training.models import CourseMaterial
from coproduction.training.queries.materials import materials_to_prepare
from coproduction.training.rules.keeping import kept_after


class MaterialLine(NamedTuple):
    """One version of a material. Trainers read it when it is `current`: the newest that there is a file of."""

    name: str
    added: str
    what_changed: str
    document: DocumentLine
    is_current: bool


def material_lines(materials: Iterable[CourseMaterial]) -> list[MaterialLine]:
    """Return every version of the materials, which come with the newest of each kind first."""
    lines, current = [], set()
    for material in materials:
        is_current = bool(material.document.versions) and material.kind not in current
        if is_current:
            current.add(material.kind)
        lines.append(
            MaterialLine(
                f"{MATERIALS[material.kind]}, version {material.version}",
                uk_short_date(material.added_at),
                material.what_changed,
                document_line(material.document),
                is_current,
            )
        )
    return lines


def materials_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return the materials that the viewer reads to prepare their part in the session; None for others."""
    materials = materials_to_prepare(set_id_of(event), viewer=viewer, now=now)
    current = [line for line in material_lines(materials) if line.is_current]
    return (
        OwnPart("training/materials_part.html", {"materials": current, "until": event.ends_at + kept_after(now)})
        if current
        else None
    )
