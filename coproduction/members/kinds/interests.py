"""The words in which people meet what they can take part in."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.members.models import Interest

# What somebody may have done before their turns were written down here, as the name of a qualification.
EXPERIENCES: Mapping[Interest, str] = {Interest.PANELS: "Has sat on interview panels before"}

INTERESTS: Mapping[Interest, str] = {
    Interest.MEETINGS: "Meetings that help to plan services",
    Interest.TRAINING: "Training for staff",
    Interest.PANELS: "Interview panels that choose new staff",
    Interest.NATIONAL: "National groups that speak up for people across England",
}
