"""A recruiting manager asks for a panel, a coordinator answers, and the manager changes and cancels it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, managing, panels, requests, stages
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.emails import managers
from coproduction.panels.kinds import LEAD_DAYS
from coproduction.panels.models import PanelRequest, PanelStage, RequestDraft, Say, TimePart
from coproduction.panels.queries.requests import names_on
from coproduction.panels.rules.requests import Times
from coproduction.schedule.actions import events
from coproduction.schedule.models import EventFormat, EventState, Part, PlaceState
from coproduction.schedule.queries.linked import events_led_by
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
)
from tests.panels.test_actions import NURSE
from tests.schedule.event_answers import details

DETAILS = requests.RequestDetails(
    post="Co-production Officer",
    band="Band 5",
    team="Personalised care team",
    candidates=5,
    format=EventFormat.IN_PERSON,
    site="Example House, Nottingham",
    access=["step-free"],
    access_notes="",
    members=3,
    has_chair=True,
    shadows=1,
    say=Say.EQUAL,
    say_notes="",
    contact_name="Sam Lowe",
    contact_email="sam.lowe@example.org",
    contact_phone="0115 496 0150",
    budget_code="",
)
IN_TIME = Times(days=(date(2027, 2, 2), date(2027, 2, 3)), starts=time(9, 30), ends=time(16))
SHORT = Times(days=(date(2027, 1, 7),), starts=time(9, 30), ends=time(16))
TUESDAY = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


def asked(noon, times=IN_TIME, **details):
    """Send a request, begun a while ago."""
    draft, _key = requests.begin_draft(now=noon - timedelta(minutes=5))
    wanted = requests.RequestDetails(**{**{name: getattr(DETAILS, name) for name in DETAILS.__slots__}, **details})
    return requests.send_request(draft, wanted, times, decoy="", now=noon)


def agreed(stage=PanelStage.RECRUITING, **event):
    """Make a request that was accepted, with its panel as it stands at this stage."""
    panel = PanelFactory(event__starts_at=TUESDAY, **event)
    return PanelRequestFactory(case=PanelCaseFactory(panel=panel, stage=stage))


def subjects(inbox):
    return [message.subject for message in inbox.messages]


def test_a_request_is_sent_once_and_its_manager_is_told(noon, inbox):
    request = asked(noon)

    assert (request.case.stage, request.case.panel, request.is_short_notice) == (PanelStage.REQUESTED, None, False)
    assert [(at.part, at.starts_at) for at in request.times] == [
        (TimePart.INTERVIEWS, TUESDAY),
        (TimePart.INTERVIEWS, TUESDAY + timedelta(days=1)),
    ]
    assert [move.to_stage for move in request.case.moves] == [PanelStage.REQUESTED]
    assert db.session.query(RequestDraft).count() == 0
    assert request.seed not in inbox.latest(to="sam.lowe@example.org").subject


def test_a_draft_that_was_sent_is_not_sent_again(noon):
    draft, _key = requests.begin_draft(now=noon - timedelta(minutes=5))
    requests.send_request(draft, DETAILS, IN_TIME, decoy="", now=noon)

    with pytest.raises(Refusal, match="We have this request already"):
        requests.send_request(draft, DETAILS, IN_TIME, decoy="", now=noon)

    assert db.session.query(PanelRequest).count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"decoy": "http://x.example"}, "A box that should stay empty"),
        ({"begun": timedelta(seconds=2)}, "That was very quick"),
    ],
)
def test_a_robot_is_refused(noon, sent, says):
    draft, _key = requests.begin_draft(now=noon - sent.get("begun", timedelta(minutes=5)))

    with pytest.raises(Refusal, match=says):
        requests.send_request(draft, DETAILS, IN_TIME, decoy=sent.get("decoy", ""), now=noon)


@pytest.mark.parametrize(
    ("first_day", "is_short"),
    [(date(2027, 1, 18), False), (date(2027, 1, 15), True), (date(2027, 1, 5), True)],
)
def test_ten_working_days_are_enough_notice_and_nine_are_short(noon, first_day, is_short):
    times = Times(days=(first_day,), starts=time(9, 30), ends=time(16))

    assert asked(noon, times).is_short_notice is is_short


def test_the_notice_is_a_setting_and_what_it_was_stays_with_the_request(noon):
    set_number(LEAD_DAYS, 20, from_day=noon.date(), account_id=None, now=noon)

    request = asked(noon, Times(days=(date(2027, 1, 18),), starts=time(9), ends=time(10)))

    assert (request.is_short_notice, request.lead_days) == (True, 20)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"days": (date(2027, 1, 4),)}, "The date must be in the future"),
        ({"days": (date(2027, 2, 2), date(2027, 2, 2))}, "Enter each day once"),
        ({"ends": time(9)}, "The end must be after the start"),
        ({"shortlisting_on": date(2027, 2, 4)}, "Shortlisting must be"),
        ({"shortlisting_on": date(2027, 1, 3)}, "Shortlisting must be"),
        ({"pre_meet_on": date(2027, 2, 2)}, "Enter both the day and the time"),
        ({"pre_meet_on": date(2027, 2, 2), "pre_meet_starts": time(10)}, "The meeting must be"),
        ({"pre_meet_on": date(2027, 1, 4), "pre_meet_starts": time(9)}, "The meeting must be"),
        ({"pre_meet_on": date(2027, 2, 2), "pre_meet_starts": time(9, 1)}, "The meeting must be"),
    ],
)
def test_times_that_cannot_be_are_refused(noon, wrong, says):
    known = {name: getattr(IN_TIME, name) for name in Times.__slots__}

    with pytest.raises(Refusal, match=says):
        asked(noon, Times(**{**known, **wrong}))


def test_a_meeting_before_lasts_as_long_as_the_setting_says(noon):
    request = asked(
        noon,
        Times(
            days=IN_TIME.days, starts=time(9, 30), ends=time(16), pre_meet_on=date(2027, 2, 2), pre_meet_starts=time(9)
        ),
    )

    first = request.times[0]
    assert (first.part, first.ends_at - first.starts_at) == (TimePart.PRE_MEET, timedelta(minutes=30))


def test_yes_makes_a_draft_of_the_panel_with_the_parts_that_were_asked_for(noon, tom, inbox):
    skills = QualificationFactory()
    request = asked(noon)

    event = deciding.accept_request(request, Acceptance(qualification_id=skills.id), by=tom, now=noon)

    assert (event.title, event.state, event.starts_at) == (
        "Interview panel: Co-production Officer, Band 5",
        EventState.DRAFT,
        TUESDAY,
    )
    assert [(role.name, role.part, role.minimum, role.maximum, role.qualification) for role in event.roles] == [
        ("Chair", Part.PLACE, 1, 1, skills),
        ("Panel member", Part.PLACE, 2, 2, skills),
        ("Shadow", Part.SHADOW, 0, 1, skills),
    ]
    case = request.case
    assert (case.stage, case.event_id, case.owner) == (PanelStage.ACCEPTED, event.id, tom)
    assert subjects(inbox)[-1] == "Your interview panel: we say yes"


def test_yes_twice_makes_one_panel(noon, tom):
    request = asked(noon)

    made = [deciding.accept_request(request, Acceptance(), by=tom, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert len(request.case.moves) == 2


def test_short_notice_is_accepted_only_with_a_reason(noon, tom):
    request = asked(noon, SHORT)
    with pytest.raises(Refusal, match="why we say yes at short notice"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    assert (request.case.stage, request.case.panel) == (PanelStage.REQUESTED, None)

    deciding.accept_request(request, Acceptance(short_because="Three members are free."), by=tom, now=noon)

    assert request.short_because == "Three members are free."
    assert request.case.moves[-1].reason == "Short notice: Three members are free."


def test_one_member_is_accepted_only_with_a_reason(noon, tom):
    request = asked(noon, members=1, has_chair=False)
    with pytest.raises(Refusal, match="why one member may be alone"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)

    deciding.accept_request(request, Acceptance(alone_because="They asked to."), by=tom, now=noon)

    assert request.case.alone_because == "They asked to."


def test_a_member_who_only_watches_does_not_make_two(noon, tom):
    request = asked(noon, members=1, shadows=3)

    with pytest.raises(Refusal, match="why one member may be alone"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)


def test_no_says_why_and_what_can_be_done_instead(noon, tom, inbox):
    request = asked(noon, SHORT)

    deciding.decline_request(request, "Nobody is free.", "Ask for 19 January.", by=tom, now=noon)

    assert request.case.stage is PanelStage.DECLINED
    said = inbox.latest(to="sam.lowe@example.org")
    assert "Nobody is free." in said.text
    assert "Ask for 19 January." in said.text


def test_a_question_is_answered_once(noon, tom):
    request = asked(noon)
    deciding.ask_manager(request, "Is there a lift?", by=tom, now=noon)
    assert (request.case.stage, request.case.owner) == (PanelStage.NEEDS_INFORMATION, tom)

    managing.answer_question(request, "Yes, there is.", now=noon)

    move = request.case.moves[-1]
    assert (request.case.stage, move.reason, move.by_manager) == (PanelStage.REQUESTED, "Yes, there is.", True)
    with pytest.raises(Refusal, match="We have your answer already"):
        managing.answer_question(request, "Yes.", now=noon)


def test_before_we_said_yes_other_dates_are_taken_as_they_are(noon):
    request = asked(noon)

    managing.change_dates(request, SHORT, now=noon)

    assert ([at.starts_at.day for at in request.times], request.is_short_notice) == ([7], True)


def test_once_agreed_other_dates_wait_for_a_coordinator(noon, tom, inbox):
    request = agreed()
    place = PlaceFactory(role=EventRoleFactory(event=request.case.panel.event))
    event = request.case.panel.event

    for times in (SHORT, IN_TIME):
        managing.change_dates(request, times, now=noon)
    assert [(at.starts_at.day, at.is_proposed) for at in request.times] == [(2, False), (2, True), (3, True)]
    assert event.starts_at == TUESDAY

    managing.change_dates(request, SHORT, now=noon)
    deciding.agree_dates(request, short_because="They can come.", by=tom, now=noon)

    assert [(at.starts_at.day, at.is_proposed) for at in request.times] == [(7, False)]
    assert event.starts_at == datetime(2027, 1, 7, 9, 30, tzinfo=UTC)
    assert place.state is PlaceState.HELD
    assert "The dates of your interview panel have changed" in subjects(inbox)


def test_dates_can_stay_as_they_are(noon, tom, inbox):
    request = agreed()
    managing.change_dates(request, SHORT, now=noon)

    deciding.keep_dates(request, "Members cannot come then.", by=tom, now=noon)

    assert [at.is_proposed for at in request.times] == [False]
    assert "Members cannot come then." in inbox.latest(to="sam.lowe@example.org").text
    for settle in (lambda: deciding.keep_dates(request, "No", by=tom, now=noon), lambda: agree(request, tom, noon)):
        with pytest.raises(Refusal, match="Nobody asks for other dates"):
            settle()


def agree(request, tom, noon):
    deciding.agree_dates(request, by=tom, now=noon)


def test_what_was_put_off_is_asked_for_again_with_new_dates_and_becomes_a_new_event(noon, tom):
    request = agreed()
    old = request.case.panel.event

    deciding.postpone_panel(request, "The post is being looked at.", by=tom, now=noon)
    assert (request.case.stage, old.state) == (PanelStage.POSTPONED, EventState.CANCELLED)

    managing.change_dates(request, IN_TIME, now=noon)
    assert request.case.stage is PanelStage.REQUESTED

    event = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    assert (event.id != old.id, request.case.event_id) == (True, event.id)


def test_a_manager_cancels_and_members_are_told_without_their_reason(noon, inbox):
    request = agreed()
    PlaceFactory(role=EventRoleFactory(event=request.case.panel.event), member=MemberFactory(email="a@example.org"))

    for _ in range(2):
        managing.cancel_request(request, "We hired Jo Bloggs.", now=noon)

    move = request.case.moves[-1]
    assert (request.case.stage, move.by_manager, move.reason) == (PanelStage.CANCELLED, True, "We hired Jo Bloggs.")
    assert request.case.panel.event.state is EventState.CANCELLED
    assert len(request.case.moves) == 1
    told = inbox.latest(to="a@example.org")
    assert managing.CANCELLED in told.text
    assert "Bloggs" not in told.text


def test_once_the_interviews_have_begun_nothing_is_changed(noon):
    request = agreed()
    later = TUESDAY + timedelta(hours=1)

    for change in (
        lambda: managing.cancel_request(request, "", now=later),
        lambda: managing.change_dates(request, IN_TIME, now=later),
    ):
        with pytest.raises(Refusal, match="can no longer be changed here"):
            change()


def test_a_manager_hears_when_members_are_agreed_and_not_when_somebody_steps_back(noon, inbox):
    request = agreed(PanelStage.ROSTERED)

    stages.move_stage(request.case, PanelStage.RECRUITING, by=None, now=noon)
    assert subjects(inbox) == []
    stages.move_stage(request.case, PanelStage.ROSTERED, by=None, now=noon)

    assert subjects(inbox) == ["Your interview panel: the members are agreed"]
    assert [bool(move.message_key) for move in request.case.moves] == [False, True]


def test_a_manager_sees_the_names_of_those_who_hold_a_place_and_of_nobody_else(noon):
    event = agreed().case.panel.event
    role = EventRoleFactory(event=event, name="Panel member")
    standby = EventRoleFactory(
        event=event, name="Standby", part=Part.STANDBY, stands_by_for_id=role.id, maximum=1, is_open=False
    )
    PlaceFactory(role=role, member__known_as="Amara")
    PlaceFactory(role=standby, member__known_as="Megan")
    for state in set(PlaceState) - {PlaceState.HELD, PlaceState.ATTENDED}:
        PlaceFactory(role=role, state=state, member__known_as=f"Somebody {state}")

    assert [tuple(line) for line in names_on(event.id)] == [("Panel member", "Amara")]

    events.cancel_event(event, "No.", by=StaffFactory(), now=noon)
    assert names_on(event.id) == []


def test_links_are_sent_again_to_the_address_that_asked_and_once_an_hour(noon, inbox):
    PanelRequestFactory(post="First")
    PanelRequestFactory(post="Second")
    PanelRequestFactory(post="Over", case__stage=PanelStage.CLOSED)

    for email in ("Sam.Lowe@example.org", "sam.lowe@example.org", "nobody@example.org"):
        managing.send_links_again(email, now=noon)

    [message] = inbox.messages
    assert ("First" in message.text, "Second" in message.text, "Over" in message.text) == (True, True, False)


def test_a_draft_is_deleted_some_days_after_its_last_answer(noon):
    old, _ = requests.begin_draft(now=noon - timedelta(days=8))
    new, _ = requests.begin_draft(now=noon - timedelta(days=6))

    assert requests.purge_drafts(now=noon) == 1

    assert db.session.scalars(select(RequestDraft.id)).all() == [new.id]
    assert old.id != new.id


def test_all_dates_that_were_asked_for_belong_to_the_first_day_and_move_with_it(noon, tom):
    request = asked(noon, replace(IN_TIME, pre_meet_on=date(2027, 2, 1), pre_meet_starts=time(15)))
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)

    def dates():
        return [(event.label, event.starts_at.day, event.starts_at.hour) for event in events_led_by(lead)]

    assert dates() == [("Pre-meet", 1, 15), ("Interviews, day 2", 3, 9), ("Debrief", 3, 16)]

    managing.change_dates(request, Times(days=(date(2027, 2, 9),), starts=time(10), ends=time(13)), now=noon)
    deciding.agree_dates(request, by=tom, now=noon)

    assert (lead.starts_at.day, lead.starts_at.hour, dates()) == (9, 10, [("Pre-meet", 9, 9), ("Debrief", 9, 13)])


def test_a_panel_of_several_days_is_held_when_the_last_is_over(noon, tom):
    request = asked(noon)
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    events.publish_event(lead, invite=False, by=tom, now=noon)

    held = [stages.hold_panels(now=TUESDAY + timedelta(hours=hours)) for hours in (8, 24 + 6.5, 24 + 7)]

    assert (held, request.case.stage) == ([0, 0, 1], PanelStage.HELD)


def test_who_asked_is_deleted_some_months_after_it_is_over_and_what_was_asked_stays(noon):
    over = agreed(PanelStage.CLOSED, event__ends_at=TUESDAY + timedelta(hours=1))
    asked_lately = PanelRequestFactory(case__moved_at=noon)
    to_come = PanelRequestFactory(
        case=PanelCaseFactory(panel=PanelFactory(event__starts_at=datetime(2027, 12, 1, 9, tzinfo=UTC)))
    )

    assert [requests.forget_contacts(now=noon + timedelta(days=160)) for _ in range(2)] == [1, 0]

    assert (over.contact_name, over.contact_email, over.contact_phone, over.team) == (
        "",
        "",
        "",
        "Personal health budgets",
    )
    assert [request.contact_email != "" for request in (asked_lately, to_come)] == [True, True]


def test_whoever_sees_to_a_panel_is_told_that_its_manager_cancelled_it(noon, inbox):
    request = agreed()

    managing.cancel_request(request, "The post is withdrawn.", now=noon)

    told = inbox.latest(to=request.case.owner.email)
    assert (told.subject, "The post is withdrawn." in told.text) == ("The team has cancelled an interview panel", True)


def test_a_manager_reads_the_name_of_whoever_steps_in_and_not_of_a_standby(noon, inbox):
    event = agreed().case.panel.event
    role = EventRoleFactory(event=event, name="Panel member", is_open=False)
    standby = EventRoleFactory(
        event=event, name="Standby", part=Part.STANDBY, stands_by_for_id=role.id, maximum=1, is_open=False
    )

    for part, name in ((standby, "Megan"), (role, "Amara")):
        managers.name_agreed(PlaceFactory(role=part, member__known_as=name), now=noon)

    [told] = [message for message in inbox.messages if message.to_address == "sam.lowe@example.org"]
    assert "Amara will be on it, as panel member." in told.text


def test_a_panel_meets_before_even_if_the_manager_said_no_day_and_not_if_that_was_called_off(noon, tom):
    request = asked(noon)
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    [before] = [event for event in events_led_by(lead) if event.label == "Pre-meet"]
    assert (before.starts_at, before.ends_at) == (TUESDAY - timedelta(minutes=30), TUESDAY)

    events.cancel_event(before, "They meet online the day before.", by=tom, now=noon)
    managing.change_dates(request, Times(days=(date(2027, 2, 9),), starts=time(10), ends=time(13)), now=noon)
    deciding.agree_dates(request, by=tom, now=noon)

    assert [event.label for event in events_led_by(lead)] == ["Debrief"]


def test_new_dates_at_short_notice_are_agreed_only_with_a_reason_and_counted(noon, tom):
    request = agreed()
    managing.change_dates(request, SHORT, now=noon)

    with pytest.raises(Refusal, match="why we say yes at short notice"):
        deciding.agree_dates(request, by=tom, now=noon)
    assert (request.is_short_notice, request.case.panel.event.starts_at) == (False, TUESDAY)

    deciding.agree_dates(request, short_because="Three members are free.", by=tom, now=noon)
    assert (request.is_short_notice, request.short_because) == (True, "Three members are free.")


def test_a_manager_is_told_when_a_coordinator_moves_the_panel_and_not_of_other_changes(noon, tom, inbox):
    request = agreed()
    later = details(starts_at=TUESDAY + timedelta(days=7), ends_at=TUESDAY + timedelta(days=7, hours=6))

    for changed in (later, replace(later, summary="Bring a pen.")):
        panels.change_panel(request.case.panel, changed, about=NURSE, by=tom, now=noon)

    told = [message for message in inbox.messages if message.to_address == "sam.lowe@example.org"]
    assert [message.subject for message in told] == ["We have moved your interview panel"]
    assert "Tuesday 9 February 2027, 9:30am to 3:30pm" in told[0].text
    assert request.times[0].starts_at == TUESDAY + timedelta(days=7)


def test_a_panel_that_was_put_off_takes_new_dates_after_its_old_day_also_from_a_coordinator(noon, tom):
    request = agreed(PanelStage.ROSTERED)
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    after = TUESDAY + timedelta(days=3)
    later = Times(days=(date(2027, 3, 2),), starts=time(9, 30), ends=time(16))

    managing.change_dates(request, later, by=tom, now=after)
    assert (request.case.stage, request.case.moves[-1].moved_by) == (PanelStage.REQUESTED, tom)

    managing.change_dates(request, replace(later, ends=time(15)), now=after)
    assert request.times[0].ends_at.hour == 15


@pytest.mark.parametrize(
    "answer",
    [
        lambda request, by, now: deciding.decline_request(request, "No.", "Ask later.", by=by, now=now),
        lambda request, by, now: deciding.postpone_panel(request, "Later.", by=by, now=now),
        lambda request, by, now: deciding.cancel_case(request.case, "Sent twice.", by=by, now=now),
    ],
    ids=["declines", "puts off", "cancels"],
)
def test_whoever_answers_a_request_that_nobody_sees_to_sees_to_it(noon, tom, answer):
    request = asked(noon)

    answer(request, tom, noon)

    assert request.case.owner_id == tom.id


def test_members_are_told_what_they_have_to_say(noon, tom):
    event = deciding.accept_request(asked(noon, say=Say.ADVICE), Acceptance(), by=tom, now=noon)

    assert event.summary == "Members say what they think, and the manager decides."
