"""What a panel does when its event, or who holds a place on it, changes."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.panels.actions.alone import ask_anew, end_alone
from coproduction.panels.actions.briefing import tell_all, tell_one
from coproduction.panels.actions.moving import tell_manager
from coproduction.panels.actions.naming import refuse_candidates_in
from coproduction.panels.actions.stages import follow_event
from coproduction.panels.emails import requesters
from coproduction.panels.models import PanelStage
from coproduction.panels.queries.cases import case_of, was_rostered
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.models import Event, Place
from coproduction.schedule.queries.linked import dates_to_come, leader_of_set
from coproduction.schedule.rules import is_cancelled, set_id_of


def follow(event: Event, *, by: Account | None, now: datetime) -> None:
    """Move the panel on as its event says, and tell whoever is new on it what comes next. Twice changes nothing.

    With the interviews that lead, its dates with a roster of their own are called off too. The caller has locked them.
    Of one date that is called off by itself the manager is told.
    Refused where `by` calls it off with a reason that names a candidate: everybody with a part in it reads that.
    """
    if by and is_cancelled(event):
        refuse_candidates_in(set_id_of(event), reason=event.cancelled_because)
    follow_event(event, by=by, now=now)
    if is_cancelled(event):
        for date in dates_to_come(event, now=now):
            if date.has_own_roster:
                cancel_event(date, event.cancelled_because, by=by, now=now)
        if event.follows_id is not None:
            tell_manager(leader_of_set(event), now=now)
    end_alone(event, now=now)
    tell_all(event, now=now)


def tell_anew(place: Place, *, now: datetime) -> None:
    """Tell somebody who comes what they have not been told, or what was taken back before they were.

    The caller has locked the event.
    """
    tell_one(place, now=now)
    ask_anew(place, now=now)


def tell_new_name(place: Place, *, now: datetime) -> None:
    """Tell the manager who steps in, of a panel whose members were agreed or briefed before.

    Not with the yes that completes it: that the members are agreed is said then, with all their names. A panel that was
    briefed stays so, and its manager hears of each.
    """
    case = case_of(set_id_of(place.role.event))
    if case is None or case.stage not in UNDER_WAY:
        return
    if case.stage is not PanelStage.BRIEFED and not was_rostered(case):
        return
    if not (case.stage is PanelStage.ROSTERED and case.moved_at == now):
        requesters.name_agreed(place, now=now)
