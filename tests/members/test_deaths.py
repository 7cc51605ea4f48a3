"""A death that was written down by mistake is taken back: what stood before stands, what stopped is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.deaths import take_back_death
from coproduction.members.actions.departures import Leaving, plan_leaving, record_death
from coproduction.members.actions.members import pause_membership
from coproduction.members.actions.merging import merge
from coproduction.members.actions.moves import take_back_death as move_back
from coproduction.members.models import ApplicationState, MembershipMove, MemberState
from coproduction.members.queries.deaths import what_stopped
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, MessageState
from coproduction.schedule.models import PlaceState
from tests.factories import (
    ApplicationFactory,
    ChatRequestFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.members.departing import asked, waiting

HOURS = timedelta(hours=2)


@pytest.fixture(autouse=True)
def on_the_site(app):
    with app.test_request_context():
        yield


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


def mistaken(member, *, by, now):
    """Write a death down, and two hours later that it was a mistake."""
    record_death(member.id, by=by, now=now)
    db.session.expire_all()
    return take_back_death(member.id, "Another Harold", by=by, now=now + HOURS)


@pytest.mark.parametrize("state", [state for state in MemberState if state is not MemberState.DIED])
def test_they_stand_where_they_stood_with_date_hand_and_reason(priya, noon, state):
    harold = MemberFactory(state=state)

    mistaken(harold, by=priya, now=noon)

    stands = MemberState.ACTIVE if state is MemberState.LEAVING else state
    assert harold.state is stands
    move = db.session.scalars(select(MembershipMove).order_by(MembershipMove.id.desc())).first()
    assert move
    assert (move.from_state, move.to_state, move.moved_at, move.moved_by_id, move.reason, move.message_key) == (
        MemberState.DIED,
        stands,
        noon + HOURS,
        priya.id,
        "Another Harold",
        None,
    )


def test_they_sign_in_again_and_can_be_told_things_and_what_was_dropped_stays_so(priya, noon, inbox):
    harold = MemberFactory(known_as="Harold", terms=2)
    send("members/paused", recipient_of(harold), key="before", now=noon, member=harold)

    mistaken(harold, by=priya, now=noon)
    send("members/resumed", recipient_of(harold), key="after", now=noon, member=harold)

    assert (harold.account.is_member, harold.account.is_active) == (True, True)
    assert [(one.key, one.state) for one in inbox.messages] == [
        ("before", MessageState.DROPPED),
        ("after", MessageState.WAITING),
    ]
    assert (harold.terms, harold.review_due_on, harold.term_ends_on > noon.date()) == (2, noon.date(), True)


def test_somebody_who_had_left_gets_no_sign_in_and_no_term(priya, noon):
    harold = MemberFactory()
    plan_leaving(harold.id, Leaving(leaves_on=noon.date()), by=priya, now=noon)

    mistaken(harold, by=priya, now=noon)

    assert (harold.state, harold.account.is_active, harold.term_ends_on) == (MemberState.LEFT, False, None)


def test_messages_to_a_record_that_was_merged_go_again_too(priya, noon):
    harold, other = MemberFactory(account=None), MemberFactory(account=None)
    merge(harold.id, other.id, [], by=priya, now=noon)

    mistaken(harold, by=priya, now=noon)

    assert send("members/resumed", recipient_of(other), key="after", now=noon, member=other) is not None


def test_what_stopped_is_listed_to_be_done_by_hand(priya, noon):
    harold = MemberFactory(known_as="Harold")
    SupporterFactory(member=harold, name="Mo")
    SupporterFactory(member=MemberFactory(name="Ada Lane"), account=harold.account, name="Harold")
    PlaceFactory(member=harold, state=PlaceState.HELD, role__name="Chair", role__event__title="Budgets")
    send("members/paused", recipient_of(harold), key="before", now=noon, member=harold)
    send("members/resumed", recipient_of(harold), key="long ago", now=noon - HOURS, member=harold)
    plan_leaving(harold.id, Leaving(leaves_on=noon.date() + timedelta(days=3)), by=priya, now=noon - HOURS)

    mistaken(harold, by=priya, now=noon)

    stopped = what_stopped(harold, viewer=priya)
    assert stopped
    assert (stopped.at, stopped.was_leaving) == (noon, True)
    assert (stopped.supporters, stopped.supported) == (["Mo"], ["Ada Lane"])
    told = [line.what for line in stopped.happenings]
    assert [what for what in told if "Budgets" in what] == ["Not taking part: Budgets, Chair"]
    assert [what for what in told if what.startswith("Email")] != []
    assert len(told) == 4  # three emails and a place, and not once more as the trail has it


def test_a_second_click_changes_nothing_and_nobody_alive_is_brought_back(priya, noon):
    harold = mistaken(MemberFactory(), by=priya, now=noon)
    moves = db.session.query(MembershipMove).count()

    take_back_death(harold.id, "Again", by=priya, now=noon)

    assert db.session.query(MembershipMove).count() == moves
    with pytest.raises(Refusal, match="not written down as having died"):
        take_back_death(MemberFactory().id, "No", by=priya, now=noon)


def test_a_reason_is_needed(priya, noon):
    harold = MemberFactory()
    record_death(harold.id, by=priya, now=noon)

    with pytest.raises(Refusal, match="Enter how the mistake came about"):
        take_back_death(harold.id, "  ", by=priya, now=noon)

    assert harold.state is MemberState.DIED


@pytest.mark.parametrize("to", [MemberState.DIED, MemberState.LEAVING])
def test_the_move_itself_leads_nowhere_else(priya, noon, to):
    harold = MemberFactory(state=MemberState.DIED)

    with pytest.raises(ValueError, match="is brought back as"):
        move_back(harold, to, by=priya, now=noon, reason="No")


def test_a_coordinator_takes_it_back_on_the_page_and_finds_the_list_again(coordinator, noon):
    harold = MemberFactory(name="Harold Pym", known_as="Harold")
    SupporterFactory(member=harold, name="Mo")
    record_death(harold.id, by=coordinator.account, now=noon - HOURS)
    db.session.commit()

    page = coordinator.get(f"/members/{harold.id}").follow("This was a mistake: they have not died")
    assert "Mo supports them no more." in page.items
    assert "mistake" not in coordinator.get(f"/members/{harold.id}/died/stopped").main.get_text()
    assert page.press("Take it back").errors == [
        "Enter how the mistake came about",
        "Tick the box to show that you are sure",
    ]
    page = page.press("Take it back", reason="Another Harold", sure="yes")

    assert page.messages == ["Harold is not written down as having died any more. We have told nobody."]
    assert (page.heading, harold.state) == ("What stopped for Harold Pym", MemberState.ACTIVE)
    page = coordinator.get(f"/members/{harold.id}").follow("See what stopped by mistake")
    assert "Mo supports them no more." in page.items
    assert coordinator.get(f"/members/{MemberFactory().id}/died/stopped").status == 404


@pytest.fixture
def bella(noon):
    """A member who stands in the list twice, has asked to join again, and for a chat: with one phone number."""
    first = MemberFactory(name="Bella Rowe", channel=Channel.PHONE, phone="0115 496 0123", email=None, account=None)
    second = MemberFactory(name="Bella Rowe", channel=Channel.PHONE, phone="01154960123", email=None, account=None)
    application = ApplicationFactory(name="Isabella Rowe", channel=Channel.PHONE, phone="+44 115 496 0123", email=None)
    chat = ChatRequestFactory(name="Bella", channel=Channel.PHONE, reach="0115 4960 123")
    pause_membership(second.id, by=StaffFactory(), now=noon)
    db.session.commit()
    return first, second, application, chat


def test_a_death_stops_what_is_queued_under_every_record_that_is_ticked(coordinator, noon, bella):
    first, second, application, chat = bella
    assert len(waiting()) == 1

    page = coordinator.get(f"/members/{first.id}/died")
    same = [f"member-{second.id}", f"application-{application.id}", f"chat-{chat.id}"]
    page.press("Stop everything for them", same=same, sure=True)

    assert ([first.state, second.state], application.state) == ([MemberState.DIED] * 2, ApplicationState.WITHDRAWN)
    assert (waiting(), chat.held_at is None, chat.was_stopped) == ([], False, True)
    shown = coordinator.get(f"/chats/{chat.id}")
    assert "wrote down on Monday 4 January 2027, midday that they have died. Please do not contact" in shown.text
    assert "marked this as done" not in shown.text
    assert [what for what in asked(coordinator.account, noon) if "Bella" in what or "Isabella" in what] == []
    assert "Check whether this is the same person" not in coordinator.get(f"/members/{first.id}").text


def test_what_is_not_ticked_goes_on_and_stays_to_be_looked_at(coordinator, bella):
    first, second, application, chat = bella
    lives_there_too = MemberFactory(name="Tom Rowe", phone="0115 496 0199")

    page = coordinator.get(f"/members/{first.id}/died").press("Stop everything for them", sure=True)

    assert (second.state, chat.held_at, len(waiting())) == (MemberState.PAUSED, None, 1)
    assert "Check whether this is the same person" in page.text
    assert {f"/members/{second.id}", f"/applications/{application.id}"} <= set(page.links.values())
    assert f"/members/{lives_there_too.id}" not in page.links.values()


def test_without_anybody_alike_nothing_is_asked(coordinator):
    page = coordinator.get(f"/members/{MemberFactory(name='Harold Pym').id}/died")

    assert "same person" not in page.text
