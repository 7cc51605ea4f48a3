"""Sending a request for a panel, and how long it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta

from coproduction.core.asking import drafts
from coproduction.core.asking.drafts import Draft, end_draft, lock_draft
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.signed_seeds import new_seed
from coproduction.members.rules.drafts import refuse_quicker_than_people, refuse_robot
from coproduction.panels.actions.stages import begin_case
from coproduction.panels.kinds import CONTACT_MONTHS, DRAFT_DAYS
from coproduction.panels.models import PanelRequest, PanelStage, RequestDraft, RequestedTime, Say, TimePart
from coproduction.panels.queries import requests as queries
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.notice import notice_asked
from coproduction.schedule.models import EventFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """What a recruiting manager asks for, beside the times."""

    post: str
    band: str
    team: str
    candidates: int
    format: EventFormat
    site: str
    access: list[str]
    access_notes: str
    members: int
    has_chair: bool
    shadows: int
    say: Say
    say_notes: str
    contact_name: str
    contact_email: str
    contact_phone: str
    budget_code: str


def send_request(
    draft: Draft, details: RequestDetails, times: rules.Times, *, decoy: str, now: datetime
) -> PanelRequest:
    """Send the request: it is on the coordinators' list, and the manager is emailed the link to their own page.

    Refused when dates are over by now, and when a robot seems to have filled it in.
    """
    refuse_robot(decoy=decoy)
    refuse_quicker_than_people(draft.begun_at, now=now)
    lock_draft(draft)
    rules.refuse_impossible_days(times.days, times.starts, ends=times.ends, now=now)
    rules.refuse_impossible_before(times, now=now)
    request = make_request(details, times, now=now)
    end_draft(draft)
    return request


def make_request(details: RequestDetails, times: rules.Times, *, now: datetime) -> PanelRequest:
    """Write down what is asked for, with the notice that it gives, and begin its case."""
    request = PanelRequest(
        seed=new_seed(),
        sent_at=now,
        shortlisting_on=times.shortlisting_on,
        times=times_asked(times, now=now),
        **{name: getattr(details, name) for name in RequestDetails.__slots__},
    )
    begin_case(PanelStage.REQUESTED, notice_asked(rules.first_interview(request)), request=request, by=None, now=now)
    return request


def times_asked(times: rules.Times, *, now: datetime, is_proposed: bool = False) -> list[RequestedTime]:
    """Return the times as rows: the meeting before, and the interviews of each day."""

    def row(part: TimePart, starts_at: datetime, ends_at: datetime) -> RequestedTime:
        return RequestedTime(part=part, starts_at=starts_at, ends_at=ends_at, asked_at=now, is_proposed=is_proposed)

    rows = [
        row(TimePart.INTERVIEWS, uk_moment(day, times.starts), uk_moment(day, times.ends)) for day in sorted(times.days)
    ]
    if times.pre_meet_on and times.pre_meet_starts:
        starts_at = uk_moment(times.pre_meet_on, times.pre_meet_starts)
        rows.insert(0, row(TimePart.PRE_MEET, starts_at, starts_at + rules.pre_meet_time(now=now)))
    return rows


def purge_drafts(*, now: datetime) -> int:
    """Delete requests that were begun and not sent some days ago, and return how many."""
    return drafts.purge_drafts(RequestDraft, days=DRAFT_DAYS, now=now)


def forget_contacts(*, now: datetime) -> int:
    """Delete who asked for panels that are over since some months, and return how many."""
    limit = now - relativedelta(months=value_of(CONTACT_MONTHS, on=uk_wall(now).date()))
    late = queries.requests_with_contact(over_before=limit)
    for request in late:
        request.contact_name = request.contact_email = request.contact_phone = ""
    db.session.flush()
    return len(late)
