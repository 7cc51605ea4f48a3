"""What a recruiting manager opens without an account, and what coordinators answer on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from coproduction.core.database import db
from coproduction.panels.actions import managing
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage, RequestDraft
from coproduction.panels.request_keys import key_for
from coproduction.panels.rules.requests import Times
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventState
from tests.conftest import NOON
from tests.factories import EventRoleFactory, PanelCaseFactory, PanelFactory, PanelRequestFactory, PlaceFactory
from tests.panels.asking import PAGES, POST


def fills_in(browser, **other):
    """Answer every page, and return the check of the answers. It was begun a while ago."""
    page = browser.get("/panels/request").follow("Start now")
    for step, answers in PAGES.items():
        assert page.address == f"/panels/request/{step}"
        page = browser.post(page.address, {**answers, **other.get(step, {})})
        assert page.errors == []
    db.session.execute(update(RequestDraft).values(begun_at=NOON - timedelta(minutes=5)))
    return page


def address(request, page=""):
    return f"/panels/tracking/{key_for(request)}{page}"


def test_the_first_page_states_the_notice_and_what_members_need(stranger):
    page = stranger.get("/get-involved/interview-panels").follow("Ask members to sit on your interview panel")

    assert page.heading == "Ask members to sit on your interview panel"
    assert "We ask for 10 working days before the first interview." in page.text
    assert "the first day is Monday 18 January 2027" in page.text
    assert "At least 2 members on the panel, so that nobody is alone." in page.items


def test_a_request_goes_from_page_to_page_to_the_managers_own_page(stranger, inbox):
    page = fills_in(stranger)
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


def test_sending_twice_leads_to_what_was_sent(stranger):
    page = fills_in(stranger)
    page.press("Send the request")

    assert page.press("Send the request").heading == "We have your request"
    assert db.session.query(PanelRequest).count() == 1


def test_an_answer_is_changed_from_the_check_and_leads_back_there(stranger):
    page = fills_in(stranger)

    page = stranger.get("/panels/request/check-answers/post")
    assert page.values["post"] == ["Co-production Officer"]
    page = page.press("Continue", post="Co-production Lead")

    assert (page.heading, "Co-production Lead, Band 5" in page.text) == ("Check your answers", True)


def test_what_was_answered_is_there_when_somebody_goes_back(stranger):
    fills_in(stranger)

    values = stranger.get("/panels/request/interviews").values

    assert (values["first_day[month]"], values["starts"]) == (["2"], ["9:30am"])


def test_short_notice_is_said_before_it_is_sent_and_can_be_sent(stranger):
    page = fills_in(stranger, interviews={"first_day[month]": "1", "first_day[day]": "7"})
    assert "This is short notice" in page.text
    assert "From Monday 18 January 2027 it is easier for members." in page.text

    page = page.press("Send the request")

    assert "You asked at short notice." in page.text


def test_a_later_page_leads_to_the_first_that_is_missing(stranger):
    assert stranger.get("/panels/request/contact").address == "/panels/request"
    stranger.post("/panels/request/post", POST)

    assert stranger.get("/panels/request/contact").address == "/panels/request/interviews"
    assert stranger.get("/panels/request/check-answers").address == "/panels/request/interviews"
    assert stranger.get("/panels/request/sent").address == "/panels/request"


@pytest.mark.parametrize(
    ("step", "wrong", "errors"),
    [
        ("post", {"post": ""}, ["Enter the post"]),
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
    fills_in(stranger)

    page = stranger.get(f"/panels/request/{step}").press("Continue", **wrong)

    assert [said.startswith(wanted) for said, wanted in zip(page.errors, errors, strict=True)] == [True] * len(errors)


def test_what_is_only_online_needs_no_site(stranger):
    page = fills_in(stranger, place={"format": "online", "site": "Example House", "access": ["loop"]})

    page.press("Send the request")

    sent = db.session.scalars(select(PanelRequest)).one()
    assert (sent.site, sent.access) == ("", [])


def test_a_manager_sees_the_names_agreed_and_nothing_of_anybody_else(stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel, stage=PanelStage.ROSTERED))
    role = EventRoleFactory(event=panel.event, name="Panel member")
    PlaceFactory(role=role, member__known_as="Amara", member__name="Amara Okafor")
    for state in ("offered", "declined", "stepped back", "interested", "lapsed"):
        PlaceFactory(role=role, state=state, member__known_as="Nasreen", member__name="Nasreen Begum")

    page = stranger.get(address(request))

    assert "Amara, panel member" in page.items
    for hidden in ("Okafor", "Nasreen", "Begum"):
        assert hidden not in page.text


def test_a_manager_reads_that_somebody_is_unavailable_and_not_who_or_why(stranger, noon):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    role = EventRoleFactory(event=panel.event, name="Panel member", minimum=2, is_open=False)
    assert "A member is unavailable." not in stranger.get(address(request)).text
    offers = [PlaceFactory(role=role, state="offered", member__known_as=name) for name in ("Amara", "Tunde")]
    for place in offers:
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon)
    assert "A member is unavailable." not in stranger.get(address(request)).text

    places.step_back(offers[1].id, hand=Hand(), now=noon)

    page = stranger.get(address(request))
    assert "A member is unavailable. We are looking for somebody else" in page.text
    assert "We are looking for a member" in page.text
    request.case.stage = PanelStage.BRIEFED
    db.session.flush()
    assert "Members are ready" not in stranger.get(address(request)).text
    assert ("Amara, panel member" in page.items, "Tunde" in page.text) == (True, False)


def test_a_question_is_answered_on_the_managers_page(stranger, coordinator):
    request = PanelRequestFactory()
    page = coordinator.get(f"/panels/progress/{request.case_id}").follow("Ask the manager a question")
    page = page.press("Ask them", words="Is there a lift?")
    assert page.messages == ["The manager is being asked."]

    page = stranger.get(address(request))
    assert "Is there a lift?" in page.text
    page = page.follow("Answer the question").press("Send the answer", answer="Yes, there is.")

    assert page.messages == ["Thank you. A coordinator reads your answer next."]
    assert "Yes, there is." in coordinator.get(f"/panels/progress/{request.case_id}").text
    assert stranger.get(address(request, "/answer")).address == address(request)


def test_dates_are_changed_and_a_coordinator_agrees(stranger, coordinator):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))

    page = stranger.get(address(request)).follow("Change the dates")
    assert page.values["first_day[day]"] == ["2"]
    page = page.press("Send the dates", **{"first_day[day]": "9"})
    assert page.messages == ["A coordinator looks at your dates next. Until then the old ones hold."]

    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert "Interviews: Tuesday 9 February 2027, 9:30am to 4pm" in page.text
    page = page.follow("Change the dates").press("Change the dates and tell everybody")

    assert panel.event.starts_at.day == 9
    assert "asks for other dates" not in page.text


def test_cancelling_says_first_how_many_people_it_touches(stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    PlaceFactory.create_batch(2, role=EventRoleFactory(event=panel.event))

    page = stranger.get(address(request)).follow("Cancel the panel")
    assert "2 members have a place on it." in page.text
    assert panel.event.state is EventState.PUBLISHED
    page = page.press("Cancel the panel", reason="The post is withdrawn.")

    assert "It is cancelled" in page.text
    assert db.session.scalars(select(PanelRequest)).one().case.stage is PanelStage.CANCELLED
    assert stranger.get(address(request, "/cancel")).address == address(request)


def test_a_key_that_we_did_not_make_opens_nothing_and_asks_no_database(stranger, count_statements):
    PanelRequestFactory(seed="seed")

    with count_statements() as statements:
        assert stranger.get("/panels/tracking/seed.forged").status == 404
    assert statements == []


def test_a_lost_link_is_sent_again_and_the_page_says_the_same_to_strangers(stranger, inbox):
    PanelRequestFactory()
    said = []
    for email in ("sam.lowe@example.org", "nobody@example.org"):
        page = stranger.get("/panels/request").follow("I have lost the link")
        said.append(page.press("Send me the link", email=email).text)

    assert said[0] == said[1]
    assert [to for to, _subject in inbox.letters] == ["sam.lowe@example.org"]


def test_coordinators_see_all_that_is_not_over_the_latest_move_first(coordinator, noon):
    PanelRequestFactory(post="Nurse", is_short_notice=True, case__moved_at=noon)
    made = PanelCaseFactory(moved_at=noon - timedelta(days=1))
    PanelRequestFactory(post="Long over", case__stage=PanelStage.CLOSED)

    page = coordinator.get("/to-do").follow("Panels")

    assert [row[0] for row in page.rows] == [
        "Nurse Personal health budgets",
        made.panel.event.title,
    ]
    assert "Short notice" in page.rows[0][1]
    assert [row[0] for row in page.follow("See panels that are over").rows] == ["Long over Personal health budgets"]


@pytest.mark.parametrize("panels", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(coordinator, count_statements, panels):
    PanelRequestFactory.create_batch(panels)

    with count_statements() as statements:
        coordinator.get("/panels")

    assert len(statements) == 2


def test_short_notice_for_one_member_is_accepted_with_two_reasons(coordinator):
    request = PanelRequestFactory(is_short_notice=True, members=1)
    page = coordinator.get(f"/panels/progress/{request.case_id}").follow("Accept the request")

    page = page.press("Accept and make the panel")
    assert page.errors == ["Enter why we say yes at short notice", "Enter why one member may be alone"]
    page = page.press("Accept and make the panel", short_because="They are free.", alone_because="They asked to.")

    assert page.heading == "Interview panel: PHB Lead Nurse, Band 7"
    page = page.follow("From request to outcome")
    assert "They asked to." in page.text
    assert "Accepted" in page.text


def test_in_time_and_for_two_no_reason_is_asked(coordinator):
    request = PanelRequestFactory()

    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")

    assert list(page.values) == ["qualification_id"]


@pytest.mark.parametrize(
    ("link", "button", "answers", "stage"),
    [
        (
            "Decline the request",
            "Decline and tell them",
            {"why": "Nobody is free.", "alternatives": "Ask for March."},
            PanelStage.DECLINED,
        ),
        (
            "Put it off until there are new dates",
            "Put it off and tell them",
            {"words": "The post waits."},
            PanelStage.POSTPONED,
        ),
        ("Cancel it", "Cancel it", {"words": "It was sent twice."}, PanelStage.CANCELLED),
    ],
)
def test_a_request_is_answered(coordinator, stranger, link, button, answers, stage):
    request = PanelRequestFactory()

    coordinator.get(f"/panels/progress/{request.case_id}").follow(link).press(button, **answers)

    assert request.case.stage is stage
    for words in answers.values():
        assert words in stranger.get(address(request)).text


def test_a_panel_is_taken_over_and_closed(coordinator):
    case = PanelCaseFactory(stage=PanelStage.HELD)

    page = coordinator.get(f"/panels/progress/{case.id}").press("I will see to it")
    assert case.owner_id == coordinator.account.id
    page.follow("Close it").press("Close it")

    assert db.session.scalars(select(PanelCase.stage)).one() is PanelStage.CLOSED


def test_a_coordinator_writes_down_dates_that_a_manager_told_them(coordinator, stranger):
    request = PanelRequestFactory(case__stage=PanelStage.POSTPONED)

    page = coordinator.get(f"/panels/progress/{request.case_id}").follow("Write down other dates")
    page = page.press("Save the dates", **{"first_day[day]": "9"})

    assert page.messages == ["The dates are saved. The request waits for our answer."]
    assert "Tuesday 9 February 2027, 9:30am to 4pm" in stranger.get(address(request)).text
    assert coordinator.get(f"/panels/progress/{PanelRequestFactory(case__stage='held').case_id}/dates").status == 404


def test_both_pages_say_the_day_of_the_panel_as_it_is_now(coordinator, stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 16, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))

    for page in (coordinator.get(f"/panels/progress/{request.case_id}"), stranger.get(address(request))):
        assert "Interviews: Tuesday 16 February 2027, 9:30am to 11:30am" in page.text
        assert "2 February 2027" not in page.text


def test_short_notice_for_new_dates_asks_why(coordinator):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    managing.change_dates(request, Times(days=(date(2027, 1, 7),), starts=time(9), ends=time(12)), now=NOON)

    page = coordinator.get(f"/panels/progress/{request.case_id}/agree-dates")
    page = page.press("Change the dates and tell everybody")
    assert page.errors == ["Enter why we say yes at short notice"]
    page = page.press("Change the dates and tell everybody", short_because="They can come.")

    assert "They can come." in page.text
