"""The words that people read for the states of what is arranged for them."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.schedule.models import ArrangementState
from coproduction.schedule.words import Tag

TO_STAFF: Mapping[ArrangementState, Tag] = {
    ArrangementState.TO_BOOK: Tag("To book", "yellow"),
    ArrangementState.REQUESTED: Tag("Requested", "blue"),
    ArrangementState.CONFIRMED: Tag("Confirmed", "green"),
    ArrangementState.CHECK_AGAIN: Tag("Check again", "orange"),
    ArrangementState.CANNOT_BE_MET: Tag("Cannot be met", "red"),
    ArrangementState.TO_CANCEL: Tag("To cancel", "orange"),
    ArrangementState.NOT_NEEDED: Tag("No longer needed", "grey"),
}
