"""What is arranged for those who come: by when, who is told, who sees it, and what coordinators do about it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.members.kinds import NEEDS
from coproduction.members.models import Grant, NeedKind, SeenBy
from coproduction.notifications.models import Message
from coproduction.schedule.actions import arrangements as actions
from coproduction.schedule.actions import places
from coproduction.schedule.actions.alerts import compare_events_to_come, warn_of_unconfirmed
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.merging import bring_together
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.kinds.arrangements import ARRANGED
from coproduction.schedule.models import Arrangement, ArrangementState, EventState, LateChoice, PlaceState
from coproduction.schedule.queries.arranged import arrangements_of, arrangements_to_change
from coproduction.schedule.rules.arrangements import LEGAL_MOVES, is_legal
from coproduction.site.queries.to_do import to_do
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
    VenueFactory,
)

S = ArrangementState
BSL = NeedKind.BSL_INTERPRETER
HAND = Hand()


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair", email="priya@example.org")


@pytest.fixture
def forum(priya):
    """The forum on Thursday 11 February 2027, 28 working days from the tests' own day."""
    starts_at = EventFactory.starts_at + timedelta(days=28)
    return EventFactory(title="Forum", organiser=priya, starts_at=starts_at)


@pytest.fixture
def amara():
    return MemberFactory(known_as="Amara")


@pytest.fixture
def offered(forum, amara):
    return PlaceFactory(role=EventRoleFactory(event=forum), member=amara, state=PlaceState.OFFERED)


def says_yes(place, noon):
    return places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)


def arrangements():
    return list(db.session.scalars(select(Arrangement).order_by(Arrangement.id)))


def tasks(viewer, name, now):
    found = {each.name: each for each in to_do(viewer=viewer, now=now)}
    return [(task.what, task.why, task.due) for task in found[name].tasks] if name in found else []


def test_every_kind_that_takes_time_to_book_has_a_lead_time_of_its_own():
    assert {kind: arranged.lead.seed for kind, arranged in ARRANGED.items()} == {
        kind: NEEDS[kind].lead_days for kind in ARRANGED
    }
    assert ARRANGED[BSL].lead.seed == 15
    assert min(arranged.lead.seed for arranged in ARRANGED.values()) > 0


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2027, 2, 11), 15, date(2027, 1, 21)),
        (date(2027, 2, 8), 1, date(2027, 2, 5)),
        (date(2027, 2, 7), 1, date(2027, 2, 5)),
        (date(2027, 2, 8), 0, date(2027, 2, 8)),
        (date(2027, 1, 4), 1, date(2026, 12, 31)),
        (date(2026, 12, 29), 1, date(2026, 12, 24)),
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day, number, expected):
    assert working_days_before(day, number) == expected


def test_working_days_ahead_leave_out_weekends():
    assert working_days_after(date(2027, 2, 5), 1) == date(2027, 2, 8)


def test_a_yes_makes_what_the_member_needs_to_be_booked_in_time(forum, amara, offered, priya, noon):
    NeedFactory(member=amara, kind=BSL, lead_days=15)
    NeedFactory(member=amara, kind=NeedKind.LARGE_PRINT, lead_days=7)
    NeedFactory(member=amara, kind=NeedKind.LIPREADING)

    says_yes(offered, noon)

    assert [(each.kind, each.state, each.book_by, each.owner) for each in arrangements()] == [
        (BSL, S.TO_BOOK, date(2027, 1, 21), priya),
        (NeedKind.LARGE_PRINT, S.TO_BOOK, date(2027, 2, 2), priya),
    ]


def test_a_lead_time_set_anew_moves_the_day_to_book(forum, amara, offered, noon):
    NeedFactory(member=amara, kind=BSL, lead_days=15)
    says_yes(offered, noon)
    set_number(ARRANGED[BSL].lead, 20, from_day=noon.date(), account_id=None, now=noon)

    assert compare_events_to_come(now=noon) == 1

    assert [each.book_by for each in arrangements()] == [date(2027, 1, 14)]


