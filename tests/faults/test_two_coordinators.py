"""One application that many coordinators accept at once makes one member, on either database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.decisions import accept_application
from coproduction.members.models import Member
from coproduction.notifications.models import Message
from tests.conftest import NOON
from tests.factories import ApplicationFactory, StaffFactory

COORDINATORS = 10
TOO_LATE = "accepted this application on Monday 4 January 2027, midday. Nothing has changed."


def test_an_application_that_10_coordinators_accept_at_once_makes_one_member(a_real_database):
    application_id = ApplicationFactory.create().id
    coordinators = [account.id for account in StaffFactory.create_batch(COORDINATORS)]
    db.session.commit()
    start = Barrier(COORDINATORS)

    def accept(coordinator_id: int) -> str:
        with a_real_database.app_context():
            by = db.session.get_one(Account, coordinator_id)
            db.session.rollback()
            start.wait()
            try:
                accept_application(application_id, by=by, now=NOON)
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                return refusal.message.split(" ", 2)[2]
            return "accepted"

    with ThreadPoolExecutor(COORDINATORS) as browsers:
        came_out = Counter(browsers.map(accept, coordinators))

    assert came_out == {"accepted": 1, TOO_LATE: COORDINATORS - 1}
    assert [db.session.scalar(select(func.count()).select_from(table)) for table in (Member, Message)] == [1, 1]
