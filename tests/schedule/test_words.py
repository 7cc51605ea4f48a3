"""The words of events and places."""

import pytest

from coproduction.schedule.models import EventKind
from coproduction.schedule.words import kind_beside
from tests.factories import PlaceFactory


@pytest.mark.parametrize(
    ("title", "kind", "words"),
    [
        ("Interview panel: PHB Lead Nurse, Band 7", EventKind.PANEL, None),
        ("Monthly meeting: work plan", EventKind.MEETING, None),
        ("Band 7 nurse interviews", EventKind.PANEL, "Interview panel"),
        ("Doing with", EventKind.TRAINING, "Training session"),
    ],
)
def test_the_kind_stands_beside_a_title_that_does_not_say_it(title, kind, words):
    tag = kind_beside(title, kind)

    assert (tag and tag.words) == words


@pytest.mark.parametrize(("title", "captions"), [("Work plan", ["Meeting"]), ("Monthly meeting: work plan", [])])
def test_a_question_and_its_event_say_the_kind_once(browser, title, captions):
    place = PlaceFactory(member=browser.member, state="offered", role__event__title=title)

    home = browser.get("/my-page")
    assert [caption.get_text() for caption in home.main.select(".nhsuk-caption-m")] == captions
    event = browser.get(f"/events/{place.event_id}")
    assert [tag.get_text() for tag in event.main.select(".app-event__tags strong")] == captions


def test_the_page_that_asks_for_an_answer_leads_back_to_the_event(browser):
    place = PlaceFactory(member=browser.member, state="offered", role__event__title="Work plan")

    page = browser.get(f"/places/{place.id}/answer")

    assert page.heading == "Your answer for Work plan"
    [back] = page.soup.select("nav[aria-label=Back] a")
    assert (back.get_text(), back["href"]) == ("Back to the event", f"/events/{place.event_id}")
