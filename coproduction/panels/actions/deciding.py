"""What coordinators answer to a request: yes, no, a question, not now; and other dates."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, time

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions.bringing import bring_pack
from coproduction.panels.actions.dates import follow_times, move_to_times
from coproduction.panels.actions.naming import refuse_candidates_in
from coproduction.panels.actions.notice import note_notice
from coproduction.panels.actions.panels import PanelDetails
from coproduction.panels.actions.stages import lock, lock_put_off, lock_request, move_locked
from coproduction.panels.emails import members as member_emails
from coproduction.panels.emails import requesters
from coproduction.panels.models import Panel, PanelCase, PanelRequest, PanelStage
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.asides import waiting_for_outcome
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.outcomes import is_held_by_the_clock
from coproduction.panels.rules import panels as panel_rules
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.notice import notice_asked, refuse_unreasoned
from coproduction.panels.rules.stages import refuse_move
from coproduction.panels.words.requests import SAY
from coproduction.schedule.actions.called_off import call_off_afterwards
from coproduction.schedule.actions.events import EventDetails, cancel_event, create_event
from coproduction.schedule.actions.roles import RoleDetails, add_role, add_standbys
from coproduction.schedule.models import Event, EventKind, Part
from coproduction.schedule.queries.linked import lock_set

NOT_ASKED = "Nobody asks for other dates any more."
PUT_OFF = "This panel is put off. We may ask you again when there is a new day."


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What a coordinator says with their yes: what each part must hold, and why if it is short, or for one alone.

    Whoever shadows needs nothing unless it says so: newcomers begin like that. `shadows` is how many do, if not as many
    as the team asked for. `standbys` is how many stand by for the
    panel members, or for a chair who is alone; for a chair beside others, one does unless it is nobody. With
    `takes_shortlisting` members help with that too, from when until when by the UK's clocks.
    """

    member_qualification_id: int | None = None
    chair_qualification_id: int | None = None
    shadow_qualification_id: int | None = None
    standbys: int = 0
    shadows: int | None = None
    short_because: str = ""
    few_because: str = ""
    takes_shortlisting: bool = False
    shortlisting_starts: time | None = None
    shortlisting_ends: time | None = None


def accept_request(
    request: PanelRequest, said: Acceptance, *, seen: str | None = None, by: Account, now: datetime
) -> Event:
    """Say yes: make a draft of the panel with its roles as they were asked for, owned by `by`, and tell the manager.

    What was written for it before it was put off comes along, to be looked through. Refused when its dates are not
    those that were `seen`, without a reason at short notice, or for fewer members than the norm, and once the
    interviews are over; and beside its times, for a shortlisting that cannot be.
    """
    before_id = lock_put_off(request.case)
    case = lock_request(request)
    if case.stage is PanelStage.ACCEPTED and case.panel:
        return case.panel.event
    rules.refuse_unseen(request, seen)
    _refuse_unreasoned(request, said, now=now)
    shortlisting = _shortlisting(request, said, now=now)
    event = create_event(EventKind.PANEL, _details_of(request), by=by, now=now)
    if case_of(event.id):
        raise Refusal("You have just accepted a request for the same panel. Is this one sent twice? Then decline it.")
    about = PanelDetails(request.post, request.band, request.team, request.candidates)
    case.panel = db.session.merge(Panel(event_id=event.id, **asdict(about)))
    db.session.flush()
    _add_roles(event, request, said, by=by, now=now)
    follow_times(event, request.times, shortlisting=shortlisting, by=by, now=now)
    bring_pack(before_id, event, by=by, now=now)
    if said.shadows is not None:
        request.shadows = said.shadows
    case.short_because, case.few_because = said.short_because, said.few_because
    case.owner_id = by.id
    move_locked(case, PanelStage.ACCEPTED, by=by, now=now, reason="\n".join(filter(None, _reasons(said))))
    return event


def decline_request(request: PanelRequest, why: str, alternatives: str, *, by: Account, now: datetime) -> None:
    """Say no, why, and what the manager can do instead. Refused once it was answered."""
    case = lock_request(request)
    case.owner_id = case.owner_id or by.id
    move_locked(case, PanelStage.DECLINED, by=by, now=now, reason=f"{why}\n\n{alternatives}")


