"""Candidates’ names, and what members say about them, for the tests of both."""

from __future__ import annotations

from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.panels.actions import candidates as actions
from coproduction.panels.queries.candidates import candidates_of
from coproduction.schedule.actions.moves import Hand
from tests.factories import StaffFactory

ASKED = "panels/candidates_asked"


def asked():
    """Return who has been asked about candidates, as often as they were."""
    found = db.session.query(Message.member_id).filter_by(template=ASKED).order_by(Message.id)
    return [member_id for (member_id,) in found]


def enter(panel, *names, now):
    return actions.enter_candidates(panel, names, by=StaffFactory(), now=now)


def say(panel, member, now, **knows):
    said = {one.id: knows[one.name.split()[0].lower()] for one in candidates_of(panel.event_id)}
    return actions.answer_candidates(panel, member, knows=said, hand=Hand(member.account), now=now)
