"""What stands between a member and a panel: travel, what they need, and a wish to be asked first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core import dated_settings
from coproduction.core.database import db
from coproduction.members.models import Interest, MemberState, NeedKind, PaymentChoice, PaymentPreference
from coproduction.rosters import queries
from coproduction.rosters.rules import TRAVEL_MINUTES
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.kinds.arrangements import ARRANGED
from coproduction.schedule.models import AnswerDetail, EventFormat, EventKind, EventState, PlaceState, Way
from tests.factories import (
    AwayDateFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    NeedFactory,
    PanelMemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
    VenueFactory,
)
from tests.rosters.in_the_way import (
    ASK_FIRST,
    OFFERED,
    PANEL_STARTS,
    TAKES_LONGER,
    TRAVEL,
    could_be_proposed,
    reasons_for,
)
from tests.schedule.dates import link


@pytest.fixture
def role():
    """A panel on Thursday 14 January 2027, 10:30am to 12:30pm: after 8 working days."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL, event__starts_at=PANEL_STARTS, name="Panel member", minimum=2, is_open=False
    )


@pytest.fixture
def member():
    """Somebody with nothing in the way of the panel."""
    return PanelMemberFactory(interested_in=[Interest.PANELS])


def elsewhere(member, *, minutes, **event):
    """The member holds a place of two hours at another site, so many minutes before the panel, or after."""
    starts_at = PANEL_STARTS + timedelta(minutes=minutes, hours=2 if minutes >= 0 else -2)
    details = {f"event__{name}": value for name, value in ({"venue": "Derby Library"} | event).items()}
    return PlaceFactory(member=member, role=EventRoleFactory(event__starts_at=starts_at, **details))


@pytest.mark.parametrize(("minutes", "expected"), [(-59, TRAVEL), (-60, []), (0, TRAVEL), (59, TRAVEL), (60, [])])
def test_there_is_time_to_travel_between_sites(role, member, noon, minutes, expected):
    elsewhere(member, minutes=minutes)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    "event",
    [
        {"venue": "Example Hall, Nottingham"},
        {"format": EventFormat.ONLINE, "venue": ""},
        {"state": EventState.CANCELLED},
    ],
)
def test_nobody_travels_to_the_same_site_nor_online_nor_to_what_is_cancelled(role, member, noon, event):
    elsewhere(member, minutes=-30, **event)

    assert reasons_for(role, member, noon) == []


def test_nobody_travels_to_an_online_panel(role, member, noon):
    role.event.format = EventFormat.ONLINE
    elsewhere(member, minutes=-30)

    assert reasons_for(role, member, noon) == []


@pytest.mark.parametrize(("way", "expected"), [(Way.ONLINE, []), (Way.PHONE, []), (Way.IN_PERSON, TRAVEL)])
def test_who_joins_from_home_has_no_way_to_go(role, member, noon, way, expected):
    place = elsewhere(member, minutes=-30)
    db.session.add(AnswerDetail(place_id=place.id, way=way, changed_at=noon))
    db.session.flush()

    assert reasons_for(role, member, noon) == expected


def test_a_venue_of_the_list_is_one_site_whatever_it_is_called(role, member, noon):
    hall = VenueFactory()
    role.event.listed_venue = hall
    elsewhere(member, minutes=-30, listed_venue=hall)

    assert reasons_for(role, member, noon) == []


@pytest.mark.parametrize(("is_open", "expected"), [(True, []), (False, OFFERED)])
def test_an_offer_at_another_site_is_said_if_people_are_chosen_for_it(role, member, noon, is_open, expected):
    offer = elsewhere(member, minutes=-30)
    offer.state, offer.role.is_open = PlaceState.OFFERED, is_open
    db.session.flush()

    assert reasons_for(role, member, noon) == expected


def test_people_set_how_long_travel_takes(role, member, noon):
    dated_settings.set_number(TRAVEL_MINUTES, 30, from_day=noon.date(), account_id=None, now=noon)
    elsewhere(member, minutes=-30)
    assert reasons_for(role, member, noon) == []

    dated_settings.set_number(TRAVEL_MINUTES, 31, from_day=noon.date(), account_id=None, now=noon)
    assert reasons_for(role, member, noon) == ["Has a place at another site less than 31 minutes before or after"]


