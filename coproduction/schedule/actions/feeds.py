"""Giving a member a private calendar address, replacing it when it has leaked, and stopping it."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.schedule.models import CalendarFeed
from coproduction.schedule.queries.feeds import feed_of


def open_feed(member: Member, seed: str, *, by: Account, now: datetime) -> CalendarFeed:
    """Give the member a calendar address, made from this seed. Who has one keeps it, so a double click is harmless."""
    lock_member(member.id)
    if feed := feed_of(member):
        return feed
    feed = CalendarFeed(member_id=member.id, seed=seed, made_at=now)
    db.session.add(feed)
    db.session.flush()
    record("schedule.calendar_opened", feed, by=by, now=now)
    return feed


def replace_feed(member: Member, seed: str, *, by: Account, now: datetime) -> CalendarFeed:
    """Give the member another calendar address. The one before opens nothing from the commit on."""
    lock_member(member.id)
    feed = feed_of(member)
    if feed is None:
        return open_feed(member, seed, by=by, now=now)
    feed.seed, feed.made_at = seed, now
    db.session.flush()
    record("schedule.calendar_replaced", feed, by=by, now=now)
    return feed


def stop_feed(member: Member, *, by: Account | None, now: datetime) -> bool:
    """Stop the member's calendar address for good, and say whether there was one."""
    feed = feed_of(member)
    if feed is None:
        return False
    record("schedule.calendar_stopped", feed, by=by, now=now)
    db.session.delete(feed)
    db.session.flush()
    return True
