"""Supporters sign in as themselves, see what they were granted, and answer visibly as themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.members.actions.supporters import change_grants, remove_supporter
from coproduction.members.models import Grant, Interest, MemberState
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import PlaceState, Via
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    QualificationFactory,
    SupporterFactory,
)
from tests.pages import Browser


@pytest.fixture
def kieran():
    return MemberFactory(known_as="Kieran", area="Eastwood", interested_in=[Interest.MEETINGS])


@pytest.fixture
def place(kieran):
    """An offer to Kieran."""
    return PlaceFactory(
        member=kieran, state=PlaceState.OFFERED, role__name="Attendee", role__event__title="Easy Read letters"
    )


@pytest.fixture
def mo(app, kieran):
    """Opens a browser in which Mo, Kieran's supporter, has signed in: `mo(Grant.ANSWER)`."""

    def opened(*grants: Grant) -> Browser:
        made = Browser(app)
        made.supporter = SupporterFactory(name="Mo Farrow", member=kieran, may=grants)  # type: ignore[attr-defined]
        made.sign_in(made.supporter.account)  # type: ignore[attr-defined]
        return made

    return opened


def headings(page):
    return [heading.get_text() for heading in page.main.find_all("h2")]


def test_a_supporter_finds_the_people_they_support_and_what_they_may_do(mo, kieran):
    page = mo(Grant.SEE_EVENTS, Grant.SEE_NEEDS).get("/supporting")

    assert page.heading == "People I support"
    assert page.items == ["see what Kieran is asked to and goes to", "see what Kieran needs to take part"]
    assert page.menu["People I support"] == "/supporting"
    assert page.follow("Kieran").heading == "Kieran"


@pytest.mark.parametrize(
    ("grants", "seen"),
    [
        ([], ["Name"]),
        ([Grant.SEE_EVENTS], ["What is next for Kieran", "Name"]),
        ([Grant.ANSWER], ["Name"]),
        ([Grant.SEE_NEEDS], ["Name", "Needed to take part"]),
        ([Grant.GET_COPIES], ["Name"]),
        (
            [Grant.SEE_DETAILS],
            [
                "Name",
                "Contact",
                "Area",
                "Likes to take part in",
                "Time and travel",
                "Emergency contact",
                "Away",
                "Training and experience",
            ],
        ),
    ],
)
def test_a_person_is_shown_as_far_as_was_granted_and_no_further(mo, kieran, place, grants, seen):
    NeedFactory(member=kieran, detail="Large print")
    HeldQualificationFactory(member=kieran, qualification=QualificationFactory(name="Interview skills"))
    browser = mo(*grants)

    page = browser.get(f"/supporting/{browser.supporter.id}")

    assert headings(page) == seen
    assert ("Large print" in page.text) == (Grant.SEE_NEEDS in grants)
    assert ("Interview skills" in page.text) == ("Eastwood" in page.text) == (Grant.SEE_DETAILS in grants)
    assert ("Easy Read letters" in page.text) == (Grant.SEE_EVENTS in grants)


def test_a_supporter_answers_as_themselves_and_everybody_sees_it(mo, kieran, place, inbox, coordinator, app):
    browser = mo(Grant.SEE_EVENTS, Grant.ANSWER)

    page = browser.get("/supporting").follow("Kieran").follow("Easy Read letters")
    assert "You answer as yourself, Mo Farrow." in page.text
    page = page.press("Send my answer", answer="yes")

    assert page.messages == ["Kieran has a place. We are telling them that you answered."]
    assert place.state is PlaceState.HELD
    assert [(move.via, move.moved_by_id) for move in place.moves] == [(Via.SUPPORTER, browser.supporter.account_id)]
    told = inbox.latest(to=kieran.email)
    assert "Mo Farrow answered for you, as your supporter." in told.text
    own = Browser(app)
    own.sign_in(kieran.account)
    assert "Mo Farrow answered for you, as your supporter." in own.get(f"/events/{place.event_id}").text
    assert "Mo Farrow, a supporter, answered for them." in coordinator.get(f"/rosters/{place.event_id}").text
    timeline = coordinator.get(f"/members/{kieran.id}").text
    assert "by Mo Farrow Has the place: Easy Read letters, Attendee As a supporter, for them." in timeline


def test_what_the_member_answers_next_is_their_own(mo, kieran, place, noon, app):
    mo(Grant.SEE_EVENTS, Grant.ANSWER).get(f"/supporting/places/{place.id}").press("Send my answer", answer="yes")

    places.answer(place.id, places.Answer.NO, hand=Hand(kieran.account), now=noon)

    own = Browser(app)
    own.sign_in(kieran.account)
    assert "answered for you" not in own.get(f"/events/{place.event_id}").text


def test_a_supporter_takes_a_name_off_and_the_coordinator_is_told_by_whom(mo, place, inbox):
    place.state = PlaceState.HELD
    place.role.is_open = False

    page = mo(Grant.SEE_EVENTS, Grant.ANSWER).get(f"/supporting/places/{place.id}").press("Send my answer", answer="no")

    assert page.messages == ["Kieran cannot make it. We are telling them that you answered."]
    told = inbox.latest(to=place.role.event.organiser.email)
    assert "Mo Farrow, a supporter, told us for Kieran." in told.text


