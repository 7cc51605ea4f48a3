"""Pages about what is arranged: for coordinators, for the member, and for a supporter."""

from datetime import timedelta

import pytest

from coproduction.members.models import Grant, NeedKind, SeenBy
from coproduction.schedule.models import ArrangementState, LateChoice, PlaceState
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    SupporterFactory,
    VenueFactory,
)
from tests.schedule.bookings import arrangements, says_yes

S = ArrangementState
BSL = NeedKind.BSL_INTERPRETER


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


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (36_000, None),
        (1_000_000, None),
        (3_600_000, "This looks too high: is it £360?"),
        (425_000_000, "This looks too high: is it £425?"),
        (1_000_050, "This looks too high: is it £100?"),
    ],
)
def test_a_cost_that_can_hardly_be_is_asked_about(coordinator, forum, pence, words):
    arrangement = ArrangementFactory(event=forum, state="confirmed", cost=pence)

    for path in (f"/manage/events/{forum.id}/arrangements", f"/manage/arrangements/{arrangement.id}/change"):
        text = coordinator.get(path).text
        assert ("This looks too high" in text, words is None or words in text) == (words is not None, True)


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
