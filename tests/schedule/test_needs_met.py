"""After an event: one question to those who needed something, and a report that leads to nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import MemberState, NeedKind
from coproduction.notifications.models import Message
from coproduction.notifications.quiet_hours import REMINDERS
from coproduction.schedule.actions.needs_met import answer_whether_met, ask_whether_met, forget_whose
from coproduction.schedule.answer_links import token_for_question
from coproduction.schedule.models import (
    Arrangement,
    ArrangementMove,
    ArrangementState,
    EventState,
    Met,
    NeedsArranged,
    NeedsMet,
    PlaceState,
)
from coproduction.schedule.queries.needs_met import quarters
from tests.factories import (
    ArrangementFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedsMetFactory,
    PlaceFactory,
    StaffFactory,
)


@pytest.fixture
def role():
    """The role of an event that is to end at 12:30pm on 14 January."""
    return EventRoleFactory(event=EventFactory(title="Forum"))


@pytest.fixture
def afterwards(role):
    return role.event.ends_at + timedelta(hours=1)


def came(role, state=PlaceState.HELD, arranged=ArrangementState.CONFIRMED, **member):
    place = PlaceFactory(role=role, member=MemberFactory(**member), state=state)
    if arranged:
        ArrangementFactory(event=role.event, member=place.member, state=arranged)
    return place.member


def questions():
    return list(db.session.scalars(select(NeedsMet).order_by(NeedsMet.id)))


def test_those_who_came_and_needed_something_are_asked_once_by_their_channel(role, afterwards, inbox):
    held, attended = came(role), came(role, PlaceState.ATTENDED, account=None, channel="phone", email=None)
    came(role, PlaceState.ABSENT)
    came(role, PlaceState.STEPPED_BACK, ArrangementState.NOT_NEEDED)
    came(role, arranged=None)
    came(role, state=PlaceState.HELD, arranged=ArrangementState.TO_BOOK).state = MemberState.LEFT
    db.session.flush()

    assert ask_whether_met(now=afterwards) == 2
    assert ask_whether_met(now=afterwards + timedelta(days=1)) == 0

    assert [question.member for question in questions()] == [held, attended]
    assert [(message.channel, message.subject) for message in inbox.messages] == [
        ("email", "Did you have what you needed? Forum"),
        ("phone", "Did you have what you needed? Forum"),
    ]
    assert not any("BSL" in message.text for message in db.session.scalars(select(Message)))


def test_nobody_is_asked_at_night(role, afterwards):
    came(role)
    ask_whether_met(now=afterwards)

    assert [message.template in REMINDERS for message in db.session.scalars(select(Message))] == [True]


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_nobody_is_asked_about_what_did_not_take_place(role, afterwards, state):
    came(role)
    role.event.state = state
    db.session.flush()

    assert ask_whether_met(now=afterwards) == 0


def test_nobody_is_asked_before_the_end_or_weeks_after_it(role, afterwards):
    came(role)

    assert ask_whether_met(now=role.event.ends_at - timedelta(minutes=1)) == 0
    assert ask_whether_met(now=afterwards + timedelta(days=20)) == 0


def test_what_was_needed_and_what_was_confirmed_is_counted(role, afterwards):
    member = came(role)
    ArrangementFactory(event=role.event, member=member, kind=NeedKind.TAXI, state=ArrangementState.CANNOT_BE_MET)
    ArrangementFactory(event=role.event, kind=NeedKind.DIET, state=ArrangementState.NOT_NEEDED)

    ask_whether_met(now=afterwards)

    counted = db.session.scalars(select(NeedsArranged)).one()
    assert (counted.needed, counted.confirmed) == (2, 1)


def test_the_link_takes_one_answer_without_signing_in(stranger, noon):
    question = NeedsMetFactory(event=EventFactory(title="Forum"))
    path = f"/needs-met/{token_for_question(question.id, question.member_id)}"

    assert stranger.get(path).heading == "After Forum"
    assert stranger.post(path, {}).errors == ["Select yes, partly or no"]
    assert stranger.post(path, {"met": "partly", "words": "The loop was off"}).heading == "Thank you"
    assert stranger.post(path, {"met": "no"}).heading == "Thank you"

    assert (question.met, question.words, question.answered_at) == (Met.PARTLY, "The loop was off", noon)


def test_a_link_that_we_did_not_make_or_that_is_old_opens_nothing(stranger):
    question = NeedsMetFactory()
    token = token_for_question(question.id, question.member_id)
    question.member_id = None
    db.session.flush()

    assert stranger.get("/needs-met/something").status == 404
    assert stranger.get(f"/needs-met/{token}").status == 410


def test_the_question_waits_on_the_members_own_page(browser):
    question = NeedsMetFactory(member=browser.member, event=EventFactory(title="Forum"))
    NeedsMetFactory(event=EventFactory(title="Panel"))

    page = browser.get("/my-page")
    assert "You were at Forum. Did you have what you needed?" in page.text
    assert "Panel" not in page.text

    answer_whether_met(question, Met.YES, "", by=None, now=question.asked_at)
    assert "Did you have what you needed?" not in browser.get("/my-page").text


def test_a_coordinator_writes_down_what_somebody_says_on_the_phone(coordinator):
    question = NeedsMetFactory(event=EventFactory(title="Forum"), member=MemberFactory(known_as="Amara"))

    page = coordinator.get(f"/manage/events/{question.event_id}/arrangements")
    assert "Write down what Amara says" in page.links
    page = coordinator.post(f"/manage/needs-met/{question.id}/record", {"met": "no", "words": "No taxi came"})

    assert page.heading == "Arrangements for Forum"
    assert (question.met, question.words) == (Met.NO, "No taxi came")
    assert coordinator.get(f"/manage/needs-met/{question.id}/record").status == 404


def test_some_weeks_later_nobody_can_tell_who_needed_or_answered_what(role, afterwards):
    came(role)
    ask_whether_met(now=afterwards)
    [question] = questions()
    answer_whether_met(question, Met.YES, "Thank you", by=None, now=afterwards)

    assert forget_whose(now=afterwards + timedelta(weeks=3)) == 0
    assert forget_whose(now=afterwards + timedelta(weeks=4)) == 2
    db.session.expire_all()

    assert (question.member_id, question.met, question.words) == (None, Met.YES, "Thank you")
    assert db.session.query(Arrangement).count() == db.session.query(ArrangementMove).count() == 0


def answers(event, **numbers):
    for met, number in numbers.items():
        for place in range(number):
            words = f"Words {met} {place}"
            NeedsMetFactory(event=event, met=Met(met), words=words, answered_at=event.ends_at)


def test_the_report_shows_quarters_that_are_over_and_no_small_number(coordinator):
    event = EventFactory(starts_at=datetime(2026, 11, 5, 10, tzinfo=UTC))
    now = EventFactory(starts_at=datetime(2027, 1, 2, 10, tzinfo=UTC))
    db.session.add(NeedsArranged(event_id=event.id, needed=21, confirmed=14))
    answers(event, yes=12, partly=6, no=1)
    answers(now, yes=9)
    viewer = StaffFactory()

    assert quarters(viewer=viewer, today=date(2027, 1, 10)) == []
    [shown] = quarters(viewer=viewer, today=date(2027, 1, 20))

    assert (shown.starts, shown.needed, shown.confirmed) == (date(2026, 10, 1), 20, 15)
    assert shown.met == {Met.YES: 10, Met.PARTLY: None, Met.NO: None}
    assert len(shown.words) == 19


def test_words_are_not_shown_where_few_answered():
    event = EventFactory(starts_at=datetime(2026, 5, 5, 10, tzinfo=UTC))
    answers(event, yes=3, no=1)

    [shown] = quarters(viewer=StaffFactory(), today=date(2027, 1, 20))

    assert (shown.words, set(shown.met.values()), shown.needed) == ([], {None}, None)


def test_the_page_of_the_report_says_it_in_words(coordinator):
    event = EventFactory(starts_at=datetime(2026, 5, 5, 10, tzinfo=UTC))
    db.session.add(NeedsArranged(event_id=event.id, needed=20, confirmed=10))
    answers(event, yes=10, partly=5, no=5)

    page = coordinator.get("/manage/needs-met")

    assert page.heading == "Were people’s needs met?"
    assert "April to June 2026" in page.text
    assert "Things that people needed About 20 Of these, confirmed before the event About 10" in page.text
    assert "Had what they needed About 10 Had part of it About 5 Did not have it About 5" in page.text


def test_members_do_not_read_the_report():
    with pytest.raises(PermissionError):
        quarters(viewer=MemberFactory().account, today=date(2027, 1, 20))


@pytest.mark.parametrize("channel", ["phone", "email"])
def test_whoever_has_answered_is_not_asked_by_what_still_waits(role, afterwards, inbox, channel):
    came(role, channel=channel, phone="0115 496 0012")
    came(role)
    ask_whether_met(now=afterwards)
    first, _ = questions()

    answer_whether_met(first, Met.YES, "", by=None, now=afterwards)

    waiting = [message.member_id == first.member_id for message in inbox.messages if message.state == "waiting"]
    assert waiting == [False]