def test_an_arrangement_moves_where_the_table_lets_it_and_nowhere_else(amara, forum, priya, noon):
    for before in S:
        for after in S:
            if after is before:
                continue
            arrangement = ArrangementFactory(event=forum, member=MemberFactory(), state=before)
            booking = Booking(state=after, owner_id=priya.id)
            if is_legal(before, after) and after in (S.REQUESTED, S.CONFIRMED, S.TO_BOOK, S.CANNOT_BE_MET):
                if (before, after) in ((S.TO_CANCEL, S.CHECK_AGAIN), (S.NOT_NEEDED, S.TO_BOOK)):
                    continue
                actions.note_booking(arrangement.id, booking, by=priya, now=noon)
                assert arrangement.state is after
            elif (before, after) != (S.TO_CANCEL, S.NOT_NEEDED):
                with pytest.raises(Refusal):
                    actions.note_booking(arrangement.id, booking, by=priya, now=noon)
                assert arrangement.state is before


def test_every_state_has_moves_and_every_state_is_reached():
    assert set(LEGAL_MOVES) == {None, *S}
    assert {after for moves in LEGAL_MOVES.values() for after in moves} == set(S)


def test_only_a_coordinator_looks_after_an_arrangement(forum, amara, priya, noon):
    arrangement = ArrangementFactory(event=forum, member=amara)

    with pytest.raises(Refusal, match="Select who looks after it"):
        actions.note_booking(arrangement.id, Booking(state=S.REQUESTED, owner_id=amara.account.id), by=priya, now=noon)


def test_only_coordinators_read_what_is_arranged(forum, amara):
    with pytest.raises(PermissionError):
        arrangements_of(forum.id, viewer=amara.account)
    with pytest.raises(PermissionError):
        arrangements_to_change(forum.id, viewer=amara.account)


def test_what_was_booked_is_what_would_have_to_change(forum, priya):
    for state in S:
        ArrangementFactory(event=forum, member=MemberFactory(known_as=state.value), state=state)

    found = arrangements_to_change(forum.id, viewer=priya)

    assert [each.member.known_as for each in found] == ["check again", "confirmed", "requested"]


def test_the_coordinators_page_says_at_once_that_a_day_has_passed(coordinator, amara, noon):
    soon = EventFactory(title="Forum")
    NeedFactory(member=amara, kind=BSL, detail="Two, please", seen_by=SeenBy.TRAINERS)
    place = PlaceFactory(role=EventRoleFactory(event=soon), member=amara, state=PlaceState.OFFERED)
    says_yes(place, noon)

    page = coordinator.get(f"/manage/events/{soon.id}/arrangements")

    assert "The day to book has passed for 1 of these." in page.text
    assert "The day to book it was Monday 21 December 2026." in page.text
    assert "Two, please" in page.text
    assert "Who may know: Coordinators, people who run events, and trainers" in page.text
    assert {"Move the event, because of British Sign Language (BSL) interpreter, for Amara"} <= set(page.links)

    [arrangement] = arrangements()
    page = coordinator.post(f"/manage/arrangements/{arrangement.id}/book-anyway")
    assert "Saved. It stays on the list until it is booked." in page.text
    assert "The day to book has passed" not in page.text
    assert arrangement.late_choice is LateChoice.BOOK_ANYWAY


def test_a_coordinator_agrees_something_else_and_the_member_reads_it(coordinator, browser, forum, noon):
    NeedFactory(member=browser.member, kind=BSL)
    place = PlaceFactory(role=EventRoleFactory(event=forum), member=browser.member, state=PlaceState.OFFERED)
    says_yes(place, noon)
    [arrangement] = arrangements()

    page = coordinator.post(f"/manage/arrangements/{arrangement.id}/instead", {"instead": ""})
    assert page.errors == ["Enter what you agreed"]
    coordinator.post(f"/manage/arrangements/{arrangement.id}/instead", {"instead": "Live captions on a screen"})

    assert (arrangement.late_choice, arrangement.state) == (LateChoice.AGREED, S.TO_BOOK)
    assert "Instead, we agreed: Live captions on a screen" in browser.get(f"/events/{forum.id}").text


def test_a_coordinator_writes_down_who_was_booked(coordinator, forum, amara, priya):
    arrangement = ArrangementFactory(event=forum, member=amara)
    filled = {
        "state": "confirmed",
        "supplier": "Example Interpreters",
        "cost": "£180.50",
        "reference": "EX 12",
        "owner_id": str(priya.id),
        "reason": "They have two people",
    }

    page = coordinator.post(f"/manage/arrangements/{arrangement.id}/change", filled)

    assert page.heading == "Arrangements for Forum"
    assert "Booked with: Example Interpreters, £180.50, EX 12" in page.text
    assert arrangement.cost == 18050
    page = coordinator.get(f"/manage/arrangements/{arrangement.id}/change")
    assert "Confirmed, Monday 4 January 2027: They have two people" in page.text
    page.press("Save")
    assert arrangement.cost == 18050


