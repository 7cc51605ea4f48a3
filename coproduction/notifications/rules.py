"""Who may read what staff tell people themselves."""

from __future__ import annotations

from typing import Protocol

from coproduction.core.audiences import Audience


class Viewer(Protocol):
    """Whoever looks: an account, known here by its audiences alone, because accounts stand on a higher floor."""

    @property
    def audiences(self) -> frozenset[Audience]: ...


def require_staff(viewer: Viewer) -> None:
    """Stop a read that only coordinators may make. The pages are closed to everybody else already."""
    if Audience.STAFF not in viewer.audiences:
        raise PermissionError("Only coordinators read what people are told.")
