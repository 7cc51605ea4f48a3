"""What a recruiting manager asks for in the tests of panels, and how it is sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from coproduction.core.asking.drafts import begin_draft
from coproduction.panels.actions import requests
from coproduction.panels.models import PanelStage, RequestDraft, Say
from coproduction.panels.request_keys import key_for
from coproduction.panels.rules.requests import Times
from coproduction.schedule.models import EventFormat
from tests.factories import (
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
)

DETAILS = requests.RequestDetails(
    post="Co-production Officer",
    band="Band 5",
    team="Personalised care team",
    candidates=5,
    format=EventFormat.IN_PERSON,
    site="Example House, Nottingham",
    access=["step-free"],
    access_notes="",
    members=3,
    has_chair=True,
    shadows=1,
    say=Say.EQUAL,
    say_notes="",
    contact_name="Sam Lowe",
    contact_email="sam.lowe@example.org",
    contact_phone="0115 496 0150",
    budget_code="",
)
IN_TIME = Times(days=(date(2027, 2, 2), date(2027, 2, 3)), starts=time(9, 30), ends=time(16))
SHORT = Times(days=(date(2027, 1, 7),), starts=time(9, 30), ends=time(16))
TUESDAY = datetime(2027, 2, 2, 9, 30, tzinfo=UTC)


def asked(noon, times=IN_TIME, **details):
    """Send a request, begun a while ago."""
    draft, _key = begin_draft(RequestDraft, now=noon - timedelta(minutes=5))
    wanted = requests.RequestDetails(**{**{name: getattr(DETAILS, name) for name in DETAILS.__slots__}, **details})
    return requests.send_request(draft, wanted, times, decoy="", now=noon)


def agreed(stage=PanelStage.RECRUITING, **event):
    """Make a request that was accepted, with its panel as it stands at this stage."""
    panel = PanelFactory(event__starts_at=TUESDAY, **event)
    return PanelRequestFactory(case=PanelCaseFactory(panel=panel, stage=stage))


def subjects(inbox):
    return [message.subject for message in inbox.messages]


def address(request, page=""):
    """Return where the manager of a request follows it, or a page beside."""
    return f"/panels/tracking/{key_for(request)}{page}"
