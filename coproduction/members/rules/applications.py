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

DAYS_TO_REPLY = dated_settings.number(
    "application-reply-days",
    "Time for an applicant to reply before we ring them",
    unit="days",
    seed=14,
    highest=90,
)
MONTHS_KEPT = dated_settings.number(
    "unsuccessful-application-months",
    "How long we keep an application that was declined or withdrawn",
    unit="months",
    seed=12,
    highest=84,
)

OPEN = (
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_INFORMATION,
    ApplicationState.CHAT_OFFERED,
    ApplicationState.WAITING_LIST,
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
        ApplicationState.MORE_INFORMATION,  # asked once more, or in other words
        ApplicationState.CHAT_OFFERED,
        ApplicationState.WAITING_LIST,
        *_DECIDED,
    ),
    ApplicationState.CHAT_OFFERED: (
        ApplicationState.SUBMITTED,
        ApplicationState.MORE_INFORMATION,
        ApplicationState.CHAT_OFFERED,  # at another time
        ApplicationState.WAITING_LIST,
        *_DECIDED,
    ),
    ApplicationState.WAITING_LIST: (
        ApplicationState.SUBMITTED,
        ApplicationState.MORE_INFORMATION,
        ApplicationState.CHAT_OFFERED,
        ApplicationState.WAITING_LIST,  # looked at, and no place yet
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


def is_closed(application: Application) -> bool:
    """Say whether the application has come to its end."""
    return application.state in _DECIDED


def can_be_added_to(application: Application) -> bool:
    """Say whether the applicant can still add to their answers, or take their application back."""
    return application.state in OPEN


def is_asked_for_more(application: Application) -> bool:
    """Say whether we wait for the applicant to reply."""
    return application.state is ApplicationState.MORE_INFORMATION


def is_repeated(application: Application, decision: ApplicationState, *, by: Account | None) -> bool:
    """Say whether this person has made this very decision already: a button pressed twice."""
    return application.state is decision and application.decided_by_id == (by.id if by else None)


def refuse_move(application: Application, after: ApplicationState) -> None:
    """Refuse a move that is not legal, and say how the application stands and since when."""
    if can_become(application.state, after):
        return
    if application.state is ApplicationState.DRAFT:
        raise Refusal("This application has not been sent yet. Nothing has changed.")
    if not is_closed(application):
        raise Refusal(f"{_STANDS[application.state]} Nothing has changed.")
    who = application.decided_by.name if application.decided_by else "The applicant"
    when = uk_datetime(application.decided_at) if application.decided_at else "an earlier day"
    raise Refusal(f"{who} {_CLOSED_BY[application.state]} this application on {when}. Nothing has changed.")


_STANDS: Mapping[ApplicationState, str] = {
    ApplicationState.SUBMITTED: "This application waits for our answer.",
    ApplicationState.MORE_INFORMATION: "We wait for the applicant to reply.",
    ApplicationState.CHAT_OFFERED: "We have offered the applicant a chat.",
    ApplicationState.WAITING_LIST: "The applicant is on the waiting list.",
}
_CLOSED_BY: Mapping[ApplicationState, str] = {
    ApplicationState.ACCEPTED: "accepted",
    ApplicationState.DECLINED: "declined",
    ApplicationState.WITHDRAWN: "withdrew",
}
