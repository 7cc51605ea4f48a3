"""The words that people read for the states of events and places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_datetime
from coproduction.notifications.models import Channel
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import Change, EventFormat, EventKind, EventState, PlaceState, Venue, Via, Way


class Tag(NamedTuple):
    """A state in words, with its NHS tag colour ('' for the plain one)."""

    words: str
    colour: str


TO_MEMBERS: Mapping[PlaceState, Tag] = {
    PlaceState.INTERESTED: Tag("You put yourself forward", "aqua-green"),
    PlaceState.OFFERED: Tag("Waiting for your answer", "yellow"),
    PlaceState.TENTATIVE: Tag("You are not sure yet", "orange"),
    PlaceState.WAITING: Tag("You are on the waiting list", "grey"),
    PlaceState.HELD: Tag("You are going", "green"),
    PlaceState.DECLINED: Tag("You cannot make it", "grey"),
    PlaceState.LAPSED: Tag("The time to answer has passed", "grey"),
    PlaceState.STEPPED_BACK: Tag("You cannot make it", "grey"),
    PlaceState.RELEASED: Tag("You are not taking part", "grey"),
    PlaceState.ATTENDED: Tag("You came", "green"),
    PlaceState.APOLOGIES: Tag("You sent apologies", "grey"),
    PlaceState.ABSENT: Tag("You did not come", "grey"),
}
ASKED_AGAIN = Tag("It has changed: can you still come?", "yellow")
ASKED_AGAIN_FOR = Tag("It has changed: can they still come?", "yellow")
TO_STAFF: Mapping[PlaceState, Tag] = {
    PlaceState.INTERESTED: Tag("Put themselves forward", "aqua-green"),
    PlaceState.OFFERED: Tag("Waiting for an answer", "yellow"),
    PlaceState.TENTATIVE: Tag("Not sure yet", "orange"),
    PlaceState.WAITING: Tag("On the waiting list", "grey"),
    PlaceState.HELD: Tag("Has the place", "green"),
    PlaceState.DECLINED: Tag("Said no", "grey"),
    PlaceState.LAPSED: Tag("Did not answer in time", "grey"),
    PlaceState.STEPPED_BACK: Tag("Stepped back", "grey"),
    PlaceState.RELEASED: Tag("Not taking part", "grey"),
    PlaceState.ATTENDED: Tag("Came", "green"),
    PlaceState.APOLOGIES: Tag("Sent apologies", "grey"),
    PlaceState.ABSENT: Tag("Did not come", "grey"),
}
TO_SUPPORTERS: Mapping[PlaceState, Tag] = {
    PlaceState.INTERESTED: Tag("Put themselves forward", "aqua-green"),
    PlaceState.OFFERED: Tag("Waiting for an answer", "yellow"),
    PlaceState.TENTATIVE: Tag("Not sure yet", "orange"),
    PlaceState.WAITING: Tag("On the waiting list", "grey"),
    PlaceState.HELD: Tag("Going", "green"),
    PlaceState.DECLINED: Tag("Cannot make it", "grey"),
    PlaceState.LAPSED: Tag("The time to answer has passed", "grey"),
    PlaceState.STEPPED_BACK: Tag("Cannot make it", "grey"),
    PlaceState.RELEASED: Tag("Not taking part", "grey"),
    PlaceState.ATTENDED: Tag("Came", "green"),
    PlaceState.APOLOGIES: Tag("Sent apologies", "grey"),
    PlaceState.ABSENT: Tag("Did not come", "grey"),
}
OF_EVENTS: Mapping[EventState, Tag] = {
    EventState.DRAFT: Tag("Draft", "grey"),
    EventState.PUBLISHED: Tag("Published", "blue"),
    EventState.CANCELLED: Tag("Cancelled", "red"),
    EventState.HELD: Tag("Held", "grey"),
}
OF_KINDS: Mapping[EventKind, Tag] = {kind: Tag(policy.name, policy.tag) for kind, policy in POLICIES.items()}
# One and many of each kind, in a member's record of what they took part in.
COUNTED: Mapping[EventKind, tuple[str, str]] = {
    EventKind.MEETING: ("meeting", "meetings"),
    EventKind.TRAINING: ("training session", "training sessions"),
    EventKind.PANEL: ("interview panel", "interview panels"),
    EventKind.OTHER: ("other event", "other events"),
}
BY_CHANNEL: Mapping[Channel, str] = {
    Channel.EMAIL: "by email",
    Channel.PHONE: "to ring",
    Channel.TEXT: "to text",
    Channel.LETTER: "to write to",
}
WHERE: Mapping[EventFormat, str] = {
    EventFormat.IN_PERSON: "In person",
    EventFormat.ONLINE: "Online",
    EventFormat.HYBRID: "In person or online",
}
WAYS: Mapping[Way, str] = {Way.IN_PERSON: "In person", Way.ONLINE: "Online", Way.PHONE: "By phone"}
# Why somebody is asked again whose way of taking part an event does not offer any more.
WAYS_LOST: Mapping[Way, str] = {
    Way.IN_PERSON: "You were going to come in person. That is no longer possible.",
    Way.ONLINE: "You were going to join online. That is no longer possible.",
    Way.PHONE: "You were going to join by phone. That is no longer possible.",
}
CLASHES = "At this time you are coming to something else, or you told us that you are away."
# The same for a supporter, who is not told how somebody was going to take part, or what they go to.
WAY_LOST_FOR = "The way that {} was going to take part is no longer possible."
CLASHES_FOR = "{} has something else at this time."
# Where an answer did not come through the website, its member and the coordinators read how it came.
TOLD_US: Mapping[Via | None, str] = {
    Via.PHONE: "Told us by phone, or face to face.",
    Via.LETTER: "Told us by letter.",
}
CHECKED_IN = "Thank you. We have written down that you came."
SAVED = "We have saved what you told us."
NEWS: Mapping[Change, str] = {
    Change.CANCELLED: "Newly cancelled",
    Change.PUBLISHED: "New",
    Change.TIME: "new time",
    Change.PLACE: "new place",
    Change.JOINING: "new way to join",
}
CHANGED: Mapping[Change, str] = {
    Change.CANCELLED: "It was cancelled.",
    Change.PUBLISHED: "This date is new.",
    Change.TIME: "The time changed.",
    Change.PLACE: "The place changed.",
    Change.JOINING: "How to join changed.",
}
_MARKED = (PlaceState.ATTENDED, PlaceState.APOLOGIES, PlaceState.ABSENT)
_OVER = "This event is over, so there is nothing to change."
KEPT = "Thank you. We keep the place for you until {}. Tell us by then if you want it."
WENT_TO_SOMEBODY_ELSE = (
    "Thank you. Somebody else said yes first, so the place is taken. "
    "It does not count against you, and we will ask you again."
)
# What a member is told at once, on the page, when an answer has been taken.
ANSWERED: Mapping[PlaceState, str] = {
    PlaceState.HELD: "You have a place. We have sent you a message to confirm it.",
    PlaceState.INTERESTED: "You have put yourself forward. A coordinator will choose, and we will tell you either way.",
    PlaceState.WAITING: "All places are taken, so you are on the waiting list. We tell you when it is your turn.",
    PlaceState.OFFERED: "Thank you. We keep the place for you until the time that we told you.",
    PlaceState.TENTATIVE: "Thank you. You can say yes or no later.",
    PlaceState.DECLINED: "Thank you for telling us. We will ask you again another time.",
    PlaceState.STEPPED_BACK: "Thank you for telling us. We will ask you again another time.",
    PlaceState.RELEASED: "We have taken your name off. It does not count against you.",
    PlaceState.LAPSED: "Thank you for telling us. The time to answer was over already. We will ask you again.",
    **dict.fromkeys(_MARKED, _OVER),
}
# What a supporter is told at once, when an answer for somebody has been taken; the gap is for that person's name.
ANSWERED_FOR: Mapping[PlaceState, str] = {
    PlaceState.HELD: "{} has a place. We are telling them that you answered.",
    PlaceState.WAITING: "{} is on the waiting list. We are telling them that you answered.",
    PlaceState.OFFERED: "We keep the place for {} until the time that we told them.",
    PlaceState.TENTATIVE: "{} is not sure yet. We are telling them that you answered.",
    PlaceState.DECLINED: "{} cannot make it. We are telling them that you answered.",
    PlaceState.STEPPED_BACK: "{} cannot make it. We are telling them that you answered.",
    PlaceState.RELEASED: "We have taken {}’s name off. We are telling them that you answered.",
    PlaceState.INTERESTED: "{} has put themselves forward. A coordinator will choose.",
    PlaceState.LAPSED: "The time to answer for {} was over already. We will ask them again another time.",
    **dict.fromkeys(_MARKED, _OVER),
}

# What is said beside an answer in which somebody wrote what is different, once something was booked for it.
CHECKED_AGAIN = "What {} this time is being checked again."
OFF_THE_LIST_FOR = "{} is off the waiting list. We are telling them that you answered."


def changes_in_words(changes: Mapping[Change, str], *, is_known: bool) -> list[str]:
    """Return what changed, and what it was if they knew it: "The place changed. It was: Example Hall."."""
    return [f"{CHANGED[what]} It was: {was}." if was and is_known else CHANGED[what] for what, was in changes.items()]


def why_asked_again(lost: Way | None) -> str:
    """Return why somebody is asked again: what they were going to do and cannot any more, or where they are then."""
    return WAYS_LOST[lost] if lost else CLASHES


def kind_beside(title: str, kind: EventKind) -> Tag | None:
    """Return the kind to stand beside a title, or None when the title says it: 'Interview panel: PHB Lead Nurse'."""
    tag = OF_KINDS[kind]
    return None if tag.words.casefold() in title.casefold() else tag


# What is asked about getting in and taking part at a venue: the column, and its name for people.
ACCESS: Mapping[str, str] = {
    "step_free": "Step-free access",
    "hearing_loop": "Hearing loop",
    "parking": "Parking",
    "changing_places": "Changing Places toilet",
    "quiet_room": "Quiet room",
}
CHECKED: Mapping[bool | None, str] = {True: "Yes", False: "No", None: "We have not checked yet"}


def listed(venue: Venue) -> str:
    """Return the venue as one answer to choose."""
    return venue.words if venue.is_used else f"{venue.words} (we do not use it now)"


def how_long(minutes: int) -> str:
    """Return a length of time: '2 hours', '1 hour 30 minutes'."""
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)


def answered(state: PlaceState, *, is_new: bool) -> str:
    """Return what a member is told when an answer has been taken, or when it is the old one with more said."""
    return ANSWERED[state] if is_new else SAVED


def told_in_words(by_channel: Mapping[Channel, int], *, copies: int) -> list[str]:
    """Return how many people are told by each way, and by copies: '12 people by email', '1 person to ring'."""
    ways = [
        f"{by_channel[channel]} {'person' if by_channel[channel] == 1 else 'people'} {words}"
        for channel, words in BY_CHANNEL.items()
        if by_channel.get(channel)
    ]
    if copies:
        ways.append(f"{copies} {'copy' if copies == 1 else 'copies'} by email, to supporters")
    return ways


def hours_in_words(hours: int) -> str:
    """Return how many hours: '1 hour', '48 hours'."""
    return "1 hour" if hours == 1 else f"{hours} hours"


def rule_of_list(hours: int) -> str:
    """Return how a waiting list works, for members to read before they join it."""
    time = hours_in_words(hours)
    return (
        "When all places are taken you can join the waiting list. Who joined first is offered the next free place. "
        f"They have {time} to say yes. After that it goes to the next person. You can leave the list at any time. "
        "If you have paused your membership, you keep your turn."
    )


def news_in_words(news: str | None) -> str:
    """Return what is new about an event in a few words. What is new as a whole, or will not happen, has no details."""
    found = set((news or "").split())
    for whole in (Change.CANCELLED, Change.PUBLISHED):
        if whole in found:
            return NEWS[whole]
    return ", ".join(words for what, words in NEWS.items() if what in found).capitalize()


def kept_in_words(until: datetime) -> str:
    """Say until when a place is kept for whom a place on the waiting list has brought it."""
    return f"We keep it for you until {uk_datetime(until)}."


def asked_until_in_words(until: datetime, *, is_kept: bool) -> str:
    """Say by when an offer is to be answered, or until when the place is kept."""
    return kept_in_words(until) if is_kept else f"Please answer by {uk_datetime(until)}."


def who_sees(by_all: bool) -> str:
    """Return who will see an event once it is published."""
    if by_all:
        return "All members will see it in their schedule."
    return "Only members who are asked, or who hold what one of its roles requires, will see it in their schedule."


def published(asked: int) -> str:
    """Return what a coordinator is told when an event has been published and so many members are asked."""
    if not asked:
        return "Published."
    return f"Published. {asked} {'member is' if asked == 1 else 'members are'} being asked."


def asked_by_itself(number: int) -> str:
    """Return what happens to offers nobody has answered when a date gets a roster of its own, in a list of words."""
    if not number:
        return "nobody has to answer anything now"
    who = "1 person has" if number == 1 else f"{number} people have"
    return f"{who} not answered yet. We ask them about this date by itself"


def being_asked(asked: int) -> str:
    """Return what a coordinator is told when so many members are asked."""
    return f"{asked} {'member is' if asked == 1 else 'members are'} being asked, in one message each."


def published_dates(dates: int, asked: int) -> str:
    """Return what a coordinator is told when so many dates have been published and so many members are asked."""
    members = f" {asked} {'member is' if asked == 1 else 'members are'} being asked, in one message each."
    return f"{dates} {'date is' if dates == 1 else 'dates are'} published.{members if asked else ''}"
