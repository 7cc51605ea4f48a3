"""What a recruiting manager does with their own request: answers us, changes the dates, cancels."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions.notice import note_notice
from coproduction.panels.actions.requests import times_asked
from coproduction.panels.actions.stages import lock_request, move_locked
from coproduction.panels.emails import coordinators, requesters
from coproduction.panels.models import PanelRequest, PanelStage
from coproduction.panels.queries import requests as queries
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.notice import notice_asked
from coproduction.schedule.actions.events import cancel_event

CANCELLED = "The team that asked for this panel has cancelled it."
TOO_LATE = "This can no longer be changed here. Ring us instead."


def answer_question(request: PanelRequest, words: str, *, now: datetime) -> None:
    """Keep the manager's answer; it is the coordinators' turn again. Refused when nothing is asked any more."""
    case = lock_request(request)
    if not rules.is_asked(case):
        raise Refusal("We have your answer already. Look at your page to see what happens next.")
    move_locked(case, PanelStage.REQUESTED, by=None, now=now, reason=words, by_manager=True)


def change_dates(request: PanelRequest, times: rules.Times, *, by: Account | None = None, now: datetime) -> None:
    """Take other dates. Before we have said yes they are the request's; afterwards a coordinator agrees to them first.

    `by` is the coordinator who writes them down for the manager. A panel that was put off is asked for again with them.
    Refused for dates that cannot be, and once it has begun.
    """
    case = lock_request(request)
    if not rules.can_change(request, now=now):
        raise Refusal(TOO_LATE)
    rules.refuse_impossible_days(times.days, times.starts, ends=times.ends, now=now)
    rules.refuse_impossible_before(times, now=now)
    if rules.is_agreed(case):
        propose(request, times, now=now)
    else:
        take_times(request, times, now=now)
    record("panel.dates_asked", case, by=by, now=now)
    if case.stage is PanelStage.POSTPONED:
        move_locked(case, PanelStage.REQUESTED, by=by, now=now, reason="New dates", by_manager=by is None)


def propose(request: PanelRequest, times: rules.Times, *, now: datetime) -> None:
    """Keep the times beside those that are agreed, in place of what was proposed before."""
    agreed = [time for time in request.times if not time.is_proposed]
    request.times = [*agreed, *times_asked(times, now=now, is_proposed=True)]
    request.proposed_shortlisting_on = times.shortlisting_on
    db.session.flush()


def take_times(request: PanelRequest, times: rules.Times, *, now: datetime) -> None:
    """Make these the times that are asked for, and look again whether they give the notice that we ask for."""
    request.times, request.shortlisting_on = times_asked(times, now=now), times.shortlisting_on
    note_notice(request.case, notice_asked(rules.first_interview(request)))


def cancel_request(request: PanelRequest, reason: str, *, now: datetime) -> None:
    """Cancel the request, and its panel if there is one: everybody with a part in it is told, without this reason.

    A second time changes nothing. Refused once the interviews have begun.
    """
    case = lock_request(request)
    if case.stage is PanelStage.CANCELLED:
        return
    if not rules.can_change(request, now=now):
        raise Refusal(TOO_LATE)
    move_locked(case, PanelStage.CANCELLED, by=None, now=now, reason=reason, by_manager=True)
    coordinators.cancelled_by_manager(request, reason, now=now)
    if case.panel:
        cancel_event(case.panel.event, CANCELLED, by=None, now=now)


def send_links_again(email: str, *, now: datetime) -> None:
    """Send the links to all requests from this address that are not over: at most once an hour. To others, nothing."""
    if found := queries.requests_of_sender(email):
        requesters.link_again(found, key=f"{requesters.about(found[0].case_id)}links-{now:%Y-%m-%dT%H}", now=now)
