"""The pages on which a date is looked for."""

from __future__ import annotations

from datetime import date

from coproduction.core.database import db
from coproduction.meetings.models import PollAnswer
from tests.factories import EventFactory, PollFactory
from tests.meetings.proposed_times import EIGHTEENTH, ELEVENTH, FOURTH


def test_the_schedule_asks_for_help_only_while_a_date_is_looked_for(browser, noon):
    poll, way_in = PollFactory(), "Help us to find a date"
    assert way_in in browser.get("/schedule").text

    for column, ended in (("ended_at", noon), ("event_id", EventFactory().id)):
        setattr(poll, column, ended)
        db.session.flush()
        assert way_in not in browser.get("/schedule").text
        setattr(poll, column, None)

    for option in poll.options[1:]:
        option.is_proposed = False
    poll.options[0].starts_at = noon
    db.session.flush()
    assert way_in not in browser.get("/schedule").text


def test_times_are_changed_on_a_page_that_shows_them(coordinator):
    poll = PollFactory()

    page = coordinator.get(f"/meetings/polls/{poll.id}").follow("Change the times")
    assert (page.values["day_1[day]"], page.values["start_2"]) == (["4"], ["10:30am"])
    half = page.press("Save the times", start_2="")
    assert half.errors == ["Enter both a date and a start for time 2"]

    page = page.press("Save the times", day_3=date(2027, 2, 18), start_3="10:30am")
    assert page.messages == ["The times are saved. All answers are kept."]
    assert [option.starts_at for option in poll.options] == [FOURTH, ELEVENTH, EIGHTEENTH]


def test_a_forged_answer_is_refused(browser):
    poll = PollFactory()

    page = browser.get(f"/dates/{poll.id}").press("Send my answers", **{f"option_{poll.options[0].id}": "perhaps"})

    assert page.errors == ["Select an answer from the list"]
    assert db.session.query(PollAnswer).count() == 0