def test_a_cost_in_words_is_not_taken(coordinator, forum, amara, priya):
    arrangement = ArrangementFactory(event=forum, member=amara)
    filled = {"state": "requested", "cost": "a lot", "owner_id": str(priya.id)}

    page = coordinator.post(f"/manage/arrangements/{arrangement.id}/change", filled)

    assert page.errors == ["Enter the cost in pounds, like 180 or 42.50"]
    assert arrangement.state is S.TO_BOOK


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_of_arrangements_costs_the_same_however_many_come(coordinator, forum, people, count_statements):
    for _ in range(people):
        member = MemberFactory()
        NeedFactory(member=member, kind=BSL)
        PlaceFactory(role=EventRoleFactory(event=forum), member=member)
        ArrangementFactory(event=forum, member=member)
    path = f"/manage/events/{forum.id}/arrangements"

    with count_statements() as statements:
        coordinator.get(path)

    assert len(statements) == 8


def test_a_venue_that_has_it_is_named_and_not_taken_for_certain(coordinator, amara, priya):
    event = EventFactory(listed_venue=VenueFactory(step_free=True, parking=False))
    ArrangementFactory(event=event, member=amara, kind=NeedKind.STEP_FREE)
    ArrangementFactory(event=event, member=amara, kind=NeedKind.PARKING)
    ArrangementFactory(event=event, member=amara, kind=NeedKind.QUIET_ROOM)

    page = coordinator.get(f"/manage/events/{event.id}/arrangements")

    assert "We noted that this venue has it. Ask if it is free that day." in page.text
    assert "We noted that this venue does not have it." in page.text
    assert "Nobody has checked if this venue has it." in page.text


def test_a_member_sees_nothing_as_arranged_before_it_is_confirmed(browser, forum):
    PlaceFactory(role=EventRoleFactory(event=forum), member=browser.member)
    kinds = [BSL, NeedKind.TAXI, NeedKind.DIET, NeedKind.PARKING, NeedKind.QUIET_ROOM, NeedKind.BRAILLE]
    states = [S.TO_BOOK, S.REQUESTED, S.CONFIRMED, S.CHECK_AGAIN, S.CANNOT_BE_MET, S.NOT_NEEDED]
    for kind, state in zip(kinds, states, strict=True):
        ArrangementFactory(event=forum, member=browser.member, kind=kind, state=state)
    ArrangementFactory(event=forum, kind=NeedKind.AUDIO, state=S.CONFIRMED)

    page = browser.get(f"/events/{forum.id}")

    assert "Arranged so far: 1 of the 5 things that we book for you." in page.text
    for label, words in [
        ("British Sign Language (BSL) interpreter", "Not arranged yet"),
        ("Taxi", "Asked for, not certain yet"),
        ("Food and drink", "Arranged"),
        ("Parking close by", "Being checked again"),
        ("Quiet room", "Not possible so far"),
    ]:
        assert f"{label} {words}" in page.text
    assert "Braille" not in page.text
    assert "Audio" not in page.text
    assert "Arranged so far: 1 of the 5 things that we book for you." in browser.get("/my-page").text


@pytest.mark.parametrize(
    ("kind", "minutes", "state", "needs_two"),
    [
        (BSL, 60, S.TO_BOOK, False),
        (BSL, 61, S.TO_BOOK, True),
        (BSL, 120, S.CONFIRMED, False),
        (NeedKind.TAXI, 120, S.TO_BOOK, False),
    ],
)
def test_for_more_than_an_hour_two_interpreters_are_booked(coordinator, forum, amara, kind, minutes, state, needs_two):
    forum.ends_at = forum.starts_at + timedelta(minutes=minutes)
    arrangement = ArrangementFactory(event=forum, member=amara, kind=kind, state=state)

    for path in (f"/manage/events/{forum.id}/arrangements", f"/manage/arrangements/{arrangement.id}/change"):
        assert ("Book two, who take turns." in coordinator.get(path).text) is needs_two


def test_a_member_with_all_confirmed_reads_so(browser, forum):
    PlaceFactory(role=EventRoleFactory(event=forum), member=browser.member)
    ArrangementFactory(event=forum, member=browser.member, state=S.CONFIRMED)

    assert "All that we book for you is arranged." in browser.get("/my-page").text


