"""Asking members when they could take part, before anybody is chosen, and taking what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members.models import Grant, Member
from coproduction.members.queries.members import lock_member
from coproduction.members.queries.supporters import may
from coproduction.notifications.actions import drop_about, insert_into
from coproduction.notifications.queries import keys_by_hand
from coproduction.notifications.quiet_hours import is_quiet
from coproduction.notifications.taking_back import take_back
from coproduction.rosters import emails, rules
from coproduction.rosters.models import Availability, AvailabilityDate, AvailabilityRound, CanCome
from coproduction.rosters.queries import asking
from coproduction.rosters.queries import availability as queries
from coproduction.schedule.models import Event, Via
from coproduction.schedule.queries.drafts import A_MOMENT, lock_organiser
from coproduction.schedule.queries.locks import lock_events
from coproduction.schedule.rules import refuse_former

CLOSED = "We have stopped asking about these dates. Ring us if you want to tell us something."
SAID_NOTHING = "Choose an answer for one date or more, or press “None of these”"


@dataclass(frozen=True, slots=True)
class By:
    """Who answers, and how it reached us: `account` is None for a personal link. A supporter answers by name."""

    account: Account | None
    via: Via


def ask_when(event_ids: Sequence[int], *, answer_by: date, words: str, by: Account, now: datetime) -> AvailabilityRound:
    """Ask all who could take part in one of the events or more, each once, about those. Sent twice, it is asked once.

    Refused with no event or too many, when members are being asked about one of them already, and when the day to
    answer by is over or comes after all of the events. An event that has begun meanwhile, or is cancelled, is left out.
    """
    lock_events(event_ids)
    lock_organiser(by)
    if there := _asked_a_moment_ago(event_ids, by=by, now=now):
        return there
    events = asking.events_to_ask_about(viewer=by, now=now, ids=event_ids)
    _refuse_dates(events, answer_by=answer_by, today=uk_wall(now).date())
    question = AvailabilityRound(words=words, answer_by=answer_by, asked_by_id=by.id, asked_at=now)
    question.dates = [AvailabilityDate(event_id=event.id) for event in events]
    db.session.add(question)
    db.session.flush()
    record("availability.asked", question, by=by, now=now)
    _ask_all(question, events, now=now)
    return question


def ask_more(round_id: int, *, by: Account, now: datetime) -> int:
    """Ask those who could take part by now and were not asked this before; return how many. Refused once closed."""
    question = queries.lock_round(round_id)
    _refuse_closed(question)
    events = [each.event for each in question.dates if rules.can_say(each.event, now=now)]
    asked = _ask_all(question, sorted(events, key=lambda event: (event.starts_at, event.id)), now=now)
    record("availability.more_asked", question, by=by, now=now)
    return asked


def answer(round_id: int, member: Member, *, said: Mapping[int, CanCome], by: By, now: datetime) -> list[Availability]:
    """Take the whole of what a member says of the dates they were asked about, by the id of the event.

    A date of which nothing is said has no answer. What still waits to ask them is taken back. An answer that was on its
    way while two records were merged goes to the one that was kept. Refused when nothing is said, once the question is
    closed, for who has left or was not asked, and for a supporter who may not answer any more.
    """
    question = queries.lock_round(round_id)
    member = lock_member(member.id)
    if member.merged_into_id is not None:
        member = lock_member(member.merged_into_id)
    _refuse_closed(question)
    refuse_former(member)
    _refuse_former_supporter(member, by)
    rows = queries.asked_of(round_id, member.id, now=now)
    if not said.keys() & {row.event_id for row in rows}:
        raise Refusal(SAID_NOTHING)
    for row in rows:
        _take(row, said.get(row.event_id), by=by, now=now)
    db.session.flush()
    take_back([member.id], lambda message: message.key.startswith(emails.about_round(question)), now=now)
    record("availability.answered", question, by=by.account, now=now)
    if by.via is Via.SUPPORTER and by.account:
        words = emails.date_words([row.event for row in rows])
        told = [emails.Said(*words[row.event_id][:2], ANSWERS[row.said]) for row in rows]
        emails.availability_answered_for(question, member, said=told, answered_by=by.account.name, now=now)
    return list(rows)


ANSWERS: Mapping[CanCome | None, str] = {
    CanCome.YES: "Yes.",
    CanCome.MAYBE: "Maybe.",
    CanCome.NO: "No.",
    None: "No answer yet.",
}


def close_round(round_id: int, *, by: Account | None, now: datetime) -> None:
    """Take no more answers, and take back what still waits to ask. Twice is harmless. Every answer is kept."""
    question = queries.lock_round(round_id)
    if rules.is_open_question(question):
        question.closed_at = now
        db.session.flush()
        drop_about(emails.about_round(question), now=now)
        record("availability.closed", question, by=by, now=now)


def remind(*, now: datetime) -> int:
    """Remind who has said nothing, or of a time before, once; close what is about nothing to come; return how many.

    For each day's housekeeping. Nobody is reminded in the quiet hours, nor whom staff are about to ring or write to.
    """
    for round_id in asking.rounds_gone_by(now=now):
        close_round(round_id, by=None, now=now)
    if is_quiet(now):
        return 0
    return sum(_remind(round_id, now=now) for round_id in asking.rounds_to_remind_of(now=now))


def forget(*, now: datetime) -> int:
    """Delete what was said of events that were over long ago, and the questions about them; return how many answers."""
    weeks = timedelta(weeks=value_of(rules.AVAILABILITY_WEEKS, on=uk_wall(now).date()))
    over = select(Event.id).where(Event.ends_at <= now - weeks)
    deleted = db.session.scalars(
        delete(Availability)
        .where(Availability.event_id.in_(over))
        .returning(Availability.id)
        .execution_options(synchronize_session=False)
    ).all()
    db.session.execute(
        delete(AvailabilityDate).where(AvailabilityDate.event_id.in_(over)).execution_options(synchronize_session=False)
    )
    kept = select(AvailabilityDate.round_id).union(select(Availability.round_id))
    db.session.execute(
        delete(AvailabilityRound).where(AvailabilityRound.id.not_in(kept)).execution_options(synchronize_session=False)
    )
    return len(deleted)


def _asked_a_moment_ago(event_ids: Sequence[int], *, by: Account, now: datetime) -> AvailabilityRound | None:
    """Return the question about these very events that the same person asked a moment ago, for a form sent twice."""
    for there in queries.rounds(viewer=by):
        same = {each.event_id for each in there.dates} == set(event_ids)
        if same and there.asked_by_id == by.id and there.asked_at > now - A_MOMENT and rules.is_open_question(there):
            return there
    return None


def _refuse_dates(events: Sequence[Event], *, answer_by: date, today: date) -> None:
    if not events:
        raise Refusal("Select one event or more that members are not asked about yet", field="events")
    if len(events) > rules.MOST_DATES:
        raise Refusal(f"Select {rules.MOST_DATES} events or fewer", field="events")
    if answer_by < today:
        raise Refusal("The day to answer by must be today or later", field="answer_by")
    if answer_by > uk_wall(events[-1].starts_at).date():
        raise Refusal("The day to answer by must not come after all of the events", field="answer_by")


def _refuse_closed(question: AvailabilityRound) -> None:
    if not rules.is_open_question(question):
        raise Refusal(CLOSED)


def _refuse_former_supporter(member: Member, by: By) -> None:
    """Refuse a supporter whom the member lets answer no more, at this moment."""
    if by.via is Via.SUPPORTER and not (by.account and may(by.account.id, member.id, Grant.ANSWER)):
        raise Refusal("You cannot answer this now. Nothing has changed.")


def _ask_all(question: AvailabilityRound, events: Sequence[Event], *, now: datetime) -> int:
    """Ask everybody who could take part in these and was not asked this before; return how many.

    Whoever was asked about one of them by an earlier question keeps what they said of it.
    """
    theirs: defaultdict[int, list[Event]] = defaultdict(list)
    members: dict[int, Member] = {}
    for event in events:
        for member in asking.suited_to(event, now=now, but=question.id).to_ask:
            theirs[member.id].append(event)
            members[member.id] = member
    rows = [
        {"round_id": question.id, "event_id": event.id, "member_id": member_id, "asked_at": now}
        for member_id, about in theirs.items()
        for event in about
    ]
    if rows:
        new = insert_into(Availability)
        again = {"round_id": new.excluded.round_id, "asked_at": new.excluded.asked_at, "reminded_at": None}
        db.session.execute(new.on_conflict_do_update(index_elements=["event_id", "member_id"], set_=again), rows)
    emails.availability_asked(question, list(members.values()), events=theirs, now=now)
    return len(members)


def _take(row: Availability, said: CanCome | None, *, by: By, now: datetime) -> None:
    """Write down what is said of one date, or that nothing is."""
    row.said = said
    row.for_start = row.event.starts_at if said else None
    row.answered_at = now if said else None
    row.via = by.via if said else None
    row.answered_by_id = by.account.id if said and by.account else None


def _remind(round_id: int, *, now: datetime) -> int:
    question = queries.lock_round(round_id)
    if not rules.is_open_question(question):
        return 0
    silent = asking.members_to_remind(question, now=now)
    by_hand = keys_by_hand([member.id for member in silent], since=question.asked_at)
    about = emails.about_round(question)
    members = [each for each in silent if not any(key.startswith(about) for key in by_hand.get(each.id, ()))]
    if not members:
        return 0
    ids = [member.id for member in members]
    events = asking.events_asked_of(question, ids, now=now)
    db.session.execute(
        update(Availability)
        .where(Availability.round_id == question.id, Availability.member_id.in_(ids))
        .values(reminded_at=now)
        .execution_options(synchronize_session=False)
    )
    emails.availability_reminder(question, members, events=events, now=now)
    return len(members)
