"""What the venue and the caterer of an event must know: how many and what, and never who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coproduction.accounts.models import Account
from coproduction.members.kinds.needs import PROFESSIONALS
from coproduction.members.models import NeedKind, SeenBy
from coproduction.schedule.models import Arrangement, Event, Way
from coproduction.schedule.queries import arranged as queries
from coproduction.schedule.queries.arranged import Guest, Told
from coproduction.schedule.rules import arrangements as rules
from coproduction.schedule.rules import way_of

# Of what is there or not, the venue need not know for how few it is.
FEW = 5
IS_THERE: Mapping[NeedKind, str] = {
    NeedKind.STEP_FREE: "A way in, a room and a toilet without steps",
    NeedKind.CHANGING_PLACES: "A Changing Places toilet",
    NeedKind.HEARING_LOOP: "A hearing loop that works",
    NeedKind.QUIET_ROOM: "A quiet room to rest in",
    NeedKind.LOW_SCENT: "No strong smells, such as air freshener",
}
IS_COUNTED: Mapping[NeedKind, str] = {
    NeedKind.PARKING: "Parking spaces close by",
    NeedKind.ASSISTANCE_DOG: "Assistance dogs, with water and a place outside",
}
# What is told in words, and whom. None is what is different this time, which only coordinators read.
IN_WORDS: Mapping[NeedKind | None, str] = {
    NeedKind.DIET: "the caterer",
    NeedKind.VENUE_OTHER: "the venue",
    None: "the venue and the caterer",
}


@dataclass(frozen=True, slots=True)
class VenueSummary:
    """What is told to the venue and the caterer, as names and words; and how much is left out, which staff see."""

    people: list[tuple[str, str]]
    venue: list[tuple[str, str]]
    food: list[tuple[str, str]]
    more: list[str]
    left_out: int


def venue_summary(event: Event, *, viewer: Account) -> VenueSummary:
    """Return what the venue and the caterer must know, without names. For coordinators.

    Words that a member lets only coordinators see are left out and counted.
    """
    rows = [each for each in queries.arrangements_of(event.id, viewer=viewer) if each.state in rules.LIVE]
    told = queries.told_about(event.id, viewer=viewer)
    number = Counter(each.kind for each in rows)
    in_words = [(each.kind, told.get((each.member_id, each.kind))) for each in rows if each.kind in IN_WORDS]
    may_be_told = [(kind, said) for kind, said in in_words if said and said.seen_by is not SeenBy.COORDINATORS]
    food = Counter(_tidy(said) for kind, said in may_be_told if kind is NeedKind.DIET)
    return VenueSummary(
        people=_people(queries.guests_of(event.id, viewer=viewer), event, helpers=_helpers(rows)),
        venue=[
            *((words, _needed(number[kind])) for kind, words in IS_THERE.items() if number[kind]),
            *((words, str(number[kind])) for kind, words in IS_COUNTED.items() if number[kind]),
        ],
        food=[(words, str(meals)) for words, meals in sorted(food.items())],
        more=sorted(_tidy(said) for kind, said in may_be_told if kind is NeedKind.VENUE_OTHER),
        left_out=len(in_words) - len(may_be_told),
    )


def _people(guests: Sequence[Guest], event: Event, *, helpers: int) -> list[tuple[str, str]]:
    ways = [(guest, way_of(guest.detail, event)) for guest in guests]
    may_be_there = [guest for guest, way in ways if way not in (Way.ONLINE, Way.PHONE)]
    there = [guest for guest, way in ways if way is Way.IN_PERSON]
    with_somebody = sum(bool(guest.detail and guest.detail.with_supporter) for guest in may_be_there)
    not_sure = sum(guest.is_not_sure for guest in there)
    counted = [
        ("Members who come", str(len(there) - not_sure)),
        ("Members who are not sure yet", str(not_sure)),
        ("Members who have not said yet if they come here or join from elsewhere", str(len(may_be_there) - len(there))),
        ("People who come with them", str(with_somebody)),
        ("People who help with communication, at the most", str(helpers)),
    ]
    return [(name, words) for name, words in counted if words != "0" or name == counted[0][0]]


def _helpers(rows: Sequence[Arrangement]) -> int:
    return sum(each.kind in PROFESSIONALS.needs for each in rows)


def _needed(number: int) -> str:
    return f"Needed, by {number} people" if number >= FEW else "Needed"


def _tidy(said: Told) -> str:
    words = " ".join(said.detail.split()).rstrip(".")
    return words[:1].upper() + words[1:]
