"""What is arranged for those who come: by when, who is told, and what coordinators do about it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.core.working_days import working_days_after, working_days_before
from coproduction.members.kinds import NEEDS
from coproduction.members.models import NeedKind
from coproduction.notifications.models import Message
from coproduction.schedule.actions import arrangements as actions
from coproduction.schedule.actions.alerts import compare_events_to_come, warn_of_unconfirmed
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.events import change_event
from coproduction.schedule.actions.merging import bring_together
from coproduction.schedule.kinds.arrangements import ARRANGED
from coproduction.schedule.models import ArrangementState, EventState, LateChoice, PlaceState
from coproduction.schedule.queries.arranged import arrangements_of, arrangements_to_change
from coproduction.schedule.rules.arrangements import LEGAL_MOVES, is_legal
from coproduction.site.queries.to_do import to_do
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
)
from tests.schedule.bookings import arrangements, says_yes
from tests.schedule.test_events import details_of

S = ArrangementState
BSL = NeedKind.BSL_INTERPRETER


@pytest.fixture
def offered(forum, amara):
    return PlaceFactory(role=EventRoleFactory(event=forum), member=amara, state=PlaceState.OFFERED)


def tasks(viewer, name, now):
    found = {each.name: each for each in to_do(viewer=viewer, now=now)}
    return [(task.what, task.why, task.due) for task in found[name].tasks] if name in found else []


def test_every_kind_that_takes_time_to_book_has_a_lead_time_of_its_own():
    assert {kind: arranged.lead.seed for kind, arranged in ARRANGED.items()} == {
        kind: NEEDS[kind].lead_days for kind in ARRANGED
    }
    assert ARRANGED[BSL].lead.seed == 15
    assert min(arranged.lead.seed for arranged in ARRANGED.values()) > 0


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2027, 2, 11), 15, date(2027, 1, 21)),
        (date(2027, 2, 8), 1, date(2027, 2, 5)),
        (date(2027, 2, 7), 1, date(2027, 2, 5)),
        (date(2027, 2, 8), 0, date(2027, 2, 8)),
        (date(2027, 1, 4), 1, date(2026, 12, 31)),
        (date(2026, 12, 29), 1, date(2026, 12, 24)),
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day, number, expected):
    assert working_days_before(day, number) == expected


def test_working_days_ahead_leave_out_weekends():
    assert working_days_after(date(2027, 2, 5), 1) == date(2027, 2, 8)


def test_a_yes_makes_what_the_member_needs_to_be_booked_in_time(forum, amara, offered, priya, noon):
    NeedFactory(member=amara, kind=BSL, lead_days=15)
    NeedFactory(member=amara, kind=NeedKind.LARGE_PRINT, lead_days=7)
    NeedFactory(member=amara, kind=NeedKind.LIPREADING)

    says_yes(offered, noon)

    assert [(each.kind, each.state, each.book_by, each.owner) for each in arrangements()] == [
        (BSL, S.TO_BOOK, date(2027, 1, 21), priya),
        (NeedKind.LARGE_PRINT, S.TO_BOOK, date(2027, 2, 2), priya),
    ]


def test_a_lead_time_set_anew_moves_the_day_to_book(forum, amara, offered, noon):
    NeedFactory(member=amara, kind=BSL, lead_days=15)
    says_yes(offered, noon)
    set_number(ARRANGED[BSL].lead, 20, from_day=noon.date(), account_id=None, now=noon)

    assert compare_events_to_come(now=noon) == 1

    assert [each.book_by for each in arrangements()] == [date(2027, 1, 14)]


def test_an_arrangement_moves_where_the_table_lets_it_and_nowhere_else(amara, forum, priya, noon):
    for before in S:
        for after in S:
            if after is before:
                continue
            arrangement = ArrangementFactory(event=forum, member=MemberFactory(), state=before)
            booking = Booking(state=after, owner_id=priya.id)
            if is_legal(before, after) and after in (S.REQUESTED, S.CONFIRMED, S.TO_BOOK, S.CANNOT_BE_MET):
                if (before, after) in ((S.TO_CANCEL, S.CHECK_AGAIN), (S.NOT_NEEDED, S.TO_BOOK)):
                    continue
                actions.note_booking(arrangement.id, booking, by=priya, now=noon)
                assert arrangement.state is after
            elif (before, after) != (S.TO_CANCEL, S.NOT_NEEDED):
                with pytest.raises(Refusal):
                    actions.note_booking(arrangement.id, booking, by=priya, now=noon)
                assert arrangement.state is before


def test_every_state_has_moves_and_every_state_is_reached():
    assert set(LEGAL_MOVES) == {None, *S}
    assert {after for moves in LEGAL_MOVES.values() for after in moves} == set(S)


def test_only_a_coordinator_looks_after_an_arrangement(forum, amara, priya, noon):
    arrangement = ArrangementFactory(event=forum, member=amara)

    with pytest.raises(Refusal, match="Select who looks after it"):
        actions.note_booking(arrangement.id, Booking(state=S.REQUESTED, owner_id=amara.account.id), by=priya, now=noon)


def test_only_coordinators_read_what_is_arranged(forum, amara):
    with pytest.raises(PermissionError):
        arrangements_of(forum.id, viewer=amara.account)
    with pytest.raises(PermissionError):
        arrangements_to_change(forum.id, viewer=amara.account)


def test_what_was_booked_is_what_would_have_to_change(forum, priya):
    for state in S:
        ArrangementFactory(event=forum, member=MemberFactory(known_as=state.value), state=state)

    found = arrangements_to_change(forum.id, viewer=priya)

    assert [each.member.known_as for each in found] == ["check again", "confirmed", "requested"]


def test_what_must_be_booked_soon_is_on_the_list_and_what_is_late_says_so(forum, amara, priya, noon):
    ArrangementFactory(event=forum, member=amara, book_by=date(2027, 1, 18))
    ArrangementFactory(event=forum, book_by=date(2027, 1, 19))
    late = ArrangementFactory(event=EventFactory(title="Panel"), book_by=date(2027, 1, 3))

    assert tasks(priya, "arrangements", noon) == [
        (
            "Book 1 thing for Panel",
            "People who come need this. The day has passed for 1: decide what to do.",
            late.book_by,
        ),
        ("Book 1 thing for Forum", "People who come need this.", date(2027, 1, 18)),
    ]
    late.late_choice = LateChoice.BOOK_ANYWAY
    db.session.flush()
    assert tasks(priya, "arrangements", noon)[0][1] == "People who come need this."


def test_what_is_over_or_must_be_checked_is_on_the_list_until_the_supplier_is_told(forum, priya, noon):
    ArrangementFactory(event=forum, state=S.TO_CANCEL)
    ArrangementFactory(event=forum, state=S.CHECK_AGAIN)
    forum.state = EventState.CANCELLED
    db.session.flush()

    assert tasks(priya, "bookings", noon) == [
        ("Tell who was booked for Forum", "2 things to cancel or to check again.", noon.date())
    ]


def test_what_is_not_confirmed_five_working_days_before_warns_once_and_names_no_need(priya, amara, inbox, noon):
    near = EventFactory(title="Forum", organiser=priya, starts_at=noon + timedelta(days=7))
    ArrangementFactory(event=near, member=amara, state=S.REQUESTED)
    ArrangementFactory(event=near, state=S.CONFIRMED)
    ArrangementFactory(event=EventFactory(starts_at=noon + timedelta(days=8)), state=S.REQUESTED)

    assert tasks(priya, "unconfirmed", noon) == [
        ("Have 1 thing confirmed for Forum", "People do not know yet if they can take part.", noon.date())
    ]
    assert warn_of_unconfirmed(now=noon) == 1
    assert warn_of_unconfirmed(now=noon + timedelta(days=1)) == 1  # the later event, which has come nearer

    first = db.session.scalars(select(Message).order_by(Message.id).limit(1)).one()
    assert first.to_address == "priya@example.org"
    assert first.subject == "Not confirmed yet: Forum"
    assert "BSL" not in first.text
    assert "Amara" not in first.text


def test_of_two_records_that_become_one_what_a_supplier_knows_of_stays(forum, amara, priya, noon):
    other = MemberFactory()
    for member in (amara, other):
        NeedFactory(member=member, kind=BSL)
        role = EventRoleFactory(event=forum)
        says_yes(PlaceFactory(role=role, member=member, state=PlaceState.OFFERED), noon)
    [_mine, theirs] = arrangements()
    actions.note_booking(theirs.id, Booking(state=S.CONFIRMED, owner_id=priya.id), by=priya, now=noon)

    bring_together(amara, other, by=priya, now=noon)

    assert [(each.member_id, each.state) for each in arrangements()] == [(amara.id, S.CONFIRMED)]


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"starts_at": timedelta(hours=-1)}, S.CHECK_AGAIN),
        ({"starts_at": timedelta(days=7), "ends_at": timedelta(days=7)}, S.CHECK_AGAIN),
        ({"venue": "Other Hall, Nottingham"}, S.CHECK_AGAIN),
        ({"title": "The great forum"}, S.CONFIRMED),
    ],
)
def test_what_was_confirmed_is_to_be_checked_again_when_its_event_moves(browser, forum, priya, noon, change, after):
    amara = MemberFactory(known_as="Amara")
    NeedFactory(member=amara, kind=BSL)
    PlaceFactory(role=EventRoleFactory(event=forum), member=amara)
    interpreter = ArrangementFactory(event=forum, member=amara, kind=BSL, state=S.CONFIRMED)
    new = {name: getattr(forum, name) + by if isinstance(by, timedelta) else by for name, by in change.items()}

    change_event(forum, details_of(forum, **new), by=priya, now=noon)

    assert interpreter.state is after
    browser.sign_in(amara.account)
    said = browser.get(f"/events/{forum.id}").text
    assert ("Being checked again" in said, "interpreter Arranged" in said) == (
        after is S.CHECK_AGAIN,
        after is S.CONFIRMED,
    )