@pytest.mark.parametrize(
    ("kind", "lead_days", "expected"),
    [
        (NeedKind.BRAILLE, 8, []),
        (NeedKind.BRAILLE, 9, TAKES_LONGER),
        (NeedKind.BRAILLE, 0, TAKES_LONGER),  # as usual: 10
        (NeedKind.LARGE_PRINT, 3, []),
        (NeedKind.EXTRA_TIME, 20, []),  # nobody has to book it
    ],
)
def test_what_somebody_needs_can_be_arranged_in_time(role, member, noon, kind, lead_days, expected):
    NeedFactory(member=member, kind=kind, lead_days=lead_days)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (7, TAKES_LONGER),  # on 7 January, after 3 working days
        (13, []),  # it has been
        (-7, []),  # a debrief
    ],
)
def test_what_somebody_needs_is_wanted_at_the_first_date_to_come(role, member, noon, days, expected):
    link(role.event, "Beside", hours=-24 * days, by=StaffFactory(), now=noon - timedelta(days=30))
    NeedFactory(member=member, kind=NeedKind.BRAILLE, lead_days=8)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    ("from_day", "to_day", "expected"),
    [
        (7, 21, []),
        (8, 21, ["Has Interview skills, but not for Thursday 7 January 2027"]),
        (7, 20, ["Has Interview skills, but not for Thursday 21 January 2027"]),
        (7, 13, ["Has Interview skills, but not for Thursday 14 January 2027"]),  # the first of two
    ],
)
def test_what_somebody_holds_counts_at_every_date_to_come(role, member, noon, from_day, to_day, expected):
    role.qualification = QualificationFactory(name="Interview skills")
    for days in (-10, -7, 7):  # the first has been
        link(role.event, "Beside", hours=24 * days, by=StaffFactory(), now=noon - timedelta(days=30))
    held = {"achieved_on": date(2027, 1, from_day), "valid_until": date(2027, 1, to_day)}
    HeldQualificationFactory(member=member, qualification=role.qualification, **held)

    later = noon + timedelta(days=1)
    seen = queries.candidate(role, member.id, viewer=StaffFactory(), now=later)
    assert seen is not None
    assert (seen.reasons, could_be_proposed(role, member, later)) == (expected, not expected)


@pytest.mark.parametrize(("usual", "expected"), [(8, []), (9, TAKES_LONGER)])
def test_people_set_how_long_things_take(role, member, noon, usual, expected):
    lead = ARRANGED[NeedKind.BRAILLE].lead
    NeedFactory(member=member, kind=NeedKind.BRAILLE, lead_days=lead.seed)
    dated_settings.set_number(lead, 20, from_day=noon.date() - timedelta(days=9), account_id=None, now=noon)
    dated_settings.set_number(lead, usual, from_day=noon.date(), account_id=None, now=noon)
    dated_settings.set_number(lead, 30, from_day=noon.date() + timedelta(days=1), account_id=None, now=noon)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    ("step_free", "kind", "expected"),
    [
        (True, NeedKind.STEP_FREE, []),
        (False, NeedKind.STEP_FREE, TAKES_LONGER),
        (None, NeedKind.STEP_FREE, TAKES_LONGER),
        (True, NeedKind.CHANGING_PLACES, TAKES_LONGER),
    ],
)
def test_what_the_venue_has_takes_no_time(role, member, noon, step_free, kind, expected):
    role.event.listed_venue = VenueFactory(step_free=step_free)
    NeedFactory(member=member, kind=kind, lead_days=10)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(("kind", "expected"), [(NeedKind.STEP_FREE, []), (NeedKind.BSL_INTERPRETER, TAKES_LONGER)])
def test_nobody_needs_a_way_in_online(role, member, noon, kind, expected):
    role.event.format = EventFormat.ONLINE
    NeedFactory(member=member, kind=kind)

    assert reasons_for(role, member, noon) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"choice": PaymentChoice.ASK}, ASK_FIRST),
        ({"choice": PaymentChoice.PAID, "ask_first": True}, ASK_FIRST),
        ({"choice": PaymentChoice.PAID}, []),
        ({"choice": PaymentChoice.PAID, "weekly_cap": 74}, ASK_FIRST),  # the fee of half a day is £75
        ({"choice": PaymentChoice.PAID, "weekly_cap": 75, "monthly_cap": 75}, []),
        ({"choice": PaymentChoice.EXPENSES_ONLY, "monthly_cap": 0}, []),
    ],
)
def test_who_wants_to_be_asked_first(role, member, noon, wishes, expected):
    db.session.add(PaymentPreference(member_id=member.id, **wishes))
    db.session.flush()

    assert reasons_for(role, member, noon) == expected


def test_a_break_and_not_this_time_lower_nobody(role, noon):
    """Beyond the name's own order: who was passed over, taken back or away stays before who had one turn."""
    names = ["Away", "Back from a break", "Passed over", "Taken back", "One offer"]
    people = {name: PanelMemberFactory(name=name, interested_in=[Interest.PANELS]) for name in names}
    hand, other = (
        Hand(StaffFactory()),
        EventRoleFactory(event__kind=EventKind.PANEL, event__starts_at=PANEL_STARTS + timedelta(days=40)),
    )
    AwayDateFactory(member=people["Away"], starts_on=date(2026, 2, 1), ends_on=date(2026, 12, 1))
    people["Back from a break"].state = MemberState.PAUSED
    db.session.flush()
    people["Back from a break"].state = MemberState.ACTIVE
    passed_over = PlaceFactory(role=other, member=people["Passed over"], state=PlaceState.INTERESTED)
    taken_back = places.offer_place(other.id, people["Taken back"], hand=hand, now=noon)
    places.offer_place(other.id, people["One offer"], hand=hand, now=noon)
    for place in (passed_over, taken_back):
        places.release_place(place.id, hand=hand, now=noon)

    found = queries.candidates(role, could=True, viewer=StaffFactory(), now=noon)

    assert [(person.name, person.history.offered) for person in found] == [
        ("Away", 0),
        ("Back from a break", 0),
        ("Passed over", 0),
        ("Taken back", 0),
        ("One offer", 1),
    ]
