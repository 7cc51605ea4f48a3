"""A former member of whom something stands in every place that there is, and the looking for it."""

from __future__ import annotations

from dateutil.relativedelta import relativedelta
from sqlalchemy import select, update

from coproduction.core.database import Base, db
from coproduction.members.actions import departures
from coproduction.members.actions.former import forget_former
from coproduction.members.actions.supporters import forget_idle
from coproduction.members.models import (
    ApplicationMove,
    ApplicationState,
    InductionDone,
    InductionStep,
    Interest,
    MembershipReview,
)
from coproduction.notifications.forgetting import erase_words
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.models import PlaceMove, PlaceState
from tests.factories import ApplicationFactory, HeldQualificationFactory, MemberFactory, PlaceFactory, SupporterFactory
from tests.members.departing import TODAY

SECRET = "Quillfeather"  # stands in everything that somebody told us, or that was written about them
DAY = relativedelta(days=1)


def known_everywhere(priya, noon):
    """Return a member about whom something is written down in every place that there is."""
    address = f"{SECRET}@example.org".lower()
    asked = dict.fromkeys(("name", "known_as", "phone", "connection", "heard_from", "decision_note"), SECRET)
    decided = {"state": ApplicationState.ACCEPTED, "opened_by": "k" * 20}
    application = ApplicationFactory(email=address, interests=[SECRET], **asked, **decided)
    states = {"from_state": ApplicationState.SUBMITTED, "to_state": ApplicationState.ACCEPTED}
    db.session.add(ApplicationMove(application=application, moved_at=noon, reason=SECRET, **states))
    told = dict.fromkeys(("pronouns", "phone", "address", "area", "travel", "remarks"), SECRET)
    member = MemberFactory(name=SECRET, email=address, application=application, interested_in=list(Interest), **told)
    member.account.password_hash = SECRET
    HeldQualificationFactory(member=member)
    SupporterFactory(member=member, name=f"{SECRET} senior", relation=SECRET, email=f"senior.{address}")
    written = {"member": member, "note": SECRET, "recorded_at": noon, "recorded_by": priya}
    db.session.add(MembershipReview(held_on=TODAY, **written))
    db.session.add(InductionDone(step=InductionStep.WELCOME_CHAT, done_on=TODAY, **written))
    place = PlaceFactory(member=member, state=PlaceState.ATTENDED, note=SECRET, moves_made=1)
    db.session.add(PlaceMove(place=place, to_state=PlaceState.ATTENDED, moved_at=noon, via="website", reason=SECRET))
    db.session.flush()
    return member


def everything():
    """Return all that the database holds, in words, by table."""
    db.session.expire_all()
    return {table.name: repr(db.session.execute(select(table)).all()) for table in Base.metadata.sorted_tables}


def told_of(secret):
    """Return the tables in which it still stands."""
    return [name for name, words in everything().items() if secret.lower() in words.lower()]


def clean(after):
    """Keep house as each day, when all that was to be told has been told."""
    told = {"state": MessageState.SENT, "finished_at": after - relativedelta(months=12) - DAY}
    db.session.execute(update(Message).values(**told))
    erase_words(now=after)
    forget_idle(now=after)
    return forget_former(now=after)


def leave_because(member, priya, noon):
    departures.plan_leaving(member.id, departures.Leaving(leaves_on=TODAY, reason=SECRET), by=priya, now=noon)


def die_because(member, priya, noon):
    departures.record_death(member.id, by=priya, now=noon, reason=SECRET)
