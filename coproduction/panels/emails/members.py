"""What members on a panel are told. No message names a candidate, or says what a member answered about one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coproduction.core.dates import uk_date
from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel
from coproduction.panels.models import AloneStep, Outcome
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.emails import more_about
from coproduction.schedule.models import Place
from coproduction.schedule.rules import set_id_of

READY = "-ready-"  # stands in the keys of questions about names that say that the papers are there


def about_candidates(event_id: int) -> str:
    """Return how the keys begin of all messages that ask about candidates; the newest candidate's id follows."""
    return f"{more_about(event_id)}candidates-"


def candidates_asked(place: Place, *, newest: int, is_ready: bool, now: datetime) -> None:
    """Ask somebody on the panel whether they know a candidate, up to the newest. The names are behind the sign-in.

    When the papers `is_ready`, it says so: they can be read after the answer.
    """
    more = READY if is_ready and hears_of_papers_with_names(place) else "-"
    _tell(
        "panels/candidates_asked",
        place,
        key=f"{about_candidates(place.event_id)}{newest}-{_standing(place)}{more}{place.member_id}",
        page=_of_panel("panels_members.answer_candidates", place),
        now=now,
        is_ready=is_ready,
    )


def hears_of_papers_with_names(place: Place) -> bool:
    """Say whether nothing more need be told of the papers to whoever is asked about the names: they open them online.

    To others the papers are read or sent, once they have answered.
    """
    return place.member.channel is Channel.EMAIL


def about_papers(event_id: int) -> tuple[str, str]:
    """Return patterns of the keys of all messages that say that the papers are there."""
    return f"{_pack(event_id)}%", f"{about_candidates(event_id)}%{READY}%"


def _pack(event_id: int) -> str:
    return f"{more_about(event_id)}pack-"


def pack_open(place: Place, *, now: datetime) -> None:
    """Tell somebody on the panel that its papers are there."""
    _tell(
        "panels/pack_open",
        place,
        key=f"{_pack(place.event_id)}{_standing(place)}-{place.member_id}",
        page=absolute_url("schedule.show_event", event_id=place.event_id),
        now=now,
    )


def about_being_alone(event_id: int) -> str:
    """Return how the keys begin of all that is told the only member of a panel about that; the step's id follows."""
    return f"{more_about(event_id)}alone-"


def alone_asked(place: Place, step: AloneStep, *, now: datetime) -> None:
    """Ask the only member left on the panel whether they agree to be alone: nobody has to."""
    _tell_only_member("panels/alone_asked", place, step, page=_of_panel("panels_members.answer_alone", place), now=now)


def not_alone(place: Place, step: AloneStep, *, now: datetime) -> None:
    """Tell whoever was asked to be the only member that another member comes too."""
    page = absolute_url("schedule.show_event", event_id=place.event_id)
    _tell_only_member("panels/not_alone", place, step, page=page, now=now)


def _tell_only_member(template: str, place: Place, step: AloneStep, *, page: str, now: datetime) -> None:
    key = f"{about_being_alone(place.event_id)}{step.id}-{_standing(place)}-{place.member_id}"
    _tell(template, place, key=key, page=page, now=now)


def about_outcome(event_id: int) -> str:
    """Return how the keys begin of all messages that say what came of the panel."""
    return f"{more_about(event_id)}outcome-"


def about_no_outcome(event_id: int) -> str:
    """Return how the keys begin of all messages that say that no outcome came."""
    return f"{more_about(event_id)}no-outcome-"


def no_outcome(place: Place, reason: str, *, now: datetime) -> None:
    """Tell somebody who was on the panel that the team did not say what came of it, and thank them. Once."""
    _tell(
        "panels/no_outcome",
        place,
        key=f"{about_no_outcome(place.event_id)}{place.member_id}",
        page=_of_panel("panels_members.give_feedback", place),
        now=now,
        reason=reason,
        day=uk_date(place.role.event.starts_at),
    )


def not_held(place: Place, reason: str, *, now: datetime) -> None:
    """Tell somebody who waits for the outcome of a panel that it did not take place, and why. Once."""
    _tell(
        "panels/not_held",
        place,
        key=f"{more_about(place.event_id)}not-held-{place.member_id}",
        page=absolute_url("schedule.show_event", event_id=place.event_id),
        now=now,
        reason=reason,
        day=uk_date(place.role.event.starts_at),
    )


def outcome_told(place: Place, outcome: Outcome, *, number: int = 0, now: datetime) -> None:
    """Tell somebody who was on the panel what came of it, thank them, and ask how it went. Once.

    `number` is how often it was corrected before they heard.
    """
    _tell_outcome("panels/outcome_told", place, outcome, number=number, now=now)


def outcome_corrected(place: Place, outcome: Outcome, *, number: int, now: datetime) -> None:
    """Tell somebody who has heard what came of the panel that it was not right, and what is. Once for each `number`."""
    _tell_outcome("panels/outcome_corrected", place, outcome, number=number, now=now)


def outcome_added(place: Place, outcome: Outcome, *, number: int, now: datetime) -> None:
    """Tell somebody who has heard what came of the panel what the team now says to its members. Once."""
    _tell_outcome("panels/outcome_added", place, outcome, number=number, now=now)


def _tell_outcome(template: str, place: Place, outcome: Outcome, *, number: int, now: datetime) -> None:
    which = f"{number}-" if number else ""
    _tell(
        template,
        place,
        key=f"{about_outcome(place.event_id)}{which}{place.member_id}",
        page=_of_panel("panels_members.give_feedback", place),
        now=now,
        outcome=outcome,
        day=uk_date(place.role.event.starts_at),
    )


def _standing(place: Place) -> str:
    """Return what changes with the place and its event: what was taken back untold is told anew."""
    return f"{place.role.event.sequence}.{place.moves_made}"


def _of_panel(endpoint: str, place: Place) -> str:
    """Return the address of a page that is the panel's, at whichever of its dates the place is."""
    return absolute_url(endpoint, event_id=set_id_of(place.role.event))


def _tell(template: str, place: Place, *, key: str, page: str, now: datetime, **more: Any) -> None:
    event = place.role.event
    send(
        template,
        recipient_of(place.member),
        key=key,
        now=now,
        for_copies={"page": absolute_url("schedule.show_supported_place", place_id=place.id)},
        name=place.member.known_as,
        event=event,
        when=when_in_words(event),
        page=page,
        **more,
    )
