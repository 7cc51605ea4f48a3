"""What a team does with its own request: answers us, changes its days, withdraws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.asking.days import refuse_impossible_days
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.events import cancel_event
from coproduction.training.actions.request_stages import lock, move_locked
from coproduction.training.emails import requests as emails
from coproduction.training.models import RequestedDay, RequestStage, TrainingRequest
from coproduction.training.queries import requests as queries
from coproduction.training.rules import requests as rules
from coproduction.training.words.requests import suggestion_in_words

TOO_LATE = "This can no longer be changed here. Ring us instead."
ANSWERED = "We have your answer already. Look at your page to see what happens next."
WITHDRAWN = "The team that asked for this session cannot have it now."
# A coordinator has to look at what was planned, or waits, once other days are asked for.
LOOKED_AT_AGAIN = (RequestStage.POSTPONED, RequestStage.SUGGESTED, RequestStage.AGREED, RequestStage.WAITING)


def answer_question(request: TrainingRequest, words: str, *, now: datetime) -> None:
    """Keep the team's answer; it is the coordinators' turn again. Refused when nothing is asked any more."""
    request = lock(request)
    if not rules.is_asked(request):
        raise Refusal(ANSWERED)
    move_locked(request, RequestStage.REQUESTED, by=None, now=now, reason=words, by_team=True)


def answer_suggestion(request: TrainingRequest, words: str, *, suits: bool, now: datetime) -> None:
    """Take the team's yes or no to what we suggest. With a yes it is what they ask for; with a no we look again.

    Refused when nothing is suggested any more, when its time is over, and for a no without words.
    """
    request = lock(request)
    starts_at, course_id = request.suggested_starts_at, request.suggested_course_id
    if not rules.has_suggestion(request) or starts_at is None:
        raise Refusal(ANSWERED)
    if not suits:
        if not words:
            raise Refusal("Tell us what would suit you", field="words")
        move_locked(request, RequestStage.REQUESTED, by=None, now=now, reason=words, by_team=True)
        return
    if starts_at <= now:
        raise Refusal("That time is over. Choose “No”, and tell us what would suit you.")
    said = "\n".join(filter(None, [suggestion_in_words(request), words]))
    request.course_id = course_id
    _take_days(request, [uk_wall(starts_at).date()], now=now)
    move_locked(request, RequestStage.AGREED, by=None, now=now, reason=said, by_team=True)


def change_days(request: TrainingRequest, days: Sequence[date], *, by: Account | None = None, now: datetime) -> None:
    """Take other days. Before we have said yes they are the request's; afterwards a coordinator looks at them first.

    `by` is the coordinator who enters them for a team that rings; None when the team does.

    Refused for days that cannot be, and once it has begun.
    """
    request = lock(request)
    if not rules.can_change_days(request, now=now):
        raise Refusal(TOO_LATE)
    refuse_impossible_days(days, now=now)
    if rules.is_agreed(request):
        _propose(request, days)
    else:
        _take_days(request, days, now=now)
    record("training.days_asked", request, by=by, now=now)
    if request.stage in LOOKED_AT_AGAIN:
        move_locked(request, RequestStage.REQUESTED, by=by, now=now, reason="Other days", by_team=True)


def withdraw_request(request: TrainingRequest, reason: str, *, now: datetime) -> None:
    """Withdraw the request, and cancel its session if there is one: everybody with a part in it is told, without why.

    A second time changes nothing. Refused once the session has begun.
    """
    request = lock(request)
    if request.stage is RequestStage.WITHDRAWN:
        return
    if not rules.can_withdraw(request, now=now):
        raise Refusal(TOO_LATE)
    move_locked(request, RequestStage.WITHDRAWN, by=None, now=now, reason=reason, by_team=True)
    emails.withdrawn_by_team(request, reason, now=now)
    if request.session:
        cancel_event(request.session.event, WITHDRAWN, by=None, now=now)


def send_links_again(email: str, *, now: datetime) -> None:
    """Send the links to all requests from this address that are not over: at most once an hour. To others, nothing."""
    if found := queries.requests_of_sender(email):
        emails.link_again(found, key=f"{emails.about(found[0])}links-{now:%Y-%m-%dT%H}", now=now)


def _propose(request: TrainingRequest, days: Sequence[date]) -> None:
    request.days = [each for each in request.days if not each.is_proposed]
    db.session.flush()
    request.days = [*request.days, *(RequestedDay(day=day, is_proposed=True) for day in sorted(days))]
    db.session.flush()


def _take_days(request: TrainingRequest, days: Sequence[date], *, now: datetime) -> None:
    request.days = []
    db.session.flush()
    request.days = [RequestedDay(day=day) for day in sorted(days)]
    request.is_short_notice = rules.is_short_notice(days, now=now)
    db.session.flush()
