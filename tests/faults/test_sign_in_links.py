"""One sign-in link, pressed in many browsers at once, lets one of them in, on either database."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from coproduction.accounts.actions import make_link, use_link
from coproduction.accounts.actions.links import DEAD_LINK
from coproduction.accounts.models import LinkPurpose
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from tests.conftest import NOON
from tests.factories import AccountFactory

BROWSERS = 20


def test_a_link_that_20_browsers_use_at_once_lets_one_in(a_real_database):
    token = make_link(AccountFactory.create(), LinkPurpose.SIGN_IN, now=NOON)
    db.session.commit()
    start = Barrier(BROWSERS)

    def press() -> str:
        with a_real_database.app_context():
            start.wait()
            try:
                use_link(token, now=NOON)
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                return refusal.message
            return "in"

    with ThreadPoolExecutor(BROWSERS) as browsers:
        came_out = Counter(future.result() for future in [browsers.submit(press) for _ in range(BROWSERS)])

    assert came_out == {"in": 1, DEAD_LINK: BROWSERS - 1}
