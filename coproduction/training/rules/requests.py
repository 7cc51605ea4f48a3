"""The rules of asking for training: which days can be, how much notice is enough, and what the team can still do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after, working_days_left
from coproduction.schedule.models import EventState
from coproduction.training.kinds import ANSWER_DAYS, LEAD_DAYS, SUGGESTED_NUMBERS
from coproduction.training.models import Course, RequestStage, TrainingRequest
from coproduction.training.rules.request_stages import FOLLOWS_ITS_SESSION, NOT_AGREED_YET


def lead_days(*, now: datetime) -> int:
    """Return how many working days of notice we ask for now."""
    return value_of(LEAD_DAYS, on=uk_wall(now).date())


def earliest_day(*, now: datetime) -> date:
    """Return the first UK day that gives the notice that we ask for now."""
    return working_days_after(uk_wall(now).date(), lead_days(now=now))


def is_short_notice(days: Collection[date], *, now: datetime) -> bool:
    """Say whether none of the days gives the notice that we ask for: one that does is enough."""
    return working_days_left(uk_wall(now).date(), max(days)) < lead_days(now=now)


def answer_by(asked_at: datetime) -> date:
    """Return the last UK day on which we answer a request that came at that moment."""
    day = uk_wall(asked_at).date()
    return working_days_after(day, value_of(ANSWER_DAYS, on=day))


def refuse_nothing_asked(has_course: bool, need: str) -> None:
    """Refuse to ask for neither a course nor anything else."""
    if not has_course and not need:
        raise Refusal("Tell us what you would like to change", field="need")


def words_about_numbers(numbers: int, course: Course | None) -> str:
    """Return what a team should know about how many people it brings; empty when the number suits the course."""
    fewest, most = (course.fewest_delegates, course.delegates) if course else SUGGESTED_NUMBERS
    if numbers < fewest:
        return f"This training works best with at least {fewest} people. We may ask you to invite another team."
    if numbers > most:
        return f"This training is for {most} people at most. We may suggest two sessions."
    return ""


def is_asked(request: TrainingRequest) -> bool:
    """Say whether we wait for the team's answer to a question."""
    return request.stage is RequestStage.NEEDS_INFORMATION


def has_suggestion(request: TrainingRequest) -> bool:
    """Say whether we wait for the team's answer to what we suggest."""
    return request.stage is RequestStage.SUGGESTED and request.suggested_starts_at is not None


def is_agreed(request: TrainingRequest) -> bool:
    """Say whether we have said yes, and it is to come: then its date is changed by a coordinator."""
    return request.stage in FOLLOWS_ITS_SESSION


def can_change_days(request: TrainingRequest, *, now: datetime) -> bool:
    """Say whether the team can still ask for other days: it is not over."""
    return request.stage in NOT_AGREED_YET or _is_to_come(request, now=now)


def can_withdraw(request: TrainingRequest, *, now: datetime) -> bool:
    """Say whether the team can still withdraw: not once the session has begun."""
    return can_change_days(request, now=now)


def asked_days(request: TrainingRequest) -> list[date]:
    """Return the days that the team asked for, before or instead of which we agreed on one."""
    return [each.day for each in request.days if not each.is_proposed]


def proposed_days(request: TrainingRequest) -> list[date]:
    """Return the days for which the team asks instead of what was agreed; empty if they ask for none."""
    return [each.day for each in request.days if each.is_proposed]


def _is_to_come(request: TrainingRequest, *, now: datetime) -> bool:
    """Say whether we have said yes and it has not begun: nor did one that nobody published before its day was over."""
    session = request.session
    if session is None or not is_agreed(request):
        return False
    return session.event.starts_at > now or session.event.state is EventState.DRAFT
