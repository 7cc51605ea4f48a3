"""Who somebody was is deleted some time after they left or died; what they did with the group stays counted."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.members.actions import deaths, departures
from coproduction.members.actions.former import AT_ONCE, forget_former
from coproduction.members.actions.supporters import IDLE_DAYS, forget_idle
from coproduction.members.models import Departure, Member, MembershipMove, MembershipReview, MemberState
from coproduction.members.rules import FORMER_MONTHS
from coproduction.notifications.models import Channel
from coproduction.schedule.models import Place, PlaceMove
from tests.factories import MemberFactory, RestrictedNoteFactory, SupporterFactory
from tests.members.departing import TODAY, leave
from tests.members.former import DAY, SECRET, clean, die_because, known_everywhere, leave_because, told_of
from tests.members.merged_records import merged, unsigned


@pytest.fixture
def after(noon):
    """The first moment at which somebody who went at noon is no longer known: a day after twelve months."""
    return noon + relativedelta(months=12) + DAY


@pytest.fixture
def known(priya, noon):
    """A member about whom something is written down in every place that there is."""
    return known_everywhere(priya, noon)


@pytest.mark.parametrize("go", [leave_because, die_because])
def test_nothing_in_the_whole_database_names_them_afterwards(known, priya, noon, after, go):
    go(known, priya, noon)

    assert clean(after) == 1

    assert told_of(SECRET) == []
    assert (known.name, known.known_as, known.channel) == ("Former member", "Former member", Channel.LETTER)


def test_what_they_did_stays_counted(known, priya, noon, after):
    leave(known, priya, noon)
    counted = (Member, Place, PlaceMove, MembershipMove, MembershipReview, Account)

    def numbers():
        return [db.session.scalar(select(func.count()).select_from(table)) for table in counted]

    before = numbers()
    clean(after)

    assert numbers() == before
    assert known.joined_on == date(2026, 1, 5)


@pytest.mark.parametrize("days", [0, 1])
def test_the_time_is_a_number_that_people_set(known, priya, noon, days):
    set_number(FORMER_MONTHS, 2, from_day=TODAY, account_id=None, now=noon)
    leave(known, priya, noon)

    assert forget_former(now=noon + relativedelta(months=2) + days * DAY) == days


def test_it_is_done_once_and_the_trail_says_so_without_words(known, priya, noon, after):
    leave(known, priya, noon)

    assert (forget_former(now=after), forget_former(now=after)) == (1, 0)

    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "member.forgotten"))
    assert (entry.subject_type, entry.subject_id, entry.account_id, entry.detail) == ("member", known.id, None, {})


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.PAUSED, MemberState.LEAVING])
def test_nobody_who_belongs_is_forgotten(state, after, noon):
    member = MemberFactory(state=state)
    db.session.add(MembershipMove(member=member, to_state=state, moved_at=noon))

    assert forget_former(now=after) == 0
    assert member.forgotten_at is None


def test_who_came_back_and_left_again_is_kept_from_the_second_time_on(known, priya, noon, after):
    leave(known, priya, noon)
    departures.rejoin(known.id, by=priya, now=noon + DAY)
    again = departures.Leaving(leaves_on=after.date())
    departures.plan_leaving(known.id, again, by=priya, now=after)

    assert forget_former(now=after + DAY) == 0
    assert known.name == SECRET


def test_who_would_like_to_hear_from_us_keeps_their_name_and_how_to_reach_them_alone(known, priya, noon, after):
    plan = departures.Leaving(leaves_on=TODAY, keeps_in_touch=True)
    departures.plan_leaving(known.id, plan, by=priya, now=noon)

    assert clean(after) == 1

    assert told_of(SECRET) == ["member"]
    assert (known.name, known.email, known.phone, known.address) == (
        SECRET,
        f"{SECRET}@example.org".lower(),
        *[SECRET] * 2,
    )
    assert (known.pronouns, known.area, known.travel, known.remarks, known.account) == (None,) * 5


def test_who_kept_in_touch_can_come_back_and_sign_in_anew(known, priya, noon, after):
    plan = departures.Leaving(leaves_on=TODAY, keeps_in_touch=True)
    departures.plan_leaving(known.id, plan, by=priya, now=noon)
    clean(after)

    departures.rejoin(known.id, by=priya, now=after)

    assert (known.account.email, known.account.closed_at, known.forgotten_at) == (known.email, None, None)


def test_somebody_whose_name_is_deleted_is_not_taken_back(known, priya, noon, after):
    leave(known, priya, noon)
    clean(after)

    with pytest.raises(Refusal, match="deleted their details"):
        departures.rejoin(known.id, by=priya, now=after)
    departures.record_death(known.id, by=priya, now=after)
    with pytest.raises(Refusal, match="deleted their details"):
        deaths.take_back_death(known.id, "Wrong news", by=priya, now=after)


def test_a_reference_that_nobody_gave_is_not_asked_of_us_any_more(known, priya, noon, after):
    plan = departures.Leaving(leaves_on=TODAY, wants_reference=True, wants_exit_talk=True)
    departures.plan_leaving(known.id, plan, by=priya, now=noon)

    clean(after)

    wishes = select(Departure.wants_reference, Departure.wants_exit_talk)
    assert db.session.execute(wishes).one() == (False, False)


def test_whoever_is_staff_too_keeps_their_account(known, priya, noon, after):
    known.account.is_coordinator = True
    account, address = known.account, known.account.email
    leave(known, priya, noon)

    clean(after)

    assert (account.email, account.name, account.password_hash) == (address, SECRET, SECRET)
    assert (known.name, known.account_id) == ("Former member", account.id)


def test_a_worry_that_is_not_settled_keeps_them_known(known, priya, noon, after):
    note = RestrictedNoteFactory(member=known)
    leave(known, priya, noon)
    assert forget_former(now=after) == 0

    note.settled_at = after
    assert forget_former(now=after) == 1


def test_what_was_merged_into_their_record_goes_with_it(known, priya, noon, after):
    kept = merged(unsigned(name="Ada Plain", email="ada@example.org"), known, by=priya)
    leave(kept, priya, noon)

    clean(after)

    assert told_of(SECRET) == []
    assert {member.name for member in db.session.scalars(select(Member))} == {"Former member"}


def test_many_go_some_at_a_time_in_as_many_statements_as_one(noon, after, count_statements):
    def gone(number):
        for _ in range(number):
            member = MemberFactory(state=MemberState.LEFT)
            db.session.add(MembershipMove(member=member, to_state=MemberState.LEFT, moved_at=noon))
        db.session.flush()
        db.session.expunge_all()  # as the worker begins

    gone(1)
    with count_statements() as alone:
        assert forget_former(now=after) == 1
    gone(3)
    with count_statements() as several:
        assert forget_former(now=after) == 3
    number, again = ([each for each in all_ if "INSERT INTO audit_entry" not in each] for all_ in (alone, several))
    assert len(again) == len(number)  # the trail has a line for each
    assert AT_ONCE == 100


def test_the_sign_in_of_an_idle_supporter_goes_but_not_that_of_a_former_member(noon):
    idle, former = SupporterFactory(removed_at=noon), MemberFactory(state=MemberState.LEFT)
    former.account.is_member, former.account.is_supporter = False, True
    idle.account.password_hash = "x"
    address = former.account.email

    assert forget_idle(now=noon + (IDLE_DAYS.seed + 1) * DAY) == 2

    db.session.expire_all()
    assert (idle.account.email, idle.account.password_hash) == ("", None)
    assert former.account.email == address


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("membership_move", "update {} set reason = 'another'"),
        ("membership_move", "update {} set reason = '', to_state = 'active'"),
        ("membership_move", "delete from {}"),
        ("place_move", "update {} set reason = 'another'"),
        ("place_move", "update {} set reason = '', via = 'phone'"),
        ("place_move", "delete from {}"),
        ("application_move", "update {} set reason = 'another'"),
        ("application_move", "update {} set reason = '', to_state = 'declined'"),
    ],
)
def test_a_reason_can_be_emptied_and_nothing_else_of_a_move_ever_changes(known, priya, noon, table, change):
    leave(known, priya, noon)
    db.session.execute(text(f"update {table} set reason = ''"))

    with pytest.raises(DatabaseError, match="append-only"), db.session.begin_nested():
        db.session.execute(text(change.format(table)))


def test_the_page_of_somebody_whose_name_is_deleted_offers_nothing_that_would_be_refused(
    coordinator, known, priya, noon, after
):
    leave(known, priya, noon)
    clean(after)
    db.session.commit()

    page = coordinator.get(f"/members/{known.id}")

    assert page.heading == "Former member"
    assert "Welcome them back" not in page.links
