"""How a search ends: the first yes wins, the others are thanked, and a coordinator stops it or begins another."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from coproduction.core.database import db
from coproduction.notifications.models import MessageState
from coproduction.rosters import agreed
from coproduction.rosters.actions import looking
from coproduction.rosters.actions.looking import look_on
from coproduction.rosters.actions.searches import look_by_hand, stop_search
from coproduction.rosters.models import Pace, SearchState, StandInSearch, Step
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import PlaceFactory, StaffFactory
from tests.rosters.looking import (
    BY_EMAIL,
    EVENING,
    NOON,
    PANEL,
    looks,
    place_of,
    says,
    states,
    steps,
    steps_back,
    the_search,
    they_hear,
)
from tests.schedule.refusals import refusal_of, words_of_refusal


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
