"""Questions when members could take part, and answers, for the tests of what follows from them."""

from __future__ import annotations

from datetime import date

from coproduction.core.database import db
from coproduction.rosters.actions import availability as actions
from coproduction.rosters.actions.availability import By
from coproduction.rosters.models import Availability, CanCome
from coproduction.schedule.models import Via

YES, MAYBE, NO = CanCome
TENTH = date(2027, 1, 10)
SENT = "Send my answers"


def ask(*roles, by, now, answer_by=TENTH, words=""):
    """Ask about the events of these roles."""
    return actions.ask_when([role.event_id for role in roles], answer_by=answer_by, words=words, by=by, now=now)


def say(question, member, now, *, via=Via.WEBSITE, account=None, **by_title):
    """Answer by the first word of the events' titles."""
    ids = {each.event.title.split()[0].lower(): each.event_id for each in question.dates}
    said = {ids[word]: answer for word, answer in by_title.items()}
    return actions.answer(question.id, member, said=said, by=By(account, via), now=now)


def said(member):
    """Return what stands under the member, by the first word of the event."""
    rows = db.session.query(Availability).filter_by(member_id=member.id).order_by(Availability.event_id)
    return {row.event.title.split()[0].lower(): row.said for row in rows}


def field_of(role):
    """Return the name of the field for the event of a role."""
    return f"option_{role.event_id}_{int(role.event.starts_at.timestamp())}"
