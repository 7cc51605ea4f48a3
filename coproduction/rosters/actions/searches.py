"""Searches for somebody who steps in: how they begin and end as places move, and what coordinators say of them.

What members do only writes down that there is something to do. The worker asks (`looking`), because whoever asks locks
members, and nobody who answers may have to wait for the lock of somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import insert_into, wake_worker
from coproduction.rosters import agreed, rules
from coproduction.rosters.models import Because, Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.queries import searches as queries
from coproduction.schedule.actions import offers
from coproduction.schedule.models import Event, EventRole, Part, Place, PlaceState
from coproduction.schedule.queries.locks import lock_role
from coproduction.schedule.queries.places import number_held
from coproduction.schedule.queries.roles import is_settled
from coproduction.schedule.rules import AWAITING_ANSWER, is_open_for_answers

# What the end of an offer is called in a search.
ANSWERS: Mapping[PlaceState, Step] = {
    PlaceState.DECLINED: Step.SAID_NO,
    PlaceState.TENTATIVE: Step.NOT_SURE,
    PlaceState.LAPSED: Step.NO_ANSWER,
}
LEFT = (PlaceState.STEPPED_BACK, PlaceState.TENTATIVE, PlaceState.RELEASED)


def follow_move(place: Place, before: PlaceState | None, *, now: datetime) -> None:
    """Begin a search when a place in a role was given up, and write down what each answer means for one that goes on.

    Nobody is asked by it. When nobody is missing any more, the others who were asked are thanked.
    """
    role = place.role
    if not is_open_for_answers(role.event, now=now):
        return
    if role.part is Part.PLACE and place.state is PlaceState.HELD is not before:
        agreed.tell(place, now=now)
    if not rules.can_be_searched(role) or not _counts(place, before):
        return
    if search := queries.lock_live_search(role.id):
        _note(search, place, before, now=now)
    elif place.state is PlaceState.HELD and not missing_in(role):
        for stopped in queries.stopped_searches(role.id):
            thank_the_others(stopped, now=now)
    elif (because := _why_to_begin(place, before)) and missing_in(role) > _offered(role, because):
        begin_search(role, because, now=now)


def _counts(place: Place, before: PlaceState | None) -> bool:
    """Say whether the move is a yes, the end of one, or an answer: what a search is about."""
    return place.state is PlaceState.HELD or before in (PlaceState.HELD, *AWAITING_ANSWER)


def _why_to_begin(place: Place, before: PlaceState | None) -> Because | None:
    if before is PlaceState.HELD and place.state in LEFT and rules.finds_stand_ins(place.role.event):
        return Because.GIVEN_UP
    if before in AWAITING_ANSWER and place.state in ANSWERS and place.role.asks_next:
        return Because.NO_YES
    return None


def _offered(role: EventRole, because: Because) -> int:
    """Return how many may yet say yes, where that is reason enough to wait: not when somebody has given up a place."""
    if because is Because.GIVEN_UP:
        return 0
    return sum(place.state is PlaceState.OFFERED for place in queries.offers_in(role))


def missing_in(role: EventRole) -> int:
    """Return how many people the role is short of: nobody, where the event goes on with one member, by agreement."""
    missing = max(0, role.minimum - number_held(role))
    return 0 if missing and is_settled(role) else missing


def begin_search(
    role: EventRole, because: Because, *, now: datetime, by: Account | None = None, pace: Pace | None = None
) -> StandInSearch | None:
    """Begin to look for people for the role, and return the search; None if one goes on already."""
    values = {"role_id": role.id, "state": SearchState.LOOKING, "because": because, "pace": pace}
    values |= {"begun_at": now, "next_at": now}
    begun = insert_into(StandInSearch).values(**values).on_conflict_do_nothing().returning(StandInSearch)
    search: StandInSearch | None = db.session.scalar(begun)
    if search:
        write_step(search, Step.BEGUN, by=by, now=now)
        wake_worker()
    return search


def _note(search: StandInSearch, place: Place, before: PlaceState | None, *, now: datetime) -> None:
    if place.state is PlaceState.HELD:
        write_step(search, Step.SAID_YES, place.member_id, now=now)
        if not missing_in(search.role):
            end_search(search, SearchState.FOUND, now=now)
            for ended in [search, *queries.stopped_searches(search.role_id)]:
                thank_the_others(ended, now=now)
    elif before is PlaceState.HELD and place.state in LEFT:
        write_step(search, Step.GIVEN_UP, now=now)
        _look_again(search, now=now)
    elif before in AWAITING_ANSWER and place.state is not PlaceState.OFFERED:
        if step := ANSWERS.get(place.state):
            write_step(search, step, place.member_id, now=now)
        _look_again(search, now=now)


def _look_again(search: StandInSearch, *, now: datetime) -> None:
    if search.state is SearchState.LOOKING:
        search.next_at = now
        db.session.flush()
        wake_worker()


def thank_the_others(search: StandInSearch, *, now: datetime) -> None:
    """Tell everybody else who was asked that the place is taken. Whoever stood by does so again: the worker sees to it.

    Who stood by and let their time go by does too. The role is locked, so none of them says yes meanwhile.
    """
    thanked = queries.heard_by(search)
    steps = [step for step in queries.asked_in(search) if step.what is Step.ASKED and step.member_id not in thanked]
    asked = {step.member_id: step for step in steps}
    lapsed = set(queries.lapsed_in(search.role_id))
    for place in queries.offers_in(search.role):
        if step := asked.get(place.member_id):
            has_heard = offers.take_back(place, is_told=not step.stood_by, now=now)
            _thank(search, step, has_heard=has_heard, now=now)
    for step in steps:
        if step.stood_by and step.member_id in lapsed:
            _thank(search, step, has_heard=True, now=now)
    db.session.flush()
    wake_worker()


def _thank(search: StandInSearch, step: SearchStep, *, has_heard: bool, now: datetime) -> None:
    write_step(search, Step.THANKED, step.member_id, stood_by=step.stood_by and has_heard, now=now)
    if step.stood_by:
        search.next_at = search.next_at or now


def stop_search(search: StandInSearch, *, by: Account, now: datetime) -> None:
    """Ask nobody more. Who was asked can still say yes. A second time changes nothing."""
    lock_role(search.role_id)
    db.session.refresh(search)
    if search.state in queries.LIVE:
        write_step(search, Step.STOPPED, by=by, now=now)
        end_search(search, SearchState.STOPPED, now=now)


def rest_searches(event: Event, *, now: datetime) -> None:
    """Ask nobody more for an event that goes on with the members it has. Who was asked can still say yes.

    The caller has locked all of the event.
    """
    for role in event.roles:
        if search := queries.lock_live_search(role.id):
            write_step(search, Step.STOPPED, now=now)
            end_search(search, SearchState.STOPPED, now=now)


def take_up_searches(event: Event, *, now: datetime) -> None:
    """Look again for those who are missing in each role of an event. What goes on already goes on.

    The caller has locked all of the event.
    """
    if not rules.finds_stand_ins(event) or not is_open_for_answers(event, now=now):
        return
    for role in event.roles:
        if rules.can_be_searched(role) and missing_in(role):
            begin_search(role, Because.GIVEN_UP, now=now)


def look_by_hand(role_id: int, *, pace: Pace | None, by: Account, now: datetime) -> StandInSearch:
    """Look for people for the role from now on, at this pace; or take up again, or change the pace of, what goes on.

    Refused where members take places themselves, for an event that takes no answers, and where nobody is missing.
    """
    role = lock_role(role_id)
    if not rules.can_be_searched(role) or not is_open_for_answers(role.event, now=now):
        raise Refusal("Nobody can be looked for: the event takes no answers now.")
    if not missing_in(role):
        raise Refusal("Enough people have a place. Nobody has to be looked for.")
    search = queries.lock_live_search(role_id)
    if search is None:
        search = begin_search(role, Because.BY_HAND, pace=pace, by=by, now=now)
        return search or _refuse_two()
    search.pace = pace
    if search.state is SearchState.RINGING:
        search.state = SearchState.LOOKING
        write_step(search, Step.BEGUN, by=by, now=now)
    _look_again(search, now=now)
    return search


def _refuse_two() -> StandInSearch:
    raise Refusal("Somebody else has begun to look meanwhile.")


def choose_asking_next(role_id: int, wanted: bool, *, by: Account, now: datetime) -> EventRole:
    """Say whether the next member is asked by itself when somebody does not say yes to an offer of the role."""
    role = lock_role(role_id)
    role.asks_next = wanted
    db.session.flush()
    record("rosters.asking_next_chosen", role, by=by, now=now, wanted=wanted)
    return role


def end_search(search: StandInSearch, state: SearchState, *, now: datetime) -> None:
    """End the search as that."""
    search.state, search.ended_at, search.next_at = state, now, None
    db.session.flush()


def write_step(
    search: StandInSearch,
    what: Step,
    member_id: int | None = None,
    *,
    now: datetime,
    by: Account | None = None,
    until: datetime | None = None,
    stood_by: bool = False,
) -> None:
    """Write down a step of the search, and whose it is."""
    db.session.add(
        SearchStep(
            search=search,
            what=what,
            at=now,
            member_id=member_id,
            by_id=by.id if by else None,
            until=until,
            stood_by=stood_by,
        )
    )
