"""What a panel is called when nobody gives it a title of its own, and what its dates are called."""

from __future__ import annotations

from coproduction.panels.kinds import MORE_INTERVIEWS
from coproduction.panels.models import Panel


def usual_title(post: str, band: str) -> str:
    """Return what a panel for the post is called: 'Interview panel: PHB Lead Nurse, Band 7'."""
    return f"Interview panel: {post}, {band}"


def has_usual_title(panel: Panel) -> bool:
    """Say whether the panel is called after its post and band."""
    return panel.event.title == usual_title(panel.post, panel.band)


def is_interviews(label: str) -> bool:
    """Say whether a date of a panel is another day of interviews."""
    return label.startswith(MORE_INTERVIEWS)
