"""The database as a problem that the engines solve: events, who could fill their roles, and what stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dated_settings import Number
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import interested_in, is_asked_to_things, require_staff
from coproduction.rosters import rules
from coproduction.rosters.models import CanCome
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.proposals.reasons import DAYS_EITHER_WAY
from coproduction.rosters.queries.availability import Said, said_about
from coproduction.rosters.queries.conflicts import conflicts_with
from coproduction.rosters.queries.dates import dates_of
from coproduction.rosters.queries.histories import NOTHING, Past, pasts, site_of, stands_in, taken_times
from coproduction.rosters.queries.limits import Limits, limits_around, turns_at
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.rosters.queries.who_could import WhoCould, who_could
from coproduction.rosters.rules.limits import Turn
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventKind, EventRole, Place, PlaceState
from coproduction.schedule.rules import STANDING_FORWARD, is_live_state, is_published

AROUND = timedelta(days=DAYS_EITHER_WAY + 1)  # as far as another day is looked for


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a coordinator has said of a proposal: whom it must keep, and whom it must leave out of an event."""

    kept: Sequence[Choice] = ()
    left_out: Sequence[Choice] = ()

    def of(self, roles: Sequence[EventRole]) -> Wishes:
        """Return the wishes that are about these roles."""
        ids = {role.id for role in roles}
        kept, left_out = ([each for each in some if each.role_id in ids] for some in (self.kept, self.left_out))
        return Wishes(kept, left_out)


@dataclass(frozen=True, slots=True)
class Question:
    """What a proposal is asked for, with what its page says beside it. `standing` is in the roster already.

    `said` is what members said when they were asked if they could come, by event and member; None without an answer.
    With `all_are_new` nobody in the group knows such events yet, and so nobody is held back for it.
    """

    events: Sequence[Event]
    problem: plain.Problem
    names: Mapping[int, str]
    standing: Mapping[Choice, PlaceState]
    forward: frozenset[Choice]
    said: Said
    wishes: Wishes
    parts: Parts
    all_are_new: bool


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the database says of the events' roles. `parts` are live places, by member and event: in which role."""

    roles: Sequence[EventRole]
    who_could: WhoCould
    parts: Mapping[int, Mapping[int, int]]
    cannot: Mapping[int, frozenset[int]]
    standing: Mapping[Choice, PlaceState]
    forward: frozenset[Choice]
    pasts: Mapping[int, Past]
    taken: Mapping[int, tuple[plain.Taken, ...]]
    experienced_since: date
    numbers: Mapping[Number, int]
    dates: Mapping[int, Sequence[Event]]
    limits: Limits
    new: Mapping[int, Sequence[Turn]]


def open_panels(first: date, last: date, *, viewer: Account, now: datetime) -> Sequence[Event]:
    """Return the published panels to come from the first UK day to the last, with their roles, soonest first."""
    require_staff(viewer)
    panels = db.session.scalars(
        select(Event)
        .where(Event.kind == EventKind.PANEL, is_published(), Event.starts_at > now)
        .where(
            Event.starts_at >= uk_moment(first, time()), Event.starts_at < uk_moment(last + timedelta(days=1), time())
        )
        .order_by(Event.starts_at, Event.id)
        .options(selectinload(Event.roles).joinedload(EventRole.qualification), raiseload("*", sql_only=True))
    )
    return [panel for panel in panels if rules.can_propose(panel, now=now)]


def standing_in(role_ids: Collection[int], *, viewer: Account) -> set[Choice]:
    """Return who has an offer or a place in these roles."""
    require_staff(viewer)
    rows = db.session.execute(select(Place.role_id, Place.member_id).where(stands_in(role_ids)))
    return {Choice(*row) for row in rows}


