"""Somebody who had left asks to join again: their earlier membership is brought back, with all its history."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.decisions import accept_application, accept_back
from coproduction.members.actions.departures import Leaving, plan_leaving
from coproduction.members.models import ApplicationState, Interest, Member, MembershipMove, MemberState, NeedKind
from coproduction.members.queries.applications import former_records
from coproduction.members.queries.timeline import timeline_of
from tests.factories import ApplicationFactory, MemberFactory, PlaceFactory, StaffFactory

NEW, OLD = "piotr@example.org", "former@example.org"


@pytest.fixture(autouse=True)
def on_the_site(app):
    with app.test_request_context():
        yield


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def former(priya, noon):
    """Somebody who has left."""
    member = MemberFactory(name="Piotr Zielinski", known_as="Piotr", email=OLD, area="Newark", phone="0115 496 0100")
    PlaceFactory(member=member)
    plan_leaving(member.id, Leaving(leaves_on=noon.date()), by=priya, now=noon)
    return member


@pytest.fixture
def application():
    """What they send when they ask again."""
    return ApplicationFactory(
        name="Piotr Zielinski", known_as="Pete", email=NEW, area="Newark", phone=None,
        interests=[Interest.PANELS.value], needing={NeedKind.LARGE_PRINT: "20 point"},
    )  # fmt: skip


def test_the_earlier_membership_comes_back_with_what_they_say_now_and_its_history(priya, former, application, noon):
    joined_on, account = former.joined_on, former.account

    back = accept_back(application.id, former.id, by=priya, now=noon)

    db.session.expire_all()
    assert (back.id, back.state, back.joined_on) == (former.id, MemberState.INDUCTION, joined_on)
    assert (back.known_as, back.email, back.phone) == ("Pete", NEW, "0115 496 0100")
    assert [line.interest for line in back.interests] == [Interest.PANELS]
    assert [(need.kind, need.detail) for need in back.needs] == [(NeedKind.LARGE_PRINT, "20 point")]
    assert (back.account, account.email, account.is_active, account.is_member) == (account, NEW, True, True)
    assert application.state is ApplicationState.ACCEPTED
    alone = select(Member.id).where(Member.merged_into_id.is_(None), Member.name == "Piotr Zielinski")
    assert db.session.scalars(alone).all() == [former.id]
    told = [line.what for line in timeline_of(back, viewer=priya)]
    assert {"Membership: left", "Membership: induction", "Application: accepted"} <= set(told)


def test_they_are_welcomed_back_once_at_the_new_address_and_the_old_one_is_told(
    priya, former, application, noon, inbox
):
    before = len(inbox.messages)

    accept_back(application.id, former.id, by=priya, now=noon)

    assert sorted(inbox.letters[before:]) == [
        (OLD, "Your email address has changed"),
        (NEW, "Welcome back to My Life Choices"),
    ]
    move = db.session.scalars(
        select(MembershipMove).where(MembershipMove.member_id == former.id).order_by(MembershipMove.id.desc())
    ).first()
    assert move
    assert (move.from_state, move.to_state, move.reason, move.moved_by_id) == (
        MemberState.LEFT, MemberState.INDUCTION, "They asked to join again", priya.id,
    )  # fmt: skip
    [welcome] = [one.text for one in inbox.messages if one.to_address == NEW]
    assert "We know the support that you told us about now." in welcome
    assert "We deleted the support" not in welcome
    assert move.message_key in {one.key for one in inbox.messages if one.to_address == NEW}


def test_a_double_click_brings_one_membership_back(priya, former, application, noon, inbox):
    accept_back(application.id, former.id, by=priya, now=noon)
    before = (len(inbox.messages), db.session.query(Member).count())

    accept_back(application.id, former.id, by=priya, now=noon)

    assert (len(inbox.messages), db.session.query(Member).count()) == before


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.DIED])
def test_nothing_but_the_record_of_somebody_like_them_who_left_is_brought_back(priya, application, noon, state):
    like_them = MemberFactory(name="Piotr Zielinski", area="Newark", state=state)
    stranger = MemberFactory(name="Harold Pym", area="Newark", phone=None, state=MemberState.LEFT)

    for other in (like_them, stranger):
        with pytest.raises(Refusal, match="not of somebody who has left"):
            accept_back(application.id, other.id, by=priya, now=noon)

    assert application.state is ApplicationState.SUBMITTED


def test_only_records_like_theirs_that_have_left_are_offered(priya, former, application, noon):
    MemberFactory(name="Piotr Zielinski", area="Newark")
    MemberFactory(name="Piotr Zielinski", area="Newark", state=MemberState.LEFT, merged_into_id=former.id)

    assert [(one.id, one.left_at) for one in former_records(application, viewer=priya)] == [(former.id, noon)]


def test_a_coordinator_is_asked_on_the_page_and_chooses(coordinator, former, application):
    page = coordinator.get(f"/applications/{application.id}/accept")
    assert "Yes: Piotr Zielinski left on 4 January 2027. Bring this membership back" in page.text
    page = page.press("Accept and welcome them")
    assert page.errors == ["Select whether they were a member before"]

    page = page.press("Accept and welcome them", former=str(former.id))

    assert page.messages == ["Piotr Zielinski is now a member. We are telling them."]
    assert page.address == f"/members/{former.id}"


def test_somebody_new_of_the_same_name_gets_a_record_of_their_own(coordinator, former, application):
    page = coordinator.get(f"/applications/{application.id}/accept")

    page.press("Accept and welcome them", former="new")

    assert (former.state, db.session.query(Member).filter_by(application_id=application.id).count()) == (
        MemberState.LEFT,
        1,
    )


def test_where_nobody_has_left_nothing_is_asked(coordinator, application, priya, noon):
    page = coordinator.get(f"/applications/{application.id}/accept")

    assert "Were they a member before?" not in page.text
    assert accept_application(application.id, by=priya, now=noon).state is MemberState.INDUCTION
