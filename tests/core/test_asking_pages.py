"""What is alike however a stranger asks: for a panel, or for training."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from tests.core.asked import fills_in
from tests.factories import PanelRequestFactory, TrainingRequestFactory
from tests.panels.asking import PANELS
from tests.training.asking import TRAINING

ROOMS = {"panels": PANELS, "training": TRAINING}
SENT_BEFORE = {"panels": PanelRequestFactory, "training": TrainingRequestFactory}


@pytest.fixture(params=ROOMS)
def room(request):
    """The room that is asked."""
    return ROOMS[request.param]


def test_sending_twice_leads_to_what_was_sent(stranger, room):
    page = fills_in(stranger, room)
    page.press("Send the request")

    assert page.press("Send the request").heading == "We have your request"
    assert db.session.query(room.requests).count() == 1


def test_a_later_page_leads_to_the_first_that_is_missing(stranger, room):
    start, (first, second, *_later) = f"/{room.name}/request", room.pages
    assert stranger.get(f"{start}/contact").address == start
    stranger.post(f"{start}/{first}", room.pages[first])

    assert stranger.get(f"{start}/contact").address == f"{start}/{second}"
    assert stranger.get(f"{start}/check-answers").address == f"{start}/{second}"
    assert stranger.get(f"{start}/sent").address == start
    assert stranger.get(f"{start}/nothing").status == 404


def test_a_lost_link_is_asked_for_and_the_page_says_the_same_to_everybody(stranger, inbox, room):
    SENT_BEFORE[room.name]()
    page = stranger.get(f"/{room.name}/request").follow("I have lost the link")

    said = [page.press("Send me the link", email=f"{name}@example.org") for name in ("nobody", "sam.lowe")]

    assert said[0].text == said[1].text
    assert [message.to_address for message in inbox.messages] == ["sam.lowe@example.org"]
