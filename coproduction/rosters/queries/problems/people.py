"""Who could be picked for a proposal, with what they can do and what keeps them from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import and_, or_, select, true

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import belongs, interested_in, is_asked_to_things
from coproduction.rosters import rules
from coproduction.rosters.models import CanCome
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.queries.availability import Said
from coproduction.rosters.queries.histories import NOTHING
from coproduction.rosters.queries.parts import Choice
from coproduction.rosters.queries.problems.facts import Facts
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, Place


def people_for(events: Sequence[Event], by_name: Collection[int]) -> Sequence[AnyRow]:
    """Return the id and name of who likes such events and is asked to things, or stands in one of the rosters.

    And of those who were put in by name, if they belong to the group yet. Only the first `are_asked` to more.
    """
    interest = policy_of(events[0]).interest
    likes_it = interested_in(interest) if interest else true()
    stands = select(Place.member_id).where(
        Place.event_id.in_([event.id for event in events]), is_one_of(Place.state, rules.STANDING)
    )
    are_asked = and_(is_asked_to_things(), likes_it)
    return db.session.execute(
        select(Member.id, Member.name, are_asked.label("are_asked"))
        .where(or_(are_asked, Member.id.in_(stands), and_(belongs(), Member.id.in_(by_name))))
        .order_by(Member.id)
    ).all()


def person_of(row: AnyRow, facts: Facts, *, left_out: Collection[int], said: Said) -> plain.Person:
    """Return a member as the engines know them, to be left out of these events."""
    member_id = row.id
    turns, history = facts.pasts.get(member_id, NOTHING)
    last = max(filter(None, (history.last_turn, facts.who_could.before.get(member_id))), default=None)
    return plain.Person(
        member_id,
        _role_ids(member_id, facts),
        is_experienced=last is not None and last >= facts.experienced_since,
        turns=turns,
        caps=plain.Caps(*facts.limits.most_turns(member_id)),
        pay=facts.limits.pay_of(member_id, facts.new),
        rest_days=facts.limits.rest_days_of(member_id),
        taken=facts.taken.get(member_id, ()),
        conflicts=facts.conflicts.get(member_id, frozenset()),
        apart=_apart(row, facts, left_out=left_out),
        can=_events_of_which(CanCome.YES, facts, member_id, said=said) | _forward_for(member_id, facts),
        maybe=_events_of_which(CanCome.MAYBE, facts, member_id, said=said),
        history=history,
        unready=_unready(member_id, facts),
    )


def _apart(row: AnyRow, facts: Facts, *, left_out: Collection[int]) -> Mapping[int, plain.Apart]:
    """Return why somebody is not picked for events, by event: for all of them, if they are asked to none."""
    if not row.are_asked:
        return dict.fromkeys((role.event_id for role in facts.roles), plain.Apart.NOT_ASKED)
    return {
        **dict.fromkeys(facts.at_limit.get(row.id, ()), plain.Apart.LIMIT),
        **dict.fromkeys(left_out, plain.Apart.LEFT_OUT),
        **facts.said_no.get(row.id, {}),
    }


def _forward_for(member_id: int, facts: Facts) -> frozenset[int]:
    """Return the events for which somebody put themselves forward."""
    return frozenset(role.event_id for role in facts.roles if Choice(role.id, member_id) in facts.forward)


def _events_of_which(word: CanCome, facts: Facts, member_id: int, *, said: Said) -> frozenset[int]:
    """Return the events of which somebody said this when they were asked."""
    event_ids = {role.event_id for role in facts.roles}
    return frozenset(event_id for event_id in event_ids if said.get((event_id, member_id)) is word)


def _unready(member_id: int, facts: Facts) -> Mapping[int, plain.Unready]:
    """Return what has to be done first before somebody fills the roles that they could otherwise."""
    parts = facts.parts.get(member_id, {})
    found = {}
    for role in facts.roles:
        why = facts.who_could.unready[role.id].get(member_id)
        if parts.get(role.event_id, role.id) != role.id:
            why = plain.Unready.OTHER_PART
        if why:
            found[role.stands_by_for_id or role.id] = why
    return found


def _role_ids(member_id: int, facts: Facts) -> frozenset[int]:
    """Return the roles that somebody could fill, or stands in, and for none of which they have another part there.

    Who could fill a role could stand by for it.
    """
    parts = facts.parts.get(member_id, {})
    return frozenset(
        role.stands_by_for_id or role.id
        for role in facts.roles
        if parts.get(role.event_id, role.id) == role.id
        and (member_id in facts.who_could.of_role[role.id] or Choice(role.id, member_id) in facts.standing)
    )
