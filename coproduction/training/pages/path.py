"""The path of a trainer as members and coordinators read it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.accounts.rules import is_staff
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import has_left
from coproduction.members.shown import Part
from coproduction.schedule.words import Tag
from coproduction.training.models import PathMark, PathStep
from coproduction.training.queries.path import path_of, steps_done, times_by_step
from coproduction.training.rules.path import Standing, furthest

STEPS: Mapping[PathStep, str] = {
    PathStep.OBSERVE: "Observe",
    PathStep.SHADOW: "Shadow",
    PathStep.CO_DELIVER: "Co-deliver",
    PathStep.LEAD: "Lead",
}
HAS_DONE: Mapping[PathStep, str] = {
    PathStep.OBSERVE: "Has observed",
    PathStep.SHADOW: "Has shadowed",
    PathStep.CO_DELIVER: "Has co-delivered",
    PathStep.LEAD: "Has led",
}
DONE, TO_SIGN_OFF, NOT_YET = Tag("Done", "green"), Tag("To be signed off", "yellow"), Tag("Not yet", "grey")


class StepLine(NamedTuple):
    """One step: how often it was done and is wanted, when, and who said what of it and why."""

    step: PathStep
    name: str
    state: Tag
    counted: str
    turns: list[str]
    said: str
    reason: str


def path_part(member: Member, *, viewer: Account, now: datetime) -> Part:
    """Return the member's path for a page about them. Coordinators can change it while they are a member."""
    found = path_of(member, viewer=viewer, today=uk_wall(now).date())
    values = {
        "lines": [line_of(standing) for standing in found],
        "member_id": member.id,
        "can_change": is_staff(viewer) and not has_left(member),
    }
    is_empty = not any(standing.turns or standing.mark for standing in found)
    return Part("trainer-path", "Path as a trainer", "training/_path.html", values, is_empty)


def line_of(standing: Standing) -> StepLine:
    """Return one step in words."""
    turns = [f"{uk_short_date(turn.starts_at)}: {turn.title}" for turn in standing.turns]
    return StepLine(
        standing.step,
        STEPS[standing.step],
        _state(standing),
        f"{standing.counted} of {standing.wanted}",
        turns,
        _said(standing.mark, standing.counted),
        standing.mark.reason if standing.mark else "",
    )


def beside_names(member_ids: Collection[int], *, viewer: Account) -> Mapping[int, str]:
    """Return, for whoever has been on the path, how far they have come, in words for beside their names."""
    times, done = times_by_step(member_ids, viewer=viewer), steps_done(member_ids, viewer=viewer)
    return {
        member_id: " ".join(_how_far(times.get(member_id, {}), done.get(member_id, ())))
        for member_id in {*times, *done}
    }


def _how_far(times: Mapping[PathStep, int], done: Collection[PathStep]) -> list[str]:
    words = []
    if step := furthest(times.keys()):
        words.append(f"{HAS_DONE[step]} {_times(times[step])}.")
    if step := furthest(done):
        words.append(f"Signed off: {STEPS[step].lower()}.")
    return words


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _state(standing: Standing) -> Tag:
    if standing.is_done:
        return DONE
    return TO_SIGN_OFF if standing.is_to_sign_off else NOT_YET


def _said(mark: PathMark | None, counted: int) -> str:
    if mark is None:
        return ""
    what = "Signed off" if mark.is_done else "Set to “not yet”"
    then = "" if mark.counted == counted else f" We had counted {mark.counted} then."
    return f"{what} by {mark.by.name} on {uk_short_date(mark.at)}.{then}"
