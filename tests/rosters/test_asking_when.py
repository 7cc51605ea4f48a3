"""Members are asked when they could take part before anybody is chosen: one message about many dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.models import Message
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.actions import declare_conflict
from coproduction.rosters.models import Availability, AvailabilityRound
from coproduction.rosters.queries.asking import events_to_ask_about
from coproduction.schedule.actions.linked import at_another_time, link_event
from coproduction.schedule.models import PlaceState
from tests.factories import (
    AwayDateFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.rosters.questions import MAYBE, TENTH, YES, ask, said, say
from tests.schedule.refusals import refusal_of

SUBJECTS = ("When could you take part? 1 date", "When could you take part? 2 dates")


def test_everybody_who_could_come_is_asked_once_about_what_they_could_come_to(role, second, able, staff, noon, inbox):
    both, first_only = able("Amara"), able("Ben")
    AwayDateFactory(member=first_only, starts_on=date(2027, 1, 20), ends_on=date(2027, 1, 25))
    for state in (MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT):
        able(state=state)
    MemberFactory(interested_in=[Interest.PANELS])

    made = [ask(role, second, by=staff, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert inbox.letters == [(first_only.email, SUBJECTS[0]), (both.email, SUBJECTS[1])] or inbox.letters == [
        (both.email, SUBJECTS[1]),
        (first_only.email, SUBJECTS[0]),
    ]
    assert (said(both), said(first_only)) == ({"nurse": None, "commissioner": None}, {"nurse": None})


@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.OFFERED, PlaceState.DECLINED])
def test_nobody_is_asked_who_has_a_part_there_said_no_or_is_elsewhere_then(role, able, staff, noon, inbox, state):
    PlaceFactory(role=role, member=able(), state=state)
    elsewhere = PlaceFactory(member=able(), role__event__starts_at=role.event.starts_at, state=state)

    ask(role, by=staff, now=noon)

    asked = [] if state is PlaceState.HELD else [(elsewhere.member.email, SUBJECTS[0])]
    assert inbox.letters == asked


def test_nobody_is_asked_who_told_us_that_they_cannot_sit_there(role, second, able, staff, noon, inbox):
    barred = able("Amara")
    declare_conflict(role.event_id, barred, now=noon)

    ask(role, second, by=staff, now=noon)

    assert said(barred) == {"commissioner": None}


def test_dates_that_cannot_be_asked_about_are_refused(role, second, able, staff, noon):
    open_role = EventRoleFactory(event__title="Meeting")
    begun = EventRoleFactory(event__starts_at=noon, is_open=False)

    def refused(*roles, answer_by=TENTH):
        ids = [each.event_id for each in roles]
        return refusal_of(actions.ask_when, ids, answer_by=answer_by, words="", by=staff, now=noon)

    nothing = ("Select one event or more that members are not asked about yet", "events")
    assert refused(open_role, begun) == nothing
    assert refused(role, answer_by=date(2027, 1, 3)) == ("The day to answer by must be today or later", "answer_by")
    assert refused(role, answer_by=date(2027, 1, 15)) == (
        "The day to answer by must not come after all of the events",
        "answer_by",
    )
    many = EventRoleFactory.create_batch(21, is_open=False)
    assert refused(*many) == ("Select 20 events or fewer", "events")
    ask(role, by=staff, now=noon)
    assert refusal_of(actions.ask_when, [role.event_id], answer_by=TENTH, words="", by=StaffFactory(), now=noon) == (
        nothing
    )


def test_newcomers_are_asked_too_and_nobody_twice(role, able, staff, noon, inbox, coordinator):
    able("Amara")
    question = ask(role, by=staff, now=noon)
    able("Ben", account=None, channel="letter", email=None, phone=None, address="1 Example Street")

    page = coordinator.get(f"/rosters/availability/{question.id}")
    page = page.follow("1 member could take part now and was not asked")
    assert page.items == ["1 person to write to"]
    page = page.press("Ask these members")

    assert page.messages == ["1 member is being asked, in one message each."]
    assert [message.channel for message in inbox.messages] == ["email", "letter"]
    assert actions.ask_more(question.id, by=staff, now=noon) == 0


def test_a_coordinator_asks_looks_writes_down_and_downloads(role, second, able, coordinator, noon):
    amara, dennis = able("Amara Okafor"), able("Dennis", account=None, channel="phone", email=None)
    able("Harold Pym", state=MemberState.PAUSED)
    AwayDateFactory(member=dennis, starts_on=date(2027, 1, 21), ends_on=date(2027, 1, 21))

    page = coordinator.get("/manage/events").follow("Ask when members could take part").follow("Ask about dates")
    assert page.items == ["January 2027 (2)"]
    assert page.follow("January 2027 (2)").values["events"] == [str(role.event_id), str(second.event_id)]
    page = page.press("Continue", events=[str(role.event_id), str(second.event_id)])
    assert page.heading == "Ask when members could take part"
    assert "Published 2 members are asked." in page.text
    assert "Draft 1 member is asked." in page.text
    assert "Dennis is away or at something else then. Harold Pym has paused their membership." in page.text
    assert page.items == ["1 person by email", "1 person to ring"]
    assert db.session.query(Message).count() == 0

    page = page.press("Ask these members", answer_by=TENTH, words="")
    assert page.heading == "Who could take part"
    question = db.session.query(AvailabilityRound).one()
    page = page.follow("write down what they say, Dennis")
    refused = page.press("None of these")
    assert refused.errors == ["Select how they told you"]
    page = refused.press("None of these", via="phone")

    assert page.messages == ["What Dennis said is saved."]
    say(question, amara, noon, nurse=YES, commissioner=MAYBE)
    page = coordinator.get(page.address)
    assert [row[1:] for row in page.rows] == [
        ["1", "0", "1", "0"],
        ["0", "1", "0", "0"],
    ]
    lines = coordinator.fetch(f"{page.address}.csv").get_data(as_text=True).splitlines()
    assert lines[1:] == ["Amara Okafor,Said they can,Said maybe", "Dennis,Said they cannot,Was not asked"]
    assert coordinator.get("/rosters/availability").rows[0][-1] == "Yes"
    page = page.follow("Stop asking").press("Stop asking")
    assert page.messages == ["We have stopped asking. All answers are kept."]
    assert coordinator.get("/rosters/availability/new").items == ["January 2027 (2)"]


def test_what_has_the_same_people_is_told_with_the_event_and_not_asked_about_by_itself(role, able, staff, noon, inbox):
    times = {"starts_at": noon + timedelta(days=8), "ends_at": noon + timedelta(days=8, minutes=30)}
    link_event(role.event, "Pre-meet", details=at_another_time(role.event, **times), by=staff, now=noon)
    able("Amara")

    question = ask(role, by=staff, now=noon)

    assert [each.event_id for each in question.dates] == [role.event_id]
    assert "10:30am to 12:30pm; Pre-meet: Tuesday 12 January 2027, midday to 12:30pm. Example" in inbox.messages[0].text
    assert [event.id for event in events_to_ask_about(viewer=staff, now=noon)] == []


def test_what_was_said_before_stands_when_the_same_event_is_asked_about_again(role, second, able, staff, noon):
    amara = able("Amara")
    first = ask(role, by=staff, now=noon)
    say(first, amara, noon, nurse=YES)
    actions.close_round(first.id, by=staff, now=noon)

    again = ask(role, second, by=staff, now=noon + timedelta(days=1))

    assert said(amara) == {"nurse": YES, "commissioner": None}
    assert {row.round_id for row in db.session.query(Availability)} == {again.id}
