"""What is different this time is something to book, in the member's words, which coordinators alone read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import Grant, NeedKind
from coproduction.notifications.models import Message
from coproduction.schedule.actions import arrangements as actions
from coproduction.schedule.actions import partings, places
from coproduction.schedule.actions.alerts import compare_events_to_come
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.merging import bring_together
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import AnswerDetail, Arrangement, ArrangementState, LateChoice, PlaceState
from coproduction.schedule.pages.venue_summary import venue_summary
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
)
from tests.pages import Browser

S = ArrangementState
WORDS = "Somebody who speaks Kurdish, and a chair with arms"
LABEL = "Something different this time"


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def amara():
    return MemberFactory(known_as="Amara")


@pytest.fixture
def forum(priya):
    """The forum on Thursday 11 February 2027, 28 working days from the tests' own day."""
    return EventFactory(title="Forum", organiser=priya, starts_at=EventFactory.starts_at + timedelta(days=28))


@pytest.fixture
def place(forum, amara):
    return PlaceFactory(role=EventRoleFactory(event=forum), member=amara, state=PlaceState.OFFERED)


def says(place, noon, words=WORDS, *, answer=Answer.YES):
    details = AnswerDetails(needs_as_usual=not words, needs=words)
    places.answer(place.id, answer, hand=Hand(), now=noon, details=details)


def arrangements():
    found = db.session.scalars(select(Arrangement).order_by(Arrangement.id))
    return [(each.kind, each.state, each.book_by) for each in found]


def states():
    return [state for _, state, _ in arrangements()]


def only():
    return db.session.scalars(select(Arrangement)).one()


def tasks(viewer, name, now):
    found = {each.name: each for each in to_do(viewer=viewer, now=now)}
    return [(task.what, task.why, task.due) for task in found[name].tasks] if name in found else []


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_what_is_different_this_time_is_to_be_booked_beside_what_is_needed_as_usual(place, amara, noon, answer):
    NeedFactory(member=amara, kind=NeedKind.LARGE_PRINT, lead_days=3)

    says(place, noon, answer=answer)
    says(place, noon, answer=answer)

    assert arrangements() == [
        (None, S.TO_BOOK, date(2027, 1, 21)),
        (NeedKind.LARGE_PRINT, S.TO_BOOK, date(2027, 2, 8)),
    ]


def test_it_stands_on_the_list_at_once_without_the_words(place, priya, noon):
    says(place, noon)

    assert tasks(priya, "arrangements", noon) == [
        (
            "Book 1 thing for Forum",
            "People who come need this. For 1, something is different this time: read what they say.",
            date(2027, 1, 21),
        )
    ]


def test_what_is_as_usual_waits_for_its_time_and_is_not_counted_with_it(place, amara, priya, noon):
    NeedFactory(member=amara, kind=NeedKind.DIET)
    says(place, noon)

    assert [what for what, _, _ in tasks(priya, "arrangements", noon)] == ["Book 1 thing for Forum"]


def test_the_coordinator_reads_the_words_on_the_arrangement_and_books_it(coordinator, place, amara, priya, noon):
    says(place, noon)
    page = coordinator.get(f"/manage/events/{place.event_id}/arrangements")

    assert f"{LABEL}, for Amara To book {WORDS} Book it by Thursday 21 January 2027." in page.text
    assert "Who may know: Coordinators only" in page.text
    assert WORDS in coordinator.get(f"/manage/arrangements/{only().id}/change").text

    actions.note_booking(only().id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)
    assert tasks(priya, "arrangements", noon) == []


def test_the_member_reads_how_far_it_is(browser, forum, noon):
    place = PlaceFactory(role=EventRoleFactory(event=forum), member=browser.member, state=PlaceState.OFFERED)
    says(place, noon)

    assert f"{LABEL} Not arranged yet" in browser.get(f"/events/{forum.id}").text
    assert "Arranged so far: 0 of the 1 thing that we book for you." in browser.get("/my-page").text


def test_new_words_are_looked_at_again_and_the_same_words_are_not(place, priya, noon):
    says(place, noon)
    actions.note_booking(only().id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)
    says(place, noon)
    assert states() == [S.CONFIRMED]

    says(place, noon, "A chair with arms and a footrest")

    assert states() == [S.CHECK_AGAIN]
    assert tasks(priya, "bookings", noon) == [
        ("Tell who was booked for Forum", "1 thing to cancel or to check again.", noon.date())
    ]


def test_whoever_changes_the_words_reads_that_it_is_being_checked_again(browser, stranger, app, forum, priya, noon):
    place = PlaceFactory(role=EventRoleFactory(event=forum), member=browser.member, state=PlaceState.OFFERED)
    mo = Browser(app)
    mo.sign_in(SupporterFactory(member=browser.member, may=(Grant.SEE_EVENTS, Grant.ANSWER)).account)
    paths = {browser: "/places/{}/answer", mo: "/supporting/places/{}", stranger: f"/answers/{token_for(place)}"}

    def saves(who, words):
        return who.get(paths[who].format(place.id)).press(
            "Send my answer", answer="yes", usual="different", needs=words
        )

    again = "is being checked again."
    assert again not in saves(browser, WORDS).text
    actions.note_booking(only().id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)
    assert again not in saves(browser, WORDS).text

    assert saves(browser, "A footrest").messages == [f"We have saved what you told us. What you need this time {again}"]
    assert f"What you need this time {again}" in saves(stranger, "A chair with arms").text
    name = browser.member.known_as
    assert saves(mo, "Both").messages[0].endswith(f"What {name} needs this time {again}")
    unsaid = browser.get(f"/places/{place.id}/answer").press("Send my answer", answer="yes", usual=None, needs="")
    assert unsaid.messages == ["We have saved what you told us."]


