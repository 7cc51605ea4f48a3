"""What a merge does to the life of both records: sign-in, moves, dates, and what is forgotten at the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.departures import Leaving, plan_leaving, record_death
from coproduction.members.actions.merging import merge
from coproduction.members.actions.supporters import SupporterDetails, add_supporter
from coproduction.members.models import Grant, InductionDone, InductionStep, MembershipMove, MemberState
from coproduction.members.queries.timeline import timeline_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, MessageState, Recipient
from tests.conftest import NOON
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory

LEFT, INDUCTION, PROBATION = MemberState.LEFT, MemberState.INDUCTION, MemberState.PROBATION
CHANGED = "Your email address has changed"


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


@pytest.fixture(autouse=True)
def on_the_site(app):
    with app.test_request_context():
        yield


def merged(kept, other, *taken, by):
    merge(kept.id, other.id, taken, by=by, now=NOON)
    db.session.expire_all()
    return kept


def test_the_old_address_is_told_and_copies_follow_when_a_merge_changes_the_sign_in(priya, inbox):
    helped = MemberFactory()
    kept = MemberFactory(name="Ruth", email="old@example.org")
    other = MemberFactory(account=None, email="new@example.org")
    details = SupporterDetails(name="Ruth", email="old@example.org", grants=frozenset({Grant.GET_COPIES}))
    help_given = add_supporter(helped.id, details, by=helped.account, now=NOON)

    merged(kept, other, "email", by=priya)

    assert [to for to, subject in inbox.letters if subject == CHANGED] == ["old@example.org"]
    assert (help_given.account, help_given.email) == (kept.account, "new@example.org")


def test_the_address_that_a_sign_in_had_before_is_told_when_it_comes_along_to_another(priya, inbox):
    kept = MemberFactory(account=None, email="old@example.org")
    other = MemberFactory(email="former@example.org")
    other.account.email = "before@example.org"

    merged(kept, other, by=priya)

    assert [to for to, subject in inbox.letters if subject == CHANGED] == ["before@example.org"]
    assert kept.account.email == "old@example.org"


def test_a_warning_that_waits_is_not_lost_to_the_warning_of_the_merge(priya, inbox):
    kept, other = MemberFactory(email="old@example.org"), MemberFactory(account=None, email="new@example.org")
    first = Recipient(name="R", email="older@example.org", member_id=other.id)
    send("members/email_changed", first, key="1", now=NOON, member=other)

    merged(kept, other, "email", by=priya)

    assert [(one.to_address, one.state) for one in inbox.messages] == [
        ("older@example.org", MessageState.WAITING),
        ("old@example.org", MessageState.WAITING),
    ]


def test_the_sign_in_of_a_record_that_had_left_is_open_again_for_a_member_who_is_here(priya):
    kept, other = MemberFactory(account=None), MemberFactory(email="ruth@example.org")
    account = other.account
    plan_leaving(other.id, Leaving(leaves_on=NOON.date()), by=priya, now=NOON)
    assert account.is_active is False

    merged(kept, other, by=priya)

    assert (kept.account, account.is_active, account.is_member) == (account, True, True)


def test_nobody_who_has_left_gets_in_by_a_merge(priya):
    kept, other = MemberFactory(account=None, state=LEFT), MemberFactory()
    account = other.account
    plan_leaving(other.id, Leaving(leaves_on=NOON.date()), by=priya, now=NOON)

    merged(kept, other, by=priya)

    assert (kept.account, account.is_active, account.is_member) == (account, False, False)


@pytest.mark.parametrize(
    ("state", "moves"), [(MemberState.ACTIVE, [LEFT]), (MemberState.PAUSED, [LEFT]), (LEFT, []), (INDUCTION, [LEFT])]
)
def test_the_other_record_makes_a_legal_move_with_date_hand_and_reason(priya, state, moves):
    kept, other = MemberFactory(), MemberFactory(state=state)

    merged(kept, other, by=priya)

    written = db.session.scalars(select(MembershipMove).order_by(MembershipMove.id)).all()
    assert [(move.member_id, move.from_state, move.to_state) for move in written] == [
        (other.id, state, to) for to in moves
    ]
    assert [(move.moved_at, move.moved_by_id, move.message_key) for move in written] == [(NOON, priya.id, None)] * len(
        moves
    )
    told = [line.more for line in timeline_of(kept, viewer=priya) if line.what == "Membership: left"]
    assert told == ["Only this record is closed: it became part of another record of the same person"] * len(moves)


def test_the_later_term_review_and_probation_stay_and_the_more_terms_count(priya):
    early, late = date(2027, 5, 1), date(2028, 5, 1)
    kept = MemberFactory(
        state=PROBATION, term_ends_on=early, review_due_on=late, probation_ends_on=None, terms=1, account=None
    )
    other = MemberFactory(
        state=PROBATION, term_ends_on=late, review_due_on=early, probation_ends_on=early, terms=2, account=None
    )

    merged(kept, other, by=priya)

    assert (kept.term_ends_on, kept.review_due_on, kept.probation_ends_on, kept.terms) == (late, late, early, 2)


def test_a_record_that_had_left_gives_no_dates_and_no_steps_to_somebody_who_begins_anew(priya):
    ends = date(2027, 5, 1)
    kept = MemberFactory(state=INDUCTION, term_ends_on=ends, review_due_on=None, terms=1)
    other = MemberFactory(state=LEFT, terms=2, term_ends_on=ends + timedelta(days=9))
    step(other, NOON.date(), by=priya)

    merged(kept, other, by=priya)

    assert (kept.term_ends_on, kept.terms) == (ends, 1)
    assert db.session.scalars(select(InductionDone.member_id)).all() == [other.id]


@pytest.mark.parametrize("days", [-3, 3])
def test_of_a_step_done_under_both_records_the_first_day_counts(priya, days):
    kept, other = MemberFactory(state=INDUCTION), MemberFactory(state=INDUCTION)
    mine, theirs = NOON.date(), NOON.date() + timedelta(days=days)
    step(kept, mine, by=priya)
    step(other, theirs, by=priya)

    merged(kept, other, by=priya)

    done = select(InductionDone.done_on).where(InductionDone.member_id == kept.id)
    assert db.session.scalars(done).all() == [min(mine, theirs)]


def step(member, day, *, by):
    done = {"step": InductionStep.WELCOME_CHAT, "done_on": day, "recorded_at": NOON, "recorded_by": by}
    db.session.add(InductionDone(member=member, **done))
    db.session.flush()


def test_the_application_of_a_merged_record_is_forgotten_when_the_member_leaves(priya):
    kept = MemberFactory(application=ApplicationFactory(about="Mine"))
    other = MemberFactory(application=ApplicationFactory(about="Theirs", travel="By bus"))
    theirs = other.application
    merged(kept, other, by=priya)

    plan_leaving(kept.id, Leaving(leaves_on=NOON.date()), by=priya, now=NOON)

    db.session.refresh(theirs)
    assert (kept.application.about, theirs.about, theirs.travel) == (None, None, None)


def test_a_death_drops_what_waits_about_the_application_of_a_merged_record(priya, inbox):
    kept, other = MemberFactory(account=None), MemberFactory(account=None, application=ApplicationFactory())
    key = f"application-{other.application_id}-received"
    send("members/reply_received", Recipient(name="R", email="r@example.org"), key=key, now=NOON, days=3,
         application=other.application, name="R")  # fmt: skip
    merged(kept, other, by=priya)

    record_death(kept.id, by=priya, now=NOON)

    assert [(one.key, one.state) for one in inbox.messages] == [(key, MessageState.DROPPED)]


def test_leaving_drops_what_still_waits_under_a_merged_record(priya, inbox):
    kept, other = MemberFactory(account=None), MemberFactory(account=None)
    merged(kept, other, by=priya)
    late = Recipient(name="R", channel=Channel.EMAIL, email="r@example.org", member_id=other.id)
    send("members/resumed", late, key="late", now=NOON, member=other)

    plan_leaving(kept.id, Leaving(leaves_on=NOON.date()), by=priya, now=NOON)

    assert [one.state for one in inbox.messages if one.key == "late"] == [MessageState.DROPPED]
