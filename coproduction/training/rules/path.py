"""The path of a trainer: what counts towards each step, how often, and how a step stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coproduction.core.dated_settings import Number, number, values_of
from coproduction.training.models import Duty, PathMark, PathStep

ONCE = 1
# How often each is done: practice, section 4.
SHADOW_TIMES = number(
    "path-shadow-times", "How often a member shadows training before delivering it", unit="times", seed=2, highest=10
)
CO_DELIVER_TIMES = number(
    "path-co-deliver-times",
    "How often a member delivers training with others before leading it",
    unit="times",
    seed=2,
    highest=10,
)
TIMES: Mapping[PathStep, Number] = {PathStep.SHADOW: SHADOW_TIMES, PathStep.CO_DELIVER: CO_DELIVER_TIMES}
# Who shadows watches too.
COUNTS: Mapping[PathStep, tuple[Duty, ...]] = {
    PathStep.OBSERVE: (Duty.OBSERVES, Duty.SHADOWS),
    PathStep.SHADOW: (Duty.SHADOWS,),
    PathStep.CO_DELIVER: (Duty.CO_DELIVERS,),
    PathStep.LEAD: (Duty.LEADS,),
}
COUNTED = tuple({duty for duties in COUNTS.values() for duty in duties})


class Turn(NamedTuple):
    """One session at which a member was there, and what they did."""

    does: Duty
    event_id: int
    title: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a step stands: which turns count, how many it takes, and what a coordinator said of it last."""

    step: PathStep
    turns: Sequence[Turn]
    wanted: int
    mark: PathMark | None

    @property
    def counted(self) -> int:
        """Return how often they have done it."""
        return len(self.turns)

    @property
    def is_enough(self) -> bool:
        """Say whether they have done it as often as it takes."""
        return self.counted >= self.wanted

    @property
    def is_done(self) -> bool:
        """Say whether a coordinator says that the step is done."""
        return self.mark is not None and self.mark.is_done

    @property
    def is_to_sign_off(self) -> bool:
        """Say whether it was done often enough, and no coordinator has said anything of it."""
        return self.mark is None and self.is_enough


def step_named(word: str) -> PathStep | None:
    """Return the step that an address names, or None."""
    return PathStep(word) if word in set(PathStep) else None


def wanted_times(today: date) -> dict[PathStep, int]:
    """Return how many times each step takes."""
    times = values_of(TIMES.values(), on=today)
    return {step: times[TIMES[step]] if step in TIMES else ONCE for step in PathStep}


def standings(
    turns: Sequence[Turn], marks: Mapping[PathStep, PathMark], wanted: Mapping[PathStep, int]
) -> list[Standing]:
    """Return how each step stands, in their order."""
    return [
        Standing(step, [turn for turn in turns if turn.does in COUNTS[step]], wanted[step], marks.get(step))
        for step in PathStep
    ]


def needs_reason(standing: Standing, *, is_done: bool) -> bool:
    """Say whether it takes a reason to set the step so: it is otherwise than counted, or than somebody said."""
    if is_done:
        return not standing.is_enough
    return standing.is_enough or standing.is_done


def furthest(steps: Collection[PathStep]) -> PathStep | None:
    """Return the last of these steps on the path, or None of none."""
    return max(steps, key=list(PathStep).index, default=None)
