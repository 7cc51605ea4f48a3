"""The rules of an application once it is sent: legal moves, who may still decide."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.accounts.models import Account
from coproduction.core import dated_settings
from coproduction.core.dates import uk_datetime
from coproduction.core.refusals import Refusal
from coproduction.members.models import Application, ApplicationState

DAYS_TO_ANSWER = dated_settings.number(
    "application-answer-days",
    "Time to answer somebody who asks to join",
    unit="working days",
    seed=10,
    highest=60,
)

_DECIDED = (ApplicationState.ACCEPTED, ApplicationState.DECLINED, ApplicationState.WITHDRAWN)
APPLICATION_MOVES: Mapping[ApplicationState, tuple[ApplicationState, ...]] = {
    ApplicationState.DRAFT: (ApplicationState.SUBMITTED,),
    ApplicationState.SUBMITTED: (
        ApplicationState.MORE_INFORMATION,
        ApplicationState.CHAT_OFFERED,
        ApplicationState.WAITING_LIST,
        *_DECIDED,
    ),
    ApplicationState.MORE_INFORMATION: (
        ApplicationState.SUBMITTED,
        ApplicationState.CHAT_OFFERED,
        ApplicationState.WAITING_LIST,
        *_DECIDED,
    ),
    ApplicationState.CHAT_OFFERED: (
        ApplicationState.SUBMITTED,
        ApplicationState.MORE_INFORMATION,
        ApplicationState.WAITING_LIST,
        *_DECIDED,
    ),
    ApplicationState.WAITING_LIST: (
        ApplicationState.SUBMITTED,
        ApplicationState.MORE_INFORMATION,
        ApplicationState.CHAT_OFFERED,
        *_DECIDED,
    ),
    ApplicationState.ACCEPTED: (),
    ApplicationState.DECLINED: (),
    ApplicationState.WITHDRAWN: (),
}


def waits_for_answer(application: Application) -> bool:
    """Say whether a coordinator has still to decide."""
    return application.state is ApplicationState.SUBMITTED


def can_become(state: ApplicationState, after: ApplicationState) -> bool:
    """Say whether an application in this state may move to the other."""
    return after in APPLICATION_MOVES[state]


def is_repeated(application: Application, decision: ApplicationState, *, by: Account) -> bool:
    """Say whether this person has made this very decision already: a button pressed twice."""
    return application.state is decision and application.decided_by_id == by.id


def refuse_second_decision(application: Application) -> None:
    """Refuse to decide an application again, and say who decided it and when. See `is_repeated` for a double click."""
    if application.state is ApplicationState.SUBMITTED:
        return
    decided = application.state.value if application.decided_at else "closed"
    who = application.decided_by.name if application.decided_by else "Somebody"
    when = uk_datetime(application.decided_at) if application.decided_at else "an earlier day"
    raise Refusal(f"{who} {decided} this application on {when}. Nothing has changed.")
