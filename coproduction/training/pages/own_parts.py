"""What a trainer sees of their own on the page of a session, and what everybody sees about recording it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.links import absolute_url
from coproduction.members.models import Member
from coproduction.schedule.facts import AskedFor, Fact, OwnPart
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries.events import find_event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.schedule.rules import is_standby, set_id_of
from coproduction.training.kinds import TRAINS
from coproduction.training.models import StorySheet, TrainerAnswer
from coproduction.training.queries import recording as queries
from coproduction.training.queries import sessions
from coproduction.training.queries.dates import last_end
from coproduction.training.queries.roles import duty_in
from coproduction.training.queries.stories import own_sheet
from coproduction.training.rules.keeping import kept_after
from coproduction.training.rules.sessions import is_over
from coproduction.training.rules.stories import can_still_be_read
from coproduction.training.words import MAY_BE_RECORDED, recorded_in_words


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A trainer's own page about one session."""

    event: Event
    sheet: StorySheet | None
    recording: str
    answer: TrainerAnswer | None
    is_shared: bool
    recorded: str
    asks: bool
    is_over: bool
    until: datetime
    others: list[queries.SharedSheet]


def facts(event_id: int) -> list[Fact]:
    """Return what is special to a session, for the pages of an event that the caller has found."""
    told = sessions.facts(event_id)
    return [*told, ("Recording", recorded_in_words(is_allowed=queries.may_be_recorded(event_id)))] if told else []


def recording_part(event: Event, *, viewer: Account, now: datetime) -> OwnPart:
    """Return whether the session may be recorded, and who says so on the phone, to stand above its roster."""
    session_id = set_id_of(event)
    words = recorded_in_words(is_allowed=queries.may_be_recorded(session_id))
    who_ring = queries.trainers_who_ring(session_id, viewer=viewer)
    can_ask = bool(who_ring) and not is_over(last_end(session_id), now=now)
    return OwnPart(
        "training/recording.html",
        {"words": words, "event_id": session_id, "who_ring": who_ring, "can_ask": can_ask},
    )


def own_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return what a trainer of the session sees of their own on its pages; None for others, and a week after."""
    page = _page_of(leader_of_set(event), viewer=viewer, now=now)
    return OwnPart("training/own_part.html", {"page": page}) if page else None


def story_page(event_id: int, *, viewer: Member, now: datetime) -> StoryPage | None:
    """Return a trainer's own page about the session; None for whoever is none there, and once it is long over."""
    event = find_event(event_id, viewer=viewer)
    return _page_of(leader_of_set(event), viewer=viewer, now=now) if event else None


def look_first(role: EventRole) -> AskedFor | None:
    """Return what a trainer is reminded to look at before the session: where their words are, never the words."""
    said = None if is_standby(role) else duty_in(role.event_id, role.id)
    if said is None or said.does not in TRAINS:
        return None
    return AskedFor(
        "Look at what you share and do not share", absolute_url("training_members.show_own", event_id=role.event_id)
    )


def _page_of(event: Event, *, viewer: Member, now: datetime) -> StoryPage | None:
    ends_at = last_end(event.id)
    if ends_at is None or not can_still_be_read(ends_at, now=now) or not queries.is_trainer(event.id, viewer=viewer):
        return None
    sheet, answer = own_sheet(viewer=viewer), queries.own_answer(event.id, viewer=viewer)
    return StoryPage(
        event=event,
        sheet=sheet,
        recording=MAY_BE_RECORDED[sheet.recording] if sheet else "",
        answer=answer,
        is_shared=bool(answer and answer.shares_story),
        recorded=recorded_in_words(is_allowed=queries.may_be_recorded(event.id)),
        asks=ends_at > now and (answer is None or answer.may_be_recorded is None),
        is_over=ends_at <= now,
        until=ends_at + kept_after(now),
        others=queries.shared_with(event.id, viewer=viewer),
    )
