"""Leaving in the middle, and coming back on another device: by a link, by a code, or with a coordinator's help."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coproduction.core import clock
from coproduction.members.forms.questions import QUESTIONS
from coproduction.members.models import ApplicationState, ApplicationSupporter
from coproduction.members.rules import digest_of
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory
from tests.members.conftest import KEY
from tests.pages import Browser

SUBJECT = "Come back to your answers"


@pytest.fixture
def elsewhere(app) -> Browser:
    """A browser on another device."""
    return Browser(app)


def test_every_question_lets_people_stop_and_keeps_what_they_typed(stranger, draft):
    page = stranger.get("/join/about").press("Save and come back later", about="Trains matter too")

    assert (page.address, page.heading) == ("/join/save", "Your answers are saved")
    assert draft.about == "Trains matter too"
    assert "We keep them until 3 February 2027." in page.text


def test_stopping_needs_no_answer(stranger, draft):
    draft.name = None

    page = stranger.get("/join/name").press("Save and come back later")

    assert page.heading == "Your answers are saved"
    assert draft.name is None


def test_the_code_on_the_page_opens_the_answers_on_another_device(stranger, draft, elsewhere):
    assert "BCDF GHJK MPQR" in stranger.get("/join/save").text

    page = elsewhere.get("/join").follow("Come back with a code").press("Open my answers", code="bcdf-ghjk mpqr")

    assert page.address == "/join/tasks"
    assert elsewhere.get("/join/name").values["name"] == ["Piotr Zielinski"]


def test_a_link_by_email_opens_the_answers_on_another_device(stranger, draft, elsewhere, inbox):
    page = stranger.get("/join/save").press("Email me a link")
    assert page.messages == ["We are sending the email. It can take a few minutes."]
    path = inbox.path_in(inbox.latest(to="piotr@example.org"), "/join/return/")

    page = elsewhere.get(path)
    assert page.heading == "Open your answers"
    assert elsewhere.get("/join/name").address == "/join"
    page = page.press("Open my answers")

    assert page.address == "/join/tasks"
    assert elsewhere.get("/join/area").values["area"] == ["Newark"]
    assert "Write it down" in elsewhere.get("/join/save").text


ONLY = "Coordinators only"
LEFT_AT: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "who": ({"filled_in_by": "with help"}, {"Who fills this in": "I ask for myself, and somebody helps me"}),
    "supporter": (
        {"name": "Ada Farrow", "relation": "friend", "email": "ada@example.org", "phone": ""},
        {"Supporter": "Ada Farrow friend ada@example.org"},
    ),
    "name": ({"name": "Piotr Nowak"}, {"Full name": "Piotr Nowak"}),
    "known-as": ({"known_as": "Pete"}, {"Likes to be called": "Pete"}),
    "pronouns": ({"pronouns": "they/them"}, {"Pronouns": "they/them"}),
    "area": ({"area": "Mansfield"}, {"Area": "Mansfield"}),
    "connection": ({"connection": "uses services"}, {"Connection to services": "I use health or care services"}),
    "contact": ({"channel": "phone"}, {"Way of contact": "By phone"}),
    "email": ({"email": "pete@example.org"}, {"Email address": "pete@example.org"}),
    "phone": ({"phone": "07700 900999"}, {"Phone number": "07700 900999"}),
    "address": ({"address": "2 Example Street"}, {"Address": "2 Example Street"}),
    "times": ({"contact_times": "Evenings"}, {"Good times for contact": "Evenings"}),
    "about": ({"about": "Trains too"}, {"Bringing to the group": "Trains too"}),
    "interests": ({"interests": ["training"]}, {"Interests": "Training for staff"}),
    "availability": ({"availability": "Fridays"}, {"Times to take part": "Fridays"}),
    "travel": ({"travel": "By tram"}, {"Travel": "By tram"}),
    "ways-of-contact": (
        {"kinds": ["contact by letter"]},
        {"Ways of contact": "Letter", "Who may know": f"Letter: {ONLY} Large print: {ONLY}"},
    ),
    "formats": ({"detail_large_print": "28 point"}, {"Formats": "Large print: 28 point"}),
    "communication-professionals": (
        {"kinds": ["lipspeaker"]},
        {"People who help with communication": "Lipspeaker", "Who may know": f"Large print: {ONLY} Lipspeaker: {ONLY}"},
    ),
    "communication-support": (
        {"kinds": ["hearing loop"]},
        {"Support to talk and listen": "Hearing loop", "Who may know": f"Large print: {ONLY} Hearing loop: {ONLY}"},
    ),
    "venues": (
        {"kinds": ["breaks"], "detail_breaks": "Often"},
        {"Venues": "Breaks: Often", "Who may know": f"Large print: {ONLY} Breaks: {ONLY}"},
    ),
    "who-may-know": (
        {"seen_by_large_print": "trainers"},
        {"Who may know": "Large print: Coordinators, people who run events, and trainers"},
    ),
    "emergency-contact": ({"emergency_contact": "Jan, 07700 900126"}, {"Emergency contact": "Jan, 07700 900126"}),
    "heard": ({"heard_from": "A friend"}, {"Heard about us from": "A friend"}),
}
NOT_BY_EMAIL = {"contact", "address"}


def answers_on(browser):
    """Return every answer that the browser shows, by the words beside it."""
    return {row[0]: row[1] for row in browser.get("/join/check-answers").rows}


@pytest.mark.parametrize("question", [question.slug for question in QUESTIONS])
def test_whoever_leaves_at_a_question_finds_every_answer_on_another_device(stranger, draft, elsewhere, inbox, question):
    draft.supporter = ApplicationSupporter(name="Mo Patel", relation="neighbour", phone="07700 900124")
    draft.address = "1 Example Street"
    draft.channel = Channel.LETTER if question == "address" else Channel.EMAIL
    given, changed = LEFT_AT[question]
    before = answers_on(stranger)
    assert [words for words in changed.values() if words in before.values()] == []

    page = stranger.get(f"/join/{question}").press("Save and come back later", **given)
    if question in NOT_BY_EMAIL:
        stranger.client.delete_cookie("session")
        elsewhere.get("/join/return").press("Open my answers", code=KEY)
    else:
        page.press("Email me a link")
        stranger.client.delete_cookie("session")
        elsewhere.get(inbox.path_in(inbox.latest(to=draft.email), "/join/return/")).press("Open my answers")

    assert answers_on(elsewhere) == before | changed


def test_looking_at_a_link_makes_no_key(stranger, draft, elsewhere, count_statements):
    stranger.get("/join/save").press("Email me a link")

    assert len(draft.keys) == 2
    elsewhere.get("/join/return/none")
    assert len(draft.keys) == 2


@pytest.mark.parametrize(
    ("channel", "where", "button"),
    [
        (Channel.PHONE, "07700 900123", "Ring me with a code"),
        (Channel.TEXT, "07700 900123", "Text me a code"),
        (Channel.LETTER, "1 Example Street", "Post me a code"),
    ],
)
def test_somebody_without_email_is_told_a_code_by_a_coordinator(
    stranger, draft, elsewhere, inbox, coordinator, channel, where, button
):
    draft.channel, draft.address = channel, "1 Example Street"
    stranger.get("/join/save").press(button)

    task = inbox.latest(to=where)
    assert (task.channel, task.subject) == (channel, SUBJECT)
    page = coordinator.get(f"/contact-tasks/{task.id}")
    code = page.text.partition("Type this code: ")[2][:14]
    assert elsewhere.get("/join/return").press("Open my answers", code=code).address == "/join/tasks"

    page.press("Mark as done")
    assert code not in coordinator.get(f"/contact-tasks/{task.id}").text
    assert (task.text, task.html) == ("", "")


def test_keys_are_kept_as_digests_alone(stranger, draft, inbox):
    stranger.get("/join/save").press("Email me a link")
    path = inbox.path_in(inbox.messages[0], "/join/return/")

    assert [key.digest for key in draft.keys] == [digest_of(KEY), digest_of(path.rsplit("/", 1)[-1])]
    assert inbox.messages[0].is_secret


def test_before_we_know_how_to_reach_somebody_the_code_is_the_way_back(stranger, draft):
    draft.channel = None

    page = stranger.get("/join/save")

    assert page.forms == [] or "Email me a link" not in page.text
    assert page.follow("tell us how to contact you").address == "/join/contact"


def test_a_wrong_code_opens_nothing_and_is_kept(elsewhere, draft):
    page = elsewhere.get("/join/return").press("Open my answers", code="BCDF GHJK MPQQ")

    assert page.errors == ["We cannot find answers with this code. Check each letter and figure"]
    assert page.values["code"] == ["BCDF GHJK MPQQ"]


def test_codes_cannot_be_tried_out(elsewhere, draft):
    for _ in range(20):
        assert elsewhere.answer_to("/join/return", {"code": "XXXX XXXX XXXX"}).status_code == 200

    assert elsewhere.send("/join/return", {"code": KEY}).status == 429


def test_a_way_back_is_not_sent_without_end(stranger, draft, inbox):
    for _ in range(7):
        stranger.send("/join/save")

    assert len(inbox.messages) <= 5


@pytest.mark.parametrize("path", ["/join/return", "/join/return/none"])
def test_after_30_days_nothing_opens_any_more(elsewhere, draft, monkeypatch, noon, path):
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=31))

    page = elsewhere.send("/join/return", {"code": KEY})

    assert page.errors == ["We cannot find answers with this code. Check each letter and figure"]
    assert elsewhere.get("/join/return/none").status == 410


def test_the_email_after_sending_leads_to_ones_own_answers(stranger, draft, elsewhere, inbox):
    stranger.get("/join/check-answers").press("Send my answers", agreed="yes")
    told = inbox.latest(to="piotr@example.org")
    assert "20 point" not in told.text

    page = elsewhere.get(inbox.path_in(told, "/join/return/")).press("Open my answers")

    assert (page.address, page.heading) == ("/join/answers", "Your answers")
    assert ["Full name", "Piotr Zielinski"] in page.rows
    assert elsewhere.get("/join/name").address == "/join/sent"


def test_the_cookie_is_given_again_with_each_answer(stranger, draft):
    form = stranger.get("/join/area").forms[0]

    response = stranger.fetch("/join/area", method="POST", data=form.filled_in({}, button="Continue"))

    assert "Expires" in response.headers["Set-Cookie"]


def test_one_persons_key_does_not_open_anothers_answers(stranger, draft):
    other = ApplicationFactory(state=ApplicationState.DRAFT, name="Selin Kaya", opened_by="XXXXYYYYXXXX")

    stranger.send("/join/area", {"area": "Mansfield", "application_id": other.id})

    assert (draft.area, other.area) == ("Mansfield", None)