def ask_manager(request: PanelRequest, question: str, *, by: Account, now: datetime) -> None:
    """Ask the manager something before we answer. Whoever asks sees to the request."""
    case = lock_request(request)
    case.owner_id = by.id
    move_locked(case, PanelStage.NEEDS_INFORMATION, by=by, now=now, reason=question)


def postpone_panel(request: PanelRequest, why: str, *, by: Account, now: datetime) -> None:
    """Put the panel off until the manager has new dates.

    Its event is cancelled, who has a part in it is told, and with new dates there will be another: this step keeps it.
    """
    case = lock_request(request)
    case.owner_id = case.owner_id or by.id
    panel, case.panel = case.panel, None
    move_locked(case, PanelStage.POSTPONED, by=by, now=now, reason=why, put_off=panel)
    if panel:
        cancel_event(panel.event, PUT_OFF, is_put_off=True, by=by, now=now)


def cancel_case(case: PanelCase, why: str, *, by: Account, now: datetime) -> None:
    """Cancel what has no event that members know of. Where there is one, the event is cancelled, and this follows."""
    case = lock(case)
    case.owner_id = case.owner_id or by.id
    move_locked(case, PanelStage.CANCELLED, by=by, now=now, reason=why)
    if case.panel:
        cancel_event(case.panel.event, why, by=by, now=now)


def close_case(case: PanelCase, why: str, *, by: Account, now: datetime) -> None:
    """Put a panel away that is over: nothing more is expected of anybody.

    While members wait for its outcome, each of them is told that none came, and `why`. Refused, beside `words`, without
    that, and when it names a candidate.
    """
    case = lock(case)
    refuse_move(case.stage, PanelStage.CLOSED)
    waiting = waiting_for_outcome(case)
    if waiting and not why:
        raise Refusal("Enter what members hear instead of an outcome", field="words")
    refuse_candidates_in(case.event_id, words=why)
    move_locked(case, PanelStage.CLOSED, by=by, now=now, reason=why)
    for place in waiting:
        member_emails.no_outcome(place, why, now=now)


def say_not_held(case: PanelCase, why: str, *, by: Account, now: datetime) -> None:
    """Write down that a panel which the clock took for held did not take place, and tell its manager and members `why`.

    A second time changes nothing. Refused before its time is over, once its outcome is told or somebody wrote down who
    came, and for a reason that names a candidate.
    """
    if case.panel:
        lock_set(case.panel.event)
    case = lock(case)
    if case.stage is PanelStage.CANCELLED:
        return
    if case.panel is None or not is_held_by_the_clock(case):
        raise Refusal("Its outcome is told, or somebody wrote down who came. So it took place.")
    refuse_candidates_in(case.event_id, words=why)
    waiting = waiting_for_outcome(case)
    case.owner_id = case.owner_id or by.id
    move_locked(case, PanelStage.CANCELLED, by=by, now=now, reason=why)
    call_off_afterwards(case.panel.event, why, by=by, now=now)
    for place in waiting:
        member_emails.not_held(place, why, now=now)


def agree_to_few(case: PanelCase, why: str, *, by: Account, now: datetime) -> None:
    """Agree that the panel has fewer members than the norm, and keep why."""
    case = lock(case)
    case.few_because = why
    db.session.flush()
    record("panel.agreed_to_few", case, by=by, now=now)


def take_over(case: PanelCase, *, by: Account, now: datetime) -> None:
    """See to the panel from now on."""
    case = lock(case)
    if case.owner_id != by.id:
        case.owner_id = by.id
        db.session.flush()
        record("panel.taken_over", case, by=by, now=now)


