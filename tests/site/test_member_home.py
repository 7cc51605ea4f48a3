"""The member's own page: what waits for their answer, what is next, and what it costs."""

from datetime import date, timedelta

import pytest

from coproduction.core.database import db
from coproduction.meetings.models import PollAnswer, Suits
from coproduction.members.models import Interest, MemberInterest
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import ActionPointFactory, EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, PollFactory


def part_in(member, title, place, **event):
    role = EventRoleFactory(name="Panel member", event=EventFactory(title=title, **event))
    return PlaceFactory(role=role, member=member, state=place)


def words_under(page, section):
    """Return the links of one section of the page."""
    return [link.get_text() for link in page.main.find(id=section).parent.find_all("a")]


def test_an_offer_waits_for_an_answer_and_leads_to_it(browser):
    place = part_in(browser.member, "Band 7 nurse interviews", PlaceState.OFFERED, kind=EventKind.PANEL)

    page = browser.get("/my-page")

    assert words_under(page, "questions") == [
        "Band 7 nurse interviews",
        "Say if you can come to Band 7 nurse interviews",
    ]
    assert page.links["Say if you can come to Band 7 nurse interviews"] == f"/places/{place.id}/answer"
    assert "Thursday 14 January 2027, 10:30am to 12:30pm" in page.text


def test_what_the_member_is_not_sure_of_still_waits(browser):
    part_in(browser.member, "Work plan", PlaceState.TENTATIVE)

    assert "You are not sure yet" in browser.get("/my-page").text


def test_what_is_next_comes_soonest_first_with_its_state(browser, noon):
    part_in(browser.member, "Later", PlaceState.INTERESTED, starts_at=noon + timedelta(days=9))
    part_in(browser.member, "Sooner", PlaceState.HELD, starts_at=noon + timedelta(days=2))
    part_in(browser.member, "Over", PlaceState.HELD, starts_at=noon - timedelta(days=2))
    part_in(browser.member, "Called off", PlaceState.HELD, state=EventState.CANCELLED)

    page = browser.get("/my-page")

    assert words_under(page, "coming") == ["Sooner", "Later", "See the whole schedule"]
    assert [tag.get_text() for tag in page.main.select(".nhsuk-tag")] == ["You are going", "You put yourself forward"]


def likes_meetings(member):
    db.session.add(MemberInterest(member=member, interest=Interest.MEETINGS))
    db.session.flush()


def answers(poll, member, *, times):
    for option in poll.options[:times]:
        answer = PollAnswer(option_id=option.id, member_id=member.id, said=Suits.YES, answered_at=poll.made_at)
        db.session.add(answer)
    db.session.flush()


@pytest.mark.parametrize("answered", [0, 1])
def test_a_meeting_that_looks_for_its_date_waits_until_each_time_is_answered(browser, answered):
    likes_meetings(browser.member)
    poll = PollFactory(title="Budgets")
    answers(poll, browser.member, times=answered)

    page = browser.get("/my-page")

    assert words_under(page, "questions") == ["Say which times suit you: Budgets"]
    assert page.links["Say which times suit you: Budgets"] == f"/dates/{poll.id}"
    assert "Nothing is waiting for you." not in page.text


def test_no_date_waits_that_is_found_or_over_or_answered_or_not_for_them_to_say(browser, noon):
    open_poll = PollFactory(title="Budgets")
    assert words_under(browser.get("/my-page"), "questions") == []
    likes_meetings(browser.member)
    assert words_under(browser.get("/my-page"), "questions") == ["Say which times suit you: Budgets"]
    answers(open_poll, browser.member, times=2)
    PollFactory(ended_at=noon)
    PollFactory(event_id=EventFactory().id)
    over = PollFactory()
    for option in over.options:
        option.starts_at -= timedelta(days=60)
    withdrawn = PollFactory()
    for option in withdrawn.options:
        option.is_proposed = False
    db.session.flush()

    assert words_under(browser.get("/my-page"), "questions") == []


def test_what_they_said_they_would_do_stands_there_until_it_is_done(browser, noon):
    mine = {"member": browser.member, "due_on": date(2027, 1, 14)}
    ActionPointFactory(words="Bring the map", **mine)
    ActionPointFactory(words="Sooner", **{**mine, "due_on": date(2027, 1, 12)})
    ActionPointFactory(words="Done", done_at=noon, **mine)
    ActionPointFactory(words="Not mine")
    before = MemberFactory(merged_into_id=browser.member.id)
    ActionPointFactory(words="Said before the records became one", **{**mine, "member": before})

    page = browser.get("/my-page")

    assert [line.get_text() for line in page.main.find(id="actions").parent.find_all("li")] == [
        "By Tuesday 12 January 2027: Sooner",
        "By Thursday 14 January 2027: Bring the map",
        "By Thursday 14 January 2027: Said before the records became one",
    ]
    assert page.links["Say what is done"] == "/decisions#mine"


def test_other_peoples_places_are_not_there(browser):
    part_in(PlaceFactory().member, "Somebody else’s panel", PlaceState.HELD)

    assert "Somebody else’s panel" not in browser.get("/my-page").text


def test_a_new_member_is_told_that_nothing_waits(browser):
    page = browser.get("/my-page")

    assert page.heading == "My page"
    assert f"Hello {browser.member.known_as}." in page.text
    assert "Nothing is waiting for you." in page.text
    assert "You have nothing booked." in page.text


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_costs_the_same_however_full_it_is(browser, count_statements, places):
    for number in range(places):
        part_in(browser.member, f"Offer {number}", PlaceState.OFFERED)
        part_in(browser.member, f"Place {number}", PlaceState.HELD)
        PollFactory()
        ActionPointFactory(member=browser.member)
    likes_meetings(browser.member)

    db.session.commit()
    db.session.expunge_all()
    with count_statements() as statements:
        browser.get("/my-page")

    # the account with its member, their places with what is arranged there, all else that waits for them
    assert len(statements) == 3
