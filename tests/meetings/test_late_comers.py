"""Who begins to come after the papers went gets them: once, in their channel, and all that they have missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.documents.models import VersionFormat
from coproduction.meetings.actions.papers import send_papers
from coproduction.meetings.models import PaperSending
from coproduction.members.models import Grant
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import Channel, MessageState
from coproduction.schedule.actions import places
from coproduction.schedule.actions.merging import bring_together
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventKind, Place, PlaceState
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EventRoleFactory,
    MeetingFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)

STANDARD, EASY, LARGE = VersionFormat.STANDARD, VersionFormat.EASY_READ, VersionFormat.LARGE_PRINT


@pytest.fixture
def meeting():
    return MeetingFactory(event__title="Forum", event__kind=EventKind.MEETING)


@pytest.fixture
def role(meeting):
    return EventRoleFactory(event=meeting.event, is_open=True)


@pytest.fixture
def budgets(meeting):
    """The paper of the meeting, in two formats."""
    return add_paper(meeting, "Budgets")


def add_paper(meeting, title):
    paper = DocumentFactory(title=title)
    for one in (STANDARD, EASY):
        DocumentVersionFactory(document=paper, format=one)
    AgendaItemFactory(meeting=meeting, paper=paper, title=title)
    db.session.expire_all()
    return paper


def send(meeting, now):
    return send_papers(meeting, reason="", by=StaffFactory(), now=now)


def says(place, answer, now):
    places.answer(place.id, answer, hand=Hand(), now=now)


def told(inbox, member):
    return [
        [line for line in message.text.splitlines() if line.startswith("- ")]
        for message in inbox.messages
        if message.member_id == member.id and message.template == "meetings/papers_sent"
    ]


BOTH = ["- Budgets: Standard, Easy Read"]


def test_who_takes_a_place_after_the_papers_went_gets_them_once(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    late = MemberFactory()

    places.take_place(role.id, late, hand=Hand(), now=noon)
    places.take_place(role.id, late, hand=Hand(), now=noon)

    assert told(inbox, late) == [BOTH]


def test_they_come_in_the_channel_of_whoever_comes_and_a_copy_to_whoever_gets_copies(
    meeting, role, budgets, inbox, noon
):
    send(meeting, noon)
    late = MemberFactory(account=None, channel=Channel.LETTER, email=None, address="1 Example Street")
    places.take_place(role.id, late, hand=Hand(), now=noon)

    [letter] = [message for message in inbox.messages if message.template == "meetings/papers_sent"]
    assert (letter.channel, "The papers are with this letter." in letter.text) == (Channel.LETTER, True)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_who_was_asked_before_the_papers_went_is_not_told_again(meeting, role, budgets, inbox, noon, answer):
    place = PlaceFactory(role=role, state=PlaceState.OFFERED)
    send(meeting, noon)

    says(place, answer, noon)

    assert told(inbox, place.member) == [BOTH]


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_who_was_asked_after_they_went_gets_them_with_the_answer(meeting, role, budgets, inbox, noon, answer):
    send(meeting, noon)
    place = PlaceFactory(role=role, state=PlaceState.OFFERED)
    assert told(inbox, place.member) == []

    says(place, answer, noon)
    says(place, Answer.YES, noon)

    assert told(inbox, place.member) == [BOTH]


def test_a_coordinator_who_gives_the_place_brings_the_papers_too(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    place = PlaceFactory(role=role, state=PlaceState.INTERESTED)

    places.give_place(place.id, hand=Hand(StaffFactory()), now=noon)

    assert told(inbox, place.member) == [BOTH]


def test_who_says_no_gets_none(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    place = PlaceFactory(role=role, state=PlaceState.OFFERED)

    says(place, Answer.NO, noon)

    assert told(inbox, place.member) == []


def test_of_papers_that_went_in_two_goes_all_are_in_one_message(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    DocumentVersionFactory(document=budgets, format=LARGE)
    add_paper(meeting, "Care plans")
    send(meeting, noon)
    late = MemberFactory()

    places.take_place(role.id, late, hand=Hand(), now=noon)

    assert told(inbox, late) == [["- Budgets: Standard, Easy Read, Large print", "- Care plans: Standard, Easy Read"]]


def test_who_comes_back_gets_only_what_they_missed(meeting, role, budgets, inbox, noon):
    place = PlaceFactory(role=role)
    send(meeting, noon)
    inbox.messages[-1].state = MessageState.SENT
    places.step_back(place.id, hand=Hand(), now=noon)
    add_paper(meeting, "Care plans")
    send(meeting, noon)
    assert told(inbox, place.member) == [BOTH]

    for _ in range(2):
        places.take_place(role.id, place.member, hand=Hand(), now=noon)
        inbox.messages[-1].state = MessageState.SENT
        inbox.messages[-2].state = MessageState.SENT
        places.step_back(place.id, hand=Hand(), now=noon)

    assert told(inbox, place.member) == [BOTH, ["- Care plans: Standard, Easy Read"]]


def test_a_format_that_was_taken_away_since_is_not_promised(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    db.session.delete(next(version for version in budgets.versions if version.format is STANDARD))
    db.session.flush()
    db.session.expire_all()
    late = MemberFactory()

    places.take_place(role.id, late, hand=Hand(), now=noon)

    assert told(inbox, late) == [["- Budgets: Easy Read"]]


def test_before_any_paper_went_nobody_is_told_of_papers(role, budgets, inbox, noon):
    late = MemberFactory()

    places.take_place(role.id, late, hand=Hand(), now=noon)

    assert told(inbox, late) == []


def test_two_records_of_one_person_are_not_told_twice(meeting, role, budgets, inbox, noon):
    kept, other = MemberFactory(), MemberFactory()
    PlaceFactory(role=role, member=other)
    PlaceFactory(role=role, member=kept, state=PlaceState.DECLINED)
    send(meeting, noon)

    bring_together(kept, other, by=StaffFactory(), now=noon)
    other.merged_into_id = kept.id
    db.session.flush()
    place = db.session.query(Place).filter_by(member_id=kept.id, state=PlaceState.HELD).one()
    places.step_back(place.id, hand=Hand(), now=noon)
    places.take_place(role.id, kept, hand=Hand(), now=noon)

    assert (told(inbox, kept), len(told(inbox, other))) == ([], 1)


def test_a_late_comer_does_not_count_as_papers_that_went_late(meeting, role, budgets, noon):
    send(meeting, noon)

    places.take_place(role.id, MemberFactory(), hand=Hand(), now=noon + timedelta(days=8))

    assert db.session.query(PaperSending).count() == 1


def test_a_supporter_with_copies_gets_the_page_that_they_may_open(meeting, role, budgets, inbox, noon):
    send(meeting, noon)
    late = MemberFactory(known_as="Amara")
    supporter = SupporterFactory(member=late, may=[Grant.SEE_EVENTS, Grant.GET_COPIES])
    add_copy_recipient(late.id, supporter.name, email=supporter.email)
    place = PlaceFactory(role=role, member=late, state=PlaceState.OFFERED)

    says(place, Answer.YES, noon)

    [copy] = [each for each in inbox.messages if each.to_address == supporter.email and "Papers" in each.subject]
    assert f"/supporting/places/{place.id}" in copy.text