def question_of(events: Sequence[Event], wishes: Wishes, *, viewer: Account, now: datetime) -> Question:
    """Return what a proposal for these events, all of one kind, is made from.

    Members who paused, are leaving or do not like such events are not in it, unless they stand in a roster. Who said
    no to an event, or was told "not this time", is not picked for it. Offers that wait for an answer stand as places
    held do.
    """
    require_staff(viewer)
    said = said_about([event.id for event in events], viewer=viewer)
    rows, parts = _people(events), Parts(events)
    facts = _facts(events, [row.id for row in rows], said=said, now=now)
    left_out = _left_out(facts, wishes)
    stands = plain.Problem(
        tuple(_event(event, parts, facts.dates[event.id]) for event in events),
        tuple(_person(row.id, facts, left_out=left_out.get(row.id, ()), said=said) for row in rows),
        tuple(parts.pick_of(choice) for choice in facts.standing),
        plain.Travel(otherwise=timedelta(minutes=facts.numbers[rules.TRAVEL_MINUTES])),
    )
    problem = replace(stands, locked=(*stands.locked, *_kept(stands, wishes, parts=parts)))
    names = {row.id: row.name for row in rows}
    new = facts.who_could.all_are_new
    return Question(events, problem, names, facts.standing, facts.forward, said, wishes, parts, new)


def _facts(events: Sequence[Event], people: Collection[int], *, said: Said, now: datetime) -> _Facts:
    roles = [role for event in events for role in event.roles if rules.is_chosen(role)]
    role_ids, today = {role.id for role in roles}, uk_wall(now).date()
    numbers = rules.numbers_of_proposals(today)
    since = now - timedelta(days=numbers[rules.HISTORY_DAYS])
    dates = dates_of(events, now=now)
    first = min(date.starts_at for some in dates.values() for date in some)
    last = max(date.ends_at for some in dates.values() for date in some)
    limits, new = limits_around(events, now=now), turns_at(dates)
    own = {event.id: limits.own_words(new[event.id]) for event in events}
    places = _places(events)
    chosen = {Choice(each.role_id, each.member_id): each.state for each in places if each.role_id in role_ids}
    return _Facts(
        roles,
        who_could(
            roles, people, asked_more={key: words.over_cap for key, words in own.items()}, numbers=numbers, now=now
        ),
        _parts(places),
        _cannot(places, events, said=said, own=own),
        {choice: state for choice, state in chosen.items() if state in rules.STANDING},
        frozenset(choice for choice, state in chosen.items() if state in STANDING_FORWARD),
        pasts(events[0].kind, role_ids, since=since, now=now),
        taken_times(first - AROUND, last + AROUND, events=events, role_ids=role_ids, limited=limits.members),
        today - timedelta(days=numbers[rules.EXPERIENCE_DAYS]),
        numbers,
        dates,
        limits,
        new,
    )


def _places(events: Sequence[Event]) -> Sequence[AnyRow]:
    return db.session.execute(
        select(Place.event_id, Place.role_id, Place.member_id, Place.state)
        .where(Place.event_id.in_([event.id for event in events]))
        .order_by(Place.id)
    ).all()


def _parts(places: Sequence[AnyRow]) -> Mapping[int, Mapping[int, int]]:
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for each in places:
        if is_live_state(each.state):
            found[each.member_id][each.event_id] = each.role_id
    return found


def _cannot(
    places: Sequence[AnyRow], events: Sequence[Event], *, said: Said, own: Mapping[int, rules.OwnWords]
) -> Mapping[int, frozenset[int]]:
    """Return the events from which somebody stays away, by member.

    They said no, told us that they cannot or take no more then, or were told "not this time":
    the same names do not come up again and again.
    """
    found: defaultdict[int, set[int]] = defaultdict(set)
    for event_id, words in own.items():
        for member_id in words.at_limit:
            found[member_id].add(event_id)
    for (event_id, member_id), answer in said.items():
        if answer is CanCome.NO:
            found[member_id].add(event_id)
    for event_id, member_id in conflicts_with(events):
        found[member_id].add(event_id)
    for each in places:
        if each.state in (*rules.SAID_NO, PlaceState.RELEASED):
            found[each.member_id].add(each.event_id)
    return {member_id: frozenset(event_ids) for member_id, event_ids in found.items()}


