"""Who came in with a group's list is told that we hold their details, and stands on the to-do list until then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.members.actions import departures
from coproduction.members.actions.imports import welcome_member
from coproduction.members.actions.merging import merge
from coproduction.members.actions.untold import note_told
from coproduction.members.models import Member
from coproduction.members.queries.untold import untold_members
from coproduction.members.rules import DAYS_TO_TELL
from coproduction.site.queries.to_do.untold import untold_members as task_of
from tests.conftest import NOON
from tests.factories import MemberFactory, StaffFactory
from tests.members.departing import TODAY, die, leave
from tests.members.lists_of_members import bring, table_of

DAYS = timedelta(days=14)


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def tunde():
    """Somebody who came in with a list at noon, and was not told."""
    bring(table_of(("Tunde Balogun", "", "07700 900100", "NG22", "", "phone")))
    return db.session.scalars(select(Member)).one()


def untold(priya):
    return [row.name for row in untold_members(1, viewer=priya)]


def asked(priya, now):
    return [tuple(task)[1:4] for task in task_of(viewer=priya, now=now).tasks]


def test_fourteen_days_after_the_list_the_to_do_list_asks_until_they_know(priya, tunde):
    assert asked(priya, NOON + DAYS - timedelta(seconds=1)) == []
    assert asked(priya, NOON + DAYS) == [
        (
            "Tell 1 person that we hold their details",
            "They came in with a list on 4 January 2027. They may not know.",
            "The law says by 4 February 2027, in 17 days",
        )
    ]

    assert note_told([tunde.id], by=priya, now=NOON) == 1
    assert (asked(priya, NOON + DAYS), untold(priya)) == ([], [])


def test_after_how_many_days_it_asks_is_a_number_that_people_set(priya, tunde):
    set_number(DAYS_TO_TELL, 1, from_day=TODAY, account_id=None, now=NOON)

    assert len(asked(priya, NOON + timedelta(days=1))) == 1


def test_many_are_one_task(priya, tunde):
    MemberFactory(untold_since=NOON + timedelta(days=3), account=None)

    [(what, why, _)] = asked(priya, NOON + timedelta(days=20))

    assert what == "Tell 2 people that we hold their details"
    assert why == "They came in with a list on 4 January 2027, or later. They may not know."


def test_who_is_welcomed_as_they_come_in_knows(priya):
    row = ("Tunde Balogun", "", "07700 900100", "NG22", "", "phone")
    bring(table_of(row), welcome=True)
    assert untold(priya) == ["Tunde Balogun"]  # the command has nobody to welcome them for

    welcome_member(db.session.scalars(select(Member.id)).one(), by=priya, now=NOON)

    assert untold(priya) == []


def sign_in(one, _):
    one.account = StaffFactory(signed_in_at=NOON)
    db.session.flush()


def come_back(one, priya):
    leave(one, priya, NOON)
    departures.rejoin(one.id, by=priya, now=NOON)


def turn_out_to_be_somebody_who_joined(one, priya):
    merge(MemberFactory(account=None).id, one.id, (), by=priya, now=NOON)


def keep_who_came_in(one, priya):
    merge(one.id, MemberFactory(account=None).id, (), by=priya, now=NOON)


@pytest.mark.parametrize(
    "happens",
    [
        sign_in,
        come_back,
        turn_out_to_be_somebody_who_joined,
        keep_who_came_in,
        lambda one, priya: leave(one, priya, NOON),
        lambda one, priya: die(one, priya, NOON),
    ],
)
def test_nobody_asks_for_who_knows_or_has_gone(priya, tunde, happens):
    happens(tunde, priya)

    assert (asked(priya, NOON + DAYS), untold(priya)) == ([], [])


def test_two_who_were_not_told_stay_one_who_is_not(priya, tunde):
    other = MemberFactory(untold_since=NOON, account=None)

    merge(tunde.id, other.id, (), by=priya, now=NOON)

    assert untold(priya) == ["Tunde Balogun"]


def test_twice_is_once_and_only_who_waits_is_written_down(priya, tunde):
    someone_else = MemberFactory()

    assert [note_told([tunde.id, someone_else.id], by=priya, now=NOON) for _ in range(2)] == [1, 0]
    told = select(AuditEntry.subject_id, AuditEntry.account_id).where(AuditEntry.action == "member.told_of_details")
    assert db.session.execute(told).all() == [(tunde.id, priya.id)]


def test_only_coordinators_read_who_is_to_be_told():
    with pytest.raises(PermissionError):
        untold_members(1, viewer=MemberFactory().account)
    with pytest.raises(PermissionError):
        task_of(viewer=MemberFactory().account, now=NOON)


def test_the_page_says_what_to_say_and_takes_who_knows(coordinator):
    for name in ("Bella Rowe", "Harold Pym", "Tunde Balogun"):
        MemberFactory(name=name, untold_since=NOON, account=None, channel="letter", address="2 Example Row,\nMansfield")

    page = coordinator.get("/members").follow("See who is to be told that we hold their details")
    assert page.heading == "Tell them that we hold their details"
    assert "By letter: 2 Example Row, Mansfield. Brought in on 4 January 2027." in page.text
    assert page.press("Save that they know").errors == ["Select who knows now"]
    page = page.press("Save that they know", told=[str(db.session.scalar(select(func.min(Member.id))))])
    assert "Bella Rowe" not in page.main.form.get_text()

    page = page.press("Save that they know", told=["everybody"])
    assert "Nobody waits to be told." in page.text
