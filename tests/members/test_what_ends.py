"""What ends at once when somebody leaves or dies: signing in, places, what they needed, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.actions import make_link, send_links, use_link
from coproduction.accounts.models import LinkPurpose
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import departures, members
from coproduction.members.actions.departures import Leaving
from coproduction.members.models import (
    ApplicationNeed,
    AwayDate,
    Departure,
    InductionDone,
    InductionStep,
    MemberState,
    Need,
    NeedKind,
    PaymentPreference,
    TurnLimits,
)
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule import emails as about_places
from coproduction.schedule.actions import partings
from coproduction.schedule.models import EventState, Place, PlaceMove, PlaceState
from tests.factories import (
    ApplicationFactory,
    AwayDateFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    SupporterFactory,
)
from tests.members.departing import LIVE, TODAY, asked, die, leave, number_of, waiting


@pytest.mark.parametrize("go", [leave, die])
def test_whoever_has_gone_signs_in_no_more(noon, priya, go):
    member = MemberFactory()
    token, epoch = make_link(member.account, LinkPurpose.SIGN_IN, now=noon), member.account.sign_in_epoch

    go(member, priya, noon)

    assert (member.account.is_member, member.account.closed_at) == (False, noon)
    assert member.account.sign_in_epoch > epoch
    with pytest.raises(Refusal):
        use_link(token, now=noon)


def test_a_browser_in_which_they_are_signed_in_is_shut_out_at_once(browser, priya, noon):
    assert browser.get("/my-page").status == 200

    leave(browser.member, priya, noon)
    db.session.commit()

    assert browser.get("/my-page").address == "/sign-in"


@pytest.mark.parametrize("go", [leave, die])
def test_a_coordinator_who_was_a_member_stays_a_coordinator(noon, priya, go):
    member = MemberFactory()
    member.account.is_coordinator = True

    go(member, priya, noon)

    assert (member.account.is_member, member.account.is_coordinator, member.account.closed_at) == (False, True, None)


@pytest.mark.parametrize("go", [leave, die])
@pytest.mark.parametrize("state", LIVE)
def test_places_to_come_are_closed_by_a_legal_move(noon, priya, go, state):
    member = MemberFactory()
    place = PlaceFactory(member=member, state=state)

    go(member, priya, noon)

    after = PlaceState.STEPPED_BACK if state is PlaceState.WAITING else PlaceState.RELEASED
    move = db.session.scalars(select(PlaceMove).where(PlaceMove.place_id == place.id)).one()
    assert (place.state, move.from_state, move.to_state, move.moved_by_id) == (after, state, after, priya.id)


@pytest.mark.parametrize("event", [{"starts_at": None}, {"state": EventState.CANCELLED}])
def test_places_that_are_over_stay_as_they_were(noon, priya, event):
    event = {"starts_at": noon - timedelta(days=3)} if "starts_at" in event else event
    place = PlaceFactory(**{f"role__event__{name}": value for name, value in event.items()})

    leave(place.member, priya, noon)

    assert place.state is PlaceState.HELD


def test_the_gap_they_leave_stands_on_the_to_do_list(noon, priya):
    member = MemberFactory()
    PlaceFactory(
        member=member, role=EventRoleFactory(name="Panel member", minimum=1, event__title="Band 7 nurse interviews")
    )
    assert asked(priya, noon) == []

    leave(member, priya, noon)

    assert asked(priya, noon) == ["Panel member for Band 7 nurse interviews"]


@pytest.mark.parametrize("go", [leave, die])
def test_somebody_who_is_invited_as_they_go_is_taken_off_by_the_next_day(noon, priya, go):
    member = MemberFactory()
    go(member, priya, noon)
    late = PlaceFactory(member=member, state=PlaceState.OFFERED)
    PlaceFactory(state=PlaceState.OFFERED, member__name="Ruth Adeyemi-Clarke", role__event__title="Work plan")
    assert asked(priya, noon) == ["Ask Ruth Adeyemi-Clarke about Work plan"]

    closed = [partings.close_places_of_the_gone(now=noon) for _ in range(2)]

    assert (closed, late.state) == ([1, 0], PlaceState.RELEASED)


@pytest.mark.parametrize("go", [leave, die])
def test_what_they_needed_is_forgotten_and_what_they_did_stays(noon, priya, go):
    application = ApplicationFactory(about="My story", emergency_contact="My sister", needing={NeedKind.BRAILLE: "A4"})
    member = MemberFactory(
        application=application, emergency_contact="My sister", travel="By bus", availability="Mondays"
    )
    NeedFactory(member=member)
    AwayDateFactory(member=member)
    db.session.add(PaymentPreference(member=member, weekly_cap=100))
    db.session.add(TurnLimits(member_id=member.id, weekly=1))
    PlaceFactory(member=member, state=PlaceState.ATTENDED, role__event__starts_at=noon - timedelta(days=30))

    go(member, priya, noon)

    assert [number_of(table) for table in (Need, AwayDate, PaymentPreference, TurnLimits, ApplicationNeed)] == [0] * 5
    assert (member.emergency_contact, member.travel, member.availability) == (None, None, None)
    db.session.refresh(application)
    assert (application.about, application.emergency_contact, application.name is not None) == (None, None, True)
    assert member.name
    assert db.session.scalar(select(Place.state)) is PlaceState.ATTENDED


def test_their_supporters_are_told_when_they_leave_and_not_when_they_die(noon, priya, inbox):
    for go in (leave, die):
        supporter = SupporterFactory(email=f"{go.__name__}@example.org")
        go(supporter.member, priya, noon)
        assert supporter.removed_at == noon

    assert "die@example.org" not in [to for to, _ in inbox.letters]
    assert "leave@example.org" in [to for to, _ in inbox.letters]


def test_leaving_drops_what_waits_but_for_thanks_and_a_warning(noon, priya, inbox):
    member = MemberFactory(email="harold@example.org")
    place = PlaceFactory(member=member, state=PlaceState.OFFERED)
    about_places.place_offered(place, now=noon)
    members.change_contact(
        member.id, members.Contact(channel=Channel.EMAIL, email="new@example.org"), by=member.account, now=noon
    )

    leave(member, priya, noon)

    assert {message.subject: message.state for message in inbox.messages} == {
        f"Can you join us? {place.role.event.title}": MessageState.DROPPED,
        "Your email address has changed": MessageState.WAITING,
        "Thank you from My Life Choices": MessageState.WAITING,
    }


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.FAILED])
@pytest.mark.parametrize("channel", list(Channel))
def test_a_death_drops_every_message_on_every_channel(noon, priya, inbox, channel, state):
    member = MemberFactory(channel=channel, phone="0115 496 0100", address="1 Example Street")
    members.pause_membership(member.id, by=priya, now=noon)
    [message] = inbox.messages
    message.state, message.leased_until = state, noon + timedelta(minutes=5)
    db.session.flush()

    die(member, priya, noon)

    db.session.refresh(message)
    assert (message.state, message.leased_until, message.finished_at) == (MessageState.DROPPED, None, noon)
    assert asked(priya, noon) == []


def test_a_death_drops_what_waits_for_them_under_another_name(noon, priya, inbox):
    application = ApplicationFactory(email="same@example.org")
    member = MemberFactory(application=application, email="same@example.org")
    lives = MemberFactory(email="same@example.org")
    send_links("same@example.org", next_path=None, now=noon)
    assert len(waiting()) == 2

    die(member, priya, noon)

    [message] = db.session.scalars(select(Message).where(Message.state == MessageState.WAITING))
    assert message.to_name == lives.name


def test_a_death_stops_offers_reviews_terms_and_inductions(noon, priya):
    member = MemberFactory(name="Harold Pym", review_due_on=TODAY, term_ends_on=TODAY, state=MemberState.ACTIVE)
    PlaceFactory(member=member, state=PlaceState.OFFERED)
    departures.plan_leaving(
        member.id,
        Leaving(leaves_on=TODAY + timedelta(days=3), wants_exit_talk=True, wants_reference=True),
        by=priya,
        now=noon,
    )
    assert any("Harold" in what for what in asked(priya, noon))

    die(member, priya, noon)

    assert [what for what in asked(priya, noon) if "Harold" in what] == []
    assert number_of(Departure) == 0


def test_a_buddy_who_goes_is_to_be_found_again(noon, priya):
    buddy = MemberFactory()
    new = MemberFactory(state=MemberState.INDUCTION, buddy_id=buddy.id)
    db.session.add(
        InductionDone(
            member_id=new.id, step=InductionStep.BUDDY, done_on=TODAY, recorded_at=noon, recorded_by_id=priya.id
        )
    )
    db.session.flush()

    leave(buddy, priya, noon)

    assert (new.buddy_id, number_of(InductionDone)) == (None, 0)
