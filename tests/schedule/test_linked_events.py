"""A pre-meet and a debrief share the roster of the interviews: one answer, one message, one turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.schedule.actions import attendance, events, linked, places, publishing, roles
from coproduction.schedule.actions.moves import Hand, start_offers
from coproduction.schedule.models import LIVE_STATES, Event, EventRole, EventState, Part, Place, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory
from tests.schedule.dates import disagreements, link, role_of, states

HAND = Hand()


def test_a_date_that_belongs_to_an_event_shares_its_roster(interviews, amara, priya, noon):
    PlaceFactory(role=role_of(interviews), member=amara)

    debrief = link(interviews, "Debrief", hours=3, by=priya, now=noon)

    assert (debrief.title, debrief.state) == ("Debrief: Interview panel: Nurse", EventState.PUBLISHED)
    assert (debrief.venue, debrief.format, debrief.organiser) == (interviews.venue, interviews.format, priya)
    assert states(debrief) == {amara.id: PlaceState.HELD}
    assert (role_of(debrief).minimum, role_of(debrief).maximum) == (0, None)


def test_what_is_answered_counts_for_every_date(interviews, premeet, amara, priya, noon):
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)
    assert states(premeet) == {amara.id: PlaceState.OFFERED}
    for said, state in (("yes", "held"), ("not sure", "tentative"), ("no", "declined"), ("yes", "held")):
        places.answer(place.id, places.Answer(said), hand=HAND, now=noon)
        assert states(premeet) == states(interviews) == {amara.id: PlaceState(state)}

    places.step_back(place.id, hand=HAND, now=noon)

    assert states(premeet) == {amara.id: PlaceState.STEPPED_BACK}


def test_a_place_that_is_moved_with_another_has_no_moves_of_its_own(interviews, premeet, amara, priya, noon):
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)

    mirror = db.session.scalars(select(Place).where(Place.event_id == premeet.id)).one()

    assert (mirror.moves, mirror.moves_made) == ([], 1)
    places.release_place(place.id, hand=Hand(priya), now=noon)
    assert (mirror.moves, mirror.moves_made) == ([], 2)


def test_nobody_answers_for_one_of_the_dates_alone(interviews, premeet, amara, noon):
    with pytest.raises(Refusal, match="same people as Interview panel: Nurse"):
        places.put_forward(role_of(premeet).id, amara, note="", hand=HAND, now=noon)


def test_a_date_that_has_begun_keeps_who_had_a_place_then(interviews, premeet, amara, noon):
    place = PlaceFactory(role=role_of(interviews), member=amara, state=PlaceState.OFFERED)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)

    places.step_back(place.id, hand=HAND, now=premeet.starts_at)

    assert states(interviews) == {amara.id: PlaceState.STEPPED_BACK}
    assert states(premeet) == {amara.id: PlaceState.HELD}


def test_who_checks_in_early_at_one_date_came_to_it_whatever_they_do_about_the_others(
    interviews, premeet, amara, priya, noon
):
    place = PlaceFactory(role=role_of(interviews), member=amara, state=PlaceState.OFFERED)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)
    early = premeet.starts_at - timedelta(minutes=5)
    code = attendance.make_code(premeet, by=priya, now=early).code
    mirror = db.session.scalars(select(Place).where(Place.event_id == premeet.id)).one()
    attendance.check_in(mirror.id, code, hand=HAND, now=early)

    places.step_back(place.id, hand=HAND, now=early)

    assert states(premeet) == {amara.id: PlaceState.ATTENDED}
    assert states(interviews) == {amara.id: PlaceState.STEPPED_BACK}


def test_a_date_that_is_called_off_keeps_who_had_a_place_then(interviews, premeet, amara, priya, noon):
    place = PlaceFactory(role=role_of(interviews), member=amara, state=PlaceState.OFFERED)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)
    events.cancel_event(premeet, "", by=priya, now=noon)

    places.step_back(place.id, hand=HAND, now=noon)

    assert states(premeet) == {amara.id: PlaceState.HELD}


def test_once_the_interviews_have_begun_the_debrief_is_answered_by_itself(interviews, amara, priya, noon):
    PlaceFactory(role=role_of(interviews), member=amara)
    debrief = link(interviews, "Debrief", hours=48, by=priya, now=noon)
    theirs = db.session.scalars(select(Place).where(Place.event_id == debrief.id)).one()

    places.step_back(theirs.id, hand=HAND, now=interviews.ends_at)

    assert states(debrief) == {amara.id: PlaceState.STEPPED_BACK}
    assert states(interviews) == {amara.id: PlaceState.HELD}


def test_somebody_who_is_elsewhere_at_the_pre_meet_cannot_say_yes_to_the_interviews(
    interviews, premeet, amara, priya, noon
):
    elsewhere = EventFactory(title="Forum", starts_at=premeet.starts_at, ends_at=premeet.ends_at)
    PlaceFactory(role=EventRoleFactory(event=elsewhere), member=amara)
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)

    with pytest.raises(Refusal, match="You have a place at Forum at the same time"):
        places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)


def test_a_pre_meet_that_is_over_stands_in_nobodys_way(interviews, premeet, amara, priya, noon):
    elsewhere = EventFactory(title="Forum", starts_at=premeet.starts_at, ends_at=premeet.ends_at)
    PlaceFactory(role=EventRoleFactory(event=elsewhere), member=amara)
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)

    places.answer(place.id, places.Answer.YES, hand=HAND, now=premeet.starts_at)

    assert states(interviews) == {amara.id: PlaceState.HELD}


def test_dates_that_belong_together_do_not_stand_in_each_others_way(interviews, amara, priya, noon):
    link(interviews, "Pre-meet", hours=0, by=priya, now=noon)
    place = places.offer_place(role_of(interviews).id, amara, hand=Hand(priya), now=noon)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)

    link(interviews, "Debrief", hours=1, by=priya, now=noon)

    assert place.asked_again_at is None
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)


def test_who_cannot_come_to_a_date_that_is_moved_is_asked_again_about_the_whole(
    interviews, premeet, amara, priya, noon
):
    elsewhere = EventFactory(starts_at=interviews.starts_at + timedelta(days=1))
    PlaceFactory(role=EventRoleFactory(event=elsewhere), member=amara)
    place = PlaceFactory(role=role_of(interviews), member=amara, state=PlaceState.OFFERED)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)

    details = linked.at_another_time(premeet, elsewhere.starts_at, ends_at=elsewhere.ends_at)
    events.change_event(premeet, details, by=priya, now=noon)

    assert place.asked_again_at == noon


def test_a_role_that_is_added_or_renamed_is_so_at_every_date(interviews, premeet, priya, noon):
    role = roles.add_role(interviews, roles.RoleDetails("Chair", 1, 1, None, is_open=False), by=priya, now=noon)
    assert [role.name for role in premeet.roles] == ["Panel member", "Chair"]

    roles.change_role(role.id, roles.RoleDetails("In the chair", 1, 1, None, is_open=False), by=priya, now=noon)

    db.session.expire_all()
    assert [role.name for role in premeet.roles] == ["Panel member", "In the chair"]
    assert [role.minimum for role in premeet.roles] == [0, 0]
    with pytest.raises(Refusal, match="Change the roles there"):
        roles.add_role(premeet, roles.RoleDetails("Chair", 1, 1, None, is_open=False), by=priya, now=noon)


def test_who_stands_by_stands_by_at_every_date(interviews, premeet, amara, priya, noon):
    details = roles.RoleDetails("Standby", 0, 1, None, is_open=False, part=Part.STANDBY)
    details = replace(details, stands_by_for_id=role_of(interviews).id)
    standby = roles.add_role(interviews, details, by=priya, now=noon)

    places.offer_place(standby.id, amara, hand=Hand(priya), now=noon)

    [panel_member, mirror] = premeet.roles
    assert (mirror.part, mirror.stands_by_for_id) == (Part.STANDBY, panel_member.id)
    assert states(premeet) == {amara.id: PlaceState.OFFERED}


def test_publishing_and_cancelling_go_for_every_date(interviews, priya, noon):
    interviews.state = EventState.DRAFT
    premeet = link(interviews, "Pre-meet", hours=-1, by=priya, now=noon)
    before = premeet.state
    with pytest.raises(Refusal, match="is published with it"):
        publishing.publish_event(premeet, invite=False, by=priya, now=noon)

    publishing.publish_event(interviews, invite=False, by=priya, now=noon)
    assert (before, premeet.state) == (EventState.DRAFT, EventState.PUBLISHED)

    events.cancel_event(interviews, "", by=priya, now=noon)
    assert {premeet.state, interviews.state} == {EventState.CANCELLED}


def test_nothing_is_published_with_a_date_in_the_past(interviews, premeet, priya):
    for event in (interviews, premeet):
        event.state = EventState.DRAFT

    with pytest.raises(Refusal, match="Pre-meet is in the past"):
        publishing.publish_event(interviews, invite=False, by=priya, now=premeet.starts_at)


def test_one_date_alone_is_cancelled_and_the_others_go_on(interviews, premeet, priya, noon):
    events.cancel_event(premeet, "", by=priya, now=noon)

    assert (premeet.state, interviews.state) == (EventState.CANCELLED, EventState.PUBLISHED)


def test_dates_are_called_after_the_event_that_they_belong_to(interviews, premeet, priya, noon):
    details = linked.at_another_time(interviews, interviews.starts_at, ends_at=interviews.ends_at)

    events.change_event(interviews, replace(details, title="Nurses"), by=priya, now=noon)

    assert premeet.title == "Pre-meet: Nurses"


def test_the_same_date_twice_is_there_once(interviews, premeet, priya, noon):
    assert link(interviews, "Pre-meet", hours=-1, by=priya, now=noon) is premeet
    assert db.session.query(Event).count() == 2


@pytest.mark.parametrize(("label", "hours"), [(" ", 1), ("Debrief", -24 * 365)])
def test_a_date_without_a_name_or_in_the_past_is_refused(interviews, priya, noon, label, hours):
    with pytest.raises(Refusal):
        link(interviews, label, hours=hours, by=priya, now=noon)


def test_what_follows_another_event_is_not_followed_itself(premeet, priya, noon):
    with pytest.raises(Refusal, match="Add dates there"):
        link(premeet, "Before that", hours=-1, by=priya, now=noon)


def test_a_member_stands_once_in_each_date_when_they_change_their_part(interviews, premeet, amara, priya, noon):
    chair = roles.add_role(interviews, roles.RoleDetails("Chair", 0, 1, None, is_open=False), by=priya, now=noon)
    first = places.offer_place(role_of_name(interviews, "Panel member").id, amara, hand=Hand(priya), now=noon)
    places.release_place(first.id, hand=Hand(priya), now=noon)

    places.offer_place(chair.id, amara, hand=Hand(priya), now=noon)

    found = select(EventRole.name, Place.state).join(Place, Place.role_id == EventRole.id)
    assert sorted(db.session.execute(found.where(Place.event_id == premeet.id)).all()) == [
        ("Chair", PlaceState.OFFERED),
        ("Panel member", PlaceState.RELEASED),
    ]


def role_of_name(event, name):
    return db.session.scalars(select(EventRole).where(EventRole.event_id == event.id, EventRole.name == name)).one()


def test_whoever_is_asked_to_one_is_a_member_of_all_at_once(interviews, premeet, noon):
    members = MemberFactory.create_batch(3)
    start_offers(role_of(interviews), members, hand=HAND, now=noon)

    assert states(premeet) == {member.id: PlaceState.OFFERED for member in members}


@pytest.mark.parametrize("mine", [None, PlaceState.RELEASED, PlaceState.OFFERED])
def test_two_records_that_are_merged_stand_once_at_every_date(interviews, premeet, amara, priya, noon, mine):
    other = MemberFactory(account=None)
    amara.account_id = None
    role = role_of(interviews)
    if mine:
        place = places.offer_place(role.id, amara, hand=Hand(priya), now=noon)
        if mine is PlaceState.RELEASED:
            places.release_place(place.id, hand=Hand(priya), now=noon)
    theirs = places.offer_place(role.id, other, hand=Hand(priya), now=noon)
    places.answer(theirs.id, places.Answer.YES, hand=HAND, now=noon)

    merge(amara.id, other.id, [], by=priya, now=noon)

    for event in (interviews, premeet):
        assert {member: state for member, state in states(event).items() if state in LIVE_STATES} == {
            amara.id: PlaceState.HELD
        }
    assert disagreements(now=noon) == []


def test_a_date_with_its_own_roster_asks_for_what_the_one_that_led_it_asked_for(interviews, premeet, priya, noon):
    role = role_of(interviews)
    role.is_open, role.offer_hours = True, 5

    linked.give_own_roster(premeet, by=priya, now=noon)

    own = role_of(premeet)
    assert (own.minimum, own.maximum, own.is_open, own.offer_hours) == (2, 2, True, 5)
