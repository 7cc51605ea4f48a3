"""What members wish to be paid at most is kept inside one proposal, as the rule at the moment of a yes keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.members.models import PaymentChoice, PaymentPreference
from coproduction.rosters import queries
from coproduction.rosters.kinds import PAY_DAYS
from coproduction.rosters.models import PlaceFee
from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Event, Person, Problem, Role, Time
from coproduction.rosters.queries import Wishes
from coproduction.rosters.queries.limits import Limits
from coproduction.rosters.queries.wanted import beside_the_rest
from coproduction.rosters.rules.fees import NUMBERS, fee_of
from coproduction.rosters.rules.limits import Turn
from coproduction.schedule.models import EventKind, EventState, Part, PlaceState
from tests.factories import EventRoleFactory, PlaceFactory, StaffFactory

MONDAY = datetime(2027, 1, 11, 10, tzinfo=UTC)
NUMBERS_NOW = {number: number.seed for number in NUMBERS}
SEVERAL = st.lists(st.tuples(st.integers(0, 99), st.sampled_from((3, 8))), max_size=6, unique_by=lambda each: each[0])
CAPS = st.sampled_from((None, 0, 75, 150, 225, 300))
CHOICES = st.sampled_from((PaymentChoice.PAID, PaymentChoice.LESS, PaymentChoice.ASK, PaymentChoice.CHARITY))


def turn(number: int, day: int, hours: int, pounds: int | None = None) -> Turn:
    starts_at = MONDAY + timedelta(days=day)
    return Turn(number, EventKind.PANEL, starts_at, starts_at + timedelta(hours=hours), pounds)


def asked_about(limits: Limits, new: Sequence[Turn]) -> Book:
    """Return the only member's book for new panels, each of one place."""
    events = tuple(
        Event(
            each.turn_id,
            (Time(each.starts_at, each.ends_at),),
            (Role(each.turn_id, 1),),
            fee=fee_of([each], NUMBERS_NOW),
        )
        for each in new
    )
    pay = limits.pay_of(1, {each.turn_id: [each] for each in new})
    member = Person(1, frozenset(each.turn_id for each in new), pay=pay)
    return Book(Problem(events, (member,), pay_days=limits.pay_days))


@settings(max_examples=100)
@given(CAPS, CAPS, CHOICES, SEVERAL, SEVERAL, st.sampled_from((None, 0, 50)))
def test_a_pick_is_open_if_the_rule_at_a_yes_would_ask_nothing(weekly, monthly, choice, held, new, pounds):
    told = PaymentPreference(choice=choice, weekly_cap=weekly, monthly_cap=monthly)
    has = [turn(100 + at, day, hours, pounds if at == 0 else None) for at, (day, hours) in enumerate(held)]
    turns = [turn(at, day, hours) for at, (day, hours) in enumerate(new)]
    book = asked_about(Limits({}, {1: told}, {1: has}, {}, NUMBERS_NOW), turns)

    for each in turns:
        asks = Limits({}, {1: told}, {1: has}, {}, NUMBERS_NOW).caps_passed(1, [each])
        assert book.bar(1, each.turn_id) is (Bar.ASK_FIRST if asks else None)
        if not asks:
            book.pick(1, each.turn_id)
            has.append(each)


def test_a_turn_without_a_fee_leaves_room_in_its_week_and_in_no_other():
    told = PaymentPreference(choice=PaymentChoice.PAID, weekly_cap=75)
    has = [turn(9, 0, 3, pounds=0), turn(10, 1, 3, pounds=0)]
    book = asked_about(Limits({}, {1: told}, {1: has}, {}, NUMBERS_NOW), [turn(1, 2, 3), turn(2, 7, 3), turn(3, 8, 3)])

    book.pick(1, 1)
    book.pick(1, 2)

    assert book.bar(1, 3) is Bar.ASK_FIRST


