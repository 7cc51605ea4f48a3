"""The dates that share a roster on members', supporters' and coordinators' pages."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Grant
from coproduction.panels.models import Panel
from coproduction.schedule.actions import events, linked, places
from coproduction.schedule.actions.attendance import record_attendance
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.roles import RoleDetails, add_role
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import EventKind, EventState, Part, Place, PlaceState
from coproduction.schedule.queries.linked import events_led_by
from tests.factories import EventFactory, MemberFactory, SupporterFactory
from tests.pages import Browser
from tests.schedule.dates import link, role_of, states

HAND = Hand()
PREMEET = {
    "label": "Pre-meet",
    "day[day]": "14",
    "day[month]": "1",
    "day[year]": "2027",
    "starts": "9:30am",
    "ends": "10:30am",
    "format": "online",
}


def offered(event, member, noon):
    return places.offer_place(role_of(event).id, member, hand=HAND, now=noon)


def mirror_in(event):
    return db.session.scalars(select(Place).where(Place.event_id == event.id)).one()


def test_a_member_sees_all_dates_on_each_and_answers_on_one(browser, interviews, premeet, noon):
    offered(interviews, browser.member, noon)

    lead, other = (browser.get(f"/events/{event.id}") for event in (interviews, premeet))

    assert "Your answer here counts for all of these dates." in lead.text
    assert "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am" in lead.text
    assert "Yes, I can come" in lead.text
    assert "Your answer for Interview panel: Nurse counts here too." in other.text
    assert [words for words in ("Yes, I can come", "Please ring me") if words in other.text] == []


def test_a_date_that_is_called_off_stands_on_no_member_s_page_of_the_others(browser, interviews, premeet, priya, noon):
    offered(interviews, browser.member, noon)
    events.cancel_event(premeet, "", by=priya, now=noon)

    assert "Dates that belong together" not in browser.get(f"/events/{interviews.id}").text
    assert "This event is cancelled." in browser.get(f"/events/{premeet.id}").text


def test_the_diary_asks_once_and_shows_every_date(browser, interviews, premeet, noon):
    place = offered(interviews, browser.member, noon)
    assert browser.get("/diary").text.count("Say if you can come") == 1

    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)

    page = browser.get("/diary")
    assert "Pre-meet: Interview panel: Nurse" in page.text
    assert page.text.count("I can’t make it") == 1


def test_the_link_of_a_date_opens_the_page_where_the_answer_counts(stranger, interviews, premeet, amara, noon):
    place = offered(interviews, amara, noon)

    page = stranger.get(f"/answers/{token_for(mirror_in(premeet))}")

    assert page.heading == "Your answer for Interview panel: Nurse"
    assert ["Your answer counts for these too", "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am"] in page.rows
    stranger.post(f"/answers/{token_for(mirror_in(premeet))}", answer="yes")
    assert place.state is PlaceState.HELD


def test_a_member_is_shown_where_to_answer_for_a_date(browser, interviews, premeet, noon):
    offered(interviews, browser.member, noon)

    page = browser.get(f"/places/{mirror_in(premeet).id}/answer")

    assert page.heading == "Pre-meet: Interview panel: Nurse"


def test_a_coordinator_adds_a_date_and_changes_it(coordinator, interviews):
    page = coordinator.post(f"/manage/events/{interviews.id}/dates/new", **PREMEET)
    assert page.heading == "Interview panel: Nurse"
    assert page.rows[-2:][0][0] == "Pre-meet"

    [premeet] = events_led_by(interviews)
    assert premeet.title == "Pre-meet: Interview panel: Nurse"
    coordinator.post(f"/manage/events/{premeet.id}/date", **{**PREMEET, "label": "Meeting before", "starts": "9am"})

    assert (premeet.label, premeet.title) == ("Meeting before", "Meeting before: Interview panel: Nurse")
    assert premeet.starts_at.hour == 9


def test_of_a_date_of_training_it_is_asked_whether_delegates_come(coordinator, noon):
    session = EventFactory(kind=EventKind.TRAINING)
    asked = coordinator.post(f"/manage/events/{session.id}/dates/new", **PREMEET)
    assert asked.errors == ["Select whether delegates come to this date"]

    coordinator.post(f"/manage/events/{session.id}/dates/new", **PREMEET, delegates="no")
    [premeet] = events_led_by(session)
    change = coordinator.get(f"/manage/events/{premeet.id}/date")
    assert (premeet.is_members_only, change.values["delegates"]) == (True, ["no"])
    change.press("Save date", delegates="yes")

    assert premeet.is_members_only is False


@pytest.mark.parametrize("missing", ["label", "starts", "day[day]"])
def test_what_is_missing_of_a_date_is_asked_for(coordinator, interviews, missing):
    page = coordinator.post(f"/manage/events/{interviews.id}/dates/new", **{**PREMEET, missing: ""})

    assert len(page.errors) == 1
    assert not interviews.is_followed


def test_a_date_s_own_page_leads_to_the_roster_and_the_roles_that_it_shares(coordinator, interviews, premeet):
    page = coordinator.get(f"/manage/events/{premeet.id}")

    assert "The same people come as to Interview panel: Nurse." in page.text
    assert [words for words in ("Publish", "Add a role") if words in page.links] == []
    assert coordinator.get(f"/rosters/{premeet.id}").heading == coordinator.get(f"/rosters/{interviews.id}").heading


def test_who_publishes_or_cancels_is_told_of_the_other_dates(coordinator, interviews, premeet):
    line = "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am"
    assert line in coordinator.get(f"/manage/events/{interviews.id}/cancel").items

    interviews.state = premeet.state = EventState.DRAFT
    assert line in coordinator.get(f"/manage/events/{interviews.id}/publish").items


def test_a_date_with_a_roster_of_its_own_is_answered_by_itself(coordinator, interviews, premeet, amara, noon, inbox):
    ben = MemberFactory()
    held = offered(interviews, ben, noon)
    places.answer(held.id, places.Answer.YES, hand=HAND, now=noon)
    offered(interviews, amara, noon)
    before = len(inbox.messages)

    page = coordinator.get(f"/manage/events/{premeet.id}/own-roster")
    assert "1 person has not answered yet. We ask them about this date by itself" in page.items
    coordinator.post(f"/manage/events/{premeet.id}/own-roster")

    assert [message.subject for message in inbox.messages[before:]] == [
        "Can you join us? Pre-meet: Interview panel: Nurse"
    ]
    assert states(premeet) == {ben.id: PlaceState.HELD, amara.id: PlaceState.OFFERED}
    role = role_of(premeet)
    assert (role.minimum, role.maximum, role.is_open) == (2, 2, False)
    places.step_back(held.id, hand=HAND, now=noon)
    assert states(premeet)[ben.id] is PlaceState.HELD
    assert premeet.follows_id == interviews.id


def test_standbys_stay_standbys_at_a_date_with_a_roster_of_its_own(interviews, premeet, priya, noon):
    of = role_of(interviews).id
    details = RoleDetails("Standby", 0, 1, None, is_open=False, part=Part.STANDBY, stands_by_for_id=of)
    add_role(interviews, details, by=priya, now=noon)

    linked.give_own_roster(premeet, by=priya, now=noon)

    assert [(role.part, role.maximum) for role in premeet.roles] == [(Part.PLACE, 2), (Part.STANDBY, 1)]


def test_a_date_that_is_over_keeps_the_roster_that_it_had(interviews, premeet, priya, noon):
    events.cancel_event(premeet, "", by=priya, now=noon)

    with pytest.raises(Refusal, match="over or cancelled"):
        linked.give_own_roster(premeet, by=priya, now=noon)


def test_a_supporter_sees_all_dates_and_answers_where_it_counts(app, interviews, premeet, amara, noon):
    mo = SupporterFactory(member=amara, may=[Grant.SEE_EVENTS, Grant.ANSWER])
    place = offered(interviews, amara, noon)
    supporter = Browser(app)
    supporter.sign_in(mo.account)

    page = supporter.get(f"/supporting/places/{mirror_in(premeet).id}")
    assert "answer for Interview panel: Nurse counts here too." in page.text
    assert "Answer for Amara" not in page.text

    page = supporter.get(f"/supporting/places/{place.id}")
    assert ["The answer counts for these too", "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am"] in page.rows
    assert "Answer for Amara" in page.text


def test_who_came_to_the_interviews_is_marked_beforehand_for_the_debrief(
    coordinator, interviews, amara, priya, noon, monkeypatch
):
    place = offered(interviews, amara, noon)
    places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)
    debrief = link(interviews, "Debrief", hours=3, by=priya, now=noon)
    record_attendance(interviews, {place.id: PlaceState.ATTENDED}, by=priya, now=interviews.ends_at)
    monkeypatch.setattr(clock, "now", lambda: debrief.ends_at)

    page = coordinator.get(f"/rosters/{debrief.id}/attendance")

    assert next((box["value"], box.has_attr("checked")) for box in page.main.select("input[type=radio]")) == (
        "attended",
        True,
    )
    assert states(debrief) == {amara.id: PlaceState.HELD}


def test_a_coordinator_who_moves_the_interviews_is_asked_about_the_other_dates(
    coordinator, interviews, premeet, amara, noon, inbox
):
    db.session.merge(Panel(event_id=interviews.id, post="Nurse", band="Band 5", team="Wards", candidates=4))
    link(interviews, "Debrief", hours=2, by=coordinator.account, now=noon)
    places.answer(offered(interviews, amara, noon).id, places.Answer.YES, hand=HAND, now=noon)
    before = len(inbox.messages)

    page = coordinator.get(f"/panels/{interviews.id}/change").press("Save event", day=date(2027, 1, 21))
    assert "Pre-meet: Thursday 14 January 2027, 9:30am to 10:30am" in page.text
    assert "If you tick it: Thursday 21 January 2027, 9:30am to 10:30am" in page.text
    both = page.values["dates"]
    assert len(both) == 2

    page = page.press("Save and tell them", dates=both[1:])
    assert page.errors == []
    page = coordinator.get(f"/panels/{interviews.id}/change")
    page = page.press("Save event", day=date(2027, 1, 13), short_because="The ward has nobody from then on.")
    page = page.press("Save and tell them", dates=both[1:])
    assert page.errors == [
        "Pre-meet would not be over before the start of Interview panel: Nurse. Tick it to move it too"
    ]
    assert page.values["dates"] == both[1:]

    page = page.press("Save and tell them", dates=both)
    assert page.messages == ["Saved."]
    assert len(inbox.messages) == before + 2
    assert [date.starts_at.day for date in events_led_by(interviews)] == [6, 13]
