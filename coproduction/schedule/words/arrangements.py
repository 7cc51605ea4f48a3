"""The words that people read for the states of what is arranged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coproduction.core.dates import uk_date
from coproduction.schedule.models import ArrangementState, LateChoice
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
# What a coordinator can say of one, as an answer to choose, with a hint.
SAID: Mapping[ArrangementState, tuple[str, str]] = {
    ArrangementState.TO_BOOK: ("To book", "Nobody has been asked, or they said no"),
    ArrangementState.REQUESTED: ("Requested", "Somebody has been asked, and has not said yes"),
    ArrangementState.CONFIRMED: ("Confirmed", "It is certain. The member will see this"),
    ArrangementState.CHECK_AGAIN: ("Check again", "Something has changed since it was booked"),
    ArrangementState.CANNOT_BE_MET: ("Cannot be met", "Talk with the member about it first"),
    ArrangementState.TO_CANCEL: ("To cancel", "The supplier does not know yet that it is over"),
    ArrangementState.NOT_NEEDED: ("No longer needed", "The supplier has been told"),
}
# What a member reads of their own. Nothing is said to be arranged before it is confirmed.
TO_MEMBERS: Mapping[ArrangementState, Tag] = {
    ArrangementState.TO_BOOK: Tag("Not arranged yet", "yellow"),
    ArrangementState.REQUESTED: Tag("Asked for, not certain yet", "yellow"),
    ArrangementState.CONFIRMED: Tag("Arranged", "green"),
    ArrangementState.CHECK_AGAIN: Tag("Being checked again", "yellow"),
    ArrangementState.CANNOT_BE_MET: Tag("Not possible so far", "red"),
}
LATE: Mapping[LateChoice, str] = {
    LateChoice.BOOK_ANYWAY: "You decided to try and book it anyway.",
    LateChoice.AGREED: "You agreed something else with them.",
}


def arranged_in_words(confirmed: int, number: int) -> str:
    """Return how much of what a member needs at an event is certain; empty when nothing has to be arranged."""
    if not number:
        return ""
    if confirmed == number:
        return "All that we book for you is arranged."
    return f"Arranged so far: {confirmed} of the {things(number)} that we book for you."


def day_that_passed(label: str, day: date) -> str:
    """Say of something that people need that it is too late to book it in time."""
    return f"{label}: the day to book it was {uk_date(day)}"


def saved_too_late(number: int) -> str:
    """Return what a coordinator is told when an event was saved for which it is too late to book things in time."""
    return f"Saved. {too_late(number)}"


def too_late(number: int) -> str:
    """Say of how many things it is too late to book them in time."""
    return f"The day to book has passed for {things(number)}."


def in_pounds(pence: int) -> str:
    """Return an amount: '£180', '£42.50'."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02}" if rest else f"£{pounds:,}"


def cost_too_high(likely: int) -> str:
    """Ask if a cost that can hardly be was meant to be another one."""
    return f"This looks too high: is it {in_pounds(likely)}?"


def things(number: int) -> str:
    """Count what is arranged: '1 thing', '3 things'."""
    return f"{number} thing{'' if number == 1 else 's'}"
