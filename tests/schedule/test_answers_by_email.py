"""The page behind the personal link in an offer: it answers for one place, without signing in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.answer_links import opened_by, token_for
from coproduction.schedule.models import EventState, PlaceMove, PlaceState, Via
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory


def link_to(place):
    return f"/answers/{token_for(place)}"


@pytest.fixture
def offered():
    """A place that a member was asked to take."""
    return PlaceFactory(
        state=PlaceState.OFFERED, role__is_open=False, role__name="Chair", role__event__title="Work plan"
    )


def test_the_link_in_the_email_leads_to_the_question_and_the_answer_is_taken(stranger, inbox, noon):
    role, member = EventRoleFactory(is_open=False, event__title="Work plan"), MemberFactory()
    place = places.offer_place(role.id, member, hand=Hand(), now=noon)

    page = stranger.get(inbox.path_in(inbox.latest(to=member.email), "/answers/"))
    assert page.heading == "Your answer for Work plan"
    assert ["When", "Thursday 14 January 2027, 10:30am to 12:30pm"] in page.rows
    assert ["Your answer so far", "Waiting for your answer"] in page.rows

    page = page.press("Send my answer", answer="yes")

    assert page.heading == "You are going"
    assert place.state is PlaceState.HELD
    assert [subject for _to, subject in inbox.letters] == ["Can you join us? Work plan", "You have a place: Work plan"]
    assert [(moved.via, moved.moved_by_id) for moved in place.moves][-1] == (Via.EMAIL, None)


def test_the_button_stands_right_below_the_answer_and_the_rest_is_folded_away_until_something_stands_in_it(
    stranger, offered
):
    page = stranger.get(link_to(offered))
    before, _, after = page.text.partition("Send my answer")

    assert before.endswith("Please ring me about it ")
    assert "Will a supporter or an assistant come with you?" in after
    assert page.main.select("details[open]") == []

    page = page.press("Send it all", answer="yes", usual="different")

    assert page.errors == ["Enter what is different this time"]
    assert len(page.main.select("details[open]")) == 1


def test_looking_never_answers_however_often(stranger, offered, inbox):
    for method in ("GET", "HEAD", "GET", "OPTIONS"):
        assert stranger.fetch(f"{link_to(offered)}?answer=no", method=method).status_code == 200

    assert (offered.state, offered.moves_made, inbox.messages) == (PlaceState.OFFERED, 1, [])
    assert db.session.query(PlaceMove).count() == 0


@pytest.mark.parametrize(
    ("said", "heading", "state"),
    [
        ("yes", "You are going", PlaceState.HELD),
        ("not sure", "You are not sure yet", PlaceState.TENTATIVE),
        ("no", "You cannot make it", PlaceState.DECLINED),
    ],
)
def test_pressing_the_button_answers(stranger, offered, said, heading, state):
    page = stranger.post(link_to(offered), answer=said)

    assert (page.heading, offered.state) == (heading, state)


def test_an_answer_can_be_changed_again_and_again_even_after_a_no(stranger, offered):
    page = stranger.post(link_to(offered), answer="yes")
    page = page.follow("Change your answer").press("Send my answer", answer="not sure")
    page = page.follow("Change your answer").press("Send my answer", answer="no")

    assert (page.heading, offered.state) == ("You cannot make it", PlaceState.DECLINED)
    page = page.follow("Change your answer").press("Send my answer", answer="yes")
    assert (page.heading, offered.state) == ("You are going", PlaceState.HELD)


@pytest.mark.parametrize(
    ("said", "state"), [("yes", PlaceState.HELD), ("not sure", PlaceState.TENTATIVE), ("no", None)]
)
@pytest.mark.parametrize("given_up", [PlaceState.STEPPED_BACK, PlaceState.LAPSED])
def test_the_link_takes_back_who_gave_an_open_place_up(stranger, offered, given_up, said, state):
    offered.role.is_open, offered.state = True, given_up
    db.session.flush()

    stranger.get(link_to(offered)).press("Send my answer", answer=said)

    assert offered.state is (state or given_up)


def test_after_stepping_back_where_a_coordinator_chooses_the_link_is_closed(stranger, offered):
    offered.role.is_open = False
    stranger.post(link_to(offered), answer="yes")
    stranger.post(link_to(offered), answer="no")

    page = stranger.get(link_to(offered))
    assert (page.status, page.heading) == (410, "This link no longer works")
    assert "You do not have this place any more." in page.text
    assert offered.state is PlaceState.STEPPED_BACK


def test_nothing_selected_is_asked_for_again(stranger, offered):
    page = stranger.post(link_to(offered))

    assert page.errors == ["Select yes, not sure or no"]
    assert offered.state is PlaceState.OFFERED


def test_a_yes_that_comes_too_late_is_told_so(stranger, offered):
    offered.role.maximum = 1
    PlaceFactory(role=offered.role)

    page = stranger.post(link_to(offered), answer="yes")

    assert page.errors == ["All the places for Chair have been taken."]
    assert page.values["answer"] == ["yes"]


def test_the_page_names_nobody_and_shows_no_way_to_join(stranger, offered):
    offered.role.event.joining_link = "https://example.org/join/1"

    page = stranger.get(link_to(offered))

    assert offered.member.name not in page.html
    assert "https://example.org/join/1" not in page.html


@pytest.mark.parametrize("wrong", ["x", "WzEsMV0.forged", "%00", "../manage/events"])
def test_a_token_that_we_did_not_make_opens_nothing(stranger, wrong):
    assert stranger.get(f"/answers/{wrong}").status == 404


def test_a_token_that_was_changed_opens_nothing(stranger, offered):
    token = token_for(offered)
    body, signature = token.split(".", 1)
    other = token_for(PlaceFactory(state=PlaceState.OFFERED)).split(".", 1)[0]

    for forged in (f"{other}.{signature}", f"{body}.{signature[:-1]}", f"{body}x.{signature}", body, signature):
        assert opened_by(forged) is None
        assert stranger.get(f"/answers/{forged}").status == 404
        assert stranger.send(f"/answers/{forged}", {"answer": "yes"}).status == 404

    assert offered.state is PlaceState.OFFERED


def test_the_link_ends_when_the_event_starts(stranger, offered, noon):
    link, event = link_to(offered), offered.role.event
    event.starts_at, event.ends_at = noon, noon + timedelta(hours=1)

    page = stranger.get(link)

    assert (page.status, page.heading) == (410, "This link no longer works")
    assert stranger.send(link, {"answer": "yes"}).status == 410
    assert offered.state is PlaceState.OFFERED


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED, EventState.HELD])
def test_the_link_is_dead_while_the_event_takes_no_answers(stranger, offered, state):
    offered.role.event.state = state

    assert stranger.get(link_to(offered)).status == 410


def test_the_link_in_a_cancelled_events_email_says_so(stranger, offered, noon):
    events.cancel_event(offered.role.event, "The hall has flooded.", by=StaffFactory(), now=noon)

    page = stranger.get(link_to(offered))

    assert page.text.startswith("This link no longer works The event has been cancelled.")


def test_a_link_answers_for_its_own_place_whoever_is_signed_in(browser, offered):
    page = browser.post(link_to(offered), answer="no")

    assert page.heading == "You cannot make it"
    assert offered.state is PlaceState.DECLINED


def test_an_answer_without_its_token_against_forgery_is_not_taken(stranger, offered):
    page = stranger.send(link_to(offered), {"answer": "no"}, with_token=False)

    assert page.status in {200, 400}
    assert offered.state is PlaceState.OFFERED


def test_somebody_who_put_themselves_forward_can_only_take_their_name_off(stranger, offered):
    offered.state = PlaceState.INTERESTED
    db.session.flush()

    page = stranger.get(link_to(offered))
    assert (page.heading, "answer" in page.values) == ("Take your name off Work plan?", False)

    page = page.press("I can’t make it")
    assert (page.heading, offered.state) == ("You are not taking part", PlaceState.RELEASED)


@pytest.mark.parametrize("state", [PlaceState.RELEASED, PlaceState.STEPPED_BACK])
def test_the_link_shows_nothing_once_the_place_is_no_longer_theirs(stranger, offered, state):
    offered.role.is_open, offered.state = False, state
    db.session.flush()

    page = stranger.get(link_to(offered))

    assert (page.status, page.heading) == (410, "This link no longer works")
    assert "Work plan" not in page.text


def test_a_late_yes_is_taken_while_there_is_room(stranger, offered):
    offered.role.is_open, offered.state = False, PlaceState.LAPSED
    db.session.flush()

    stranger.post(link_to(offered), answer="yes")

    assert offered.state is PlaceState.HELD


def test_after_a_no_not_sure_brings_the_offer_back(stranger, offered):
    stranger.post(link_to(offered), answer="no")
    stranger.post(link_to(offered), answer="not sure")

    assert [move.to_state for move in offered.moves] == [
        PlaceState.DECLINED,
        PlaceState.OFFERED,
        PlaceState.TENTATIVE,
    ]
