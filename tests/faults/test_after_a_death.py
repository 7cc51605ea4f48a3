"""Nothing is sent to somebody who has died: not what a worker holds, not what is being written at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event as Signal
from threading import Thread

from flask import Flask
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.deaths import Elsewhere, record_death_everywhere
from coproduction.members.actions.departures import record_death
from coproduction.members.models import Member, MembershipMove, MemberState
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.delivery import deliver_due
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.notifications.queries import contact_tasks
from tests.conftest import NOON
from tests.factories import MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once
from tests.notifications.mail_server import Postbox, mail_server


@contextmanager
def posting(app: Flask) -> Iterator[Postbox]:
    """Let the application send to a mail server of its own."""
    with mail_server() as (postbox, port):
        mail = app.extensions["mail"]
        mail.server, mail.port = "127.0.0.1", port
        yield postbox


def tell(member: Member, *, times: int = 1) -> None:
    """Put messages to the member in the outbox."""
    for number in range(times):
        key = f"told-{member.id}-{number}-{datetime.now(UTC).isoformat()}"
        send("members/paused", recipient_of(member), key=key, now=NOON, member=member)


def die(app: Flask, member_id: int, by_id: int) -> None:
    """Write down a death, in a session of its own."""
    with app.app_context():
        record_death(member_id, by=db.session.get_one(Account, by_id), now=NOON)
        db.session.commit()


def states() -> list[MessageState]:
    """Return how far each message has come, the oldest first."""
    found = list(db.session.scalars(select(Message.state).order_by(Message.id)))
    db.session.rollback()
    return found


def test_a_death_between_the_claim_and_the_sending_sends_nothing_more(a_real_database):
    member, by = MemberFactory(), StaffFactory()
    tell(member, times=3)
    db.session.commit()
    member_id, by_id = member.id, by.id
    db.session.rollback()

    def after_each() -> None:
        if len(postbox.received) == 1:
            death = Thread(target=die, args=(a_real_database, member_id, by_id))
            death.start()
            death.join()

    with posting(a_real_database) as postbox:
        postbox.after_each = after_each
        sent = deliver_due(clock=lambda: NOON)

    assert (sent, len(postbox.received)) == (1, 1)
    assert states()[1:] == [MessageState.DROPPED, MessageState.DROPPED]


def test_others_still_get_what_was_claimed_beside_it(a_real_database):
    dies, lives, by = MemberFactory(), MemberFactory(email="lives@example.org"), StaffFactory()
    for member in (dies, lives, dies, lives):
        tell(member)
    db.session.commit()
    record_death(dies.id, by=by, now=NOON)
    db.session.commit()

    with posting(a_real_database) as postbox:
        deliver_due(clock=lambda: NOON)

    assert postbox.sent_to() == ["lives@example.org", "lives@example.org"]


def test_what_is_written_at_the_moment_of_a_death_goes_to_nobody(a_real_database):
    by_email = MemberFactory()
    by_phone = MemberFactory(channel=Channel.PHONE, phone="0115 496 0100")
    by = StaffFactory()
    db.session.commit()
    ids = (by_email.id, by_phone.id)
    by_id = by.id
    db.session.rollback()
    written = Signal()

    def write() -> None:
        with a_real_database.app_context():
            for member_id in ids:
                tell(db.session.get_one(Member, member_id))
            written.set()
            deaths_begun.wait(0.5)
            db.session.commit()

    deaths_begun = Signal()
    writer = Thread(target=write)
    writer.start()
    written.wait(5)
    deaths = [Thread(target=die, args=(a_real_database, member_id, by_id)) for member_id in ids]
    for death in deaths:
        death.start()
    deaths_begun.set()
    for thread in (writer, *deaths):
        thread.join()

    with posting(a_real_database) as postbox:
        sent = deliver_due(clock=lambda: NOON + timedelta(hours=1))
    tasks = contact_tasks(1, viewer=db.session.get_one(Account, by_id), now=NOON + timedelta(hours=1))

    assert (sent, postbox.received, list(tasks.rows)) == (0, [], [])


def test_a_death_on_two_records_at_once_is_one_death_on_each_and_stops_what_is_written_meanwhile(a_real_database):
    first, second = MemberFactory(), MemberFactory(channel=Channel.PHONE, phone="0115 496 0100")
    staff = StaffFactory.create_batch(2)
    tell(second)
    db.session.commit()
    ids, by_ids = (first.id, second.id), [account.id for account in staff]
    db.session.rollback()

    def dies(one: int, other: int, by_id: int) -> None:
        by = db.session.get_one(Account, by_id)
        record_death_everywhere(one, Elsewhere(members=[other]), by=by, now=NOON)

    said = all_at_once(
        a_real_database,
        [
            lambda: dies(ids[0], ids[1], by_ids[0]),
            lambda: dies(ids[1], ids[0], by_ids[1]),
            lambda: tell(db.session.get_one(Member, ids[1])),
        ],
    )
    with posting(a_real_database) as postbox:
        sent = deliver_due(clock=lambda: NOON + timedelta(hours=1))
    tasks = contact_tasks(1, viewer=db.session.get_one(Account, by_ids[0]), now=NOON + timedelta(hours=1))

    assert said == {"done": 3}
    assert (sent, postbox.received, list(tasks.rows)) == (0, [], [])
    dead = select(MembershipMove.member_id).where(MembershipMove.to_state == MemberState.DIED)
    assert sorted(db.session.scalars(dead)) == sorted(ids)
