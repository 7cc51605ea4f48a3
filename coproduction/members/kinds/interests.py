"""The words in which people meet what they can take part in."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.members.models import Interest

INTERESTS: Mapping[Interest, str] = {
    Interest.MEETINGS: "Meetings that help to plan services",
    Interest.TRAINING: "Training for staff",
    Interest.PANELS: "Interview panels that choose new staff",
    Interest.NATIONAL: "National groups that speak up for people across England",
}
