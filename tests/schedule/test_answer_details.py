"""What people say beside yes or no: how they take part, with whom, and what is different this time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Grant
from coproduction.schedule.actions import details, partings, places
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import AnswerDetail, EventFormat, PlaceState, Via, Way
from coproduction.schedule.queries.management import places_of
from coproduction.schedule.rules import ways_of
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.schedule.refusals import words_of_refusal

QUIET = "A quiet room, please"
EVERYTHING = AnswerDetails(Way.ONLINE, True, True, False, QUIET)


def offered(**place):
    return PlaceFactory(state=PlaceState.OFFERED, role__event__title="Forum", **place)


def said_about(place):
    detail = db.session.get_one(AnswerDetail, place.id)
    return AnswerDetails(detail.way, detail.with_supporter, detail.may_leave_early, detail.needs_as_usual, detail.needs)


@pytest.mark.parametrize(
    ("taken", "phone", "ways"),
    [
        (EventFormat.IN_PERSON, "", (Way.IN_PERSON,)),
        (EventFormat.ONLINE, "", (Way.ONLINE,)),
        (EventFormat.HYBRID, "", (Way.IN_PERSON, Way.ONLINE)),
        (EventFormat.HYBRID, "0115 496 0000", (Way.IN_PERSON, Way.ONLINE, Way.PHONE)),
    ],
)
def test_the_event_says_in_which_ways_one_can_take_part(taken, phone, ways):
    assert ways_of(EventFactory(format=taken, joining_phone=phone)) == ways


def test_what_is_said_goes_with_the_answer(noon):
    place = offered()

    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    assert (place.state, said_about(place)) == (PlaceState.HELD, EVERYTHING)


def test_more_can_be_said_with_the_same_answer_and_what_is_not_said_again_stays(noon, inbox):
    place = PlaceFactory()
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=AnswerDetails(way=Way.IN_PERSON))

    assert said_about(place) == AnswerDetails(Way.IN_PERSON, True, True, False, QUIET)
    assert (place.moves_made, inbox.messages) == (1, [])


def test_the_same_as_usual_takes_the_words_away(noon):
    place = offered()
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=AnswerDetails(needs_as_usual=True))

    assert said_about(place).needs == ""


def test_words_alone_say_that_something_is_different(noon):
    place = offered()

    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=AnswerDetails(needs=QUIET))

    assert said_about(place) == AnswerDetails(None, None, None, False, QUIET)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (AnswerDetails(needs_as_usual=True, needs=QUIET), details.BOTH),
        (AnswerDetails(way=Way.PHONE), "Select a way that this event offers"),
        (AnswerDetails(needs_as_usual=False), "Enter what is different this time"),
    ],
)
def test_what_cannot_be_is_refused(noon, said, words):
    assert words_of_refusal(places.answer, offered().id, Answer.YES, hand=Hand(), now=noon, details=said) == words


def test_once_it_has_started_nothing_more_can_be_said(noon):
    place = PlaceFactory(role__event__title="Forum", role__event__starts_at=noon - timedelta(minutes=1))

    refused = words_of_refusal(places.answer, place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    assert refused == "Forum has already started."


def test_a_member_says_it_all_on_one_page_and_reads_it_on_the_event(browser):
    place = offered(member=browser.member)

    page = browser.get(f"/places/{place.id}/answer").press(
        "Send my answer", answer="yes", way="online", company="yes", leaving="yes", usual="different", needs=QUIET
    )

    assert page.heading == "Forum"
    for words in (
        "Online.",
        "With a supporter or an assistant.",
        "Might need to leave early.",
        f"Different this time: {QUIET}",
    ):
        assert words in page.text
    again = page.follow("Say how you will take part, or change your answer")
    assert (again.values["way"], again.values["needs"]) == (["online"], [QUIET])
    assert again.press("Send my answer", leaving="no").messages == ["We have saved what you told us."]


def test_who_writes_what_is_different_need_not_tick_it_too(browser):
    place = offered(member=browser.member)

    browser.get(f"/places/{place.id}/answer").press("Send my answer", answer="yes", needs=QUIET)

    assert (said_about(place).needs_as_usual, said_about(place).needs) == (False, QUIET)


def test_wherever_something_is_written_for_one_time_it_says_who_can_see_it(stranger, browser, coordinator):
    amara = MemberFactory(known_as="Amara", name="Amara Okafor")
    place, own = offered(member=amara), offered(member=browser.member)
    supporter = SupporterFactory(member=amara, may=[Grant.ANSWER, Grant.SEE_EVENTS])
    role = EventRoleFactory(event=own.role.event)
    arrangement = ArrangementFactory(event=own.role.event, member=amara)
    asked = {
        "you": [stranger.get(f"/answers/{token_for(place)}"), browser.get(f"/places/{own.id}/answer")],
        "Amara": [coordinator.get(f"/rosters/places/{place.id}/record-answer")],
    }
    stranger.sign_in(supporter.account)
    asked["Amara"].append(stranger.get(f"/supporting/places/{place.id}"))

    for name, pages in asked.items():
        for page in pages:
            assert "Coordinators can see this. The venue is told numbers, and never names." in page.text
            assert f"Only {name} and coordinators can read it" in page.text
    assert "Only coordinators can read it." in browser.get(f"/roles/{role.id}/put-forward").text
    assert "Only coordinators can read it" in coordinator.get(f"/manage/arrangements/{arrangement.id}/change").text
    said = "The member reads this on the page of the event. So does a supporter who may see what they need"
    assert said in coordinator.get(f"/manage/arrangements/{arrangement.id}/instead").text


def test_an_event_with_one_way_does_not_ask_which(browser):
    place = offered(member=browser.member, role__event__format=EventFormat.ONLINE)

    assert "How will you take part?" not in browser.get(f"/places/{place.id}/answer").text


@pytest.mark.parametrize(("word", "chosen"), [("yes", ["yes"]), ("no", ["no"]), ("maybe", []), ("", [])])
def test_the_link_in_the_email_opens_the_page_with_its_answer_chosen_and_answers_nothing(stranger, word, chosen):
    place = offered()

    page = stranger.get(f"/answers/{token_for(place)}?answer={word}")

    assert page.values.get("answer", []) == chosen
    assert (place.state, place.moves_made) == (PlaceState.OFFERED, 1)


def test_the_personal_link_takes_everything_and_shows_nothing_that_was_said_before(stranger, noon):
    place = offered()
    link = f"/answers/{token_for(place)}"
    stranger.get(link).press("Send my answer", answer="yes", company="yes", usual="different", needs=QUIET)

    again = stranger.get(link)

    assert QUIET not in str(again.main)
    assert again.values.get("company", []) == []
    again.press("Send my answer", answer="yes", leaving="yes")
    assert said_about(place) == AnswerDetails(None, True, True, False, QUIET)


def test_no_message_says_what_somebody_needs(noon, inbox):
    places.answer(offered().id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    assert [QUIET in message.text + message.html for message in inbox.messages] == [False]


def test_a_supporter_says_it_too_and_does_not_read_what_was_said_before(app, stranger, noon):
    place = offered()
    helper = SupporterFactory(member=place.member, may=["see events", "answer"])
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)
    stranger.sign_in(helper.account)

    page = stranger.get(f"/supporting/places/{place.id}")

    assert QUIET not in str(page.main)
    page.press("Send my answer", answer="yes", way="in person")
    assert said_about(place).way is Way.IN_PERSON


def test_a_coordinator_records_all_of_it_and_it_says_how_it_came(coordinator, browser):
    place = offered(member=browser.member)

    coordinator.get(f"/rosters/places/{place.id}/record-answer").press(
        "Record the answer", answer="yes", via="phone", way="in person", company="yes", usual="different", needs=QUIET
    )

    assert said_about(place) == AnswerDetails(Way.IN_PERSON, True, None, False, QUIET)
    assert place.moves[-1].via is Via.PHONE
    assert "Told us by phone, or face to face." in browser.get(f"/events/{place.event_id}").text


def test_the_roster_counts_for_the_room_and_the_food_and_gives_supporters_no_voice(coordinator, noon):
    role = EventRoleFactory(maximum=3)
    for way, beside in ((Way.IN_PERSON, True), (Way.IN_PERSON, False), (Way.ONLINE, None)):
        place = PlaceFactory(role=role, state=PlaceState.OFFERED)
        said = AnswerDetails(way=way, with_supporter=beside)
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=said)

    page = coordinator.get(f"/rosters/{role.event_id}")

    assert "In person: 2 members, and 1 who comes with them. Online: 1 member." in page.text
    assert "3 of 3 held" in page.text


def test_the_roster_marks_other_needs_and_neither_it_nor_its_table_says_them(coordinator, noon):
    place = offered()
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    page = coordinator.get(f"/rosters/{place.event_id}")

    assert QUIET not in page.text
    assert QUIET not in coordinator.fetch(f"/rosters/{place.event_id}.csv").text
    assert page.follow(f"Something is different this time for {place.member.name}").values["needs"] == [QUIET]


def test_only_coordinators_read_what_everybody_said():
    with pytest.raises(PermissionError):
        places_of(offered().role.event, viewer=MemberFactory().account)

    assert [own.detail for own in places_of(offered().role.event, viewer=StaffFactory())] == [None]


def test_the_words_on_needs_are_deleted_some_weeks_after_the_event(noon):
    place = offered()
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)
    over = place.role.event.ends_at + timedelta(weeks=4)

    assert (details.forget_needs(now=over), said_about(place).needs) == (0, QUIET)
    assert details.forget_needs(now=over + timedelta(minutes=1)) == 1
    db.session.expire_all()
    assert said_about(place) == AnswerDetails(Way.ONLINE, True, True, None, "")


def test_the_words_of_somebody_who_has_gone_are_deleted_at_once(noon):
    place = offered()
    places.answer(place.id, Answer.YES, hand=Hand(), now=noon, details=EVERYTHING)

    partings.close_places(place.member, by=None, now=noon)

    assert said_about(place).needs == ""
