"""The pages on which a membership begins, goes on and ends, as a coordinator and an applicant meet them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.actions import asking
from coproduction.members.models import ApplicationState, MemberState
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory, MemberFactory
from tests.pages import Browser

SOON = date(2027, 1, 14)


def test_a_question_is_asked_answered_by_the_link_and_read_by_the_coordinator(app, coordinator, inbox):
    application = ApplicationFactory(name="Piotr Zielinski", email="piotr@example.org")
    page = coordinator.get(f"/applications/{application.id}").follow("Ask for more information")
    assert page.press("Ask them").errors == ["Enter what you would like to know"]
    page = page.press("Ask them", question="Which days are good?")
    assert page.messages == ["We are asking Piotr Zielinski."]

    applicant = Browser(app)
    link = inbox.path_in(inbox.latest(to="piotr@example.org"), "/join/return/")
    page = applicant.get(link).press("Open my answers")
    assert "Which days are good?" in page.text
    page = page.press("Send", words="Mondays are good.")
    assert page.messages == ["Thank you. We have your words."]
    assert "Mondays are good." in page.text

    page = coordinator.get(f"/applications/{application.id}")
    assert "Mondays are good." in page.text
    assert "More information asked" in page.text
    assert application.state is ApplicationState.SUBMITTED


def test_an_applicant_takes_their_name_off_by_the_link(app, noon, priya, inbox):
    application = ApplicationFactory(email="piotr@example.org")
    asking.ask_for_more(application.id, "Which days?", by=priya, now=noon)
    db.session.commit()

    applicant = Browser(app)
    page = applicant.get(inbox.path_in(inbox.messages[0], "/join/return/")).press("Open my answers")
    page = page.follow("I do not want to join now").press("Yes, take my name off")

    assert "You do not ask to join any more." in page.text
    assert "I do not want to join now" not in page.links
    assert application.state is ApplicationState.WITHDRAWN


def test_a_stranger_without_a_key_is_led_to_the_start(stranger):
    for path in ("/join/answers", "/join/answers/withdraw"):
        assert stranger.get(path).address == "/join"


def test_a_chat_a_waiting_list_and_a_goodbye(coordinator):
    application = ApplicationFactory(name="Selin Kaya")
    page = coordinator.get(f"/applications/{application.id}").follow("Offer a chat")
    page = page.press("Offer the chat", offer="By phone, on Thursday at 10am.", chat_on=SOON)
    assert page.messages == ["We are offering Selin Kaya a chat."]
    assert coordinator.get("/applications/under-way").rows == [
        ["Selin Kaya", "Chat offered", "5 January 2026", "14 January 2027"]
    ]

    page = coordinator.get(f"/applications/{application.id}").follow("Write down the chat").press("Save and thank them")
    page = page.follow("Put on the waiting list")
    page = page.press("Put on the waiting list and tell them", why="Full.", look_again_on=date(2027, 1, 4))
    assert page.errors == ["The day must be in the future"]
    page = page.press("Put on the waiting list and tell them", look_again_on=SOON)
    assert "To look at again on Thursday 14 January 2027." in page.text
    page = page.follow("Look at it again").press("Look at it again and tell them")
    page = page.follow("They do not want to join now").press("Take them off our list", tell="yes")

    assert page.messages == ["Selin Kaya is no longer asking to join."]
    assert application.state is ApplicationState.WITHDRAWN


def test_a_reply_by_phone_is_written_down(coordinator, noon, priya):
    application = ApplicationFactory(name="Selin Kaya", channel=Channel.PHONE, email=None, phone="0115 496 0109")
    asking.ask_for_more(application.id, "Which days?", by=priya, now=noon)

    page = coordinator.get(f"/applications/{application.id}").follow("Write down their reply")
    page = page.press("Save their reply", words="Any day but Friday.")

    assert page.messages == ["You have saved what Selin Kaya told you."]
    assert "Any day but Friday." in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_what_is_under_way_costs_the_same_however_long_it_is(coordinator, count_statements, rows):
    ApplicationFactory.create_batch(rows, state=ApplicationState.WAITING_LIST, look_again_on=SOON)
    coordinator.get("/applications/under-way")

    with count_statements() as statements:
        coordinator.get("/applications/under-way")

    assert len(statements) == 2


def test_an_induction_from_the_first_step_to_full_membership(coordinator):
    buddy = MemberFactory(name="Amara Okafor")
    grace = MemberFactory(name="Grace Oyelaran", known_as="Grace", state=MemberState.INDUCTION)
    page = coordinator.get(f"/members/{grace.id}")
    for words in ("welcome chat", "confidentiality agreement", "support needs looked at together"):
        page = page.follow(f"Write down as done: {words}").press("Save as done", done_on=date(2027, 1, 4))
    page = page.follow("Undo welcome chat").press("Yes, it is not done")
    page = page.follow("Choose their buddy").press("Save their buddy", done_on=date(2027, 1, 4), buddy=buddy.id)
    assert page.messages == ["Done: Buddy."]

    page = page.follow("Finish the induction").press("Finish and tell them")
    assert page.errors == ["These steps are still to be done: Welcome chat."]
    page = coordinator.get(f"/members/{grace.id}").follow("Write down as done: welcome chat")
    page = page.press("Save as done", done_on=date(2027, 1, 4))
    page = page.follow("Finish the induction").press("Finish and tell them")
    assert ["Probation ends", "4 July 2027"] in page.rows
    page = page.follow("Finish probation").press("Make them a full member and tell them", note="A joy.")

    assert page.messages == ["Grace is a full member now. We are telling them."]
    assert grace.state is MemberState.ACTIVE


def test_a_step_that_does_not_exist_is_not_found(coordinator):
    grace = MemberFactory(state=MemberState.INDUCTION)

    assert coordinator.get(f"/members/{grace.id}/induction/tea/done").status == 404
    assert coordinator.get(f"/members/{grace.id}/induction/tea/undo").status == 404


def test_a_review_and_another_term(coordinator):
    member = MemberFactory(known_as="Tunde", term_ends_on=date(2027, 2, 1), review_due_on=date(2027, 1, 10))
    page = coordinator.get(f"/members/{member.id}").follow("Write down a yearly review")
    page = page.press("Save the review", held_on=date(2027, 1, 4), note="Goes well.")
    assert ["Next yearly review", "4 January 2028"] in page.rows

    page = page.follow("Give them another term").press("Give them another term and tell them")

    assert ["Term ends", "1 February 2030"] in page.rows
    assert "Give them another term" not in page.links


def test_leaving_staying_and_leaving_after_all(coordinator):
    member = MemberFactory(name="Colin Barrow", known_as="Colin")
    page = coordinator.get(f"/members/{member.id}").follow("They are leaving")
    page = page.press("Save and tell them", leaves_on=date(2027, 1, 3), wants_reference="yes")
    assert page.errors == ["The last day must be today or in the future"]
    page = page.press("Save and tell them", leaves_on=SOON)
    assert [row for row in page.rows if row[0] in ("Last day", "Reference")] == [
        ["Last day", "14 January 2027"],
        ["Reference", "They would like one"],
    ]
    page = page.follow("They stay after all").press("They stay. Tell them")
    assert page.messages == ["Colin stays. We are telling them."]

    page = page.follow("End their term").press("Save and tell them", leaves_on=SOON, wants_exit_talk="yes")
    page = page.follow("They leave today").press("End their membership and thank them")
    assert page.messages == ["Colin has left. We are thanking them."]
    page = page.follow("Write down the exit talk").press("We have talked")
    page = page.follow("They would like a reference").press("They would like one")
    page = page.follow("Write down that they have their reference").press("They have it")
    page = page.follow("Welcome them back").press("Welcome them back")

    assert member.state is MemberState.INDUCTION


def test_a_death_stands_apart_from_everyday_moves(coordinator):
    member = MemberFactory()

    page = coordinator.get(f"/members/{member.id}")

    moves = page.main.find("nav", attrs={"aria-label": "What you can do about their membership"})
    assert [link.get_text() for link in moves.find_all("a")] == [
        "Write down a yearly review",
        "Give them another term",
        "Pause membership",
    ]
    ending = page.main.find(id="ending").find_next("ul")
    assert [link.get_text() for link in ending.find_all("a")] == ["End their term", "They are leaving"]
    closed = page.main.find("a", string="They have died").find_parent("details")
    assert not closed.has_attr("open")


def test_the_contents_of_a_members_page_lead_to_its_headings(coordinator):
    page = coordinator.get(f"/members/{MemberFactory().id}")

    listed = page.main.select("nav[aria-label='On this page'] a")
    headings = {heading["id"]: heading.get_text() for heading in page.main.select("h2[id]")}
    assert {link["href"][1:]: link.get_text() for link in listed} == headings


def test_a_death_asks_for_the_right_person_and_stops_everything(coordinator, inbox):
    member = MemberFactory(name="Harold Pym", known_as="Harold", area="NG22")
    page = coordinator.get(f"/members/{member.id}").follow("They have died")
    assert page.heading == "Has Harold Pym died?"
    assert "this is Harold Pym, NG22." in page.text
    assert page.press("Stop everything for them").errors == ["Tick the box to show that this is the right person"]

    page = page.press("Stop everything for them", sure="yes")

    assert page.messages == ["Everything has stopped for Harold. We are sorry for your loss."]
    assert (member.state, inbox.messages) == (MemberState.DIED, [])
    assert [link.get_text() for link in page.main.find_all("a") if not link["href"].startswith("#")] == [
        "This was a mistake: they have not died",
        "Write a restricted note",
        "Merge with another record of the same person",
        "Delete their details now, because they asked",
        "See and print what they have taken part in",
    ]


@pytest.mark.parametrize("state", MemberState)
def test_every_move_that_is_offered_leads_to_a_page(coordinator, state):
    member = MemberFactory(state=state)
    page = coordinator.get(f"/members/{member.id}")

    for words, href in page.links.items():
        if href.startswith(f"/members/{member.id}/"):
            assert coordinator.get(href).status == 200, words


@pytest.mark.parametrize("state", [state for state in ApplicationState if state is not ApplicationState.DRAFT])
def test_every_step_that_is_offered_leads_to_a_page(coordinator, state, noon):
    application = ApplicationFactory(state=state, look_again_on=noon.date() + timedelta(days=1))
    page = coordinator.get(f"/applications/{application.id}")

    for words, href in page.links.items():
        if href.startswith(f"/applications/{application.id}/"):
            assert coordinator.get(href).status == 200, words
