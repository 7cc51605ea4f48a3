"""Why somebody cannot have a place, in words for whoever reads them."""

from __future__ import annotations

from datetime import UTC, datetime

from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import Grant, Member
from coproduction.members.queries import holds_qualification
from coproduction.members.queries.supporters import may
from coproduction.schedule import bars
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why
from coproduction.schedule.models import Check, EventRole, Place, PlaceState, Via
from coproduction.schedule.queries import places as queries
from coproduction.schedule.words import WENT_TO_SOMEBODY_ELSE

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def refuse_unfit(
    role: EventRole, place: Place | None, member: Member, *, hand: Hand, now: datetime, why: Why = NO_REASON
) -> None:
    """Refuse who lacks the qualification or has a clash, unless a coordinator sets that aside, or did with the offer.

    A clash with any date to come of those that belong together.
    """
    offer = queries.latest_offer(place) if place else None
    set_aside = (*why.set_aside, *(offer.set_aside if offer else ()))
    if Check.QUALIFICATION not in set_aside:
        refuse_unqualified(role, member)
    if Check.CLASH in why.set_aside:
        return
    known = (
        offer.moved_at if offer and Check.CLASH in set_aside else LONG_AGO
    )  # what came later is a clash all the same
    if clash := queries.event_held_at(member, role.event, taken_after=known, now=now):
        raise Refusal(f"{_who(member, hand)} a place at {clash.title} at the same time.")


def refuse_barred(role: EventRole, member: Member, *, to: PlaceState, hand: Hand, now: datetime) -> None:
    """Refuse who cannot take part whatever anybody says. Only the member themselves is reminded of what they said."""
    is_other = _speaks_for_another(member, hand)
    by_staff = is_other and hand.via is not Via.SUPPORTER
    if bar := bars.bar_of(role, member, to=to, by_staff=by_staff, now=now):
        raise Refusal(bar.to_others if is_other else bar.to_member)


def refuse_former_supporter(member: Member, hand: Hand) -> None:
    """Refuse somebody who answers for the member and may not any more."""
    if hand.via is Via.SUPPORTER and not (hand.account and may(hand.account.id, member.id, Grant.ANSWER)):
        raise Refusal(f"You no longer answer for {member.known_as}. Nothing has changed.")


def refuse_unqualified(role: EventRole, member: Member) -> None:
    """Refuse who does not hold, on the day, what the role requires."""
    day = uk_wall(role.event.starts_at).date()
    if role.qualification_id and not holds_qualification(member.id, role.qualification_id, on=day):
        raise Refusal(f"{role.name} needs {role.qualification.name}. Ask us how to get it.")  # type: ignore[union-attr]


def refuse_second_part(role: EventRole, member: Member, *, hand: Hand) -> None:
    """Refuse who has another part in the event."""
    if other := queries.other_live_place(member, role):
        raise Refusal(f"{_who(member, hand)} another part in this event, as {other.role.name}.")


def all_taken(role: EventRole, place: Place | None, member: Member, *, hand: Hand) -> str:
    """Say that there is no room. Whoever was asked, and says yes, has done nothing wrong: they are thanked."""
    taken = f"All the places for {role.name} have been taken"
    was_asked = place is not None and queries.latest_offer(place) is not None
    if not was_asked or _speaks_for_another(member, hand):
        return f"{taken}."
    return f"Thank you for saying yes. {taken} by now. We will ask you again."


def _who(member: Member, hand: Hand) -> str:
    """Begin a sentence for whoever reads it: the member, or a coordinator who acts for them."""
    return f"{member.known_as} has" if _speaks_for_another(member, hand) else "You have"


def _speaks_for_another(member: Member, hand: Hand) -> bool:
    return hand.account is not None and hand.account.id != member.account_id


def no_longer_theirs(place: Place, hand: Hand) -> str:
    """Say that the place is not theirs to answer any more, and what can be done."""
    if _speaks_for_another(place.member, hand):
        return f"{place.member.known_as} has no offer of this place any more. You can ask them again."
    if queries.went_to_somebody_else(place):
        return WENT_TO_SOMEBODY_ELSE
    return "This place is no longer yours to answer. Contact us if you would like it."
