"""When somebody steps back, somebody else is looked for: who stands by first, then the others in order of turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.rosters import agreed
from coproduction.rosters.actions import looking
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.actions.searches import choose_asking_next, look_by_hand, stop_search
from coproduction.rosters.models import Because, Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, release_place, step_back
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import EventKind, EventRole, EventState, Part, Place, PlaceMove, PlaceState, Via
from tests.factories import AwayDateFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.refusals import refusal_of, words_of_refusal

PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
EVENING = datetime(2027, 1, 13, 19, 40, tzinfo=UTC)
BY_EMAIL = Hand(via=Via.EMAIL)


@pytest.fixture
def leaving(role, able) -> Place:
    """The place of somebody who will step back, on a panel that is full."""
    PlaceFactory(role=role, member=able("Harold Finch"))
    return PlaceFactory(role=role, member=able("Tunde Bakare"))


@pytest.fixture
def standby(role, able) -> Place:
    """Somebody who stands by."""
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    return PlaceFactory(role=standby, member=able("Megan Pryce"))


def looks(now: datetime) -> None:
    """Let the worker do all that there is to do at that moment."""
    keep_lists(now=now)
    for _ in range(20):
        if not look_on(now=now):
            return
    raise AssertionError("the worker finds no end")


def steps_back(place: Place, now: datetime = NOON) -> None:
    step_back(place.id, hand=BY_EMAIL, now=now)
    looks(now)


def says(member: Member, said: Answer, role: EventRole, now: datetime = NOON) -> None:
    answer(place_of(member, role).id, said, hand=BY_EMAIL, now=now)
    looks(now)


def place_of(member: Member, role: EventRole) -> Place:
    return db.session.scalars(select(Place).where(Place.member_id == member.id, Place.role_id == role.id)).one()


def they_hear() -> None:
    """Let all that waits in the outbox go."""
    db.session.execute(update(Message).values(state=MessageState.SENT, finished_at=EVENING))


def steps() -> list[tuple[Step, str]]:
    rows = db.session.scalars(select(SearchStep).order_by(SearchStep.id))
    return [(step.what, step.member.name if step.member else "") for step in rows]


def the_search() -> StandInSearch:
    return db.session.scalars(select(StandInSearch)).one()


def states(role: EventRole) -> dict[str, PlaceState]:
    places = db.session.scalars(select(Place).where(Place.event_id == role.event_id).order_by(Place.id))
    return {f"{place.member.name} {place.role.name}": place.state for place in places}


def test_whoever_stands_by_is_asked_first_and_alone_and_their_yes_ends_the_search(role, able, leaving, standby, inbox):
    able("Amara Okafor")

    steps_back(leaving)
    says(standby.member, Answer.YES, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Megan Pryce"),
        (Step.SAID_YES, "Megan Pryce"),
    ]
    assert (the_search().state, the_search().because) == (SearchState.FOUND, Because.GIVEN_UP)
    assert states(role)["Megan Pryce Standby"] is PlaceState.RELEASED
    assert states(role)["Megan Pryce Panel member"] is PlaceState.HELD
    assert "You are standing by for Nurse panel. Now somebody cannot come. Can you step in?" in next(
        message.text for message in inbox.messages if message.subject == "Can you join us? Nurse panel"
    )


def test_after_a_no_the_next_is_asked_who_was_asked_least_often(role, able, leaving, standby, noon):
    often, seldom = able("Amara Okafor"), able("Ruth Bell")
    past = PlaceFactory(member=often, state=PlaceState.DECLINED, role__event__kind=EventKind.PANEL)
    db.session.add(PlaceMove(place=past, to_state=PlaceState.OFFERED, moved_at=noon - timedelta(days=9), via="website"))
    db.session.flush()

    steps_back(leaving)
    says(standby.member, Answer.NO, role)
    says(seldom, Answer.NOT_SURE, role)
    says(often, Answer.YES, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Megan Pryce"),
        (Step.SAID_NO, "Megan Pryce"),
        (Step.ASKED, "Ruth Bell"),
        (Step.NOT_SURE, "Ruth Bell"),
        (Step.ASKED, "Amara Okafor"),
        (Step.SAID_YES, "Amara Okafor"),
        (Step.THANKED, "Ruth Bell"),
    ]


def test_an_offer_made_by_hand_is_waited_for_while_it_has_time(role, able, leaving):
    able("Ruth Bell")
    by_hand = PlaceFactory(
        role=role, member=able("Vera Lunt"), state=PlaceState.OFFERED, offer_ends_at=NOON + timedelta(hours=1)
    )

    steps_back(leaving)
    assert steps() == [(Step.BEGUN, "")]
    looks(NOON + timedelta(minutes=61))

    assert by_hand.state is PlaceState.LAPSED
    assert steps()[1:] == [(Step.NO_ANSWER, "Vera Lunt"), (Step.ASKED, "Ruth Bell")]


def test_who_puts_themselves_forward_comes_before_those_who_have_to_be_asked(role, able, leaving):
    able("Amara Okafor"), able("Ruth Bell")
    PlaceFactory(role=role, member=able("Vera Lunt"), state=PlaceState.INTERESTED)

    steps_back(leaving)

    assert steps()[1:] == [(Step.ASKED, "Vera Lunt")]


def test_who_asks_to_be_asked_first_is_named_once_in_their_turn_and_not_asked(role, able, leaving, asks_first):
    for name in ("Amara Okafor", "Ruth Bell", "Sam Reeve", "Vera Lunt"):
        member = able(name)
        if name in ("Amara Okafor", "Sam Reeve"):
            asks_first(member)
    AwayDateFactory(member=able("Abe Away"), starts_on=PANEL.date(), ends_on=PANEL.date())

    steps_back(leaving)
    says(db.session.scalars(select(Member).where(Member.name == "Ruth Bell")).one(), Answer.NO, role)

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASK_FIRST, "Amara Okafor"),
        (Step.ASKED, "Ruth Bell"),
        (Step.SAID_NO, "Ruth Bell"),
        (Step.ASK_FIRST, "Sam Reeve"),
        (Step.ASKED, "Vera Lunt"),
    ]


def test_nobody_is_asked_in_whose_way_something_stands_not_even_who_stands_by(role, able, leaving, standby):
    AwayDateFactory(member=standby.member, starts_on=PANEL.date(), ends_on=PANEL.date())
    MemberFactory(name="Without training")
    PlaceFactory(member=able("Elsewhere"), role__event__starts_at=PANEL)

    steps_back(leaving)

    assert steps() == [(Step.BEGUN, ""), (Step.TO_RING, "")]


def test_an_offer_that_lapses_goes_to_the_next_and_a_late_yes_is_taken_while_there_is_room(role, able, leaving):
    amara, ruth = able("Amara Okafor"), able("Ruth Bell")

    steps_back(leaving)
    looks(NOON + timedelta(hours=73))
    assert steps()[1:] == [
        (Step.ASKED, "Amara Okafor"),
        (Step.NO_ANSWER, "Amara Okafor"),
        (Step.ASKED, "Ruth Bell"),
    ]
    says(amara, Answer.YES, role, NOON + timedelta(hours=80))

    assert states(role)["Amara Okafor Panel member"] is PlaceState.HELD
    assert place_of(ruth, role).state is PlaceState.RELEASED


def test_whoever_could_not_be_told_in_time_may_still_say_yes_but_is_not_waited_for(role, able, leaving):
    able("Amara Okafor", account=None, channel=Channel.PHONE, email=None, phone="0115 496 0012")
    able("Ruth Bell")

    steps_back(leaving)
    looks(NOON + timedelta(hours=73))

    assert steps()[1:] == [(Step.ASKED, "Amara Okafor"), (Step.ASKED, "Ruth Bell")]
    assert states(role)["Amara Okafor Panel member"] is PlaceState.OFFERED


def test_near_the_event_several_are_asked_at_once_when_whoever_stands_by_had_a_head_start(
    role, able, leaving, standby, inbox
):
    standby.member.phone = "0115 496 0012"
    for number in range(7):
        able(f"Member {number}")

    steps_back(leaving, EVENING)
    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Megan Pryce")]
    texts = [message for message in inbox.messages if message.channel is Channel.TEXT]
    assert [(text.to_address, text.subject) for text in texts] == [
        ("0115 496 0012", "Can you step in? Nurse panel"),
    ]
    looks(EVENING + timedelta(minutes=29))
    assert len(steps()) == 2
    looks(EVENING + timedelta(minutes=30))
    assert steps()[2:] == [(Step.ASKED, f"Member {number}") for number in range(4)]


def test_one_no_of_two_who_stand_by_does_not_end_the_head_start_of_the_other(role, able, leaving, standby):
    standby.role.maximum = 2
    PlaceFactory(role=standby.role, member=able("Nia Rhys"))
    for number in range(7):
        able(f"Member {number}")

    steps_back(leaving, EVENING)
    says(standby.member, Answer.NO, role, EVENING + timedelta(minutes=2))
    looks(EVENING + timedelta(minutes=29))
    assert steps()[1:] == [
        (Step.ASKED, "Megan Pryce"),
        (Step.ASKED, "Nia Rhys"),
        (Step.SAID_NO, "Megan Pryce"),
    ]
    looks(EVENING + timedelta(minutes=30))
    assert {what for what, _ in steps()[4:]} == {Step.ASKED}


def test_the_first_yes_wins_the_others_are_thanked_once_and_whoever_stood_by_does_so_again(
    role, able, leaving, standby, inbox
):
    winner, other = able("Amara Okafor"), able("Ruth Bell")
    steps_back(leaving, EVENING)
    looks(EVENING + timedelta(minutes=30))
    they_hear()

    says(winner, Answer.YES, role, EVENING + timedelta(minutes=40))
    looks(EVENING + timedelta(hours=1))

    assert states(role) == {
        "Harold Finch Panel member": PlaceState.HELD,
        "Tunde Bakare Panel member": PlaceState.STEPPED_BACK,
        "Megan Pryce Standby": PlaceState.HELD,
        "Megan Pryce Panel member": PlaceState.RELEASED,
        "Amara Okafor Panel member": PlaceState.HELD,
        "Ruth Bell Panel member": PlaceState.RELEASED,
    }
    taken = [message for message in inbox.messages if message.subject == "The place is taken: Nurse panel"]
    told = {message.to_address: "standing by again" in message.text for message in taken}
    assert len(taken) == 2
    assert told == {standby.member.email: True, other.email: False}
    assert words_of_refusal(answer, place_of(other, role).id, Answer.YES, hand=BY_EMAIL, now=EVENING) == (
        "Thank you. Somebody else said yes first, so the place is taken. "
        "It does not count against you, and we will ask you again."
    )


def test_whoever_stood_by_and_has_another_place_by_now_does_not_stand_by_again(role, able, leaving, standby, inbox):
    winner = able("Amara Okafor")
    steps_back(leaving, EVENING)
    looks(EVENING + timedelta(minutes=30))
    PlaceFactory(member=standby.member, role__event__starts_at=PANEL)
    they_hear()

    says(winner, Answer.YES, role, EVENING + timedelta(minutes=40))

    assert states(role)["Megan Pryce Standby"] is PlaceState.RELEASED
    assert "standing by again" not in inbox.latest(to=standby.member.email).text
    assert inbox.latest(to=standby.member.email).subject == "The place is taken: Nurse panel"


def test_in_the_night_only_those_are_asked_who_read_email_and_only_if_it_is_very_near(role, able, leaving):
    able("Amara Okafor", account=None, channel=Channel.PHONE, email=None, phone="0115 496 0012")
    able("Ruth Bell")

    steps_back(leaving, EVENING + timedelta(hours=2))
    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]
    looks(datetime(2027, 1, 14, 8, tzinfo=UTC))
    assert steps()[2:] == [(Step.ASKED, "Amara Okafor")]


def test_far_from_the_event_nobody_is_asked_in_the_night(role, able, leaving):
    able("Ruth Bell")

    steps_back(leaving, NOON + timedelta(hours=11))
    assert steps() == [(Step.BEGUN, "")]
    looks(datetime(2027, 1, 5, 8, tzinfo=UTC))
    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]


def test_close_to_the_start_a_person_is_told_to_ring_and_nobody_is_asked_by_itself(role, able, leaving, inbox):
    able("Ruth Bell")

    steps_back(leaving, PANEL - timedelta(hours=2))
    looks(PANEL - timedelta(hours=1))

    assert steps() == [(Step.BEGUN, ""), (Step.TO_RING, "")]
    assert [subject for _, subject in inbox.letters].count("Please ring round: Nurse panel") == 1
    looks(PANEL)
    assert the_search().state is SearchState.OVER


def test_nobody_is_looked_for_where_enough_people_are_left(role, able, leaving):
    role.minimum = 1
    steps_back(leaving)

    assert steps() == []


@pytest.mark.parametrize(("kind", "begins"), [(EventKind.TRAINING, True), (EventKind.MEETING, False)])
def test_which_kinds_of_event_look_for_somebody_by_themselves(role, leaving, kind, begins):
    role.event.kind = kind
    steps_back(leaving)

    assert bool(steps()) is begins


def test_a_place_that_a_coordinator_takes_back_is_filled_too(role, able, leaving):
    able("Ruth Bell")
    release_place(leaving.id, hand=Hand(StaffFactory()), now=NOON)
    looks(NOON)

    assert steps()[1:] == [(Step.ASKED, "Ruth Bell")]


def test_a_second_gap_joins_the_search_that_goes_on(role, able, leaving):
    able("Amara Okafor"), able("Ruth Bell")
    steps_back(leaving)
    steps_back(next(place for place in db.session.scalars(select(Place)) if place.member.name == "Harold Finch"))

    assert steps() == [
        (Step.BEGUN, ""),
        (Step.ASKED, "Amara Okafor"),
        (Step.GIVEN_UP, ""),
        (Step.ASKED, "Ruth Bell"),
    ]


def test_the_next_is_asked_after_an_offer_of_a_coordinators_only_if_they_chose_that(role, able):
    PlaceFactory(role=role)
    first, second = PlaceFactory(role=role, member=able(), state=PlaceState.OFFERED), able("Ruth Bell")
    says(first.member, Answer.NO, role)
    assert steps() == []

    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    again = PlaceFactory(role=role, member=able("Amara Okafor"), state=PlaceState.OFFERED)
    says(again.member, Answer.NO, role)

    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Ruth Bell")]
    assert (the_search().because, second.name) == (Because.NO_YES, "Ruth Bell")


def test_whoever_let_a_coordinators_offer_lapse_is_not_asked_again_but_the_next(role, able, noon):
    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    PlaceFactory(role=role)
    lapsed = PlaceFactory(role=role, member=able("Amara Okafor"), state=PlaceState.OFFERED, offer_ends_at=NOON)
    past = PlaceFactory(member=able("Ruth Bell"), state=PlaceState.DECLINED, role__event__kind=EventKind.PANEL)
    for days in (8, 9):
        asked_at = noon - timedelta(days=days)
        db.session.add(PlaceMove(place=past, to_state=PlaceState.OFFERED, moved_at=asked_at, via="website"))
    db.session.flush()

    looks(NOON + timedelta(minutes=1))
    assert lapsed.state is PlaceState.LAPSED
    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Ruth Bell")]
    says(past.member, Answer.NO, role, NOON + timedelta(minutes=2))

    assert steps()[2:] == [(Step.SAID_NO, "Ruth Bell"), (Step.TO_RING, "")]


def test_nobody_is_asked_twice_in_one_search(role, able, leaving):
    amara = able("Amara Okafor")
    steps_back(leaving)
    release_place(place_of(amara, role).id, hand=Hand(StaffFactory()), now=NOON)
    looks(NOON)

    assert steps() == [(Step.BEGUN, ""), (Step.ASKED, "Amara Okafor"), (Step.TO_RING, "")]


def test_offers_that_may_yet_be_taken_are_waited_for(role, able):
    choose_asking_next(role.id, True, by=StaffFactory(), now=NOON)
    PlaceFactory(role=role)
    for name in ("Amara Okafor", "Ruth Bell"):
        PlaceFactory(role=role, member=able(name), state=PlaceState.OFFERED)

    says(db.session.scalars(select(Member).where(Member.name == "Ruth Bell")).one(), Answer.NO, role)

    assert steps() == []


def test_a_coordinator_stops_the_search_begins_another_and_sets_its_pace(role, able, leaving):
    for number in range(7):
        able(f"Member {number}")
    staff = StaffFactory()
    steps_back(leaving)
    stop_search(the_search(), by=staff, now=NOON)
    stop_search(the_search(), by=staff, now=NOON)
    looks(NOON + timedelta(hours=73))
    assert [what for what, _ in steps()] == [Step.BEGUN, Step.ASKED, Step.STOPPED]

    search = look_by_hand(role.id, pace=Pace.AT_ONCE, by=staff, now=NOON + timedelta(hours=73))
    looks(NOON + timedelta(hours=73))

    asked = [step.member.name for step in search.steps if step.what is Step.ASKED and step.member]
    assert asked == [f"Member {number}" for number in (1, 2, 3, 4, 5)]
    assert look_by_hand(role.id, pace=Pace.IN_TURN, by=staff, now=NOON + timedelta(hours=74)) is search
    assert search.pace is Pace.IN_TURN


def test_a_search_begun_by_hand_is_refused_where_nobody_is_missing_or_can_be_asked(role, leaving):
    staff = StaffFactory()
    assert refusal_of(look_by_hand, role.id, pace=None, by=staff, now=NOON) == (
        "Enough people have a place. Nobody has to be looked for.",
        None,
    )
    role.event.state = EventState.CANCELLED
    db.session.flush()
    assert refusal_of(look_by_hand, role.id, pace=None, by=staff, now=NOON) == (
        "Nobody can be looked for: the event takes no answers now.",
        None,
    )


def test_the_new_name_is_told_only_when_it_is_agreed(role, able, leaving, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(agreed, "_TELLING", {})
    agreed.when_agreed(EventKind.PANEL, lambda place, *, now: told.append(place.member.name))
    amara = able("Amara Okafor")

    steps_back(leaving)
    assert told == []
    says(amara, Answer.YES, role)

    assert told == ["Amara Okafor"]


def test_after_a_search_was_stopped_a_late_yes_thanks_the_others_and_they_stand_by_again(
    role, able, leaving, standby, inbox, monkeypatch
):
    told: list[str] = []
    monkeypatch.setattr(agreed, "_TELLING", {EventKind.PANEL: lambda place, *, now: told.append(place.member.name)})
    winner = able("Amara Okafor")
    steps_back(leaving, EVENING)
    looks(EVENING + timedelta(minutes=30))
    they_hear()
    stop_search(the_search(), by=StaffFactory(), now=EVENING + timedelta(minutes=31))

    says(winner, Answer.YES, role, EVENING + timedelta(minutes=40))

    assert told == ["Amara Okafor"]
    assert place_of(standby.member, role).state is PlaceState.RELEASED
    assert standby.state is PlaceState.HELD
    assert "standing by again" in inbox.latest(to=standby.member.email).text
    assert the_search().state is SearchState.STOPPED


def test_whoever_stood_by_and_gave_no_answer_stands_by_again_when_the_place_is_filled(role, able, leaving, standby):
    winner = able("Amara Okafor")
    steps_back(leaving)
    looks(NOON + timedelta(hours=73))
    assert place_of(standby.member, role).state is PlaceState.LAPSED

    says(winner, Answer.YES, role, NOON + timedelta(hours=74))

    assert standby.state is PlaceState.HELD
    assert steps()[-2:] == [(Step.THANKED, "Megan Pryce"), (Step.STANDS_BY, "Megan Pryce")]


def test_whoever_has_not_heard_yet_that_they_were_asked_hears_nothing_of_it(role, able, leaving, standby, inbox):
    winner, other = able("Amara Okafor"), able("Ruth Bell")
    steps_back(leaving, EVENING)
    looks(EVENING + timedelta(minutes=30))

    says(winner, Answer.YES, role, EVENING + timedelta(minutes=40))

    assert [message.subject for message in inbox.messages].count("The place is taken: Nurse panel") == 0
    waiting = {message.to_address for message in inbox.messages if message.state is MessageState.WAITING}
    assert waiting.isdisjoint({standby.member.email, other.email})
    assert states(role)["Megan Pryce Standby"] is PlaceState.HELD


def test_a_search_in_which_something_fails_keeps_no_other_waiting(role, second, able, leaving, monkeypatch):
    able("Amara Okafor")
    second.event.state = EventState.PUBLISHED
    PlaceFactory(role=second, member=able("Ruth Bell"))
    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    step_back(PlaceFactory(role=second, member=able("Vera Lunt")).id, hand=BY_EMAIL, now=NOON + timedelta(minutes=1))
    fails = looking._next_step
    monkeypatch.setattr(looking, "_next_step", lambda search, role, *, now: failing(search, fails, role, now=now))

    looks(NOON + timedelta(minutes=2))

    failed, other = db.session.scalars(select(StandInSearch).order_by(StandInSearch.id)).all()
    assert [step.what for step in failed.steps] == [Step.BEGUN]
    assert [step.what for step in other.steps] == [Step.BEGUN, Step.ASKED]
    monkeypatch.undo()
    looks(NOON + timedelta(minutes=12))
    steps = select(SearchStep).where(SearchStep.search == failed).order_by(SearchStep.id)
    assert [step.what for step in db.session.scalars(steps)] == [
        Step.BEGUN,
        Step.ASKED,
    ]


def failing(search, go_on, role, *, now):
    if search.role.event.title == "Nurse panel":
        raise RuntimeError
    return go_on(search, role, now=now)


def test_a_wake_without_the_lock_of_the_role_is_not_lost(role, able, leaving, monkeypatch):
    able("Amara Okafor")
    goes_on = looking._next_step

    def woken_meanwhile(search, role, *, now):
        then = goes_on(search, role, now=now)
        woken = update(StandInSearch).values(next_at=NOON + timedelta(seconds=1))
        db.session.execute(woken.execution_options(synchronize_session=False))
        return then

    step_back(leaving.id, hand=BY_EMAIL, now=NOON)
    monkeypatch.setattr(looking, "_next_step", woken_meanwhile)
    look_on(now=NOON)

    assert the_search().next_at == NOON + timedelta(seconds=1)
