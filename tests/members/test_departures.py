"""Leaving well, staying after all and coming back; a rest; and what leavers asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import departures, members
from coproduction.members.actions.departures import Leaving
from coproduction.members.models import Departure, InductionDone, InductionStep, MembershipMove, MemberState, Supporter
from coproduction.members.queries.belonging import moves_of
from coproduction.notifications.models import Channel, MessageState
from coproduction.schedule import emails as about_places
from coproduction.schedule.models import PlaceState
from tests.factories import MemberFactory, PlaceFactory, StaffFactory
from tests.members.departing import TODAY, asked, die, leave, number_of


def test_a_rest_holds_invitations_back_and_leaves_them_theirs_to_answer(noon, priya, inbox):
    member = MemberFactory(channel=Channel.PHONE, name="Harold Pym")
    place = PlaceFactory(member=member, state=PlaceState.OFFERED)
    about_places.place_offered(place, now=noon)

    members.pause_membership(member.id, by=priya, now=noon)

    assert [message.state for message in inbox.messages] == [MessageState.DROPPED, MessageState.WAITING]
    assert place.state is PlaceState.OFFERED
    assert asked(priya, noon) == ["Ring Harold Pym"]


@pytest.mark.parametrize("state", [MemberState.INDUCTION, MemberState.PROBATION, MemberState.ACTIVE])
def test_a_rest_ends_where_it_began(noon, priya, state):
    member = MemberFactory(state=state, probation_ends_on=date(2027, 3, 1))

    members.pause_membership(member.id, by=priya, now=noon)
    departures.plan_leaving(member.id, Leaving(leaves_on=TODAY + timedelta(days=9)), by=priya, now=noon)
    departures.stay_after_all(member.id, by=priya, now=noon)
    assert member.state is MemberState.PAUSED
    members.resume_membership(member.id, by=priya, now=noon)

    assert (member.state, member.probation_ends_on) == (state, date(2027, 3, 1))


def test_somebody_who_leaves_cannot_rest_first(noon, priya):
    member = MemberFactory(known_as="Harold")
    departures.plan_leaving(member.id, Leaving(leaves_on=TODAY + timedelta(days=9)), by=priya, now=noon)

    with pytest.raises(Refusal, match="Harold is leaving the group"):
        members.pause_membership(member.id, by=priya, now=noon)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 1, 3), "The last day must be today or in the future"),
        (date(2028, 1, 5), "The last day must be within a year"),
    ],
)
def test_a_last_day_that_cannot_be_meant_is_refused(noon, priya, day, words):
    with pytest.raises(Refusal) as refused:
        departures.plan_leaving(MemberFactory().id, Leaving(leaves_on=day), by=priya, now=noon)

    assert (refused.value.message, refused.value.field) == (words, "leaves_on")


def test_what_leavers_asked_for_stands_on_the_to_do_list_until_it_is_done(noon, priya):
    member = MemberFactory(name="Harold Pym")
    plan = Leaving(leaves_on=TODAY, wants_exit_talk=True)
    departures.plan_leaving(member.id, plan, by=priya, now=noon)
    assert asked(priya, noon) == ["Have a talk with Harold Pym about how it was"]

    for _ in range(2):
        departures.note_exit_talk(member.id, by=priya, now=noon)
        departures.ask_for_reference(member.id, by=priya, now=noon)
    assert asked(priya, noon) == ["Write a reference for Harold Pym"]
    departures.note_reference(member.id, by=priya, now=noon)

    assert asked(priya, noon) == []


def test_nobody_writes_a_reference_for_somebody_who_stays(noon, priya):
    with pytest.raises(Refusal, match="is not leaving"):
        departures.note_reference(MemberFactory().id, by=priya, now=noon)


def test_whoever_comes_back_begins_again_with_all_their_history(noon, priya, inbox):
    member = MemberFactory(email="harold@example.org")
    account = member.account
    db.session.add(
        InductionDone(
            member_id=member.id,
            step=InductionStep.WELCOME_CHAT,
            done_on=TODAY,
            recorded_at=noon,
            recorded_by_id=priya.id,
        )
    )
    leave(member, priya, noon)

    departures.rejoin(member.id, by=priya, now=noon)

    assert [move.to_state for move in moves_of(member)] == [MemberState.LEFT, MemberState.INDUCTION]
    assert (member.state, member.term_ends_on, member.review_due_on) == (
        MemberState.INDUCTION,
        date(2030, 1, 4),
        date(2028, 1, 4),
    )
    assert (account.is_member, account.closed_at, number_of(InductionDone), number_of(Departure)) == (True, None, 0, 0)
    assert inbox.letters[-1] == ("harold@example.org", "Welcome back to My Life Choices")
    assert inbox.path_in(inbox.messages[-1], "/sign-in/")


def test_nobody_comes_back_from_the_dead(noon, priya):
    member = MemberFactory(known_as="Harold")
    die(member, priya, noon)

    with pytest.raises(Refusal, match="Harold has died, so this cannot be done"):
        departures.rejoin(member.id, by=priya, now=noon)


def test_a_death_is_told_to_nobody_and_written_down_once(noon, priya, inbox):
    member = MemberFactory()

    for _ in range(2):
        die(member, priya, noon)

    assert inbox.messages == []
    assert number_of(MembershipMove) == 1


def test_what_a_leaver_would_like_can_be_written_down_later_and_they_are_told_once(noon, inbox):
    harold, priya, day = MemberFactory(), StaffFactory(), noon.date() + timedelta(days=9)
    departures.plan_leaving(harold.id, Leaving(leaves_on=day), by=priya, now=noon)
    later = Leaving(leaves_on=day, wants_exit_talk=True, wants_reference=True, keeps_in_touch=True)

    for wishes in (later, later):
        departures.plan_leaving(harold.id, wishes, by=priya, now=noon)

    wanted = db.session.get_one(Departure, harold.id)
    assert (wanted.wants_exit_talk, wanted.wants_reference, wanted.keeps_in_touch) == (True, True, True)
    assert (len(inbox.messages), len(moves_of(harold))) == (1, 1)


def test_staff_who_write_down_a_death_twice_at_once_see_no_fault(noon):
    member = MemberFactory()
    for by in StaffFactory.create_batch(2):
        die(member, by, noon)

    assert number_of(MembershipMove) == 1
    assert number_of(Supporter) == 0