def test_new_words_open_a_decision_about_the_old_ones_again(place, priya, noon):
    soon = noon.replace(day=11)
    place.role.event.starts_at, place.role.event.ends_at = soon, soon + timedelta(hours=2)
    db.session.flush()
    says(place, noon)
    actions.book_anyway(only().id, by=priya, now=noon)
    says(place, noon)
    assert only().late_choice is LateChoice.BOOK_ANYWAY

    says(place, noon, "A footrest")

    assert only().late_choice is None


def test_what_is_the_same_as_usual_after_all_is_dropped_or_cancelled(place, priya, noon):
    says(place, noon)
    says(place, noon, "")
    assert states() == [S.NOT_NEEDED]

    says(place, noon, "A footrest")
    assert states() == [S.TO_BOOK]
    actions.note_booking(only().id, Booking(state=S.REQUESTED, owner_id=priya.id), by=priya, now=noon)
    says(place, noon, "")
    assert states() == [S.TO_CANCEL]


def test_who_does_not_come_needs_nothing_different(place, noon):
    says(place, noon)

    places.step_back(place.id, hand=Hand(), now=noon)

    assert states() == [S.NOT_NEEDED]


def test_what_was_said_before_it_was_written_down_is_found_by_the_daily_look(place, noon):
    place.state = PlaceState.HELD
    db.session.add(AnswerDetail(place_id=place.id, changed_at=noon, needs_as_usual=False, needs=WORDS))
    db.session.flush()

    compare_events_to_come(now=noon)

    assert states() == [S.TO_BOOK]


def test_of_two_records_that_become_one_it_is_there_once(place, amara, priya, noon):
    other = PlaceFactory(role=EventRoleFactory(event=place.role.event), state=PlaceState.OFFERED)
    says(place, noon)
    says(other, noon)

    bring_together(amara, other.member, by=priya, now=noon)

    theirs = db.session.scalars(select(Arrangement).where(Arrangement.member_id == amara.id)).one()
    assert (theirs.kind, theirs.state) == (None, S.TO_BOOK)


def test_before_a_cancellation_it_stands_after_the_others_that_are_booked(coordinator, forum, amara):
    ArrangementFactory(event=forum, member=amara, state=S.REQUESTED, kind=None, supplier="Example Chairs")
    ArrangementFactory(event=forum, member=amara, state=S.CONFIRMED, kind=NeedKind.TAXI)

    assert coordinator.get(f"/manage/events/{forum.id}/cancel").items[-2:] == [
        "Taxi: 1",
        f"{LABEL}: 1, booked with Example Chairs",
    ]


def test_the_venue_is_not_told_the_words_and_the_coordinator_reads_that_something_is_left_out(place, priya, noon):
    says(place, noon)

    found = venue_summary(place.role.event, viewer=priya)

    assert (found.venue, found.food, found.more, found.left_out) == ([], [], [], 1)


def test_the_words_reach_no_email_no_record_of_deeds_and_nobody_elses_page(
    app, stranger, browser, coordinator, place, amara, noon
):
    supporter = SupporterFactory(member=amara, may=list(Grant))
    PlaceFactory(role=place.role, member=browser.member)
    answered = stranger.post(f"/answers/{token_for(place)}", {"answer": "yes", "usual": "different", "needs": WORDS})
    stranger.sign_in(supporter.account)
    event_id = place.event_id

    pages = [
        answered,
        stranger.get(f"/supporting/places/{place.id}"),
        stranger.get("/supporting"),
        browser.get(f"/events/{event_id}"),
        browser.get("/my-page"),
        coordinator.get("/to-do"),
        coordinator.get(f"/manage/events/{event_id}/for-the-venue"),
        coordinator.get(f"/manage/events/{event_id}/cancel"),
    ]
    assert [page.status for page in pages] == [200] * len(pages)
    assert f"{LABEL} Not arranged yet" in pages[1].text
    told = [f"{message.subject} {message.text}" for message in db.session.scalars(select(Message))]
    kept = [str(entry.detail) for entry in db.session.scalars(select(AuditEntry))]
    assert len(told) > 0 < len(kept)
    assert [words for words in (*told, *kept, *(page.text for page in pages)) if "Kurdish" in words] == []


def test_somebody_who_has_gone_leaves_no_words(place, amara, noon):
    says(place, noon)

    partings.close_places(amara, by=None, now=noon)

    assert states() == [S.NOT_NEEDED]
    assert db.session.get_one(AnswerDetail, place.id).needs == ""
