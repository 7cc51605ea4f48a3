"""The words that coordinators read for what members said when they were asked if they could come."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.rosters.models import CanCome

SAID: Mapping[CanCome | None, str] = {
    CanCome.YES: "Said they can",
    CanCome.MAYBE: "Said maybe",
    CanCome.NO: "Said they cannot",
    None: "Has not answered",
}
