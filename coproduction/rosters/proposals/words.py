"""A proposal in words, for coordinators alone: what stands in somebody's way is never said to anybody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coproduction.core.dates import MONTHS, uk_date
from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.problem import History
from coproduction.rosters.proposals.proposal import Aim, Engine, Measure, Proposal, WhyGreedy
from coproduction.rosters.proposals.reasons import Because, Gap, Lacks, OtherDay, Suggestion

BECAUSE: Mapping[Because, str] = {
    Because.LOCKED: "You have locked this place.",
    Because.NEWCOMER: "This is their chance to watch and learn.",
    Because.ONLY_ONES: "Nobody else can be picked for it.",
    Because.EXPERIENCED: "Each event needs one experienced member.",
    Because.FEWEST_TURNS: "They have had few turns.",
}
# What stands in the way: of one person, and of several.
BARS: Mapping[Bar, tuple[str, str]] = {
    Bar.NOT_ELIGIBLE: ("does not have what the role asks for", "do not have what the role asks for"),
    Bar.ASK_FIRST: ("wants to be asked first", "want to be asked first"),
    Bar.NEEDS: ("needs something that takes longer to arrange", "need something that takes longer to arrange"),
    Bar.NEWCOMER: ("has not shadowed a panel yet", "have not shadowed a panel yet"),
    Bar.KNOWS_IT: ("knows panels already", "know panels already"),
    Bar.LIMIT: ("takes no more around that time", "take no more around that time"),
    Bar.LEFT_OUT: ("was left out by you", "were left out by you"),
    Bar.NOT_THIS_TIME: ("was told “not this time”", "were told “not this time”"),
    Bar.SAID_NO: ("said no to this one", "said no to this one"),
    Bar.NOT_ASKED: ("has paused, is leaving or likes other things", "have paused, are leaving or like other things"),
    Bar.CONFLICT: ("cannot be on this one", "cannot be on this one"),
    Bar.OTHER_PART: ("has a part in it already", "have a part in it already"),
    Bar.TAKEN: ("is away or has another place then", "are away or have another place then"),
    Bar.CLASH: ("is picked for something else then", "are picked for something else then"),
    Bar.REST: ("needs rest between two turns", "need rest between two turns"),
    Bar.WEEK: ("takes no more in that week", "take no more in that week"),
    Bar.MONTH: ("takes no more in that month", "take no more in that month"),
    Bar.RUN: ("has as many turns here as they want", "have as many turns here as they want"),
}
LACKS: Mapping[Lacks, tuple[str, str]] = {
    Lacks.PLACE: ("1 place is not filled.", "{} places are not filled."),
    Lacks.EXPERIENCE: ("Nobody experienced is on it.", "Nobody experienced is on it."),
    Lacks.STANDBY: ("There is no standby.", "{} standbys are missing."),
    Lacks.SHADOW: ("A shadow place is free.", "{} shadow places are free."),
}
AIMS: Mapping[Aim, str] = {
    Aim.UNFILLED: "Perhaps {} more places could be filled.",
    Aim.INEXPERIENCED: "Perhaps {} more events could have an experienced member.",
    Aim.BEYOND: "Perhaps {} more standbys or shadows could be found.",
}
WHY_GREEDY: Mapping[WhyGreedy, str] = {
    WhyGreedy.NOT_INSTALLED: "The quick way made this proposal, because the optimiser is not installed here.",
    WhyGreedy.OUT_OF_TIME: "The quick way made this proposal, because the optimiser ran out of time.",
}


def beside_the_name(history: History, days: int) -> str:
    """Say what people can read of fairness: the last turn, and the times offered and held in the last days."""
    offered = f"offered {_times(history.offered)}, held {times_there(history)}"
    return f"{_last_turn(history)}. In {period_in_words(days)} {offered}."


def times_there(history: History) -> str:
    """Say how often somebody held a place, and apart from that how often they stood by or watched, or will sit."""
    apart = {"stood by": history.stood_by, "watched": history.watched, "to come": history.to_come}
    return ", ".join([str(history.held), *(f"{words} {number}" for words, number in apart.items() if number)])


def period_in_words(days: int) -> str:
    """Return how far back turns are counted: '12 months', '2 years', '90 days'."""
    years, rest = divmod(days, 365)
    if rest or not years:
        return "1 day" if days == 1 else f"{days} days"
    return "12 months" if years == 1 else f"{years} years"


def chosen_by_name(set_aside: Sequence[str]) -> str:
    """Say that the coordinator put somebody in, and what stood in the way when they did."""
    return f"You chose them, although: {'; '.join(set_aside).lower()}." if set_aside else "You chose them."


def _last_turn(history: History) -> str:
    if last := history.last_turn:
        return f"Last turn: {MONTHS[last.month - 1]} {last.year}"
    if history.to_come:
        return "The first turn is still to come"
    return "No place held yet" if history.stood_by or history.watched else "No turn yet"


def why_suggested(suggestion: Suggestion) -> str:
    """Say why somebody is suggested."""
    words = BECAUSE[suggestion.because]
    if suggestion.because is Because.ONLY_ONES and suggestion.could > 1:
        return f"Only {suggestion.could} can be picked, and {suggestion.wanted} are wanted."
    if suggestion.because is not Because.FEWEST_TURNS:
        return words
    if not suggestion.fewer:
        return "Nobody who could do it has had fewer turns."
    return f"{words} {_of_fewer(suggestion)}"


def _of_fewer(suggestion: Suggestion) -> str:
    fewer, elsewhere = suggestion.fewer, suggestion.fewer_elsewhere
    words = f"Of {suggestion.could} who could do it, {fewer} {'has' if fewer == 1 else 'have'} had fewer."
    if elsewhere == fewer:
        return f"{words} {'That one is' if fewer == 1 else 'All of these are'} picked for something else."
    return f"{words} {elsewhere} of these {'is' if elsewhere == 1 else 'are'} picked for something else."


def what_is_missing(gap: Gap) -> str:
    """Say what a gap is."""
    one, more = LACKS[gap.lacks]
    return one if gap.missing == 1 else more.format(gap.missing)


def why_nobody_fits(gap: Gap) -> list[str]:
    """Say how many people each reason stands in the way of, the most first."""
    counted = sorted(gap.bars.items(), key=lambda each: (-each[1], each[0]))
    who = ("experienced member", "experienced members") if gap.lacks is Lacks.EXPERIENCE else ("member", "members")
    return [f"{count} {who[count > 1]} {BARS[bar][count > 1]}." for bar, count in counted]


def what_would_help(gap: Gap) -> list[str]:
    """Say what would close a gap: training, and other days."""
    words = []
    if gap.if_trained:
        trained = min(gap.missing, gap.if_trained)
        who = "1 member could" if gap.if_trained == 1 else f"{gap.if_trained} members could"
        words.append(f"Train {trained} more: {who} do it if they had what the role asks for.")
    if first := sum(gap.bars.get(bar, 0) for bar in (Bar.ASK_FIRST, Bar.NEEDS)):
        words.append(f"Talk with {_members(first)} first. They may be able to do it.")
    if ours := sum(gap.bars.get(bar, 0) for bar in (Bar.LEFT_OUT, Bar.NOT_THIS_TIME)):
        words.append(f"Choose {_members(ours)} yourself, if you want them after all.")
    if own := sum(gap.bars.get(bar, 0) for bar in (Bar.LIMIT, Bar.REST, Bar.WEEK, Bar.MONTH)):
        words.append(f"{_members(own)} could take part more often only if they say so in “My details”.")
    if new := gap.bars.get(Bar.NEWCOMER, 0):
        words.append(f"Let {_members(new)} shadow a panel, for the next time.")
    if gap.inexperienced:
        who = "1 member is" if gap.inexperienced == 1 else f"{gap.inexperienced} members are"
        words.append(f"{who} free then, but not experienced yet.")
    return words + [_on_other_day(other) for other in gap.other_days]


def _members(number: int) -> str:
    return "1 member" if number == 1 else f"{number} members"


def _on_other_day(other: OtherDay) -> str:
    return f"Move it to {uk_date(other.day)}: {other.could} could do it then."


def which_engine(proposal: Proposal) -> str:
    """Say what made the proposal, and how far it is at most from the best."""
    made = "The optimiser made this proposal."
    if proposal.why_greedy:
        made = WHY_GREEDY[proposal.why_greedy]
    return f"{made} {_how_far(proposal.first_gap, proposal.engine)}"


def _how_far(gap: Measure | None, engine: Engine) -> str:
    if gap is None:
        return "It is proven that there is no better one."
    if gap.aim in AIMS:
        return AIMS[gap.aim].format(gap.value - gap.best_possible)
    most = f"{max(gap.gap * 100, 0.1):.1f}%"
    said = "It is proven" if engine is Engine.OPTIMISER else "We know only"
    return f"It fills as much as can be. {said} that the turns are at most {most} less even than the best."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