def agree_dates(
    request: PanelRequest, *, seen: str | None = None, short_because: str = "", by: Account, now: datetime
) -> None:
    """Move the panel to the dates that the manager asked for. Everybody with a part in it is told, as of any change.

    Refused when no others are asked for, when they are not those that were `seen`, for dates that are over, and without
    a reason at short notice: that counts from the day on which they were asked for.
    """
    case = lock_request(request)
    rules.refuse_unseen(request, seen)
    first = rules.first_proposed(request)
    if first is None or case.panel is None:
        raise Refusal(NOT_ASKED)
    refuse_unreasoned(notice_asked(first), short_because)
    note_notice(case, notice_asked(first), because=short_because)
    times = request.times = [time for time in request.times if time.is_proposed]
    for agreed in times:
        agreed.is_proposed = False
    request.shortlisting_on, request.proposed_shortlisting_on = request.proposed_shortlisting_on, None
    case.owner_id = case.owner_id or by.id
    db.session.flush()
    record("panel.dates_agreed", case, by=by, now=now)
    requesters.dates_agreed(request, key=requesters.key_of_dates(request, now=now), now=now)
    move_to_times(case.panel.event, times, shortlisting_on=request.shortlisting_on, by=by, now=now)


def is_short_of(request: PanelRequest) -> bool:
    """Say whether the dates that the manager asks for instead gave less notice, when asked for, than we ask for."""
    first = rules.first_proposed(request)
    return first is not None and notice_asked(first).is_short


def keep_dates(request: PanelRequest, why: str, *, seen: str | None = None, by: Account, now: datetime) -> None:
    """Keep the dates that are agreed, the day of the shortlisting too, and tell the manager why.

    Refused when no others are asked for, and when they are not those that were `seen`.
    """
    case = lock_request(request)
    rules.refuse_unseen(request, seen)
    if rules.first_proposed(request) is None:
        raise Refusal(NOT_ASKED)
    request.times = [agreed for agreed in request.times if not agreed.is_proposed]
    request.proposed_shortlisting_on = None
    case.owner_id = case.owner_id or by.id
    db.session.flush()
    record("panel.dates_kept", case, by=by, now=now)
    requesters.dates_kept(request, why, key=_key(case, "dates", now), now=now)


def _key(case: PanelCase, what: str, now: datetime) -> str:
    return f"{requesters.about(case.id)}{what}-{queries.number_of_moves(case)}-{now.isoformat()}"


def _refuse_unreasoned(request: PanelRequest, said: Acceptance, *, now: datetime) -> None:
    if request.case.is_short_notice and not said.short_because:
        raise Refusal("Enter why we say yes at short notice", field="short_because")
    if rules.has_too_few(request, now=now) and not said.few_because:
        raise Refusal("Enter why the panel may have so few members", field="few_because")


def _shortlisting(request: PanelRequest, said: Acceptance, *, now: datetime) -> tuple[datetime, datetime] | None:
    if not said.takes_shortlisting:
        return None
    return rules.shortlisting_of(request, said.shortlisting_starts, said.shortlisting_ends, now=now)


def _details_of(request: PanelRequest) -> EventDetails:
    first = rules.first_interview(request)
    return EventDetails(
        title=panel_rules.usual_title(request.post, request.band),
        summary=f"{SAY[request.say]}.",
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        format=request.format,
        venue=request.site,
        joining_link="",
        joining_phone="",
    )


def _add_roles(event: Event, request: PanelRequest, said: Acceptance, *, by: Account, now: datetime) -> None:
    """Make the roles as they were asked for. As many stand by as was said, and one more for a chair beside others."""
    made = [add_role(event, role, by=by, now=now) for role in _roles_of(request, said)]
    *chair, sits = (role for role in made if role.part is Part.PLACE)
    add_standbys(sits, said.standbys, by=by, now=now)
    for role in chair:
        add_standbys(role, min(1, said.standbys), by=by, now=now)


def _roles_of(request: PanelRequest, said: Acceptance) -> list[RoleDetails]:
    chairs = int(request.has_chair)
    shadows = request.shadows if said.shadows is None else said.shadows
    beside_chair = request.members - chairs
    asked = [
        RoleDetails("Chair", chairs, chairs, said.chair_qualification_id, is_open=False),
        RoleDetails("Panel member", beside_chair, beside_chair, said.member_qualification_id, is_open=False),
        RoleDetails("Shadow", 0, shadows, said.shadow_qualification_id, is_open=False, part=Part.SHADOW),
    ]
    return [role for role in asked if role.maximum]


def _reasons(said: Acceptance) -> list[str]:
    return [
        f"Short notice: {said.short_because}" if said.short_because else "",
        f"Few members: {said.few_because}" if said.few_because else "",
    ]
