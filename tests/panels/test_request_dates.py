"""The dates of a panel are asked for, agreed, changed and put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, managing, stages
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.models import PanelStage
from coproduction.panels.queries.asides import aside_of
from coproduction.panels.queries.cases import dates_of
from coproduction.panels.queries.requests import find_case_of
from coproduction.panels.rules.requests import Times, dates_asked
from coproduction.schedule.actions import events, publishing
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.models import EventState, PlaceState
from coproduction.schedule.queries.linked import events_led_by
from tests.factories import (
    EventRoleFactory,
    PlaceFactory,
)
from tests.panels.requesting import IN_TIME, SHORT, TUESDAY, agreed, asked, subjects


def test_before_we_said_yes_other_dates_are_taken_as_they_are(noon):
    request = asked(noon)

    managing.change_dates(request, SHORT, now=noon)

    assert ([at.starts_at.day for at in request.times], request.case.is_short_notice) == ([7], True)


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
    assert (request.case.event_id, request.case.moves[-1].event_id) == (None, old.id)

    managing.change_dates(request, IN_TIME, now=noon)
    assert request.case.stage is PanelStage.REQUESTED

    event = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    assert (event.id != old.id, request.case.event_id) == (True, event.id)
    assert {find_case_of(each.id, viewer=tom) for each in (old, event)} == {request.case}


def test_members_who_were_found_before_it_was_put_off_are_not_missed_at_the_new_dates(noon, tom):
    request = agreed()
    stages.move_stage(request.case, PanelStage.ROSTERED, by=tom, now=noon)
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    managing.change_dates(request, IN_TIME, now=noon)
    publishing.publish_event(
        deciding.accept_request(request, Acceptance(), by=tom, now=noon), invite=False, by=tom, now=noon
    )

    assert (request.case.stage, aside_of(request.case)) == (PanelStage.RECRUITING, None)


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
    publishing.publish_event(lead, invite=False, by=tom, now=noon)
    PlaceFactory(role=next(role for role in lead.roles if role.name == "Panel member"))

    held = [stages.hold_panels(now=TUESDAY + timedelta(hours=hours)) for hours in (8, 24 + 6.5, 24 + 7)]

    assert (held, request.case.stage) == ([0, 0, 1], PanelStage.HELD)


def test_a_panel_meets_before_even_if_the_manager_said_no_day_and_not_if_that_was_called_off(noon, tom):
    request = asked(noon)
    lead = deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    [before] = [event for event in events_led_by(lead) if event.label == "Pre-meet"]
    assert (before.starts_at, before.ends_at) == (TUESDAY - timedelta(minutes=30), TUESDAY)

    events.cancel_event(before, "They meet online the day before.", by=tom, now=noon)
    managing.change_dates(request, Times(days=(date(2027, 2, 9),), starts=time(10), ends=time(13)), now=noon)
    deciding.agree_dates(request, by=tom, now=noon)

    assert [event.label for event in events_led_by(lead)] == ["Debrief"]


def test_notice_counts_from_the_day_on_which_the_dates_were_asked_for(noon, tom):
    request = asked(noon)
    assert (request.case.notice_days, request.times[0].asked_at) == (21, noon)
    deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    soon, later = noon + timedelta(days=1), noon + timedelta(days=20)
    first = TUESDAY.date() - timedelta(days=14)  # eleven days after they are asked for, and over by `later`
    managing.change_dates(request, replace(IN_TIME, days=(first,)), now=soon)
    assert (request.case.notice_days, deciding.is_short_of(request)) == (21, False)

    managing.change_dates(request, replace(IN_TIME, days=(TUESDAY.date() + timedelta(days=1),)), now=later)
    assert deciding.is_short_of(request)
    managing.change_dates(request, replace(IN_TIME, days=(first,)), now=soon)
    deciding.agree_dates(request, by=tom, now=soon + timedelta(days=8))

    assert (request.case.lead_days, request.case.notice_days, request.case.is_short_notice) == (10, 10, False)


def test_new_dates_at_short_notice_are_agreed_only_with_a_reason_and_counted(noon, tom):
    request = agreed()
    managing.change_dates(request, SHORT, now=noon)

    with pytest.raises(Refusal, match="it gives 3 working days, and we ask for 10"):
        deciding.agree_dates(request, by=tom, now=noon)
    assert (request.case.is_short_notice, request.case.panel.event.starts_at) == (False, TUESDAY)

    deciding.agree_dates(request, short_because="Three members are free.", by=tom, now=noon)
    assert (request.case.is_short_notice, request.case.short_because) == (True, "Three members are free.")
    assert (request.case.notice_days, request.times[0].is_proposed) == (3, False)


def test_a_panel_that_was_put_off_takes_new_dates_after_its_old_day_also_from_a_coordinator(noon, tom):
    request = agreed(PanelStage.ROSTERED)
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    after = TUESDAY + timedelta(days=3)
    later = Times(days=(date(2027, 3, 2),), starts=time(9, 30), ends=time(16))

    managing.change_dates(request, later, by=tom, now=after)
    assert (request.case.stage, request.case.moves[-1].moved_by) == (PanelStage.REQUESTED, tom)

    managing.change_dates(request, replace(later, ends=time(15)), now=after)
    assert request.times[0].ends_at.hour == 15


SHORTLISTED = replace(IN_TIME, shortlisting_on=date(2027, 1, 26))


def accepted(noon, tom, starts=time(10), ends=time(12), **said):
    request = asked(noon, SHORTLISTED)
    yes = Acceptance(**{"takes_shortlisting": True, "shortlisting_starts": starts, "shortlisting_ends": ends, **said})
    return request, deciding.accept_request(request, yes, by=tom, now=noon)


def shortlisting(lead):
    return [event for event in events_led_by(lead) if event.label == "Shortlisting"]


def test_members_help_with_the_shortlisting_if_the_coordinator_keeps_it(noon, tom):
    request, lead = accepted(noon, tom)

    [date_of] = shortlisting(lead)
    assert (date_of.starts_at, date_of.ends_at) == tuple(datetime(2027, 1, 26, hour, tzinfo=UTC) for hour in (10, 12))
    assert ("Shortlisting", date_of.starts_at, date_of.ends_at) in dates_of(request.case)


def test_a_shortlisting_that_is_left_out_is_no_date_of_the_panel(noon, tom):
    _, lead = accepted(noon, tom, None, None, takes_shortlisting=False)

    assert shortlisting(lead) == []


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        (None, time(12), "shortlisting_starts"),
        (time(10), None, "shortlisting_ends"),
        (time(12), time(10), "shortlisting_ends"),
    ],
)
def test_a_shortlisting_needs_times_that_can_be(noon, tom, starts, ends, field):
    with pytest.raises(Refusal) as refused:
        accepted(noon, tom, starts, ends)

    assert refused.value.field == field


@pytest.mark.parametrize("helps", [True, False])
def test_with_the_old_dates_the_shortlisting_stays_on_its_day_also_where_no_member_helps_with_it(noon, tom, helps):
    request, _lead = accepted(noon, tom, takes_shortlisting=helps)
    managing.change_dates(request, replace(IN_TIME, shortlisting_on=date(2027, 1, 28)), now=noon)

    deciding.keep_dates(request, "Members cannot come then.", by=tom, now=noon)

    assert (request.shortlisting_on, request.proposed_shortlisting_on) == (date(2027, 1, 26), None)


def test_a_shortlisting_that_a_coordinator_moves_is_asked_for_on_its_new_day(noon, tom):
    request, lead = accepted(noon, tom)
    [there] = shortlisting(lead)
    later = at_another_time(there, there.starts_at + timedelta(days=1), ends_at=there.ends_at + timedelta(days=1))

    events.change_event(there, later, by=tom, now=noon)

    assert request.shortlisting_on == date(2027, 1, 27)


def test_dates_that_the_manager_changed_after_they_were_shown_are_neither_agreed_to_nor_turned_down(noon, tom):
    request, new = asked(noon), asked(noon)
    deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    for one in (request, new):
        managing.change_dates(one, replace(IN_TIME, days=(date(2027, 2, 10),)), now=noon)
    shown, shown_new = dates_asked(request), dates_asked(new)
    for one in (request, new):
        managing.change_dates(one, replace(IN_TIME, days=(date(2027, 2, 11),)), now=noon)

    for answers in (
        partial(deciding.agree_dates, request, seen=shown),
        partial(deciding.keep_dates, request, "No.", seen=shown),
        partial(deciding.accept_request, new, Acceptance(), seen=shown_new),
    ):
        with pytest.raises(Refusal, match="The dates have changed since you opened this page"):
            answers(by=tom, now=noon)
    assert (request.case.panel.event.starts_at, new.case.stage) == (TUESDAY, PanelStage.REQUESTED)

    deciding.agree_dates(request, seen=dates_asked(request), by=tom, now=noon)
    assert request.case.panel.event.starts_at.day == 11


@pytest.mark.parametrize(("day", "left"), [(date(2027, 1, 28), [28]), (None, [])])
def test_with_other_dates_the_shortlisting_goes_to_its_new_day_or_is_called_off(noon, tom, day, left):
    request, lead = accepted(noon, tom)

    managing.change_dates(request, replace(IN_TIME, shortlisting_on=day), now=noon)
    deciding.agree_dates(request, by=tom, now=noon)

    assert [(event.starts_at.day, event.starts_at.hour) for event in shortlisting(lead)] == [(at, 10) for at in left]
