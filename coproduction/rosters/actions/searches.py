"""Looking for somebody who steps in: what happens as places move, and whom the worker asks next.

What members do only writes down that there is something to do. The worker asks, because whoever asks locks members,
and nobody who answers may have to wait for the lock of somebody else.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import or_, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.notifications.actions import insert_into, wake_worker
from coproduction.notifications.quiet_hours import is_quiet, when_to_remind
from coproduction.rosters import agreed, emails, rules
from coproduction.rosters.models import Because, Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.queries import searches as queries
from coproduction.rosters.queries.searches import Next
from coproduction.schedule.actions import offers
from coproduction.schedule.actions.places import offer_place
from coproduction.schedule.actions.waiting import ITSELF, keep_list
from coproduction.schedule.models import EventRole, Part, Place, PlaceState
from coproduction.schedule.queries.places import lock_role, number_held
from coproduction.schedule.rules import AWAITING_ANSWER, is_open_for_answers

log = logging.getLogger("coproduction.rosters")

# What the end of an offer is called in a search.
ANSWERS: Mapping[PlaceState, Step] = {
    PlaceState.DECLINED: Step.SAID_NO,
    PlaceState.TENTATIVE: Step.NOT_SURE,
    PlaceState.LAPSED: Step.NO_ANSWER,
}
PUT_OFF_FOR = timedelta(minutes=10)
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
    if not rules.can_be_searched(role):
        return
    if search := queries.live_search(role.id):
        _note(search, place, before, now=now)
    elif place.state is PlaceState.HELD and not missing_in(role):
        for stopped in queries.stopped_searches(role.id):
            _thank_the_others(stopped, now=now)
    elif (because := _why_to_begin(place, before)) and missing_in(role) > _offered(role, because):
        begin_search(role, because, now=now)


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
    """Return how many people the role is short of."""
    return max(0, role.minimum - number_held(role))


def begin_search(
    role: EventRole, because: Because, *, now: datetime, by: Account | None = None, pace: Pace | None = None
) -> StandInSearch | None:
    """Begin to look for people for the role, and return the search; None if one goes on already."""
    values = {"role_id": role.id, "state": SearchState.LOOKING, "because": because, "pace": pace}
    values |= {"begun_at": now, "next_at": now}
    begun = insert_into(StandInSearch).values(**values).on_conflict_do_nothing().returning(StandInSearch)
    search: StandInSearch | None = db.session.scalar(begun)
    if search:
        _step(search, Step.BEGUN, by=by, now=now)
        wake_worker()
    return search


def _note(search: StandInSearch, place: Place, before: PlaceState | None, *, now: datetime) -> None:
    if place.state is PlaceState.HELD:
        _step(search, Step.SAID_YES, place.member_id, now=now)
        if not missing_in(search.role):
            _end(search, SearchState.FOUND, now=now)
            for ended in [search, *queries.stopped_searches(search.role_id)]:
                _thank_the_others(ended, now=now)
    elif before is PlaceState.HELD and place.state in LEFT:
        _step(search, Step.GIVEN_UP, now=now)
        _look_again(search, now=now)
    elif before in AWAITING_ANSWER and place.state is not PlaceState.OFFERED:
        if step := ANSWERS.get(place.state):
            _step(search, step, place.member_id, now=now)
        _look_again(search, now=now)


def _look_again(search: StandInSearch, *, now: datetime) -> None:
    if search.state is SearchState.LOOKING:
        search.next_at = now
        db.session.flush()
        wake_worker()


def _thank_the_others(search: StandInSearch, *, now: datetime) -> None:
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
    _step(search, Step.THANKED, step.member_id, stood_by=step.stood_by and has_heard, now=now)
    if step.stood_by:
        search.next_at = search.next_at or now


def stop_search(search: StandInSearch, *, by: Account, now: datetime) -> None:
    """Ask nobody more. Who was asked can still say yes. A second time changes nothing."""
    lock_role(search.role_id)
    db.session.refresh(search)
    if search.state in queries.LIVE:
        _step(search, Step.STOPPED, by=by, now=now)
        _end(search, SearchState.STOPPED, now=now)


def look_by_hand(role_id: int, *, pace: Pace | None, by: Account, now: datetime) -> StandInSearch:
    """Look for people for the role from now on, at this pace; or take up again, or change the pace of, what goes on.

    Refused where members take places themselves, for an event that takes no answers, and where nobody is missing.
    """
    role = lock_role(role_id)
    if not rules.can_be_searched(role) or not is_open_for_answers(role.event, now=now):
        raise Refusal("Nobody can be looked for: the event takes no answers now.")
    if not missing_in(role):
        raise Refusal("Enough people have a place. Nobody has to be looked for.")
    search = queries.live_search(role_id)
    if search is None:
        search = begin_search(role, Because.BY_HAND, pace=pace, by=by, now=now)
        return search or _refuse_two()
    search.pace = pace
    if search.state is SearchState.RINGING:
        search.state = SearchState.LOOKING
        _step(search, Step.BEGUN, by=by, now=now)
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


def look_on(*, now: datetime) -> int:
    """Take the next step of the search that is due for longest; 1, or 0 if none is due. For the worker.

    Each step is a transaction of its own: it locks the event and the role, and then whoever it asks. A search in which
    something fails is put off, so that it does not keep the others waiting.
    """
    due = queries.next_due(now=now)
    if due is None:
        return 0
    try:
        with db.session.begin_nested():
            _look_on(due, now=now)
    except Exception:
        log.exception("a search for somebody who steps in could not go on")
        later = now + PUT_OFF_FOR
        db.session.execute(
            update(StandInSearch).where(StandInSearch.id == due.id, StandInSearch.next_at <= now).values(next_at=later)
        )
    return 1


def _look_on(search: StandInSearch, *, now: datetime) -> None:
    role = lock_role(search.role_id)
    db.session.refresh(search)
    if search.next_at is not None and search.next_at <= now:
        keep_list(role, now=now)
        seen = search.next_at
        then = _next_step(search, role, now=now)
        db.session.flush()
        _look_again_at(search, then, seen=(seen, search.next_at))


def _look_again_at(search: StandInSearch, then: datetime | None, *, seen: Collection[datetime | None]) -> None:
    """Set when to look again, unless somebody without the lock of the role woke the search since it was `seen`."""
    known = [moment for moment in seen if moment]
    is_as_seen = or_(StandInSearch.next_at.is_(None), StandInSearch.next_at.in_(known))
    db.session.execute(update(StandInSearch).where(StandInSearch.id == search.id, is_as_seen).values(next_at=then))
    db.session.refresh(search)


def _next_step(search: StandInSearch, role: EventRole, *, now: datetime) -> datetime | None:
    """Do what is to be done now, and return when to look again."""
    if search.state not in queries.LIVE:
        _stand_by_again(search, role, now=now)
        return None
    if not is_open_for_answers(role.event, now=now):
        _end(search, SearchState.OVER, now=now)
        return None
    if not (missing := missing_in(role)):
        _end(search, SearchState.FOUND, now=now)
        _thank_the_others(search, now=now)
        return search.next_at
    if search.state is SearchState.RINGING:
        return role.event.starts_at
    last = rules.last_asking(role.event, now=now)
    return _tell_to_ring(search, missing, now=now) if last <= now else _ask_more(search, role, missing, now=now)


def _ask_more(search: StandInSearch, role: EventRole, missing: int, *, now: datetime) -> datetime | None:
    """Ask as many as the pace allows, and return when to look again: nobody is asked by hand in the night.

    Whoever stands by is asked alone for a while, even when several are asked at once.
    """
    pace, last = rules.pace_of(search, now=now), rules.last_asking(role.event, now=now)
    asked = {step.member_id: step for step in queries.asked_in(search)}
    ends = _open_until(role, asked, now=now)
    wanted, is_night = missing * rules.number_at_once(pace, now=now) - len(ends), is_quiet(now)
    found: list[Next] = []
    if wanted > 0 and not (is_night and pace is Pace.IN_TURN):
        but = [*_known(asked), *queries.left_unanswered(search)]
        found = queries.next_to_ask(role, but=but, limit=wanted, only_by_email=is_night, now=now)
    alone, head_start_ends = [one for one in found if one.stands_by], _head_start_ends(role, asked, now=now)
    if alone or head_start_ends:
        found = alone
        last = min(last, head_start_ends or now + rules.head_start(now=now))
    ends += [end for one in sorted(found) if (end := _ask(search, role, one, now=now))]
    if is_night:
        ends.append(when_to_remind(now))
    if not ends:
        return now if found else _tell_to_ring(search, missing, now=now)
    return min(last, *ends)


def _known(asked: Mapping[int | None, SearchStep]) -> list[int]:
    return [member_id for member_id in asked if member_id]


def _open_until(role: EventRole, asked: Mapping[int | None, SearchStep], *, now: datetime) -> list[datetime]:
    """Return the ends of the time of those who may answer yet, whoever asked them.

    Whoever could not be told in time may say yes all the same, but is not waited for.
    """
    ends = []
    for place in queries.offers_in(role):
        step = asked.get(place.member_id)
        until = step.until if step else place.offer_ends_at
        if place.state is PlaceState.OFFERED and until and until > now:
            ends.append(until)
    return ends


def _head_start_ends(role: EventRole, asked: Mapping[int | None, SearchStep], *, now: datetime) -> datetime | None:
    """Return until when nobody else is asked, because whoever stood by has been asked just now and may answer yet."""
    open_to = {place.member_id for place in queries.offers_in(role) if place.state is PlaceState.OFFERED}
    asked_at = [step.at for step in asked.values() if step.stood_by and step.member_id in open_to]
    ends = [at + rules.head_start(now=now) for at in asked_at]
    return max((end for end in ends if end > now), default=None)


def _ask(search: StandInSearch, role: EventRole, one: Next, *, now: datetime) -> datetime | None:
    """Ask a member, and return by when they are to answer; None if something stands in their way after all."""
    until, member = rules.answer_until(role.event, now=now), db.session.get_one(Member, one.member_id)
    try:
        with db.session.begin_nested():
            place = offer_place(role.id, member, hand=ITSELF, now=now, until=until)
    except Refusal:
        _step(search, Step.PASSED_OVER, one.member_id, now=now)
        return None
    _step(search, Step.ASKED, one.member_id, until=until, stood_by=one.stands_by, now=now)
    if one.stands_by and rules.is_soon(role.event, now=now) and not is_quiet(now):
        emails.text_to_standby(place, now=now)
    return until


def _tell_to_ring(search: StandInSearch, missing: int, *, now: datetime) -> datetime:
    search.state = SearchState.RINGING
    _step(search, Step.TO_RING, now=now)
    emails.to_ring(search, missing=missing, now=now)
    return search.role.event.starts_at


def _stand_by_again(search: StandInSearch, role: EventRole, *, now: datetime) -> None:
    """Let those stand by again who did before somebody else said yes; each is told once that the place is taken."""
    thanked = queries.heard_by(search, since=search.next_at)
    for step in queries.asked_in(search):
        if step.stood_by and step.member_id in thanked:
            member = db.session.get_one(Member, step.member_id)
            if offers.stand_by_again(role, member, has_heard=thanked[member.id], now=now):
                _step(search, Step.STANDS_BY, member.id, now=now)


def _end(search: StandInSearch, state: SearchState, *, now: datetime) -> None:
    search.state, search.ended_at, search.next_at = state, now, None
    db.session.flush()


def _step(
    search: StandInSearch,
    what: Step,
    member_id: int | None = None,
    *,
    now: datetime,
    by: Account | None = None,
    until: datetime | None = None,
    stood_by: bool = False,
) -> None:
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
