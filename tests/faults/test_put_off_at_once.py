"""A panel that was put off is accepted anew while others do so too, or while what it held is deleted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.documents.models import Document
from coproduction.panels.actions import deciding
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.models import (
    Pack,
    PackPaper,
    PackQuestion,
    PanelCase,
    PanelRequest,
    PanelStage,
    RequestedTime,
    TimePart,
)
from tests.conftest import NOON
from tests.factories import DocumentVersionFactory, PanelCaseFactory, PanelRequestFactory, StaffFactory
from tests.faults.at_once import all_at_once, count
from tests.faults.waiting import one_while_the_other_waits
from tests.panels.seats import pack

JUNE = datetime(2027, 6, 8, 9, tzinfo=UTC)
LATER = NOON + timedelta(days=90)
CHANGED = "Somebody else has just changed this panel. Look at it again first."


@pytest.fixture
def waits(a_real_database):
    """The case of a panel with a pack that was put off, and asked for again with a day in June."""
    case, staff = PanelCaseFactory(stage=PanelStage.ROSTERED), StaffFactory()
    june = RequestedTime(
        part=TimePart.INTERVIEWS, starts_at=JUNE, ends_at=JUNE + timedelta(hours=3), asked_at=LATER - timedelta(days=60)
    )
    request = PanelRequestFactory(case=case, times=[june])
    pack(case.panel, "How do you listen?")
    version = DocumentVersionFactory()
    db.session.add(PackPaper(event_id=case.event_id, document_id=version.document_id, names_nobody=True))
    deciding.postpone_panel(request, "The post waits.", by=staff, now=NOON)
    case.stage = PanelStage.REQUESTED
    db.session.commit()
    return case.id


def accepts(case_id, by_id):
    request, by = db.session.get_one(PanelRequest, case_id), db.session.get_one(Account, by_id)
    deciding.accept_request(request, Acceptance(), by=by, now=LATER)


def new_packs(case_id):
    """Count the packs, questions and files of the panel's new event."""
    event_id = db.session.get_one(PanelCase, case_id, populate_existing=True).event_id
    return [count(table.event_id == event_id, of=table) for table in (Pack, PackQuestion, PackPaper)]


def test_its_pack_comes_along_once_when_two_accept_it(a_real_database, waits):
    people = [account.id for account in StaffFactory.create_batch(2)]
    db.session.commit()

    came_out = all_at_once(a_real_database, [partial(accepts, waits, by) for by in people])

    assert set(came_out) <= {"done", CHANGED}
    assert (new_packs(waits), count(of=Document)) == ([1, 1, 1], 1)


@pytest.mark.parametrize("goes_first", [True, False])
def test_its_pack_comes_along_whole_or_is_gone_when_the_time_for_it_is_over(a_real_database, waits, goes_first):
    by = StaffFactory.create().id
    db.session.commit()

    deeds = (partial(forget_panels, now=LATER), partial(accepts, waits, by))
    one_while_the_other_waits(a_real_database, *(deeds if goes_first else reversed(deeds)))

    assert (new_packs(waits), count(of=Document)) == (([0, 0, 0], 0) if goes_first else ([1, 1, 1], 1))
    assert count(of=Pack) == count(of=Document)  # what it had before is gone
