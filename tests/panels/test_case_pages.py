"""What coordinators read of a panel from request to outcome, and answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.panels.actions import managing
from coproduction.panels.kinds import FEWEST_MEMBERS
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.rules.requests import Times
from coproduction.schedule.models import EventRole, Part
from tests.conftest import NOON
from tests.factories import PanelCaseFactory, PanelFactory, PanelRequestFactory, QualificationFactory
from tests.panels.requesting import address


def test_coordinators_see_all_that_is_not_over_the_latest_move_first(coordinator, noon):
    PanelRequestFactory(post="Nurse", case__is_short_notice=True, case__moved_at=noon)
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
    request = PanelRequestFactory(case__is_short_notice=True, members=1)
    page = coordinator.get(f"/panels/progress/{request.case_id}").follow("Accept the request")

    page = page.press("Accept and make the panel")
    assert page.errors == ["Enter why we say yes at short notice", "Enter why the panel may have so few members"]
    page = page.press("Accept and make the panel", short_because="They are free.", few_because="They asked to.")

    assert page.heading == "Interview panel: PHB Lead Nurse, Band 7"
    page = page.follow("From request to outcome")
    assert "They asked to." in page.text
    assert "Accepted" in page.text


def test_the_question_about_few_members_says_how_many_we_ask_for(coordinator):
    request = PanelRequestFactory()
    set_number(FEWEST_MEMBERS, 3, from_day=NOON.date(), account_id=None, now=NOON)

    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")

    assert "Why may the panel have fewer than 3 members?" in page.text


def test_in_time_and_for_two_no_reason_is_asked(coordinator):
    request = PanelRequestFactory()

    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")

    assert list(page.values) == ["seen", "member_qualification_id", "shadow_qualification_id", "standbys", "shadows"]


def test_a_day_of_shortlisting_is_kept_with_its_times_or_left_out(coordinator):
    kept, left_out, twice = [
        PanelRequestFactory(post=post, shortlisting_on=date(2027, 1, 12)) for post in ("Chef", "Nurse", "Nurse")
    ]
    page = coordinator.get(f"/panels/progress/{kept.case_id}/accept")
    assert "Members help with the shortlisting on Tuesday 12 January 2027" in page.text

    page = page.press("Accept and make the panel")
    assert page.errors == ["Enter from when until when, or untick that members help"]
    page = page.press("Accept and make the panel", shortlisting_starts="10am", shortlisting_ends="12pm")
    assert "Shortlisting" in page.text

    page = coordinator.get(f"/panels/progress/{left_out.case_id}/accept")
    assert "Shortlisting" not in page.press("Accept and make the panel", takes_shortlisting=[]).text

    page = coordinator.get(f"/panels/progress/{twice.case_id}/accept")
    assert page.press("Accept and make the panel", takes_shortlisting=[]).errors == [
        "You have just accepted a request for the same panel. Is this one sent twice? Then decline it."
    ]


def test_what_a_part_must_hold_is_asked_for_each_part_and_of_who_watches_nothing(coordinator):
    skills, chairing = QualificationFactory(name="Interview skills"), QualificationFactory(name="Chairing")
    request = PanelRequestFactory(members=2, has_chair=True, shadows=1)
    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")

    page.press(
        "Accept and make the panel", member_qualification_id=str(skills.id), chair_qualification_id=str(chairing.id)
    )

    roles = db.session.scalars(select(EventRole).where(EventRole.follows_role_id.is_(None)).order_by(EventRole.id))
    assert [(role.name, role.qualification) for role in roles] == [
        ("Chair", chairing),
        ("Panel member", skills),
        ("Shadow", None),
        ("Standby", skills),
        ("Standby for chair", chairing),
    ]


@pytest.mark.parametrize(("number", "made"), [(None, [1]), ("0", []), ("2", [2])])
def test_how_many_stand_by_is_asked_and_is_one_unless_somebody_says_otherwise(coordinator, number, made):
    request = PanelRequestFactory(members=1, has_chair=True)
    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")
    assert page.values["standbys"] == ["1"]

    page.press("Accept and make the panel", few_because="They asked to.", **({"standbys": number} if number else {}))

    standbys = select(EventRole).where(EventRole.part == Part.STANDBY, EventRole.follows_role_id.is_(None))
    assert [role.maximum for role in db.session.scalars(standbys)] == made


def test_who_sits_alone_in_the_chair_is_asked_only_what_a_chair_must_hold(coordinator):
    request = PanelRequestFactory(members=1, has_chair=True)

    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")

    assert list(page.values) == [
        "seen",
        "chair_qualification_id",
        "shadow_qualification_id",
        "standbys",
        "shadows",
        "few_because",
    ]


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


@pytest.mark.parametrize(
    ("stage", "links"),
    [
        (PanelStage.ACCEPTED, {}),
        (PanelStage.RECRUITING, {"candidates", "pack"}),
        (PanelStage.ROSTERED, {"candidates", "pack"}),
        (PanelStage.BRIEFED, {"candidates", "pack"}),
        (PanelStage.HELD, {"outcome"}),
        (PanelStage.OUTCOME_SHARED, {"outcome"}),
        (PanelStage.CLOSED, {}),
    ],
)
def test_what_comes_next_is_a_link_away(coordinator, stage, links):
    case = PanelCaseFactory(stage=stage)
    inside = f"/panels/{case.event_id}/"

    page = coordinator.get(f"/panels/progress/{case.id}")

    assert {to.removeprefix(inside) for to in page.links.values() if to.startswith(inside)} == set(links)


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


def test_after_new_dates_for_what_was_put_off_no_link_leads_to_the_old_event_as_if_it_were_on(coordinator, stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    opens = "Open the event: its roles, and who is on it"
    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert page.links[opens] == f"/manage/events/{panel.event_id}"

    page = page.follow("Put it off until there are new dates").press("Put it off and tell them", words="It waits.")
    assert opens not in page.links
    stranger.get(address(request)).follow("Change the dates").press("Send the dates", **{"first_day[day]": "9"})

    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert opens not in page.links
    page = page.follow("Open the event that was called off")
    assert page.address == f"/manage/events/{panel.event_id}"
    assert page.follow("From request to outcome").address == f"/panels/progress/{request.case_id}"


@pytest.mark.parametrize(
    ("stage", "email", "reads"),
    [
        (PanelStage.ACCEPTED, "sam@example.org", ", and to Sam Lowe, who asked for the panel"),
        (PanelStage.BRIEFED, "sam@example.org", ", and to Sam Lowe, who asked for the panel"),
        (PanelStage.HELD, "sam@example.org", ""),
        (PanelStage.RECRUITING, "", ""),
    ],
)
def test_who_cancels_an_event_reads_that_its_manager_is_told_why(coordinator, stage, email, reads):
    case = PanelCaseFactory(stage=stage)
    PanelRequestFactory(case=case, contact_name="Sam Lowe", contact_email=email)

    page = coordinator.get(f"/manage/events/{case.event_id}/cancel")

    assert f"We send this to everybody with a part in it{reads}. Do not name" in page.text


def test_short_notice_for_new_dates_asks_why(coordinator):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    times = Times(days=(date(2027, 1, 7),), starts=time(9), ends=time(12), shortlisting_on=date(2027, 1, 6))
    managing.change_dates(request, times, now=NOON)
    days = ["Interviews: Thursday 7 January 2027, 9am to midday", "Shortlisting: Wednesday 6 January 2027"]
    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert [page.text.count(day) for day in days] == [1, 1]
    assert page.text.count("Wednesday 6 January 2027") == 1

    page = coordinator.get(f"/panels/progress/{request.case_id}/agree-dates")
    assert [page.text.count(day) for day in days] == [1, 1]
    page = page.press("Change the dates and tell everybody")
    assert page.errors == ["Enter why it may be at short notice: it gives 3 working days, and we ask for 10"]
    page = page.press("Change the dates and tell everybody", short_because="They can come.")

    assert "They can come." in page.text


@pytest.mark.parametrize(
    ("link", "button", "says"),
    [
        ("Change the dates", "Change the dates and tell everybody", {}),
        ("Keep the dates as they are", "Keep the dates and tell them", {"words": "Members cannot come then."}),
    ],
)
def test_dates_that_changed_meanwhile_are_shown_before_anybody_answers_about_them(coordinator, link, button, says):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    asked = Times(days=(date(2027, 2, 9),), starts=time(9), ends=time(12))
    managing.change_dates(request, asked, now=NOON)
    opened = coordinator.get(f"/panels/progress/{request.case_id}").follow(link)
    managing.change_dates(request, replace(asked, days=(date(2027, 2, 10),)), now=NOON)

    page = opened.press(button, **says)

    assert page.errors == ["The dates have changed since you opened this page. Look at them again, and then answer"]
    assert "Wednesday 10 February 2027" in page.text
    assert [page.values[name] for name in says] == [[words] for words in says.values()]
    assert page.press(button).errors == []
    assert [time for time in request.times if time.is_proposed] == []
