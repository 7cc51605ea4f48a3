"""The worker looks for somebody who steps in, one step of one search at a time."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, or_, update

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.notifications.quiet_hours import is_quiet, when_to_remind
from coproduction.rosters import emails, rules
from coproduction.rosters.actions.searches import end_search, missing_in, thank_the_others, write_step
from coproduction.rosters.models import Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.queries import searches as queries
from coproduction.rosters.queries.searches import Next
from coproduction.schedule.actions import offers
from coproduction.schedule.actions.places import offer_place
from coproduction.schedule.actions.waiting import ITSELF, keep_list
from coproduction.schedule.models import EventRole, PlaceState
from coproduction.schedule.queries.locks import lock_role
from coproduction.schedule.rules import is_open_for_answers

log = logging.getLogger("coproduction.rosters")

PUT_OFF_FOR = timedelta(minutes=10)


def look_on(*, now: datetime) -> int:
    """Take the next step of the search that is due for longest; 1, or 0 if none is due. For the worker.

    Each step is a transaction of its own: it locks the event and the role, and then whoever it asks. A search in which
    something fails is put off, so that it does not keep the others waiting; the second time a person is told to ring,
    or to see to what is left to do where somebody has been found.
    """
    due = queries.next_due(now=now)
    if due is None:
        return 0
    try:
        with db.session.begin_nested():
            _look_on(due, now=now)
    except Exception:
        log.exception("a search for somebody who steps in could not go on")
        _put_off(due.id, now=now)
    return 1


def _put_off(search_id: int, *, now: datetime) -> None:
    """Count the failure and look again later, or at once where it is time to tell a person.

    That is done in a transaction of its own, because the role is locked before its search.
    """
    failures = StandInSearch.failures + 1
    again = case((failures == rules.MOST_FAILURES, now), else_=now + PUT_OFF_FOR)
    due = update(StandInSearch).where(StandInSearch.id == search_id, StandInSearch.next_at <= now)
    db.session.execute(due.values(next_at=again, failures=failures))


def _look_on(search: StandInSearch, *, now: datetime) -> None:
    role = lock_role(search.role_id)
    db.session.refresh(search)
    if search.next_at is not None and search.next_at <= now:
        if not rules.keeps_failing(search):
            keep_list(role, now=now)
        seen = search.next_at
        then = _next_step(search, role, now=now)
        if not _is_left_to_a_person(search):
            search.failures = 0
        db.session.flush()
        _look_again_at(search, then, seen=(seen, search.next_at))


def _look_again_at(search: StandInSearch, then: datetime | None, *, seen: Collection[datetime | None]) -> None:
    """Set when to look again, unless somebody without the lock of the role woke the search since it was `seen`."""
    known = [moment for moment in seen if moment]
    is_as_seen = or_(StandInSearch.next_at.is_(None), StandInSearch.next_at.in_(known))
    db.session.execute(update(StandInSearch).where(StandInSearch.id == search.id, is_as_seen).values(next_at=then))
    db.session.refresh(search)


def _is_left_to_a_person(search: StandInSearch) -> bool:
    """Say whether the search has ended, and a person sees to what is left to do because it failed again and again."""
    return rules.keeps_failing(search) and search.state not in queries.LIVE


def _next_step(search: StandInSearch, role: EventRole, *, now: datetime) -> datetime | None:
    """Do what is to be done now, and return when to look again."""
    if search.state not in queries.LIVE:
        _stand_by_again(search, role, now=now)
        return None
    if not is_open_for_answers(role.event, now=now):
        end_search(search, SearchState.OVER, now=now)
        return None
    if not missing_in(role):
        queries.lock_live_search(role.id)
    if not (missing := missing_in(role)):
        return _end_as_found(search, now=now)
    if search.state is SearchState.RINGING:
        return role.event.starts_at
    if rules.keeps_failing(search) or rules.last_asking(role.event, now=now) <= now:
        return _tell_to_ring(search, missing, now=now)
    return _ask_more(search, role, missing, now=now)


def _end_as_found(search: StandInSearch, *, now: datetime) -> datetime | None:
    end_search(search, SearchState.FOUND, now=now)
    if not _is_left_to_a_person(search):
        thank_the_others(search, now=now)
    return search.next_at


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
        but = [*_known(asked), *queries.left_unanswered(search), *queries.not_this_time_in(role.id)]
        found = queries.next_to_ask(role, but=but, limit=wanted, only_by_email=is_night, now=now)
    alone, head_start_ends = [one for one in found if one.stands_by], _head_start_ends(role, asked, now=now)
    if alone or head_start_ends:
        found = alone
        last = min(last, head_start_ends or now + rules.head_start(now=now))
    _name_who_comes_before(search, role, found, now=now)
    ends += [end for one in sorted(found) if (end := _ask(search, role, one, now=now))]
    if is_night:
        ends.append(when_to_remind(now))
    if not ends:
        return now if found else _tell_to_ring(search, missing, now=now)
    return min(last, *ends)


def _name_who_comes_before(search: StandInSearch, role: EventRole, found: Sequence[Next], *, now: datetime) -> None:
    """Write down whose turn comes before those who are asked now, and with whom a person has to talk first."""
    if found:
        before = [one.member_id for one in found]
        for member_id in queries.first_to_talk_with(search, role, before=before, limit=len(before), now=now):
            write_step(search, Step.ASK_FIRST, member_id, now=now)


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
        write_step(search, Step.PASSED_OVER, one.member_id, now=now)
        return None
    write_step(search, Step.ASKED, one.member_id, until=until, stood_by=one.stands_by, now=now)
    if one.stands_by and rules.is_soon(role.event, now=now) and not is_quiet(now):
        emails.text_to_standby(place, now=now)
    return until


def _tell_to_ring(search: StandInSearch, missing: int, *, now: datetime) -> datetime:
    search.state = SearchState.RINGING
    write_step(search, Step.TO_RING, now=now)
    emails.to_ring(search, missing=missing, now=now)
    return search.role.event.starts_at


def _stand_by_again(search: StandInSearch, role: EventRole, *, now: datetime) -> None:
    """Let those stand by again who did before somebody else said yes; each is told once that the place is taken.

    They were thanked at or after the moment to look that was set then, which a failure has put off.
    """
    if _is_left_to_a_person(search):
        return
    thanked = queries.heard_by(search, since=search.ended_at if search.failures else search.next_at)
    stood_by = {step.member_id for step in queries.asked_in(search) if step.stood_by}
    for member_id in sorted(thanked.keys() & stood_by):
        member = db.session.get_one(Member, member_id)
        if offers.stand_by_again(role, member, has_heard=thanked[member_id], now=now):
            write_step(search, Step.STANDS_BY, member_id, now=now)