@pytest.mark.parametrize(("grants", "sees"), [([Grant.SEE_EVENTS, Grant.SEE_NEEDS], True), ([Grant.SEE_EVENTS], False)])
def test_a_supporter_sees_what_is_arranged_if_they_may_see_what_is_needed(stranger, forum, amara, grants, sees):
    supporter = SupporterFactory(member=amara, may=grants)
    place = PlaceFactory(role=EventRoleFactory(event=forum), member=amara)
    ArrangementFactory(event=forum, member=amara)
    stranger.sign_in(supporter.account)

    page = stranger.get(f"/supporting/places/{place.id}")

    assert ("What we arrange for Amara" in page.text) is sees


def test_what_must_be_booked_soon_is_on_the_list_and_what_is_late_says_so(forum, amara, priya, noon):
    ArrangementFactory(event=forum, member=amara, book_by=date(2027, 1, 18))
    ArrangementFactory(event=forum, book_by=date(2027, 1, 19))
    late = ArrangementFactory(event=EventFactory(title="Panel"), book_by=date(2027, 1, 3))

    assert tasks(priya, "arrangements", noon) == [
        (
            "Book 1 thing for Panel",
            "People who come need this. The day has passed for 1: decide what to do.",
            late.book_by,
        ),
        ("Book 1 thing for Forum", "People who come need this.", date(2027, 1, 18)),
    ]
    late.late_choice = LateChoice.BOOK_ANYWAY
    db.session.flush()
    assert tasks(priya, "arrangements", noon)[0][1] == "People who come need this."


def test_what_is_over_or_must_be_checked_is_on_the_list_until_the_supplier_is_told(forum, priya, noon):
    ArrangementFactory(event=forum, state=S.TO_CANCEL)
    ArrangementFactory(event=forum, state=S.CHECK_AGAIN)
    forum.state = EventState.CANCELLED
    db.session.flush()

    assert tasks(priya, "bookings", noon) == [
        ("Tell who was booked for Forum", "2 things to cancel or to check again.", noon.date())
    ]


def test_what_is_not_confirmed_five_working_days_before_warns_once_and_names_no_need(priya, amara, inbox, noon):
    near = EventFactory(title="Forum", organiser=priya, starts_at=noon + timedelta(days=7))
    ArrangementFactory(event=near, member=amara, state=S.REQUESTED)
    ArrangementFactory(event=near, state=S.CONFIRMED)
    ArrangementFactory(event=EventFactory(starts_at=noon + timedelta(days=8)), state=S.REQUESTED)

    assert tasks(priya, "unconfirmed", noon) == [
        ("Have 1 thing confirmed for Forum", "People do not know yet if they can take part.", noon.date())
    ]
    assert warn_of_unconfirmed(now=noon) == 1
    assert warn_of_unconfirmed(now=noon + timedelta(days=1)) == 1  # the later event, which has come nearer

    first = db.session.scalars(select(Message).order_by(Message.id).limit(1)).one()
    assert first.to_address == "priya@example.org"
    assert first.subject == "Not confirmed yet: Forum"
    assert "BSL" not in first.text
    assert "Amara" not in first.text


def test_of_two_records_that_become_one_what_a_supplier_knows_of_stays(forum, amara, priya, noon):
    other = MemberFactory()
    for member in (amara, other):
        NeedFactory(member=member, kind=BSL)
        role = EventRoleFactory(event=forum)
        says_yes(PlaceFactory(role=role, member=member, state=PlaceState.OFFERED), noon)
    [_mine, theirs] = arrangements()
    actions.note_booking(theirs.id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)

    bring_together(amara, other, by=priya, now=noon)

    assert [(each.member_id, each.state) for each in arrangements()] == [(amara.id, S.CONFIRMED)]


def test_before_a_cancellation_a_coordinator_reads_what_suppliers_know_of(coordinator, forum, amara):
    ArrangementFactory(event=forum, member=amara, state=S.CONFIRMED, supplier="Example Interpreters")
    ArrangementFactory(event=forum, state=S.CHECK_AGAIN, supplier="Example Interpreters")
    ArrangementFactory(event=forum, state=S.REQUESTED, kind=NeedKind.TAXI)
    ArrangementFactory(event=forum, state=S.TO_BOOK, kind=NeedKind.DIET)

    page = coordinator.get(f"/manage/events/{forum.id}/cancel")

    assert page.items[-2:] == [
        "British Sign Language (BSL) interpreter: 2, booked with Example Interpreters",
        "Taxi: 1",
    ]
    assert "Amara" not in page.text
