"""What a member can let a supporter see and do, in words for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.models import Grant, Supporter


class Granted(NamedTuple):
    """One thing that a supporter may do.

    It reads as the member chooses it, with what it means, as it is said to the member, and as it is said of them.
    """

    choice: str
    hint: str
    to_member: str
    words: str


GRANTS: Mapping[Grant, Granted] = {
    Grant.SEE_EVENTS: Granted(
        "See what I am asked to and what I go to",
        "Dates, places, how to join, papers and minutes.",
        "see what you are asked to and what you go to",
        "see what {} is asked to and goes to",
    ),
    Grant.ANSWER: Granted(
        "Answer for me",
        "They can say yes, no or not sure. They see what you are asked to. We tell you each time.",
        "answer for you",
        "answer for {}",
    ),
    Grant.SEE_DETAILS: Granted(
        "See my details",
        "How to contact me, whom to ring in an emergency, where I live, my time and travel, "
        "what I like to do, what I have learned and when I am away.",
        "see your details",
        "see {}’s details",
    ),
    Grant.SEE_NEEDS: Granted(
        "See what I need to take part",
        "All of it, whoever else can see it.",
        "see what you need to take part",
        "see what {} needs to take part",
    ),
    Grant.GET_COPIES: Granted(
        "Get copies of messages to me",
        "By email. Never messages about signing in or money.",
        "get copies of messages to you",
        "get copies of messages to {}",
    ),
}


def allowed_to(supporter: Supporter) -> list[str]:
    """Return what the supporter may see and do, as it is said to the member: 'answer for you'."""
    return [GRANTS[grant.allowed].to_member for grant in supporter.grants]


def allowed_of(supporter: Supporter, name: str) -> list[str]:
    """Return what the supporter may see and do, as it is said of the member: 'answer for Kieran'."""
    return [GRANTS[grant.allowed].words.format(name) for grant in supporter.grants]