@pytest.fixture
def amara(able):
    """A member with nothing in the way of panels, who wishes £150 a week at most."""
    member = able("Amara Okafor", known_as="Amara")
    db.session.add(PaymentPreference(member_id=member.id, weekly_cap=150, choice=PaymentChoice.PAID))
    return member


def panel(role, days, *, hours=3, **values):
    """Another panel of one place, so many days after the role's own."""
    starts_at = role.event.starts_at + timedelta(days=days)
    at = {"event__starts_at": starts_at, "event__ends_at": starts_at + timedelta(hours=hours)}
    wanted = {"minimum": 1, "maximum": 1, "is_open": False, "qualification": role.qualification}
    return EventRoleFactory(event__kind=EventKind.PANEL, **(at | wanted | values))


def question(*roles, noon):
    return queries.question_of([role.event for role in roles], Wishes(), viewer=StaffFactory(), now=noon)


def test_a_proposal_stays_under_the_cap_in_one_run_and_says_ask_first(role, amara, noon):
    week = [panel(role, days, hours=hours) for days, hours in ((4, 3), (5, 3), (6, 3), (7, 8))]

    problem = question(*week, noon=noon).problem

    assert [pick.role_id for pick in propose(problem).picks] == [week[0].id, week[1].id]
    assert {event.fee for event in problem.events} == {75, 150}


def test_what_is_paid_in_one_week_counts_together_though_the_work_is_not(role, amara, noon):
    """On 26 February and 1 March; Good Friday and Easter Monday put both fees into one week."""
    days = (datetime(2027, 2, 26, tzinfo=UTC) - role.event.starts_at).days + 1
    two = [panel(role, days + more, hours=8) for more in (0, 3)]

    problem = question(*two, noon=noon).problem

    assert problem.pay_days == PAY_DAYS.seed == 20
    assert len(propose(problem).picks) == 1


def test_what_was_agreed_for_a_place_in_the_roster_is_what_counts(role, amara, noon):
    first, second = panel(role, 4, hours=8), panel(role, 5, hours=8)
    place = PlaceFactory(role=first, member=amara, state=PlaceState.OFFERED)
    assert len(propose(question(first, second, noon=noon).problem).picks) == 1

    db.session.add(PlaceFee(place_id=place.id, pounds=0, chosen_at=noon))
    db.session.flush()

    assert len(propose(question(first, second, noon=noon).problem).picks) == 2


def test_who_watches_is_paid_nothing_and_so_not_asked_first(role, amara, noon):
    PlaceFactory(role=panel(role, 1, hours=8), member=amara, state=PlaceState.HELD)
    shadow = EventRoleFactory(event=role.event, part=Part.SHADOW, is_open=False, maximum=1, minimum=0)

    [somebody] = question(role, noon=noon).problem.people

    assert (somebody.role_ids, list(somebody.unready)) == (frozenset({shadow.id}), [role.id])


def test_what_a_proposal_chose_for_the_rest_is_paid_too(role, amara, noon):
    first, second = panel(role, 4, hours=8), panel(role, 5, hours=8)
    asked = question(first, noon=noon)

    beside = beside_the_rest(asked, [second.event], choices=[queries.Choice(second.id, amara.id)], now=noon)

    assert (len(propose(asked.problem).picks), len(propose(beside.problem).picks)) == (1, 0)


def test_turns_earlier_in_the_month_that_are_over_count_beside_those_of_the_run(role, able, noon):
    ruth = able("Ruth Bell")
    set_turn_limits(ruth, Most(monthly=2), by=ruth.account, now=noon)
    over = panel(role, -13, event__state=EventState.HELD)
    PlaceFactory(role=over, member=ruth, state=PlaceState.ATTENDED)
    two = [panel(role, days) for days in (10, 14)]

    assert (over.event.starts_at.month, two[1].event.starts_at.month) == (1, 1)
    assert len(propose(question(*two, noon=noon).problem).picks) == 1
