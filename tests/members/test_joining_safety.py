"""Asking to join: nothing typed is lost, robots send nothing, nothing is sent twice, nobody is told of others."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain

import pytest

from coproduction.core.database import db
from coproduction.core.forms import LOST_TOKEN
from coproduction.members.actions.applications import ALREADY_SENT
from coproduction.members.models import Application, ApplicationState, MemberState
from coproduction.members.queries.applications import former_records, people_alike
from coproduction.members.rules.drafts import SOONEST
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory
from tests.members.conftest import KEY, applications
from tests.members.lives import an_example
from tests.pages import Browser

SEND = "Send my answers"


def test_a_double_click_sends_one_application_and_one_email(stranger, draft, inbox):
    page = stranger.get("/join/check-answers")

    first, second = (page.press(SEND, agreed="yes") for _ in range(2))

    assert first.heading == second.heading == "We have your answers"
    assert (len(applications()), len(inbox.messages)) == (1, 1)


def test_an_old_page_cannot_change_what_was_sent(stranger, draft):
    page, old = stranger.get("/join/check-answers"), stranger.get("/join/name")
    page.press(SEND, agreed="yes")

    page = old.press("Continue", name="Somebody Else")

    assert page.messages == [ALREADY_SENT]
    assert [one.name for one in applications()] == ["Piotr Zielinski"]


def test_an_old_page_of_one_draft_never_writes_into_another(stranger, draft):
    old = stranger.get("/join/area")
    stranger.client.delete_cookie("session")
    stranger.get("/join/who").press("Continue", filled_in_by="myself")

    old.press("Continue", area="Mansfield")  # with the token of the session that is gone
    assert [one.area for one in applications()] == ["Newark", None]


def test_somebody_else_can_ask_from_the_same_browser(stranger, draft):
    draft.state = ApplicationState.SUBMITTED

    page = stranger.get("/join").press("Start for somebody else")
    page.press("Continue", filled_in_by="myself")

    assert [(one.name, one.state) for one in applications()] == [
        ("Piotr Zielinski", ApplicationState.SUBMITTED),
        (None, ApplicationState.DRAFT),
    ]


def test_one_place_begins_no_more_than_sixty_drafts_an_hour_whatever_key_the_page_names(stranger):
    made_up = {"filled_in_by": "myself", "application": "ABCDEFGHJKLM"}

    answers = []
    for _ in range(61):
        stranger.client.delete_cookie("session")
        answers.append(stranger.answer_to("/join/who", made_up).status_code)

    assert answers == [*[302] * 60, 429]
    assert len(applications()) == 60


def test_whoever_has_begun_answers_as_often_as_they_like(stranger, draft):
    with stranger.client.session_transaction() as session:
        assert "application" in session

    answers = {stranger.answer_to("/join/area", {"area": "Newark"}).status_code for _ in range(61)}

    assert answers == {302}


def test_starting_again_deletes_what_was_answered(stranger, draft):
    page = stranger.get("/join").press("Start again")

    assert (page.address, applications()) == ("/join/who", [])


def test_an_answer_that_was_not_offered_is_refused(stranger, draft):
    page = stranger.send("/join/contact", {"channel": "pigeon"})

    assert page.errors == ["Select an answer from the list"]
    assert draft.channel == Channel.EMAIL


def test_markup_in_an_answer_is_only_text(stranger, draft):
    stranger.get("/join/name").press("Continue", name="<script>alert(1)</script>")

    page = stranger.get("/join/check-answers")

    assert page.rows[2][1] == "<script>alert(1)</script>"
    assert not page.soup.main.find("script")


def told_when_sending(app, inbox):
    """Send the answers in a new browser; return all that the applicant then sees and gets, but for what is random."""
    browser = Browser(app)
    with browser.client.session_transaction() as session:
        session["application"] = KEY
    page = browser.get("/join/check-answers")
    pages = [page, page.press(SEND, agreed="yes"), browser.get("/join/answers"), browser.get("/join")]
    assert pages[1].address == "/join/sent"
    told = [(message.subject, re.sub(r"/join/return/\S+", "", message.text)) for message in inbox.messages]
    return [(page.status, page.address, page.text, page.messages, page.errors) for page in pages], told


@pytest.mark.parametrize(
    "known",
    [
        MemberFactory,
        partial(MemberFactory, state=MemberState.LEFT),
        ApplicationFactory,
        partial(ApplicationFactory, state=ApplicationState.DECLINED),
    ],
    ids=["a member", "a former member", "an applicant", "a declined applicant"],
)
@pytest.mark.parametrize(
    "same", [{"email": "piotr@example.org"}, {"phone": "07700 900123"}, {"name": "Piotr Zielinski", "area": "Newark"}]
)
def test_whoever_asks_to_join_is_told_the_same_whether_or_not_we_know_them(app, draft, inbox, known, same):
    draft_id = draft.id
    with an_example():
        to_a_stranger = told_when_sending(app, inbox)
    with an_example():
        known(**same)
        to_somebody_known = told_when_sending(app, inbox)
        application, priya = db.session.get_one(Application, draft_id), StaffFactory()
        found = [*chain(*people_alike(application, viewer=priya)), *former_records(application, viewer=priya)]

    assert to_somebody_known == to_a_stranger
    assert len(to_a_stranger[1]) == 1
    assert len(found) == 1, "a stranger was compared with a stranger"


def test_a_token_that_is_lost_costs_no_words(stranger, draft):
    page = stranger.send("/join/about", {"about": "My long story"}, with_token=False)

    assert page.status == 400
    assert page.errors == [LOST_TOKEN]
    assert page.values["about"] == ["My long story"]
    page = page.press("Continue")
    assert (page.errors, draft.about) == ([], "My long story")


def test_a_cookie_that_is_lost_costs_no_words_and_no_answers(stranger, draft):
    page = stranger.get("/join/about")
    stranger.client.delete_cookie("session")

    page = page.press("Continue", about="My long story")
    assert (page.status, page.values["about"]) == (400, ["My long story"])
    page = page.press("Continue")

    assert (page.errors, draft.about) == ([], "My long story")
    assert stranger.get("/join/name").values["name"] == ["Piotr Zielinski"]


def test_ticks_come_back_when_the_token_of_the_last_page_is_lost(stranger, draft):
    page = stranger.send("/join/check-answers", {"agreed": "yes"}, with_token=False)

    assert (page.status, page.values["agreed"]) == (400, ["yes"])
    assert draft.state is ApplicationState.DRAFT
    assert page.press(SEND).heading == "We have your answers"


def test_a_robot_that_fills_in_every_box_sends_nothing_and_a_person_tries_again(stranger, draft, inbox):
    page = stranger.get("/join/check-answers").press(SEND, agreed="yes", website="https://example.org")

    assert (len(page.errors), draft.state, inbox.messages) == (1, ApplicationState.DRAFT, [])
    assert page.values["website"] == [""]  # or nobody could ever send them
    assert page.press(SEND).heading == "We have your answers"


def test_a_robot_does_not_even_begin(stranger):
    page = stranger.get("/join/who").press("Continue", filled_in_by="myself", website="spam")

    assert len(page.errors) == 1
    assert applications() == []


def test_what_is_filled_in_quicker_than_anybody_reads_waits(stranger, answer_all, inbox, later):
    page = answer_all(stranger)
    sent = [len(inbox.messages)]

    for seconds in (0, SOONEST.seconds - 1, SOONEST.seconds):
        later(minutes=seconds / 60)
        page = page.press(SEND, agreed="yes")
        sent.append(len(inbox.messages))

    assert sent == [0, 0, 0, 1]
    assert [one.state for one in applications()] == [ApplicationState.SUBMITTED]


def test_whoever_is_too_quick_is_told_so_and_loses_nothing(stranger, answer_all):
    page = answer_all(stranger)
    before = [row for row in page.rows if row]

    page = page.press(SEND, agreed="yes")

    assert (len(page.errors), page.values["agreed"], [row for row in page.rows if row]) == (1, ["yes"], before)


def test_the_box_for_robots_is_out_of_reach_for_people(stranger):
    box = stranger.get("/join/who").soup.find(id="website")

    assert (box["tabindex"], box["autocomplete"], box.parent["aria-hidden"]) == ("-1", "off", "true")


def test_one_address_cannot_begin_without_end(app):
    begun = {Browser(app).answer_to("/join/who", {"filled_in_by": "myself"}).location for _ in range(60)}

    assert begun == {"/join/supporter"}
    assert Browser(app).send("/join/who", {"filled_in_by": "myself"}).status == 429
