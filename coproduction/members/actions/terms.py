"""How long a membership lasts: the yearly review, and the term that can be renewed."""

from __future__ import annotations

from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.members import emails, rules
from coproduction.members.models import Member, MembershipReview
from coproduction.members.queries import belonging as queries
from coproduction.members.queries.members import lock_member


def record_review(member_id: int, note: str, *, held_on: date, by: Account, now: datetime) -> MembershipReview:
    """Write down a review with the member, and when the next one is due.

    The same review twice is kept once. Refused for a day to come, and for somebody with whom there is none.
    """
    member = lock_member(member_id)
    if not rules.can_be_reviewed(member):
        raise Refusal(f"There is no yearly review with {member.known_as} now.")
    if held_on > uk_wall(now).date():
        raise Refusal("The day must be today or in the past", field="held_on")
    for review in queries.reviews_of(member, viewer=by):
        if (review.held_on, review.note) == (held_on, note):
            return review
    review = MembershipReview(member_id=member.id, held_on=held_on, note=note, recorded_at=now, recorded_by_id=by.id)
    db.session.add(review)
    member.review_due_on = max(rules.next_review(held_on), member.review_due_on or held_on)
    record("member.reviewed", member, by=by, now=now, held_on=held_on)
    return review


def renew_term(member_id: int, *, seen: int, by: Account, now: datetime) -> Member:
    """Give the member another term after this one, and tell them.

    `seen` is how many terms they had when the coordinator looked, so that a second click gives no second term.
    Refused when they have had as many as there are.
    """
    member = lock_member(member_id)
    if member.terms != seen:
        return member
    today = uk_wall(now).date()
    if not rules.can_be_reviewed(member):
        raise Refusal(f"{member.known_as} cannot be given another term now.")
    if not rules.has_term_left(member, today=today):
        raise Refusal(f"{member.known_as} has had as many terms as a member can have. You can end their term kindly.")
    until = (member.term_ends_on or today) + relativedelta(years=value_of(rules.TERM_YEARS, on=today))
    member.terms, member.term_ends_on = member.terms + 1, until
    record("member.term_renewed", member, by=by, now=now, until=until)
    emails.term_renewed(member, until, now=now)
    return member
