"""Sending what is due in the outbox. Commands and the worker run it, and it commits, as they would.

Each step has its own short transaction: claim some emails under a lease, hand each to the mail server with no
transaction open, mark each as it goes. A worker that dies leaves a lease, which runs out; the email goes again with
the same Message-ID. A crash can repeat an email but never lose one. Each row is looked at once more just before its
email goes, because a message can be dropped, and a person can die, after the claim.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import not_, or_, select, update

from coproduction.core.database import db
from coproduction.notifications import queries, smtp
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.notifications.quiet_hours import REMINDERS, is_quiet
from coproduction.notifications.rules import is_to_be_told
from coproduction.notifications.smtp import Email, Outcome, Try

LEASE = timedelta(minutes=5)
BATCH = 20
MOST_TRIES = 12  # the waits between them add up to about a day
LONGEST_WAIT = timedelta(hours=8)

log = logging.getLogger("coproduction.notifications")
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Round:
    """The emails of one claim: those not tried yet, when to stop lest the lease run out, and how many went.

    `for_the_morning` are the reminders whose turn came in the quiet hours, though they were claimed before.
    """

    left: deque[Email]
    stop_at: datetime
    for_the_morning: list[Email] = field(default_factory=list)
    sent: int = 0
    server_is_well: bool = True


def deliver_due(*, clock: Clock, lease: timedelta = LEASE, carry_on: Callable[[], bool] = lambda: True) -> int:
    """Send every email that is due, and return how many went.

    `carry_on` is asked before each email; when it says no, what is left waits for the next worker. An email that was
    tried and did not go waits a minute, then longer and longer. A server that takes a few and hangs up is rung again;
    one that takes none is left alone until the next call.
    """
    sent = 0
    while carry_on():
        this = _claim(limit=BATCH, now=clock(), lease=lease)
        if not this.left:
            break
        try:
            _send(this, clock=clock, carry_on=carry_on)
        finally:
            _release(this)
        sent += this.sent
        if not (this.sent or this.server_is_well):
            break
    if sent:
        log.info("emails sent", extra={"sent": sent})
    return sent


def wait_after(tries: int) -> timedelta:
    """Return how long an email waits after its nth failed try: 1 minute, 2, 4 and so on up to 8 hours."""
    return min(timedelta(minutes=2 ** (tries - 1)), LONGEST_WAIT)


def _claim(*, limit: int, now: datetime, lease: timedelta) -> Round:
    """Take up to `limit` due emails for this worker until the lease runs out.

    Two workers never hold one message: PostgreSQL skips locked rows, SQLite lets one writer in at a time.
    """
    due = (
        select(Message.id)
        .where(Message.state == MessageState.WAITING, Message.channel == Channel.EMAIL, Message.send_after <= now)
        .where(or_(Message.leased_until.is_(None), Message.leased_until < now))
        .where(Message.template.not_in(sorted(REMINDERS) if is_quiet(now) else ()))
        .order_by(Message.send_after, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    places = {message_id: place for place, message_id in enumerate(db.session.scalars(due))}
    claimed = (
        update(Message)
        .where(Message.id.in_(places))
        .values(leased_until=now + lease, attempts=Message.attempts + 1)
        .returning(*(getattr(Message, field.name) for field in fields(Email)))
        .execution_options(synchronize_session=False)
    )
    emails = [Email(**row._mapping) for row in db.session.execute(claimed)]
    db.session.commit()
    return Round(deque(sorted(emails, key=lambda email: places[email.id])), stop_at=now + lease * 3 / 4)


def _send(this: Round, *, clock: Clock, carry_on: Callable[[], bool]) -> None:
    """Hand over the emails of this round by one connection, until it breaks or the lease is nearly over."""
    try:
        with smtp.connect() as connection:
            while this.left and this.server_is_well and carry_on() and clock() < this.stop_at:
                email = this.left.popleft()
                if not _is_still_to_be_sent(email, now=clock()):
                    continue
                if _waits_for_the_morning(email, now=clock()):
                    this.for_the_morning.append(email)
                    continue
                result = connection.try_to_send(email, now=clock())
                _mark(email, result, now=clock())
                this.sent += result.outcome is Outcome.SENT
                this.server_is_well = result.outcome is not Outcome.BROKEN
    except OSError as fault:
        _put_off(this, fault, now=clock())


def _is_still_to_be_sent(email: Email, *, now: datetime) -> bool:
    """Look at the row once more. What was written for somebody at the moment of their death is dropped here."""
    wanted = queries.is_still_to_be_sent(email.id, leased_until=email.leased_until)
    if not wanted:
        silenced = (Message.id == email.id, Message.state == MessageState.WAITING, not_(is_to_be_told()))
        db.session.execute(
            update(Message)
            .where(*silenced)
            .values(state=MessageState.DROPPED, finished_at=now, leased_until=None)
            .execution_options(synchronize_session=False)
        )
    db.session.commit()  # no transaction stays open while an email is sent
    return wanted


def _waits_for_the_morning(email: Email, *, now: datetime) -> bool:
    """Say whether it is a reminder, and the quiet hours have begun since it was claimed."""
    waits = email.template in REMINDERS and is_quiet(now)
    db.session.commit()
    return waits


def _put_off(this: Round, fault: OSError, *, now: datetime) -> None:
    """Note that the server could not be reached for any email of this round."""
    log.warning("no connection to the mail server", extra={"fault": type(fault).__name__})
    this.server_is_well = False
    while this.left:
        _mark(this.left.popleft(), Try(Outcome.DEFERRED, type(fault).__name__), now=now)


def _mark(email: Email, result: Try, *, now: datetime) -> None:
    """Write down what became of a try, unless another worker has taken the email over meanwhile."""
    held = [Message.id == email.id, Message.state == MessageState.WAITING]
    if result.outcome is not Outcome.SENT:
        held.append(Message.leased_until == email.leased_until)
        log.warning("an email did not go", extra={"email": email.id, "fault": result.fault})
    after = _after(email, result, now=now)
    db.session.execute(update(Message).where(*held).values(leased_until=None, last_error=result.fault, **after))
    db.session.commit()


def _after(email: Email, result: Try, *, now: datetime) -> dict[str, Any]:
    """Return what changes on the row after a try."""
    if result.outcome is Outcome.SENT:
        erased = {"text": "", "html": ""} if email.is_secret else {}
        return {"state": MessageState.SENT, "finished_at": now, **erased}
    if result.outcome is Outcome.REFUSED or email.attempts >= MOST_TRIES:
        return {"state": MessageState.FAILED, "finished_at": now}
    return {"send_after": now + wait_after(email.attempts)}


def _release(this: Round) -> None:
    """Give back, as if never claimed, what was not tried."""
    for email in (*this.left, *this.for_the_morning):
        ours = (Message.id == email.id, Message.leased_until == email.leased_until)
        db.session.execute(update(Message).where(*ours).values(leased_until=None, attempts=Message.attempts - 1))
    db.session.commit()
