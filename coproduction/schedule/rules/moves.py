"""The legal moves of a place."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.schedule.models import PlaceState

_REVIVED = (PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.WAITING, PlaceState.HELD)

LEGAL_MOVES: Mapping[PlaceState | None, tuple[PlaceState, ...]] = {
    None: (PlaceState.INTERESTED, PlaceState.OFFERED, PlaceState.WAITING, PlaceState.HELD),
    PlaceState.INTERESTED: (PlaceState.OFFERED, PlaceState.HELD, PlaceState.RELEASED),
    PlaceState.OFFERED: (
        PlaceState.HELD,
        PlaceState.TENTATIVE,
        PlaceState.WAITING,
        PlaceState.DECLINED,
        PlaceState.LAPSED,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
    ),
    PlaceState.TENTATIVE: (
        PlaceState.HELD,
        PlaceState.WAITING,
        PlaceState.DECLINED,
        PlaceState.LAPSED,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
    ),
    PlaceState.WAITING: (PlaceState.OFFERED, PlaceState.HELD, PlaceState.STEPPED_BACK, PlaceState.ATTENDED),
    PlaceState.HELD: (
        PlaceState.TENTATIVE,
        PlaceState.STEPPED_BACK,
        PlaceState.RELEASED,
        PlaceState.ATTENDED,
        PlaceState.APOLOGIES,
        PlaceState.ABSENT,
    ),
    # Whoever said no beforehand came all the same, or is among the apologies; never among those who did not come.
    PlaceState.STEPPED_BACK: (*_REVIVED, PlaceState.ATTENDED, PlaceState.APOLOGIES),
    PlaceState.DECLINED: (*_REVIVED, PlaceState.ATTENDED, PlaceState.APOLOGIES),
    PlaceState.LAPSED: _REVIVED,
    PlaceState.RELEASED: _REVIVED,
    # What was written down about who came can be put right, and leads nowhere else.
    PlaceState.ATTENDED: (PlaceState.APOLOGIES, PlaceState.ABSENT),
    PlaceState.APOLOGIES: (PlaceState.ATTENDED, PlaceState.ABSENT),
    PlaceState.ABSENT: (PlaceState.ATTENDED, PlaceState.APOLOGIES),
}

# Where "I can't make it" leads from each live state.
WAYS_OUT: Mapping[PlaceState, PlaceState] = {
    PlaceState.INTERESTED: PlaceState.RELEASED,
    PlaceState.OFFERED: PlaceState.DECLINED,
    PlaceState.TENTATIVE: PlaceState.DECLINED,
    PlaceState.WAITING: PlaceState.STEPPED_BACK,
    PlaceState.HELD: PlaceState.STEPPED_BACK,
}


def is_legal(before: PlaceState | None, after: PlaceState) -> bool:
    """Say whether a place may move from one state to the other."""
    return after in LEGAL_MOVES[before]
