"""Sending a request for training, and how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from coproduction.accounts.models import Account
from coproduction.core.asking import drafts
from coproduction.core.asking.days import refuse_impossible_days
from coproduction.core.asking.drafts import Draft, end_draft, lock_draft
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.signed_seeds import new_seed
from coproduction.members.rules.drafts import refuse_quicker_than_people, refuse_robot
from coproduction.schedule.models import EventFormat
from coproduction.training.actions.request_stages import begin_request
from coproduction.training.kinds import CONTACT_MONTHS, DRAFT_DAYS
from coproduction.training.models import PartOfDay, RequestedDay, RequestStage, TrainingDraft, TrainingRequest
from coproduction.training.queries import requests as queries
from coproduction.training.rules import requests as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDetails:
    """What a team asks for, beside the days. Without a course it is for what `need` says."""

    course_id: int | None
    need: str
    team: str
    audience: str
    numbers: int
    part_of_day: PartOfDay
    format: EventFormat
    site: str
    access: list[str]
    access_notes: str
    host: str
    cost_code: str
    contact_name: str
    contact_email: str
    contact_phone: str


def send_request(
    draft: Draft, details: RequestDetails, days: Sequence[date], *, decoy: str, by: Account | None = None, now: datetime
) -> TrainingRequest:
    """Send the request: it is on the coordinators' list, and the team is emailed the link to its own page.

    `by` is the coordinator who enters it for a team that rings; None when the team does.

    Refused when days are over by now, and when a robot seems to have filled it in.
    """
    refuse_robot(decoy=decoy)
    refuse_quicker_than_people(draft.begun_at, now=now)
    lock_draft(draft)
    refuse_impossible_days(days, now=now)
    request = make_request(details, days, by=by, now=now)
    end_draft(draft)
    return request


def make_request(
    details: RequestDetails, days: Sequence[date], *, by: Account | None = None, now: datetime
) -> TrainingRequest:
    """Write down what is asked for, and begin its way."""
    request = TrainingRequest(
        seed=new_seed(),
        stage=RequestStage.REQUESTED,
        moved_at=now,
        sent_at=now,
        is_short_notice=rules.is_short_notice(days, now=now),
        days=[RequestedDay(day=day) for day in sorted(days)],
        **{name: getattr(details, name) for name in RequestDetails.__slots__},
    )
    begin_request(request, by=by, now=now)
    return request


def purge_drafts(*, now: datetime) -> int:
    """Delete requests that were begun and not sent some days ago, and return how many."""
    return drafts.purge_drafts(TrainingDraft, days=DRAFT_DAYS, now=now)


def forget_contacts(*, now: datetime) -> int:
    """Delete who asked for training, and who was to host it, when it is over since some months; return how many."""
    limit = now - relativedelta(months=value_of(CONTACT_MONTHS, on=uk_wall(now).date()))
    late = queries.requests_with_contact(over_before=limit)
    for request in late:
        request.contact_name = request.contact_email = request.contact_phone = request.host = ""
    db.session.flush()
    return len(late)
