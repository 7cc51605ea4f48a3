"""The legal moves of a panel between its stages, and those that it makes by itself."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.core.refusals import Refusal
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.words.stages import STAGES
from coproduction.schedule.models import EventState

_S = PanelStage
_OFF = (_S.POSTPONED, _S.CANCELLED)

LEGAL_MOVES: Mapping[PanelStage | None, tuple[PanelStage, ...]] = {
    # It is asked for, or a coordinator makes it without a request.
    None: (_S.REQUESTED, _S.ACCEPTED),
    _S.REQUESTED: (_S.NEEDS_INFORMATION, _S.ACCEPTED, _S.DECLINED, *_OFF),
    _S.NEEDS_INFORMATION: (_S.REQUESTED, _S.ACCEPTED, _S.DECLINED, *_OFF),
    _S.ACCEPTED: (_S.RECRUITING, *_OFF),
    # A panel that is short may be briefed and held all the same.
    _S.RECRUITING: (_S.ROSTERED, _S.BRIEFED, _S.HELD, *_OFF),
    _S.ROSTERED: (_S.RECRUITING, _S.BRIEFED, _S.HELD, *_OFF),
    # Once briefed it stays so when somebody steps back: the pack stays open to the others.
    _S.BRIEFED: (_S.HELD, *_OFF),
    # The clock says that it was held. A coordinator may know that it was called off at the last moment.
    _S.HELD: (_S.OUTCOME_SHARED, _S.CLOSED, _S.CANCELLED),
    _S.OUTCOME_SHARED: (_S.CLOSED,),
    _S.POSTPONED: (_S.REQUESTED, _S.ACCEPTED, _S.CANCELLED),
    _S.DECLINED: (),
    _S.CLOSED: (),
    _S.CANCELLED: (),
}
# Members can be given places, and the panel is still to come.
UNDER_WAY = (_S.RECRUITING, _S.ROSTERED, _S.BRIEFED)
# Whatever becomes of its event becomes of the panel.
FOLLOWS_ITS_EVENT = (_S.ACCEPTED, *UNDER_WAY)
# From briefing until the outcome is shared.
PACK_OPEN = (_S.BRIEFED, _S.HELD)
# What has been held, whatever came of it.
WAS_HELD = (_S.HELD, _S.OUTCOME_SHARED, _S.CLOSED)
ENDED = (_S.DECLINED, _S.CANCELLED, _S.CLOSED)


def is_legal(before: PanelStage | None, after: PanelStage) -> bool:
    """Say whether a panel may move from one stage to the other."""
    return after in LEGAL_MOVES[before]


def refuse_move(before: PanelStage | None, after: PanelStage) -> None:
    """Refuse a move between stages that is not legal."""
    if not is_legal(before, after):
        said = STAGES[before].to_staff.words.lower() if before else "nothing"
        raise Refusal(f"This cannot be changed from “{said}” to “{STAGES[after].to_staff.words.lower()}”.")


def is_ended(case: PanelCase) -> bool:
    """Say whether nothing more happens with the panel."""
    return case.stage in ENDED


def stage_by_itself(stage: PanelStage, event: EventState, *, has_enough: bool) -> PanelStage:
    """Return where a panel stands now that its event or the places in it have changed.

    It recruits once members can see it, is rostered as long as every part has enough people, and follows an event that
    is cancelled. It is held when its time is over, which no change says.
    """
    if stage not in FOLLOWS_ITS_EVENT:
        return stage
    if event is EventState.CANCELLED:
        return _S.CANCELLED
    if event is EventState.DRAFT or stage is _S.BRIEFED:
        return stage
    return _S.ROSTERED if has_enough else _S.RECRUITING