def test_somebody_put_forward_is_taken_off_with_one_button(mo, place):
    place.state = PlaceState.INTERESTED

    page = mo(Grant.SEE_EVENTS, Grant.ANSWER).get(f"/supporting/places/{place.id}").press("Kieran can’t make it")

    assert page.messages == ["We have taken Kieran’s name off. We are telling them that you answered."]


def test_somebody_who_waits_is_taken_off_the_list_in_the_words_of_their_own_page(mo, place):
    place.state = PlaceState.WAITING

    page = mo(Grant.SEE_EVENTS, Grant.ANSWER).get(f"/supporting/places/{place.id}")
    assert "can’t make it" not in page.text
    page = page.press("Take Kieran off the waiting list")

    assert place.state is PlaceState.STEPPED_BACK
    assert page.messages == ["Kieran is off the waiting list. We are telling them that you answered."]


def test_who_may_look_but_not_answer_has_no_button_and_no_way_round(mo, place):
    browser = mo(Grant.SEE_EVENTS)

    page = browser.get(f"/supporting/places/{place.id}")
    assert "Send my answer" not in [button for form in page.forms for button in form.buttons]
    browser.send(f"/supporting/places/{place.id}", {"answer": "yes"})

    assert place.state is PlaceState.OFFERED


def test_a_clash_is_said_of_the_member(mo, kieran, place):
    PlaceFactory(member=kieran, role__event=EventFactory(title="Forum"))

    page = (
        mo(Grant.SEE_EVENTS, Grant.ANSWER).get(f"/supporting/places/{place.id}").press("Send my answer", answer="yes")
    )

    assert page.errors == ["Kieran has a place at Forum at the same time."]


@pytest.mark.parametrize("way", ["removed", "not granted any more", "left"])
def test_an_answer_from_a_page_left_open_is_refused(mo, kieran, place, noon, way):
    browser = mo(Grant.SEE_EVENTS, Grant.ANSWER)
    page = browser.get(f"/supporting/places/{place.id}")
    supporter = browser.supporter
    if way == "removed":
        remove_supporter(supporter.id, kieran, by=kieran.account, now=noon)
    elif way == "left":
        kieran.state = MemberState.LEFT
    else:
        change_grants(supporter.id, kieran, [], by=kieran.account, now=noon)

    page = page.press("Send my answer", answer="yes")

    assert page.messages == ["You cannot answer this now. Nothing has changed."]
    assert place.state is PlaceState.OFFERED
    assert browser.get(f"/supporting/places/{place.id}").status == 404


def test_a_removed_supporter_finds_nobody_at_the_next_click(mo, kieran, noon):
    browser = mo(*Grant)
    assert browser.get(f"/supporting/{browser.supporter.id}").status == 200

    remove_supporter(browser.supporter.id, kieran, by=kieran.account, now=noon)

    assert browser.get(f"/supporting/{browser.supporter.id}").status == 404
    assert "You support nobody here at the moment." in browser.get("/supporting").text


def test_a_supporter_steps_out_and_the_member_is_told(mo, kieran, inbox):
    browser = mo(*Grant)

    page = browser.get(f"/supporting/{browser.supporter.id}").follow("Stop being a supporter of Kieran")
    page = page.press("Stop being a supporter")

    assert page.messages == ["You are no longer Kieran’s supporter. We are telling them."]
    assert "Mo Farrow has told us that they cannot be your supporter any more." in inbox.latest(to=kieran.email).text


def test_joining_details_are_for_what_the_member_goes_to(mo, place):
    place.role.event.joining_link = "https://meet.example.org/x"
    browser = mo(Grant.SEE_EVENTS)

    assert "meet.example.org" not in browser.get(f"/supporting/places/{place.id}").text
    place.state = PlaceState.HELD
    assert "meet.example.org" in browser.get(f"/supporting/places/{place.id}").text


def test_all_that_somebody_went_to_can_be_found_a_page_at_a_time(mo, kieran, noon):
    for days in range(1, 13):
        event = EventFactory(title=f"{days} days ago", starts_at=noon - timedelta(days=days))
        PlaceFactory(role=EventRoleFactory(event=event), member=kieran, state=PlaceState.ATTENDED)
    browser = mo(Grant.SEE_EVENTS)

    def went(page):
        return [link.text for link in page.soup.select("#past + ul a")]

    page = browser.get(f"/supporting/{browser.supporter.id}")
    assert went(page) == [f"{days} days ago" for days in range(1, 11)]
    following = page.soup.select_one("a[rel=next]")["href"]
    assert following.endswith("?page=2#past")
    page = browser.get(following.removesuffix("#past"))
    assert went(page) == ["11 days ago", "12 days ago"]
    assert page.soup.select_one("a[rel=next]") is None


@pytest.mark.parametrize("rows", [1, 3])
def test_a_persons_page_costs_the_same_however_much_there_is(mo, kieran, count_statements, rows):
    browser = mo(*Grant)
    NeedFactory.create_batch(rows, member=kieran)
    HeldQualificationFactory.create_batch(rows, member=kieran)
    for _ in range(rows):
        PlaceFactory(member=kieran, state=PlaceState.OFFERED)
    path = f"/supporting/{browser.supporter.id}"
    browser.get(path)

    with count_statements() as statements:
        browser.get(path)

    # One of them: what else they were asked that a supporter can answer.
    assert len(statements) == 11
