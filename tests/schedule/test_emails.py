"""The words of each message about events and places, as stored in `emails/`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coproduction.core.database import db
from coproduction.notifications.mailing import Hears
from coproduction.schedule import emails
from coproduction.schedule.models import (
    AnswerDetail,
    Change,
    EventChange,
    EventFormat,
    EventState,
    Part,
    PlaceState,
    Turn,
    Way,
)
from coproduction.schedule.queries.linked import events_led_by
from tests.factories import (
    CallRequestFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedsMetFactory,
    PlaceFactory,
    StaffFactory,
)

STORED = Path(__file__).parent / "emails"


def place_in(state, **reached):
    priya = StaffFactory(name="Priya Nair", email="priya@example.org")
    event = EventFactory(title="Personal health budgets policy", organiser=priya)
    role = EventRoleFactory(event=event, name="Attendee")
    return PlaceFactory(role=role, member=MemberFactory(known_as="Amara", **reached), state=state)


def two_places(**reached):
    first = place_in(PlaceState.OFFERED, **reached)
    later = EventFactory(title="Work plan", starts_at=first.role.event.starts_at + timedelta(days=28))
    return [first, PlaceFactory(role=EventRoleFactory(event=later), member=first.member, state=PlaceState.OFFERED)]


def changed_places(noon, **reached):
    first, second = two_places(**reached)
    second.state, second.asked_again_at = PlaceState.HELD, noon
    return [first, second]


def confirmed(state):
    return lambda noon: emails.answer_confirmed(place_in(state), now=noon)


def kept(noon, **reached):
    place = place_in(PlaceState.OFFERED, **reached)
    place.offer_ends_at = noon + timedelta(days=2)
    return place


def chosen(noon):
    place = kept(noon)
    place.role.is_open = False
    return place


def standing_by(state):
    place = place_in(state)
    event, place.role.is_open = place.role.event, False
    role = EventRoleFactory(
        event=event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=place.role_id
    )
    place.role_id = role.id
    db.session.flush()
    db.session.expire(place, ["role"])
    return place


def taken(noon, *, stands_by):
    emails.place_taken(place_in(PlaceState.RELEASED), stands_by=stands_by, is_for=Hears.ALL, now=noon)


def cancelled(noon, was="", *, is_put_off=False):
    place = place_in(PlaceState.HELD)
    place.role.event.cancelled_because = "The hall has flooded."
    emails.event_cancelled([place], now=noon, heard={place.id: was}, is_put_off=is_put_off)


def changed(noon, **reached):
    place = place_in(PlaceState.HELD, **reached)
    place.role.event.joining_phone = "0115 496 0099"
    for what, was in ((Change.TIME, "Thursday 7 January 2027, 2pm to 4pm"), (Change.JOINING, "")):
        db.session.add(EventChange(event_id=place.event_id, what=what, was=was, at=noon))
    emails.event_changed([place], now=noon)


def way_lost(noon):
    place = place_in(PlaceState.HELD)
    place.role.event.format = EventFormat.IN_PERSON
    db.session.add(AnswerDetail(place_id=place.id, way=Way.ONLINE, changed_at=noon))
    emails.event_clashes([place], now=noon)


def asked(noon, **reached):
    place = place_in(PlaceState.HELD, **reached)
    question = NeedsMetFactory(event=place.role.event, member=place.member)
    emails.asked_whether_met(question, now=noon)


def unconfirmed(noon):
    event = place_in(PlaceState.HELD).role.event
    emails.arrangements_unconfirmed(event, event.organiser, number=2, now=noon)


def uncertain(noon, **reached):
    emails.uncertain_again(place_in(PlaceState.HELD, **reached), move_id=3, now=noon)


def among_dates(state, *, premeet=EventState.PUBLISHED):
    """A place in an event that has a pre-meet too, for which the same answer counts."""
    place = place_in(state)
    lead = place.role.event
    starts_at = lead.starts_at - timedelta(hours=1)
    lead.is_followed = True
    EventFactory(label="Pre-meet", follows_id=lead.id, starts_at=starts_at, ends_at=lead.starts_at, state=premeet)
    return place


def cancelled_with_dates(noon):
    place = among_dates(PlaceState.HELD, premeet=EventState.CANCELLED)
    place.role.event.state = EventState.CANCELLED
    emails.event_cancelled([place], now=noon, heard={})


def date_changed(noon):
    place = among_dates(PlaceState.HELD)
    [premeet] = events_led_by(place.role.event)
    was = "Wednesday 13 January 2027, 2pm to 3pm"
    db.session.add(EventChange(event_id=premeet.id, what=Change.TIME, was=was, at=noon))
    emails.event_changed([place], now=noon)


RINGING = {"account": None, "channel": "phone", "email": None, "phone": "0115 496 0012"}
MESSAGES = {
    "place_held": confirmed(PlaceState.HELD),
    "put_forward": confirmed(PlaceState.INTERESTED),
    "not_sure": confirmed(PlaceState.TENTATIVE),
    "said_no": confirmed(PlaceState.DECLINED),
    "stepped_back": confirmed(PlaceState.STEPPED_BACK),
    "place_offered": lambda noon: emails.place_offered(place_in(PlaceState.OFFERED), now=noon),
    "place_offered_by_phone": lambda noon: emails.place_offered(place_in(PlaceState.OFFERED, **RINGING), now=noon),
    "place_held_by_phone": lambda noon: emails.answer_confirmed(place_in(PlaceState.HELD, **RINGING), now=noon),
    "event_changed_by_phone": lambda noon: changed(noon, **RINGING),
    "place_released": lambda noon: emails.place_released(place_in(PlaceState.RELEASED), now=noon),
    "event_changed": changed,
    "dates_offered": lambda noon: emails.dates_offered(two_places(), now=noon),
    "dates_offered_by_phone": lambda noon: emails.dates_offered(two_places(**RINGING), now=noon),
    "dates_changed": lambda noon: emails.dates_changed(changed_places(noon), now=noon),
    "dates_changed_by_phone": lambda noon: emails.dates_changed(changed_places(noon, **RINGING), now=noon),
    "event_clashes": lambda noon: emails.event_clashes([place_in(PlaceState.HELD)], now=noon),
    "event_clashes_by_phone": lambda noon: emails.event_clashes([place_in(PlaceState.HELD, **RINGING)], now=noon),
    "event_clashes_way_lost": way_lost,
    "event_cancelled": cancelled,
    "event_put_off": lambda noon: cancelled(noon, is_put_off=True),
    "event_cancelled_unheard_move": lambda noon: cancelled(noon, "Thursday 7 January 2027, 2pm to 4pm"),
    "waiting": confirmed(PlaceState.WAITING),
    "place_free": lambda noon: emails.place_free(kept(noon), now=noon),
    "place_free_by_phone": lambda noon: emails.place_free(kept(noon, **RINGING), now=noon),
    "place_offered_to_whoever_stood_by": lambda noon: emails.place_offered(chosen(noon), stood_by=True, now=noon),
    "place_offered_to_stand_by": lambda noon: emails.place_offered(standing_by(PlaceState.OFFERED), now=noon),
    "place_held_standing_by": lambda noon: emails.answer_confirmed(standing_by(PlaceState.HELD), now=noon),
    "coming_up_standing_by": lambda noon: emails.coming_up([standing_by(PlaceState.HELD)], Turn.FIRST, now=noon),
    "place_taken": lambda noon: taken(noon, stands_by=False),
    "place_taken_standing_by": lambda noon: taken(noon, stands_by=True),
    "place_offered_until": lambda noon: emails.place_offered(chosen(noon), now=noon),
    "offer_lapsed_of_a_coordinator": lambda noon: emails.offer_lapsed(chosen(noon), now=noon),
    "offer_lapsed": lambda noon: emails.offer_lapsed(place_in(PlaceState.LAPSED), now=noon),
    "coming_up": lambda noon: emails.coming_up([place_in(PlaceState.HELD)], Turn.FIRST, now=noon),
    "answer_wanted": lambda noon: emails.answers_wanted([place_in(PlaceState.OFFERED)], Turn.FIRST, now=noon),
    "call_asked": lambda noon: emails.call_asked(CallRequestFactory(place=place_in(PlaceState.HELD)), now=noon),
    "place_given_up": lambda noon: emails.place_given_up(place_in(PlaceState.STEPPED_BACK), now=noon),
    "arrangements_unconfirmed": unconfirmed,
    "asked_whether_met": asked,
    "place_offered_for_dates": lambda noon: emails.place_offered(among_dates(PlaceState.OFFERED), now=noon),
    "stepped_back_from_dates": lambda noon: emails.answer_confirmed(among_dates(PlaceState.STEPPED_BACK), now=noon),
    "event_changed_at_a_date": date_changed,
    "event_cancelled_with_dates": cancelled_with_dates,
    "uncertain_again": uncertain,
    "uncertain_again_by_phone": lambda noon: uncertain(noon, **RINGING),
    "asked_whether_met_by_phone": lambda noon: asked(noon, **RINGING),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    changing = ((r"/(answers|needs-met)/[^\s?]+", r"/\1/TOKEN"), (r"/(events|rosters|places|calls)/\d+", r"/\1/7"))
    assert inbox.as_stored(*changing) == (STORED / f"{name}.txt").read_text()


def test_every_message_of_the_schedule_is_stored():
    templates = Path(emails.__file__).parents[1] / "templates" / "emails" / "schedule"

    assert {path.stem for path in templates.glob("*.md")} <= set(MESSAGES)
