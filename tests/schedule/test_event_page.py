"""One event as a member sees it, and what they can do there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.models import EventState, Place, PlaceState
from coproduction.schedule.words import ANSWERED, ANSWERED_FOR
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, QualificationFactory


def test_the_page_says_when_where_and_who_to_ask(browser):
    role = EventRoleFactory(
        name="Attendee",
        maximum=3,
        event__title="Work plan",
        event__summary="What we do\nin 2027.",
        event__organiser__name="Priya Nair",
    )
    PlaceFactory(role=role)

    page = browser.get(f"/events/{role.event_id}")

    assert page.heading == "Work plan"
    assert "What we do in 2027." in page.text
    assert page.rows == [
        ["When", "Thursday 14 January 2027, 10:30am to 12:30pm"],
        ["Where", "Example Hall, Nottingham, or online"],
        ["Who to ask", "Priya Nair, 0115 496 0000"],
        ["How long", "2 hours"],
    ]
    assert [(item[:28], item[-23:]) for item in page.items] == [
        ("Attendee 2 of 3 places free ", "I will come as Attendee")
    ]


@pytest.mark.parametrize("roles", [1, 3])
@pytest.mark.parametrize("is_coming", [True, False])
def test_the_page_costs_the_same_however_many_roles_there_are(browser, count_statements, roles, is_coming):
    event = EventFactory()
    made = EventRoleFactory.create_batch(roles, event=event, qualification=QualificationFactory())
    for role in made:
        PlaceFactory.create_batch(roles, role=role)
    if is_coming:
        PlaceFactory(role=made[0], member=browser.member)
    path = f"/events/{event.id}"
    db.session.expire_all()

    with count_statements() as statements:
        page = browser.get(path)

    assert len(page.items) == roles
    # the account, the member, the event, its roles, facts, agenda and minutes, the member’s places, who holds what,
    # what has changed; and for somebody who comes, what is arranged for them
    assert len(statements) == 10 + is_coming


def test_a_member_comes_and_is_told_and_the_page_shows_it(browser, inbox):
    role = EventRoleFactory(name="Attendee", event__title="Work plan")

    page = browser.get(f"/events/{role.event_id}").press("I will come as Attendee")

    assert page.messages == ["You have a place. We have sent you a message to confirm it."]
    assert "Your answer You are going As Attendee" in page.text
    assert inbox.letters == [(browser.member.email, "You have a place: Work plan")]
    assert "I will come as Attendee" not in page.text


def test_a_double_click_is_one_place_and_one_message(browser, inbox):
    role = EventRoleFactory()

    pages = [browser.send(f"/roles/{role.id}/take") for _ in range(2)]

    for page in pages:
        assert page.messages == ["You have a place. We have sent you a message to confirm it."]
    assert (db.session.query(Place).count(), len(inbox.messages)) == (1, 1)


def test_a_member_whose_place_has_just_gone_is_told_that_they_wait(browser):
    role = PlaceFactory(role__name="Attendee", role__maximum=1).role

    page = browser.send(f"/roles/{role.id}/take")

    assert page.messages == ["All places are taken, so you are on the waiting list. We tell you when it is your turn."]
    assert "You are on the waiting list" in page.text


def test_a_member_who_has_a_place_at_that_time_is_told_where(browser):
    PlaceFactory(member=browser.member, role__event__title="Work plan")
    role = EventRoleFactory(event__title="Other")

    assert browser.send(f"/roles/{role.id}/take").errors == ["You have a place at Work plan at the same time."]


def test_looking_at_the_address_of_a_button_changes_nothing(browser):
    role, place = EventRoleFactory(), PlaceFactory(member=browser.member)

    for path in (f"/roles/{role.id}/take", f"/places/{place.id}/step-back", f"/places/{place.id}/answer"):
        assert browser.get(path).status == 200
        assert browser.fetch(path, method="HEAD").status_code == 200

    assert db.session.query(Place.id, Place.state).all() == [(place.id, PlaceState.HELD)]


def test_a_member_puts_themselves_forward_with_a_note(browser, inbox):
    role = EventRoleFactory(name="Co-trainer", is_open=False, event__title="Easy read")

    page = browser.get(f"/events/{role.event_id}").follow("Put myself forward as Co-trainer")
    assert page.heading == "Put yourself forward for Easy read"
    assert "You would like to take part as: Co-trainer." in page.text

    page = page.press("Put myself forward", note="I can bring slides")

    assert page.messages == [
        "You have put yourself forward. A coordinator will choose, and we will tell you either way."
    ]
    assert "You put yourself forward As Co-trainer" in page.text
    assert db.session.query(Place.note).all() == [("I can bring slides",)]
    assert inbox.letters == [(browser.member.email, "You put yourself forward: Easy read")]


def test_an_over_long_note_and_a_refusal_keep_what_was_typed(browser):
    skills = QualificationFactory(name="interview skills")
    role = EventRoleFactory(name="Co-trainer", is_open=False, qualification=skills, event__kind="training")
    path = f"/roles/{role.id}/put-forward"

    page = browser.post(path, note="x" * 4001)
    assert (page.errors, page.values["note"]) == (["Your note must be 4,000 characters or less"], ["x" * 4001])

    page = browser.post(path, note="I would like to")
    assert page.errors == ["Co-trainer needs interview skills. Ask us how to get it."]
    assert page.values["note"] == ["I would like to"]
    assert db.session.query(Place).count() == 0


def test_whoever_cannot_make_it_says_so_with_one_button(browser, inbox):
    place = PlaceFactory(member=browser.member, role__event__title="Work plan")

    page = browser.get(f"/events/{place.event_id}").press("I can’t make it")

    assert page.messages == ["Thank you for telling us. We will ask you again another time."]
    assert "You cannot make it" in page.text
    assert inbox.letters == [
        (place.role.event.organiser.email, "Somebody can no longer come: Work plan"),
        (browser.member.email, "We have taken your name off: Work plan"),
    ]


@pytest.mark.parametrize(
    ("button", "message", "words"),
    [
        ("Yes, I can come", "You have a place. We have sent you a message to confirm it.", "You are going"),
        ("I am not sure yet", "Thank you. You can say yes or no later.", "You are not sure yet"),
        (
            "No, I can’t make it",
            "Thank you for telling us. We will ask you again another time.",
            "You cannot make it",
        ),
    ],
)
def test_an_offer_is_answered_on_the_page(browser, button, message, words):
    place = PlaceFactory(member=browser.member, role__is_open=False, state=PlaceState.OFFERED)

    page = browser.get(f"/events/{place.event_id}").press(button)

    assert page.messages == [message]
    assert f"Your answer {words}" in page.text


def test_two_answers_at_once_leave_the_last(browser):
    place = PlaceFactory(member=browser.member, state=PlaceState.OFFERED)
    path = f"/places/{place.id}/answer"

    for said in ("yes", "yes", "not sure", "yes", "no", "no"):
        browser.send(path, {"answer": said})

    assert place.state is PlaceState.STEPPED_BACK
    assert [moved.to_state for moved in place.moves] == [
        PlaceState.HELD,
        PlaceState.TENTATIVE,
        PlaceState.HELD,
        PlaceState.STEPPED_BACK,
    ]


@pytest.mark.parametrize("said", [None, "", "perhaps"])
def test_an_answer_that_is_none_is_asked_for_again(browser, said):
    place = PlaceFactory(member=browser.member, state=PlaceState.OFFERED)

    page = browser.send(f"/places/{place.id}/answer", {} if said is None else {"answer": said})

    assert page.errors in (["Select yes, not sure or no"], ["Select an answer from the list"])
    assert place.state is PlaceState.OFFERED


@pytest.mark.parametrize(
    ("state", "shows"),
    [
        (PlaceState.HELD, True),
        (PlaceState.TENTATIVE, True),
        (PlaceState.OFFERED, False),
        (PlaceState.INTERESTED, False),
        (PlaceState.STEPPED_BACK, False),
        (None, False),
    ],
)
def test_only_those_who_are_coming_see_how_to_join(browser, state, shows):
    event = EventFactory(joining_link="https://example.org/join/1", joining_phone="0115 496 0123")
    role = EventRoleFactory(event=event)
    if state:
        PlaceFactory(role=role, member=browser.member, state=state)

    page = browser.get(f"/events/{event.id}")

    assert ("https://example.org/join/1" in page.html, "0115 496 0123" in page.html) == (shows, shows)


def test_nothing_can_be_answered_once_it_has_started(browser, noon):
    place = PlaceFactory(member=browser.member, role__event__starts_at=noon - timedelta(minutes=5))

    page = browser.get(f"/events/{place.event_id}")

    assert "This event is no longer open for answers." in page.text
    assert page.forms == []
    assert browser.send(f"/places/{place.id}/step-back").errors == [f"{place.role.event.title} has already started."]


def test_a_cancelled_event_says_why_and_takes_no_answers(browser):
    event = EventFactory(state=EventState.CANCELLED, cancelled_because="The hall has flooded.")
    EventRoleFactory(event=event)

    page = browser.get(f"/events/{event.id}")

    assert "This event is cancelled. The hall has flooded." in page.text
    assert page.forms == []


def test_what_a_coordinator_typed_is_words_and_not_markup(browser):
    event = EventFactory(title="<b>Work</b> & plan", summary="<script>alert(1)</script>", venue="<i>Hall</i>")

    page = browser.get(f"/events/{event.id}")

    assert page.heading == "<b>Work</b> & plan"
    assert "<script>alert(1)</script>" in page.text


@pytest.mark.parametrize("state", PlaceState)
def test_whatever_has_become_of_the_place_i_cant_make_it_is_answered_in_words(browser, state):
    place = PlaceFactory(member=browser.member, state=state)

    for path in (f"/places/{place.id}/step-back", f"/events/{place.event_id}/cannot-come"):
        assert browser.send(path).messages == [ANSWERED[PlaceState(place.state)]]
    assert set(ANSWERED_FOR) == set(PlaceState)
