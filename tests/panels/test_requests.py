"""A recruiting manager asks for a panel: a draft, its times and its notice; and how long it is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.asking.drafts import begin_draft
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import requests
from coproduction.panels.kinds import LEAD_DAYS
from coproduction.panels.models import PanelRequest, PanelStage, RequestDraft, TimePart
from coproduction.panels.rules.requests import Times
from tests.factories import (
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
)
from tests.panels.requesting import DETAILS, IN_TIME, TUESDAY, agreed, asked


def test_a_request_is_sent_once_and_its_manager_is_told(noon, inbox):
    request = asked(noon)

    assert (request.case.stage, request.case.panel, request.case.is_short_notice) == (PanelStage.REQUESTED, None, False)
    assert [(at.part, at.starts_at) for at in request.times] == [
        (TimePart.INTERVIEWS, TUESDAY),
        (TimePart.INTERVIEWS, TUESDAY + timedelta(days=1)),
    ]
    assert [move.to_stage for move in request.case.moves] == [PanelStage.REQUESTED]
    assert db.session.query(RequestDraft).count() == 0
    assert request.seed not in inbox.latest(to="sam.lowe@example.org").subject


def test_a_draft_that_was_sent_is_not_sent_again(noon):
    draft, _key = begin_draft(RequestDraft, now=noon - timedelta(minutes=5))
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
    draft, _key = begin_draft(RequestDraft, now=noon - sent.get("begun", timedelta(minutes=5)))

    with pytest.raises(Refusal, match=says):
        requests.send_request(draft, DETAILS, IN_TIME, decoy=sent.get("decoy", ""), now=noon)


@pytest.mark.parametrize(
    ("first_day", "is_short"),
    [(date(2027, 1, 18), False), (date(2027, 1, 15), True), (date(2027, 1, 5), True)],
)
def test_ten_working_days_are_enough_notice_and_nine_are_short(noon, first_day, is_short):
    times = Times(days=(first_day,), starts=time(9, 30), ends=time(16))

    assert asked(noon, times).case.is_short_notice is is_short


def test_the_notice_is_a_setting_and_what_it_was_stays_with_the_request(noon):
    set_number(LEAD_DAYS, 20, from_day=noon.date(), account_id=None, now=noon)

    request = asked(noon, Times(days=(date(2027, 1, 18),), starts=time(9), ends=time(10)))

    assert (request.case.is_short_notice, request.case.lead_days) == (True, 20)


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


def test_a_draft_is_deleted_some_days_after_its_last_answer(noon):
    old, _ = begin_draft(RequestDraft, now=noon - timedelta(days=8))
    new, _ = begin_draft(RequestDraft, now=noon - timedelta(days=6))

    assert requests.purge_drafts(now=noon) == 1

    assert db.session.scalars(select(RequestDraft.id)).all() == [new.id]
    assert old.id != new.id


def test_who_asked_is_deleted_some_months_after_it_is_over_and_what_was_asked_stays(noon):
    over = agreed(PanelStage.CLOSED, event__ends_at=TUESDAY + timedelta(hours=1))
    declined_lately = PanelRequestFactory(case__stage=PanelStage.DECLINED, case__moved_at=noon)
    waits_long = PanelRequestFactory()
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
    assert [request.contact_email != "" for request in (declined_lately, waits_long, to_come)] == [True] * 3


@pytest.mark.parametrize(
    ("stage", "last_kept", "first_gone"),
    [
        (PanelStage.REQUESTED, datetime(2027, 8, 2, 14, tzinfo=UTC), datetime(2027, 8, 2, 17, tzinfo=UTC)),
        (PanelStage.NEEDS_INFORMATION, datetime(2027, 8, 2, 14, tzinfo=UTC), datetime(2027, 8, 2, 17, tzinfo=UTC)),
        (PanelStage.POSTPONED, datetime(2027, 7, 4, 10, tzinfo=UTC), datetime(2027, 7, 4, 13, tzinfo=UTC)),
    ],
)
def test_who_asked_for_what_came_to_nothing_is_forgotten_some_months_after_its_last_day_or_its_putting_off(
    noon, stage, last_kept, first_gone
):
    request = PanelRequestFactory(case__stage=stage, case__moved_at=noon)  # for 2 February, until 4pm

    assert [requests.forget_contacts(now=at) for at in (last_kept, first_gone, first_gone)] == [0, 1, 0]

    assert (request.contact_name, request.contact_email, request.contact_phone) == ("", "", "")
