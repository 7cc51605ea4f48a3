"""Coordinators send proposals for one panel at once: no more are asked than can come, and nobody half."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.core.database import db, read_only_from_now_on
from coproduction.members.models import Interest
from coproduction.rosters.actions import ask_proposed
from coproduction.rosters.actions.drafts import Ticks, keep_ticks
from coproduction.rosters.models import DraftChoice
from coproduction.rosters.queries import Choice
from coproduction.rosters.queries.drafts import About
from coproduction.schedule.models import Event, EventKind, EventRole, Place
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once

ASKED_ELSEWHERE = (
    "Something stands in the way of Amara Okafor now: has been asked to another event at that time. "
    "Nobody has been asked by you. Propose again."
)
TOO_LATE = "Somebody else has asked members for Panel member meanwhile. Nobody has been asked by you. Propose again."


def panel(**event: datetime) -> EventRole:
    when = {f"event__{name}": value for name, value in event.items()}
    made: EventRole = EventRoleFactory(
        event__kind=EventKind.PANEL, name="Panel member", minimum=2, maximum=2, is_open=False, **when
    )
    return made


def asking(choices: Sequence[Choice], staff_id: int) -> Callable[[], object]:
    return lambda: ask_proposed(choices, by=db.session.get_one(Account, staff_id), now=NOON)


def test_of_three_different_proposals_for_one_panel_one_is_sent(a_real_database):
    role_id, staff_id = panel().id, StaffFactory().id
    ids = [member.id for member in MemberFactory.create_batch(6, interested_in=[Interest.PANELS])]
    db.session.commit()
    pairs = [[Choice(role_id, one) for one in ids[first : first + 2]] for first in (0, 2, 4)]

    said = all_at_once(a_real_database, [asking(pair, staff_id) for pair in pairs])

    assert said == {"done": 1, TOO_LATE: 2}
    assert sorted(Choice(place.role_id, place.member_id) for place in db.session.query(Place)) in pairs


def test_the_same_members_are_asked_for_two_panels_in_any_order(a_real_database):
    roles = [panel().id, panel(starts_at=NOON + timedelta(days=30)).id]
    staff_id = StaffFactory().id
    ids = [member.id for member in MemberFactory.create_batch(2, interested_in=[Interest.PANELS])]
    db.session.commit()
    everybody = [Choice(role_id, one) for role_id in roles for one in ids]
    orders = [everybody, everybody[::-1], everybody[2:], everybody[:2][::-1]]

    said = all_at_once(a_real_database, [asking(order, staff_id) for order in orders])

    assert said == {"done": 4}
    assert sorted(Choice(place.role_id, place.member_id) for place in db.session.query(Place)) == everybody


def test_two_pages_of_one_coordinator_are_both_kept(a_real_database):
    roles, staff_id = [panel(), panel()], StaffFactory().id
    ids = sorted(member.id for member in MemberFactory.create_batch(2, interested_in=[Interest.PANELS]))
    pairs = [(role.id, role.event_id) for role in roles]
    db.session.commit()

    def keeping(role_id: int, event_id: int) -> Callable[[], object]:
        ticks = Ticks([Choice(role_id, ids[0])], [Choice(role_id, one) for one in ids], [event_id])
        return lambda: keep_ticks(
            About(first=NOON.date(), last=NOON.date()),
            ticks,
            events=[db.session.get_one(Event, event_id)],
            by=db.session.get_one(Account, staff_id),
            now=NOON,
        )

    said = all_at_once(a_real_database, [keeping(*pair) for pair in pairs * 3])

    assert said == {"done": 6}
    rows = db.session.query(DraftChoice).order_by(DraftChoice.role_id, DraftChoice.member_id)
    assert [(row.role_id, row.member_id, row.is_kept) for row in rows] == [
        (role_id, one, one == ids[0]) for role_id, _event in pairs for one in ids
    ]


def test_one_member_is_not_asked_for_two_panels_at_one_time(a_real_database):
    roles, staff_id = [panel().id, panel().id], StaffFactory().id
    member_id = MemberFactory(name="Amara Okafor", interested_in=[Interest.PANELS]).id
    db.session.commit()

    said = all_at_once(a_real_database, [asking([Choice(role_id, member_id)], staff_id) for role_id in roles])

    assert said == {"done": 1, ASKED_ELSEWHERE: 1}


def test_whoever_only_reads_from_now_on_keeps_nobody_from_writing(a_real_database):
    """A proposal that is refused is worked out anew within the same request, for up to ten seconds."""
    panel()
    db.session.commit()

    with a_real_database.test_request_context(method="POST"):
        db.session.add(MemberFactory.build())
        db.session.commit()
        read_only_from_now_on()
        assert db.session.query(EventRole).count() == 1
        asked = MemberFactory.build
        said = all_at_once(a_real_database, [lambda: db.session.add(asked())])

        assert said == {"done": 1}
        assert db.session.query(EventRole).count() == 1