def _people(events: Sequence[Event]) -> Sequence[AnyRow]:
    interest = policy_of(events[0]).interest
    likes_it = interested_in(interest) if interest else true()
    stands = select(Place.member_id).where(
        Place.event_id.in_([event.id for event in events]), is_one_of(Place.state, rules.STANDING)
    )
    return db.session.execute(
        select(Member.id, Member.name)
        .where(or_(and_(is_asked_to_things(), likes_it), Member.id.in_(stands)))
        .order_by(Member.id)
    ).all()


def _left_out(facts: _Facts, wishes: Wishes) -> Mapping[int, set[int]]:
    event_of = {role.id: role.event_id for role in facts.roles}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for choice in wishes.left_out:
        if choice.role_id in event_of:
            found[choice.member_id].add(event_of[choice.role_id])
    return found


def _person(member_id: int, facts: _Facts, *, left_out: Collection[int], said: Said) -> plain.Person:
    turns, history = facts.pasts.get(member_id, NOTHING)
    last = max(filter(None, (history.last_turn, facts.who_could.before.get(member_id))), default=None)
    return plain.Person(
        member_id,
        _role_ids(member_id, facts),
        is_experienced=last is not None and last >= facts.experienced_since,
        turns=turns,
        caps=plain.Caps(*facts.limits.most_turns(member_id, list(facts.new.values()))),
        rest_days=facts.limits.rest_days_of(member_id),
        taken=facts.taken.get(member_id, ()),
        conflicts=facts.cannot.get(member_id, frozenset()).union(left_out),
        can=_events_of_which(CanCome.YES, facts, member_id, said=said) | _forward_for(member_id, facts),
        maybe=_events_of_which(CanCome.MAYBE, facts, member_id, said=said),
        history=history,
        unready=_unready(member_id, facts),
    )


def _forward_for(member_id: int, facts: _Facts) -> frozenset[int]:
    """Return the events for which somebody put themselves forward."""
    return frozenset(role.event_id for role in facts.roles if Choice(role.id, member_id) in facts.forward)


def _events_of_which(word: CanCome, facts: _Facts, member_id: int, *, said: Said) -> frozenset[int]:
    """Return the events of which somebody said this when they were asked."""
    event_ids = {role.event_id for role in facts.roles}
    return frozenset(event_id for event_id in event_ids if said.get((event_id, member_id)) is word)


def _unready(member_id: int, facts: _Facts) -> Mapping[int, plain.Unready]:
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


def _role_ids(member_id: int, facts: _Facts) -> frozenset[int]:
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


def times_of(dates: Sequence[Event]) -> tuple[plain.Time, ...]:
    """Return the times at which these dates, which belong together, need their people, and where."""
    return tuple(plain.Time(date.starts_at, date.ends_at, site_of(date.format, date.venue)) for date in dates)


def _event(event: Event, parts: Parts, dates: Sequence[Event]) -> plain.Event:
    return plain.Event(
        event.id,
        times_of(dates),
        parts.roles_of(event),
        needs_experienced=policy_of(event).needs_experienced,
    )


def _kept(problem: plain.Problem, wishes: Wishes, *, parts: Parts) -> list[plain.Pick]:
    """Return the picks to keep that still can be: the member could do it, was not left out, and there is room."""
    event_of = {role.id: event for event in problem.events for role in event.roles}
    people = {person.id: person for person in problem.people}
    busy = {(event_of[pick.role_id].id, pick.person_id) for pick in problem.locked}
    room = Counter(parts.wanted)
    room.subtract((pick.role_id, pick.part) for pick in problem.locked)
    found = []
    for pick in filter(None, map(parts.find_pick, wishes.kept)):
        person, event = people.get(pick.person_id), event_of[pick.role_id]
        if person is None or (event.id, person.id) in busy or room[pick.role_id, pick.part] <= 0:
            continue
        if pick.role_id in person.role_ids and _still_could(person, event, problem):
            busy.add((event.id, person.id))
            room[pick.role_id, pick.part] -= 1
            found.append(pick)
    return found


def _still_could(person: plain.Person, event: plain.Event, problem: plain.Problem) -> bool:
    is_taken = any(plain.share_time(taken.time, time, problem.travel) for taken in person.taken for time in event.times)
    return event.id not in person.conflicts and not is_taken
