"""The timeline of one member: what every room tells, in one order, a page at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.actions import away, decisions, departures
from coproduction.members.actions import members as resting
from coproduction.members.models import (
    ApplicationMove,
    ApplicationState,
    InductionDone,
    InductionStep,
    MembershipMove,
    MembershipReview,
    MemberState,
)
from coproduction.members.queries.timeline import Happening, timeline_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient
from coproduction.schedule.models import PlaceMove, PlaceState, Via
from tests.conftest import NOON
from tests.factories import ApplicationFactory, MemberFactory, PlaceFactory, RestrictedNoteFactory, StaffFactory


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


def told(member, viewer):
    """Return what the timeline says, the newest first."""
    return [(line.what, line.more, line.by) for line in timeline_of(member, viewer=viewer)]


def at(hours):
    return NOON + timedelta(hours=hours)


def moved(place, to, *, hours, by=None, reason=""):
    before = place.state
    place.state = to
    db.session.add(
        PlaceMove(
            place=place, from_state=before, to_state=to, moved_at=at(hours), via=Via.WEBSITE, reason=reason,
            moved_by_id=by.id if by else None,
        )
    )  # fmt: skip


def test_it_tells_what_every_room_knows_the_newest_first(priya):
    application = ApplicationFactory(submitted_at=at(-9))
    member = MemberFactory(name="Amara Okafor", application=application)
    states = (ApplicationState.SUBMITTED, ApplicationState.ACCEPTED)
    move = {"application": application, "from_state": states[0], "to_state": states[1], "moved_by": priya}
    db.session.add(ApplicationMove(**move, moved_at=at(-8), reason="Glad to have her"))
    db.session.add(
        MembershipMove(member=member, from_state=None, to_state=MemberState.INDUCTION, moved_at=at(-7), moved_by=priya)
    )
    step = {"step": InductionStep.WELCOME_CHAT, "done_on": date(2027, 1, 2), "note": "On the phone"}
    db.session.add(InductionDone(member=member, **step, recorded_at=at(-6), recorded_by=priya))
    review = {"held_on": date(2027, 1, 3), "note": "All well"}
    db.session.add(MembershipReview(member=member, **review, recorded_at=at(-5), recorded_by=priya))
    place = PlaceFactory(member=member, role__name="Chair", role__event__title="Budgets", state=PlaceState.INTERESTED)
    moved(place, PlaceState.OFFERED, hours=-4, by=priya, reason="Knows budgets")
    moved(place, PlaceState.HELD, hours=-3)
    away.add_away_date(member.id, date(2027, 2, 1), date(2027, 2, 2), by=priya, now=at(-2))
    record("member.contact_changed", member, by=member.account, now=at(-1))

    assert told(member, priya) == [
        ("Contact details changed", "", "Amara Okafor"),
        ("Days away added", "", "Priya Nair"),
        ("Has the place: Budgets, Chair", "", ""),
        ("Waiting for an answer: Budgets, Chair", "Knows budgets", "Priya Nair"),
        ("Yearly review, 3 January 2027", "All well", "Priya Nair"),
        ("Induction: welcome chat, 2 January 2027", "On the phone", "Priya Nair"),
        ("Membership: induction", "", "Priya Nair"),
        ("Application: accepted", "Glad to have her", "Priya Nair"),
    ]


def test_an_application_from_before_moves_were_kept_tells_when_it_was_sent(priya):
    member = MemberFactory(application=ApplicationFactory(submitted_at=at(-9)))

    assert told(member, priya) == [("Application: waiting for an answer", "", "")]


def test_messages_show_what_when_and_how_but_no_words(app, priya):
    member = MemberFactory(name="Megan Frost", known_as="Megan")
    to = Recipient(name="Megan", email="megan@example.org", member_id=member.id)
    with app.test_request_context():
        send("members/paused", to, key="one", now=NOON, member=member)
        send("members/resumed", to, key="two", now=at(1), secret=True, member=member)

    lines = told(member, priya)

    assert [more for _, more, _ in lines] == ["Waits to go", "Waits to go"]
    assert all(what.startswith("Email: ") for what, _, _ in lines)


def test_each_move_stands_with_who_why_and_the_message_that_told_of_it(priya):
    application = ApplicationFactory(name="Harold Pym")
    decisions.put_on_waiting_list(application.id, "Full.", look_again_on=date(2027, 2, 1), by=priya, now=at(-3))
    harold = decisions.accept_application(application.id, by=priya, now=at(-2), reason="A place is free")
    resting.pause_membership(harold.id, by=priya, now=at(-1), reason="A long holiday")
    departures.record_death(harold.id, by=priya, now=NOON, reason="His sister rang")

    moves = [line for line in told(harold, priya) if line[0].startswith(("Membership", "Application"))]

    assert moves == [
        ("Membership: died", "His sister rang", "Priya Nair"),
        ("Membership: paused", "A long holiday\nMessage: We have paused your membership", "Priya Nair"),
        ("Application: accepted", "A place is free", "Priya Nair"),
        ("Membership: induction", "Message: Welcome to My Life Choices", "Priya Nair"),
        (
            "Application: on the waiting list",
            "Full.\nMessage: You are on the waiting list of My Life Choices",
            "Priya Nair",
        ),
    ]


def test_a_change_without_words_of_its_own_says_what_its_name_says(priya):
    member = MemberFactory()
    record("member.remarks_read", member, by=priya, now=NOON)

    assert told(member, priya) == [("Remarks read", "", "Priya Nair")]


def test_only_the_safeguarding_lead_reads_that_there_is_a_restricted_note(priya):
    member = MemberFactory()
    RestrictedNoteFactory(member=member, written_by=priya)
    lead = StaffFactory(is_safeguarding_lead=True)

    assert told(member, priya) == []
    assert told(member, lead) == [("A restricted note was written", "", "Priya Nair")]


def test_history_under_a_merged_record_is_told_too(priya):
    kept = MemberFactory()
    gone = MemberFactory(merged_into_id=kept.id)
    moved(PlaceFactory(member=gone, role__name="Chair", role__event__title="Budgets"), PlaceState.ATTENDED, hours=0)

    assert told(kept, priya) == [("Came: Budgets, Chair", "", "")]


def test_what_happened_in_one_moment_has_one_order_on_every_page(priya):
    member = MemberFactory()
    for _ in range(45):
        record("member.contact_changed", member, by=priya, now=NOON)
    place = PlaceFactory(member=member)
    moved(place, PlaceState.ATTENDED, hours=0)

    pages = [timeline_of(member, number, viewer=priya) for number in (1, 2, 3)]

    assert [(len(page), page.has_next) for page in pages] == [(20, True), (20, True), (6, False)]
    assert pages[2].rows[-1] == Happening(NOON, f"Came: {place.role.event.title}, {place.role.name}", "", "")


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_one_statement_however_much_happened(count_statements, priya, number):
    member = MemberFactory()
    for _ in range(number):
        record("member.contact_changed", member, by=priya, now=NOON)
        moved(PlaceFactory(member=member), PlaceState.ATTENDED, hours=0)
    db.session.flush()

    with count_statements() as statements:
        assert len(timeline_of(member, viewer=priya)) == 2 * number

    assert len(statements) == 1


def test_it_is_for_coordinators(priya):
    member = MemberFactory()

    with pytest.raises(PermissionError):
        timeline_of(member, viewer=member.account)
