"""The legal moves of a request for training, and those that it makes by itself."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.core.refusals import Refusal
from coproduction.schedule.models import EventState
from coproduction.training.models import RequestStage, TrainingRequest
from coproduction.training.words.requests import STAGES

_S = RequestStage
_ANSWERS = (_S.NEEDS_INFORMATION, _S.SUGGESTED, _S.WAITING, _S.DECLINED, _S.ACCEPTED, _S.WITHDRAWN)
_OFF = (_S.POSTPONED, _S.CANCELLED, _S.WITHDRAWN)

LEGAL_MOVES: Mapping[RequestStage | None, tuple[RequestStage, ...]] = {
    None: (_S.REQUESTED,),
    _S.REQUESTED: _ANSWERS,
    _S.NEEDS_INFORMATION: (_S.REQUESTED, *_ANSWERS),
    # The team says yes, or no; or we think of something better.
    _S.SUGGESTED: (_S.AGREED, _S.REQUESTED, *_ANSWERS),
    _S.AGREED: (_S.REQUESTED, *_ANSWERS),
    _S.WAITING: (_S.REQUESTED, *_ANSWERS),
    _S.ACCEPTED: (_S.RECRUITING, _S.READY, *_OFF),
    # A session that is short may be held all the same.
    _S.RECRUITING: (_S.READY, _S.HELD, *_OFF),
    _S.READY: (_S.RECRUITING, _S.HELD, *_OFF),
    _S.POSTPONED: (_S.REQUESTED, *_ANSWERS),
    _S.HELD: (),
    _S.DECLINED: (),
    _S.CANCELLED: (),
    _S.WITHDRAWN: (),
}
# We have not said yes: the team's days are theirs to change.
NOT_AGREED_YET = (_S.REQUESTED, _S.NEEDS_INFORMATION, _S.SUGGESTED, _S.AGREED, _S.WAITING, _S.POSTPONED)
UNDER_WAY = (_S.RECRUITING, _S.READY)
# Whatever becomes of its session becomes of the request.
FOLLOWS_ITS_SESSION = (_S.ACCEPTED, *UNDER_WAY)
WAITS_FOR_US = (_S.REQUESTED, _S.AGREED)
WAITS_FOR_TEAM = (_S.NEEDS_INFORMATION, _S.SUGGESTED, _S.POSTPONED)
ENDED = (_S.HELD, _S.DECLINED, _S.CANCELLED, _S.WITHDRAWN)
# The reason of the last step is written for the team to read.
TOLD_WHY = (_S.WAITING, _S.DECLINED, _S.POSTPONED, _S.CANCELLED)


def is_legal(before: RequestStage | None, after: RequestStage) -> bool:
    """Say whether a request may move from one stage to the other. A second suggestion takes the place of the first."""
    return after in LEGAL_MOVES[before]


def refuse_move(before: RequestStage | None, after: RequestStage) -> None:
    """Refuse a move between stages that is not legal."""
    if not is_legal(before, after):
        said = STAGES[before].to_staff.words.lower() if before else "nothing"
        raise Refusal(f"This cannot be changed from “{said}” to “{STAGES[after].to_staff.words.lower()}”.")


def is_ended(request: TrainingRequest) -> bool:
    """Say whether nothing more happens with the request."""
    return request.stage in ENDED


def stage_by_itself(stage: RequestStage, event: EventState, *, has_enough: bool, is_put_off: bool) -> RequestStage:
    """Return where a request stands now that its session or the places in it have changed.

    It recruits once members can see the session, is ready as long as enough members deliver it, and follows a session
    that is put off or cancelled. It is held when its time is over, which no change says.
    """
    if stage not in FOLLOWS_ITS_SESSION or event in (EventState.DRAFT, EventState.HELD):
        return stage
    if event is EventState.CANCELLED:
        return _S.POSTPONED if is_put_off else _S.CANCELLED
    return _S.READY if has_enough else _S.RECRUITING
