"""A session is recorded only if every trainer says yes, and what a trainer shares is read by its trainers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message
from coproduction.schedule.actions.moves import Hand, move
from coproduction.schedule.actions.reminders import send_reminders
from coproduction.schedule.models import Part, PlaceState
from coproduction.training.actions.recording import answer_recording, share_story
from coproduction.training.actions.roles import say_duty
from coproduction.training.actions.stories import Story, keep_story
from coproduction.training.models import Duty, Recording, SessionRole, TrainerAnswer
from coproduction.training.queries.recording import may_be_recorded
from tests.factories import (
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    StorySheetFactory,
    SupporterFactory,
    TrainingSessionFactory,
)
from tests.pages import Browser

YES, NO = "This session may be recorded: every trainer has said yes", "This session is not recorded"
WORDS = ("sharedword", "hiddenword")


@pytest.fixture
def session():
    """A session with nobody in it yet."""
    return TrainingSessionFactory()


def joins(session, *, does=Duty.CO_DELIVERS, state=PlaceState.HELD, event=None, **role):
    """Return the place of a new member in a new role of the session, who has written a sheet."""
    role = EventRoleFactory(event=event or session.event, is_open=False, **role)
    db.session.add(SessionRole(role_id=role.id, does=does))
    place = PlaceFactory(role=role, state=state)
    StorySheetFactory(member_id=place.member_id, shares=WORDS[0], keeps_private=WORDS[1])
    return place


def says(place, agrees, *, noon):
    return answer_recording(place.role.event, place.member, agrees=agrees, now=noon)


def signed_in(app, account):
    browser = Browser(app)
    browser.sign_in(account)
    return browser


def test_a_session_is_recorded_once_every_trainer_has_said_yes(session, noon):
    assert may_be_recorded(session.event_id) is False, "nobody has said yes"
    lead, shadow = joins(session, does=Duty.LEADS), joins(session, does=Duty.SHADOWS)

    says(lead, True, noon=noon)
    assert may_be_recorded(session.event_id) is False
    says(shadow, True, noon=noon)
    assert may_be_recorded(session.event_id) is True
    says(lead, False, noon=noon)
    assert may_be_recorded(session.event_id) is False


@pytest.mark.parametrize(
    ("does", "state", "part", "is_recorded"),
    [
        (Duty.OBSERVES, PlaceState.HELD, Part.PLACE, False),
        (Duty.HOSTS, PlaceState.HELD, Part.PLACE, True),
        (Duty.ATTENDS, PlaceState.HELD, Part.PLACE, True),
        (Duty.LEADS, PlaceState.OFFERED, Part.PLACE, True),
        (Duty.SHADOWS, PlaceState.HELD, Part.SHADOW, False),
    ],
)
def test_whoever_trains_too_has_to_say_yes_and_nobody_else(session, noon, does, state, part, is_recorded):
    says(joins(session), True, noon=noon)

    joins(session, does=does, state=state, part=part, minimum=0, maximum=1)

    assert may_be_recorded(session.event_id) is is_recorded


def test_a_trainer_who_gave_up_their_place_and_has_it_again_is_asked_again(session, noon):
    place = joins(session)
    says(place, True, noon=noon)
    share_story(session.event, place.member, shares=True)

    move(place, PlaceState.STEPPED_BACK, hand=Hand(), now=noon)
    assert db.session.query(TrainerAnswer).count() == 0
    move(place, PlaceState.HELD, hand=Hand(), now=noon)

    assert may_be_recorded(session.event_id) is False


def test_being_there_keeps_what_they_said(session, noon):
    place = joins(session)
    says(place, True, noon=noon)

    move(place, PlaceState.ATTENDED, hand=Hand(), now=noon)

    assert may_be_recorded(session.event_id) is True


def test_a_role_that_trains_no_more_takes_its_members_yes_with_it(session, noon):
    place = joins(session)
    joins(session, state=PlaceState.OFFERED, minimum=2)
    says(place, True, noon=noon)

    for does in (Duty.HOSTS, Duty.SHADOWS):
        say_duty(session.event, place.role_id, does=does, by=StaffFactory(), now=noon)

    assert may_be_recorded(session.event_id) is False


def test_a_no_in_their_own_sheet_takes_back_their_yes_and_stands(session, noon):
    place = joins(session)
    says(place, True, noon=noon)

    keep_story(place.member, Story("", "", Recording.NO), by=place.member.account, now=noon)

    assert may_be_recorded(session.event_id) is False
    with pytest.raises(Refusal, match="Your story sheet says that you are not recorded"):
        says(place, True, noon=noon)
    assert says(place, False, noon=noon).may_be_recorded is False


def test_who_is_no_trainer_there_says_nothing_and_shares_nothing(session, noon):
    supporter, stranger = joins(session, does=Duty.SUPPORTS).member, MemberFactory()

    for member in (supporter, stranger):
        with pytest.raises(Refusal):
            answer_recording(session.event, member, agrees=True, now=noon)
        with pytest.raises(Refusal):
            share_story(session.event, member, shares=True)


def test_nobody_changes_their_mind_about_a_session_that_is_over(session):
    place = joins(session)

    with pytest.raises(Refusal, match="This session is over"):
        says(place, False, noon=session.event.ends_at)


def test_a_trainer_answers_and_shares_on_their_own_page_and_takes_it_back(app, session):
    amara, tunde = joins(session), joins(session)
    page = signed_in(app, amara.member.account).get(f"/events/{session.event_id}")
    assert "hiddenword" in page.main.select_one("details").get_text()
    page = page.follow("Say yes or no")
    assert page.press("Save my answer").errors == ["Select whether this session may be recorded with you in it"]
    page = page.press("Save my answer", agrees="yes")
    assert page.values["agrees"] == ["yes"]
    assert NO in page.text

    page = page.press("Share my story sheet")
    theirs = signed_in(app, tunde.member.account)
    own = f"/events/{session.event_id}/my-story"
    assert page.messages == ["You share your story sheet with the other trainers."]
    read = theirs.get(own)
    assert [heading.get_text() for heading in read.main.select("h3")] == [amara.member.known_as]
    read.press("Save my answer", agrees="yes")
    assert YES in theirs.get(f"/events/{session.event_id}").text

    sheet = page.follow("My story sheet")
    assert sheet.links[session.event.title].startswith(own)
    page.press("Stop sharing my story sheet")
    assert session.event.title not in page.follow("My story sheet").text
    assert theirs.get(own).main.select("h3") == []


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 404)])
def test_trainers_read_what_is_shared_until_a_week_after(app, session, monkeypatch, days, status):
    place = joins(session)
    theirs = signed_in(app, place.member.account)
    monkeypatch.setattr(clock, "now", lambda: session.event.ends_at + timedelta(days=days))

    assert theirs.get(f"/events/{session.event_id}/my-story").status == status
    assert ("Your story at this session" in theirs.get(f"/events/{session.event_id}").text) is (status == 200)


def test_whoever_has_another_part_reads_nothing_that_trainers_share(app, session, coordinator, administrator):
    amara = joins(session)
    share_story(session.event, amara.member, shares=True)
    helper = SupporterFactory(member=amara.member)
    for does in (Duty.SUPPORTS, Duty.HOSTS, Duty.ATTENDS):
        place = joins(session, does=does)
        keep_story(place.member, Story("", "", Recording.YES), by=place.member.account, now=clock.now())
        reader = signed_in(app, place.member.account)
        assert reader.get(f"/events/{session.event_id}/my-story").status == 404
        assert [word for word in WORDS if word in reader.get(f"/events/{session.event_id}").html] == []
    for reader in (coordinator, administrator, signed_in(app, helper.account)):
        assert reader.fetch(f"/events/{session.event_id}/my-story").status_code == 403


@pytest.mark.parametrize("agrees", [True, False])
def test_coordinators_see_whether_it_may_be_recorded_and_not_who_said_what(coordinator, session, noon, agrees):
    amara, tunde = joins(session), joins(session)
    says(amara, True, noon=noon)
    pages = [f"/manage/events/{session.event_id}", f"/rosters/{session.event_id}"]
    before = [coordinator.get(page).text for page in pages]
    says(tunde, agrees, noon=noon)
    after = [coordinator.get(page).text for page in pages]

    assert [NO in text for text in before] == [True, True]
    assert [YES in text for text in after] == [agrees, agrees]
    assert after == before or agrees


def test_the_reminder_leads_trainers_to_their_sheet_without_its_words(session, inbox):
    trainer, guest = joins(session), joins(session, does=Duty.ATTENDS)
    SupporterFactory(member=trainer.member)

    send_reminders(now=session.event.starts_at - timedelta(days=1))

    words = {message.member_id: message.text for message in db.session.query(Message)}
    link = f"/events/{session.event_id}/my-story"
    assert [link in words[place.member_id] for place in (trainer, guest)] == [True, False]
    assert [word for word in WORDS for text in words.values() if word in text] == []
