"""Proposals that the worker makes."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.rules import require_staff
from coproduction.rosters.models import WantedProposal
from coproduction.rosters.proposals.problem import Fee, Person, Time, taken_by
from coproduction.rosters.queries.dates import dates_of
from coproduction.rosters.queries.limits import fees_of
from coproduction.rosters.queries.parts import Choice
from coproduction.rosters.queries.problems import Question, Wishes, open_panels, question_of, times_of
from coproduction.schedule.models import Event, Part, Place

log = logging.getLogger("coproduction.rosters")


class Asked(NamedTuple):
    """What the worker makes a proposal from; no question if there is no panel left to fill."""

    wanted_id: int
    question: Question | None


class Turn(NamedTuple):
    """What a proposal chose somebody for, of the rest: when it is, and the pounds that are paid for it."""

    times: Sequence[Time]
    pounds: int


def find_wanted(wanted_id: int, *, viewer: Account) -> WantedProposal | None:
    """Return the proposal of that id, or None. For coordinators: each sees what the others had proposed."""
    require_staff(viewer)
    return db.session.get(WantedProposal, wanted_id)


def latest_wanted(*, viewer: Account) -> Sequence[WantedProposal]:
    """Return the proposals that are kept, the newest first."""
    require_staff(viewer)
    return db.session.scalars(select(WantedProposal).order_by(WantedProposal.id.desc())).all()


def next_asked(*, now: datetime) -> Asked | None:
    """Return what the proposal that waits longest is to be made from, for the worker; None if none waits.

    If that cannot be read there is no question either: it would keep all others waiting, and fail again and again.
    """
    wanted = db.session.scalar(
        select(WantedProposal).where(WantedProposal.made_at.is_(None)).order_by(WantedProposal.id).limit(1)
    )
    if wanted is None:
        return None
    wanted_id = wanted.id
    try:
        return Asked(wanted_id, _question(wanted, now=now))
    except Exception:
        log.exception("what a proposal is made from could not be read")
        return Asked(wanted_id, None)


def _question(wanted: WantedProposal, *, now: datetime) -> Question | None:
    viewer = db.session.get_one(Account, wanted.asked_by_id)
    panels = open_panels(wanted.first, wanted.last, viewer=viewer, now=now)
    return question_of(panels, Wishes(), viewer=viewer, now=now) if panels else None


def choices_in(wanted: WantedProposal) -> list[Choice]:
    """Return whom a proposal that was made suggests to ask for which role."""
    return [Choice(*choice) for choice in wanted.made.get("choices", [])]


def beside_the_rest(
    question: Question, rest: Sequence[Event], *, choices: Collection[Choice], now: datetime
) -> Question:
    """Return the question for some of the panels, where what a proposal chose for the rest of them is taken time.

    Not who was asked meanwhile: that counts as any offer does, and for nothing once they have said no.
    """
    dates = dates_of(rest, now=now)
    fees = fees_of(dates, now=now)
    choices = set(choices) - _places_in(rest)
    turns = {
        role.id: Turn(times_of(dates[event.id]), fees[event.id] if role.part is not Part.SHADOW else 0)
        for event in rest
        for role in event.roles
    }
    own: defaultdict[int, list[Turn]] = defaultdict(list)
    for choice in sorted(choices):
        if choice.role_id in turns:
            own[choice.member_id].append(turns[choice.role_id])
    people = tuple(_busy(person, own[person.id]) for person in question.problem.people)
    return replace(question, problem=replace(question.problem, people=people))


def _places_in(events: Sequence[Event]) -> set[Choice]:
    rows = db.session.execute(
        select(Place.role_id, Place.member_id).where(Place.event_id.in_([event.id for event in events]))
    )
    return {Choice(*row) for row in rows}


def _busy(person: Person, turns: Sequence[Turn]) -> Person:
    taken = [each for turn in turns for each in taken_by(turn.times)]
    fees = [Fee(turn.pounds, uk_wall(min(time.starts_at for time in turn.times)).date()) for turn in turns]
    pay = replace(person.pay, fees=(*person.pay.fees, *fees))
    return replace(person, taken=(*person.taken, *taken), turns=person.turns + len(turns), pay=pay)


def progress_key(wanted_id: int) -> str:
    """Return the key under which the worker says how far a proposal has come."""
    return f"wanted proposal {wanted_id}"
