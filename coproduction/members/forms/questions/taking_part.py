"""Questions about what the person would like to do."""

from __future__ import annotations

from collections.abc import Sequence

from coproduction.core.nhs.fields import NHSCheckboxes, NHSTextarea
from coproduction.members.forms.questions.question import READ_LATER, Asked, Question
from coproduction.members.kinds import INTERESTS
from coproduction.members.models import Interest


class AboutQuestion(Question):
    """What the person wants to bring."""

    slug, column, short = "about", "about", "Bringing to the group"
    asked = Asked(
        "What would you like to bring to the group?",
        "For example, what you care about, what you know well, or what you would like to change.",
    )
    asked_of = Asked(
        "What would they like to bring to the group?",
        "For example, what they care about, what they know well, or what they would like to change.",
    )
    warning = READ_LATER

    about = NHSTextarea(asked.title, called="What you tell us", max_length=2000, rows=6)


class InterestsQuestion(Question):
    """What the person would like to do."""

    slug, column, short = "interests", "interests", "Interests"
    asked = Asked("What would you like to do?", "Select all that interest you. You can change your mind at any time.")
    asked_of = Asked("What would they like to do?", "Select all that interest them. They can change their mind.")

    interests = NHSCheckboxes(asked.title, choices=list(INTERESTS.items()))

    @classmethod
    def words(cls, given: Sequence[str]) -> str:
        """Return the interests in words, one a line."""
        return "\n".join(INTERESTS[Interest(interest)] for interest in given)


class AvailabilityQuestion(Question):
    """When the person can take part."""

    slug, column, short = "availability", "availability", "Times to take part"
    asked = Asked("When can you take part?", "For example, Tuesdays and Thursdays, in school hours, from 10am to 2pm.")
    asked_of = Asked(
        "When can they take part?", "For example, Tuesdays and Thursdays, in school hours, from 10am to 2pm."
    )

    availability = NHSTextarea(asked.title, called="When you can take part", max_length=500, rows=3)


class TravelQuestion(Question):
    """How far the person can travel."""

    slug, column, short = "travel", "travel", "Travel"
    asked = Asked(
        "How far can you travel, and how?",
        "For example, by bus within Nottingham, or only from home by computer or phone. We pay for travel.",
    )
    asked_of = Asked(
        "How far can they travel, and how?",
        "For example, by bus within Nottingham, or only from home by computer or phone. We pay for travel.",
    )

    travel = NHSTextarea(asked.title, called="Travel", max_length=500, rows=3)
