"""A recruiting manager asks for a panel without an account, page by page."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.panels.models import Panel, PanelRequest, RequestDraft
from tests.core.asked import fills_in
from tests.panels.asking import PANELS
from tests.panels.requesting import address


def test_the_first_page_states_the_notice_and_what_members_need(stranger):
    page = stranger.get("/get-involved/interview-panels").follow("Ask members to sit on your interview panel")

    assert page.heading == "Ask members to sit on your interview panel"
    assert "We ask for 10 working days before the first interview." in page.text
    assert "the first day is Monday 18 January 2027" in page.text
    assert "At least 2 members on the panel, so that nobody is alone." in page.items


def test_a_request_goes_from_page_to_page_to_the_managers_own_page(stranger, inbox):
    page = fills_in(stranger, PANELS)
    assert page.heading == "Check your answers"
    assert "This is short notice" not in page.text

    page = page.press("Send the request")
    assert (page.heading, page.address) == ("We have your request", "/panels/request/sent")

    sent = db.session.scalars(select(PanelRequest)).one()
    told = inbox.latest(to="sam.lowe@example.org")
    assert inbox.path_in(told, "/panels/tracking/") == address(sent)
    page = page.follow("See your request")
    assert page.heading == "Your interview panel: Co-production Officer, Band 5"
    assert "We have your request" in page.text


def test_an_answer_is_changed_from_the_check_and_leads_back_there(stranger):
    page = fills_in(stranger, PANELS)

    page = stranger.get("/panels/request/check-answers/post")
    assert page.values["post"] == ["Co-production Officer"]
    page = page.press("Continue", post="Co-production Lead")

    assert (page.heading, "Co-production Lead, Band 5" in page.text) == ("Check your answers", True)


def test_another_band_or_grade_is_named_in_words_and_read_everywhere(stranger, coordinator, inbox):
    consultant = {"post": "Psychiatrist", "band": "another", "other_band": "Consultant"}
    page = fills_in(stranger, PANELS, post=consultant)
    assert "Psychiatrist, Consultant" in page.text
    values = stranger.get("/panels/request/check-answers/post").values
    assert (values["band"], values["other_band"]) == (["another"], ["Consultant"])

    page.press("Send the request")

    sent = db.session.scalars(select(PanelRequest)).one()
    assert sent.band == "Consultant"
    assert "Psychiatrist, Consultant" in inbox.latest(to="sam.lowe@example.org").text
    page = coordinator.get(f"/panels/progress/{sent.case_id}").follow("Accept the request")
    page = page.press("Accept and make the panel")
    assert page.heading == "Interview panel: Psychiatrist, Consultant"
    change = coordinator.get(f"/panels/{sent.case.event_id}/change")
    assert (change.values["band"], change.values["other_band"]) == (["another"], ["Consultant"])
    assert change.press("Save event", other_band="Medical director").errors == []
    assert db.session.scalars(select(Panel.band)).one() == "Medical director"


def test_a_draft_of_before_there_were_other_bands_is_still_sent(stranger):
    page = fills_in(stranger, PANELS)
    draft = db.session.scalars(select(RequestDraft)).one()
    draft.answers = {
        **draft.answers,
        "post": {key: said for key, said in draft.answers["post"].items() if key != "other_band"},
    }
    db.session.flush()

    assert page.press("Send the request").heading == "We have your request"


def test_what_was_answered_is_there_when_somebody_goes_back(stranger):
    fills_in(stranger, PANELS)

    values = stranger.get("/panels/request/interviews").values

    assert (values["first_day[month]"], values["starts"]) == (["2"], ["9:30am"])


def test_short_notice_is_said_before_it_is_sent_and_can_be_sent(stranger):
    page = fills_in(stranger, PANELS, interviews={"first_day[month]": "1", "first_day[day]": "7"})
    assert "This is short notice" in page.text
    assert "From Monday 18 January 2027 it is easier for members." in page.text

    page = page.press("Send the request")

    assert "You asked at short notice." in page.text


@pytest.mark.parametrize(
    ("step", "wrong", "errors"),
    [
        ("post", {"post": ""}, ["Enter the post"]),
        ("post", {"band": "another"}, ["Enter the band or grade"]),
        ("post", {"other_band": "Consultant"}, ["Select “Another band or grade”, or leave this empty"]),
        ("interviews", {"starts": "", "first_day[year]": "27"}, ["Year must include 4 numbers", "Enter the start"]),
        ("interviews", {"first_day[year]": "2026"}, ["The date must be in the future"]),
        ("interviews", {"ends": "9am"}, ["The end must be after the start"]),
        (
            "before",
            {"pre_meet_on[day]": "1", "pre_meet_on[month]": "2", "pre_meet_on[year]": "2027"},
            ["Enter both the day and the time, or leave both empty"],
        ),
        ("place", {"site": ""}, ["Enter the name and address of the site"]),
        ("members", {"members": "0", "say": None}, ["How many members must be between 1 and 10", "Select what"]),
        ("contact", {"contact_email": "sam"}, ["Enter an email address in the correct format"]),
    ],
)
def test_slips_are_shown_beside_their_fields(stranger, step, wrong, errors):
    fills_in(stranger, PANELS)

    page = stranger.get(f"/panels/request/{step}").press("Continue", **wrong)

    assert [said.startswith(wanted) for said, wanted in zip(page.errors, errors, strict=True)] == [True] * len(errors)


def test_what_is_only_online_needs_no_site(stranger):
    page = fills_in(stranger, PANELS, place={"format": "online", "site": "Example House", "access": ["loop"]})

    page.press("Send the request")

    sent = db.session.scalars(select(PanelRequest)).one()
    assert (sent.site, sent.access) == ("", [])
