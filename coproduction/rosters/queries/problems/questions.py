"""The database as a problem that the engines solve: events, who could fill their roles, and what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import Number
from coproduction.members.rules import require_staff
from coproduction.rosters import rules
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.queries.availability import Said, said_about
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.rosters.queries.problems.events import event_of
from coproduction.rosters.queries.problems.facts import facts_of
from coproduction.rosters.queries.problems.people import people_for, person_of
from coproduction.rosters.queries.problems.wishes import Wishes, kept_by, left_out_by
from coproduction.schedule.models import Event, PlaceState


@dataclass(frozen=True, slots=True)
class Question:
    """What a proposal is asked for, with what its page says beside it. `standing` is in the roster already.

    `said` is what members said when they were asked if they could come, by event and member; None without an answer.
    `numbers` are those that people set. With `all_are_new` nobody in the group knows such events yet, and so nobody is
    held back for it.
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
    numbers: Mapping[Number, int]


def question_of(events: Sequence[Event], wishes: Wishes, *, viewer: Account, now: datetime) -> Question:
    """Return what a proposal for these events, all of one kind, is made from.

    Members who paused, are leaving or do not like such events are not in it, unless they stand in a roster: in that
    one alone. Who said no to an event, or was told "not this time", is not picked for it. Offers that wait for an
    answer stand as places held do.
    """
    require_staff(viewer)
    said = said_about([event.id for event in events], viewer=viewer)
    by_name = {choice.member_id for choice in wishes.by_name}
    rows, parts = people_for(events, by_name), Parts(events)
    facts = facts_of(events, [row.id for row in rows], said=said, now=now)
    left_out = left_out_by(wishes, facts.roles)
    stands = plain.Problem(
        tuple(event_of(event, parts, facts.dates[event.id], fee=facts.fee_of(event.id)) for event in events),
        tuple(person_of(row, facts, left_out=left_out.get(row.id, ()), said=said) for row in rows),
        tuple(parts.pick_of(choice) for choice in facts.standing),
        plain.Travel(otherwise=timedelta(minutes=facts.numbers[rules.TRAVEL_MINUTES])),
        facts.limits.pay_days,
    )
    problem = replace(stands, locked=(*stands.locked, *kept_by(wishes, stands, parts=parts)))
    names = {row.id: row.name for row in rows}
    new = facts.who_could.all_are_new
    return Question(events, problem, names, facts.standing, facts.forward, said, wishes, parts, new, facts.numbers)
