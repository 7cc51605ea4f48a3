"""Why each person is suggested, why there are gaps, and what would close them: as data and in words."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.rosters.proposals import words
from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Apart, Caps, Event, History, Part, Pick, Problem, Role, Unready
from coproduction.rosters.proposals.proposal import Aim, Engine, Measure, Proposal, WhyGreedy
from coproduction.rosters.proposals.reasons import Because, Gap, Lacks, OtherDay, gaps, suggestions
from tests.rosters.proposals.making import at, busy, event, person

TODAY = date(2027, 1, 4)


def because(problem, *picks):
    return [(each.pick.person_id, each.because) for each in suggestions(problem, picks)]


def only_gap(problem, *picks) -> Gap:
    [found] = gaps(problem, picks, not_before=TODAY)
    return found


def test_each_suggestion_has_its_main_reason():
    panel = Event(1, (at(),), (Role(1, minimum=3), Role(2, shadows=1)))
    people = (
        person(1, 1),
        person(2, 1, is_experienced=True),
        person(3, 1),
        person(4, 1, turns=1),
        person(5, 2),
    )
    problem = Problem((panel,), people, (Pick(1, 1),))

    assert because(problem, *propose(problem).picks) == [
        (1, Because.LOCKED),
        (2, Because.EXPERIENCED),
        (3, Because.FEWEST_TURNS),
        (5, Because.NEWCOMER),
    ]


@pytest.mark.parametrize(
    ("could", "said"),
    [
        (1, "Nobody else can be picked for it."),
        (2, "Only 2 can be picked, and 3 are wanted."),
        (3, "Only 3 can be picked, and 3 are wanted."),
    ],
)
def test_where_no_more_could_than_are_wanted_that_is_the_reason(could, said):
    people = tuple(person(number, 1) for number in range(1, could + 1))
    problem = Problem((event(1, minimum=2, standbys=1),), people)

    [only] = suggestions(problem, [Pick(1, 1)])

    assert (only.because, words.why_suggested(only)) == (Because.ONLY_ONES, said)


def test_a_suggestion_says_who_had_fewer_turns_and_where_they_are():
    events = (event(1, at(0), minimum=1), event(2, at(0), minimum=1))
    history = History(date(2026, 3, 9), offered=4, held=1)
    people = (person(1, 1, 2), person(2, 1, turns=1, history=history), person(3, 1, turns=2))

    _, second = sorted(suggestions(Problem(events, people), [Pick(2, 1), Pick(1, 2)]), key=lambda each: each.turns)

    assert (second.turns, second.could, second.fewer, second.fewer_elsewhere) == (1, 3, 1, 1)
    assert words.why_suggested(second) == (
        "They have had few turns. Of 3 who could do it, 1 has had fewer. That one is picked for something else."
    )
    assert words.beside_the_name(second.history, 365) == (
        "Last turn: March 2026. In 12 months offered 4 times, held 1."
    )


def test_somebody_with_the_fewest_turns_of_all_is_said_to_have_so():
    [first] = suggestions(Problem((event(1, minimum=1),), (person(1, 1), person(2, 1))), [Pick(1, 1)])

    assert words.why_suggested(first) == "Nobody who could do it has had fewer turns."
    assert words.beside_the_name(first.history, 365) == "No turn yet. In 12 months offered 0 times, held 0."


def test_a_place_to_come_is_not_said_to_be_no_turn():
    assert words.beside_the_name(History(None, 4, to_come=1), 365) == (
        "The first turn is still to come. In 12 months offered 4 times, held 0, to come 1."
    )


@pytest.mark.parametrize(
    ("somebody", "bar"),
    [
        (person(1), Bar.NOT_ELIGIBLE),
        (person(1, 1, conflicts=frozenset({1})), Bar.CONFLICT),
        *((person(1, 1, taken=busy(at(1)), apart={1: why}), Bar(why)) for why in Apart),
        (person(1, 1, conflicts=frozenset({1}), apart={1: Apart.SAID_NO}), Bar.CONFLICT),
        (person(1, unready={1: Unready.ASK_FIRST}, apart={1: Apart.NOT_ASKED}), Bar.NOT_ASKED),
        (person(1, unready={1: Unready.OTHER_PART}, apart={1: Apart.NOT_ASKED}), Bar.OTHER_PART),
        (person(1, 1, taken=busy(at(1))), Bar.TAKEN),
        (person(1, 1, 2), Bar.CLASH),
        *((person(1, unready={1: why}), Bar(why)) for why in Unready),
        (person(1, 1, rest_days=1, taken=busy(at(0), is_turn=True)), Bar.REST),
        (person(1, 1, caps=Caps(week=1), taken=busy(at(3), is_turn=True)), Bar.WEEK),
        (person(1, 1, caps=Caps(month=1), taken=busy(at(20), is_turn=True)), Bar.MONTH),
        (person(1, 1, caps=Caps(run=0)), Bar.RUN),
    ],
)
def test_a_gap_counts_what_stands_in_the_way(somebody, bar):
    problem = Problem((event(1, at(1), minimum=1), event(2, at(1), minimum=1)), (somebody, person(2, 2)))
    second = Pick(2, 1 if bar is Bar.CLASH else 2)

    gap = only_gap(problem, second)

    assert (gap.event_id, gap.lacks, gap.missing) == (1, Lacks.PLACE, 1)
    assert gap.bars == ({Bar.NOT_ELIGIBLE: 2} if bar is Bar.NOT_ELIGIBLE else {Bar.NOT_ELIGIBLE: 1, bar: 1})


def test_every_sort_of_gap_is_found_in_its_own_right():
    panel = Event(1, (at(),), (Role(1, minimum=2, standbys=1), Role(2, shadows=1)))

    found = gaps(Problem((panel,), (person(1, 1),)), [Pick(1, 1)], not_before=TODAY)

    assert [(gap.role_id, gap.lacks) for gap in found] == [
        (1, Lacks.PLACE),
        (1, Lacks.STANDBY),
        (2, Lacks.SHADOW),
        (1, Lacks.EXPERIENCE),
    ]


def test_training_closes_a_gap_if_those_who_lack_it_are_free():
    people = (person(1), person(2), person(3, taken=busy(at(0))))

    gap = only_gap(Problem((event(1, at(0)),), people))

    assert (gap.missing, gap.if_trained) == (2, 2)
    assert words.what_would_help(gap) == ["Train 2 more: 2 members could do it if they had what the role asks for."]


def test_another_day_closes_a_gap_if_more_are_free_then():
    away = busy(at(0, lasts=20), at(1, lasts=20), at(-1, lasts=20))
    people = (person(1, 1, taken=away), person(2, 1, taken=(*away, *busy(at(2, hours=1)))))

    gap = only_gap(Problem((event(1, at(0)),), people))

    assert gap.other_days == (
        OtherDay(date(2027, 1, 7), 2),
        OtherDay(date(2027, 1, 8), 2),
        OtherDay(date(2027, 1, 11), 2),
    )
    assert words.what_would_help(gap)[0] == "Move it to Thursday 7 January 2027: 2 could do it then."


def test_who_is_picked_for_the_event_could_still_do_it_on_another_day():
    people = (person(1, 1, rest_days=2, caps=Caps(week=1, month=1, run=1)), person(2, 1, taken=busy(at(0))))

    gap = only_gap(Problem((event(1, at(0)),), people), Pick(1, 1))

    assert gap.other_days[0] == OtherDay(date(2027, 1, 5), 2)


def test_without_anybody_experienced_it_says_how_many_could_become_so():
    problem = Problem((event(1, at(0), needs_experienced=True, minimum=1),), (person(1, 1), person(2, 1), person(3)))

    gap = only_gap(problem, Pick(1, 1))

    assert (gap.lacks, gap.bars, gap.inexperienced) == (Lacks.EXPERIENCE, {}, 2)
    assert words.what_is_missing(gap) == "Nobody experienced is on it."
    assert words.what_would_help(gap) == ["2 members are free then, but not experienced yet."]


def test_a_gap_in_words():
    bars: dict[Bar, int] = {Bar.NOT_ELIGIBLE: 2, Bar.WEEK: 1, Bar.TAKEN: 4}
    gap = Gap(1, 1, Lacks.PLACE, 2, bars, inexperienced=0, if_trained=1, other_days=())

    assert words.what_is_missing(gap) == "2 places are not filled."
    assert words.why_nobody_fits(gap) == [
        "4 members are away or have another place then.",
        "2 members do not have what the role asks for.",
        "1 member takes no more in that week.",
    ]
    assert words.what_would_help(gap) == [
        "Train 1 more: 1 member could do it if they had what the role asks for.",
        "1 member could take part more often only if they say so in “My details”.",
    ]


def test_a_limit_of_their_own_is_told_from_what_keeps_somebody_away_and_moves_with_the_day():
    people = (
        person(1, 1, apart={1: Apart.LIMIT}),
        person(2, 1, conflicts=frozenset({1})),
    )

    gap = only_gap(Problem((event(1, at(0)),), people))

    assert words.why_nobody_fits(gap) == ["1 member cannot be on this one.", "1 member takes no more around that time."]
    assert words.what_would_help(gap)[0] == "1 member could take part more often only if they say so in “My details”."
    assert {other.could for other in gap.other_days} == {1}


@pytest.mark.parametrize("why", [why for why in Apart if why is not Apart.LIMIT])
def test_who_is_not_picked_for_the_event_is_not_picked_on_another_day(why):
    gap = only_gap(Problem((event(1, at(0)),), (person(1, 1, apart={1: why}),)))

    assert gap.other_days == ()


def test_why_somebody_is_apart_is_never_said_to_be_a_conflict():
    people = tuple(person(number, 1, apart={1: why}) for number, why in enumerate(Apart, start=1))

    gap = only_gap(Problem((event(1, at(0)),), (*people, person(9, 1, conflicts=frozenset({1})))))

    assert words.why_nobody_fits(gap) == [
        "1 member cannot be on this one.",
        "1 member was left out by you.",
        "1 member takes no more around that time.",
        "1 member has paused, is leaving or likes other things.",
        "1 member was told “not this time”.",
        "1 member said no to this one.",
    ]
    assert words.what_would_help(gap)[0] == "Choose 2 members yourself, if you want them after all."


def test_who_sits_on_the_panel_that_lacks_more_is_said_to_have_a_part_in_it():
    paused = person(1, 1, apart={1: Apart.NOT_ASKED})

    gap = only_gap(Problem((event(1, at(0)),), (paused,), (Pick(1, 1),)))

    assert gap.bars == {Bar.OTHER_PART: 1}


@pytest.mark.parametrize(("days", "said"), [(365, "12 months"), (730, "2 years"), (90, "90 days"), (1, "1 day")])
def test_how_far_back_turns_are_counted_is_said_as_it_is_set(days, said):
    assert words.period_in_words(days) == said


def test_who_is_not_ready_is_not_trained_but_talked_with_or_shadows_first():
    """Training would not help any of them."""
    whys = (Unready.ASK_FIRST, Unready.NEEDS, Unready.NEWCOMER)
    people = tuple(person(number, unready={1: why}) for number, why in enumerate(whys, start=1))

    gap = only_gap(Problem((event(1, at(0)),), people))

    assert words.why_nobody_fits(gap) == [
        "1 member wants to be asked first.",
        "1 member needs something that takes longer to arrange.",
        "1 member has not shadowed a panel yet.",
    ]
    assert words.what_would_help(gap) == [
        "Talk with 2 members first. They may be able to do it.",
        "Let 1 member shadow a panel, for the next time.",
    ]


def proposal(*measures, why=None):
    return Proposal((), Engine.GREEDY if why else Engine.OPTIMISER, why, measures)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (proposal(), "The optimiser made this proposal. It is proven that there is no better one."),
        (
            proposal(Measure(Aim.UNEVEN, 1000, 997)),
            (
                "The optimiser made this proposal. It fills as much as can be. "
                "It is proven that the turns are at most 0.3% less even than the best."
            ),
        ),
        (
            proposal(Measure(Aim.UNFILLED, 5, 3), why=WhyGreedy.OUT_OF_TIME),
            (
                "The quick way made this proposal, because the optimiser ran out of time. "
                "Perhaps 2 more places could be filled."
            ),
        ),
        (
            proposal(Measure(Aim.UNEVEN, 100, 90), why=WhyGreedy.NOT_INSTALLED),
            (
                "The quick way made this proposal, because the optimiser is not installed here. "
                "It fills as much as can be. We know only that the turns are at most 10.0% less even than the best."
            ),
        ),
    ],
)
def test_it_says_which_engine_it_was_and_how_far_from_the_best(made, said):
    assert words.which_engine(made) == said


def test_everything_that_can_be_said_has_words():
    assert set(words.BECAUSE) == set(Because)
    assert set(words.BARS) == set(Bar)
    assert set(words.LACKS) == set(Lacks)
    assert set(words.AIMS) | {Aim.UNEVEN} == set(Aim)
    assert set(words.WHY_GREEDY) == set(WhyGreedy)
    assert Part.SHADOW.value == "shadow"
