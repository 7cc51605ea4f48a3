"""Papers, agenda items, decisions and actions that many send at the same moment: each once, and nobody told twice."""

from __future__ import annotations

import io
from datetime import date, timedelta
from functools import partial

import pytest

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.documents.actions import put_file
from coproduction.documents.models import DocumentVersion, VersionFormat
from coproduction.documents.store import Folder
from coproduction.meetings.actions.agenda import ItemDetails, add_item
from coproduction.meetings.actions.minutes import note_decision
from coproduction.meetings.actions.papers import send_papers
from coproduction.meetings.actions.points import PointDetails, add_action, remind_owners
from coproduction.meetings.models import ActionPoint, AgendaItem, Decision, Meeting, PaperSending, SentPaper
from coproduction.members.models import Member
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.actions.events import EventDetails, change_event
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back, take_place
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.models import Event, EventRole, Place
from tests.conftest import NOON
from tests.documents.files import PDF
from tests.factories import (
    ActionPointFactory,
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EventRoleFactory,
    MeetingFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.faults.at_once import all_at_once, count
from tests.schedule.test_events import details_of

AT_ONCE = 8


@pytest.fixture
def ids() -> tuple[int, int, int]:
    """A meeting with a paper in two formats and three people with a part in it; a coordinator; the paper."""
    meeting, paper, priya = MeetingFactory(), DocumentFactory(), StaffFactory()
    for one in (VersionFormat.STANDARD, VersionFormat.EASY_READ):
        DocumentVersionFactory(document=paper, format=one)
    AgendaItemFactory(meeting=meeting, paper=paper)
    PlaceFactory.create_batch(3, role=EventRoleFactory(event=meeting.event))
    made = meeting.event_id, priya.id, paper.id
    db.session.commit()
    return made


def found(event_id: int, account_id: int) -> tuple[Meeting, Account]:
    """Return the meeting and the coordinator in a session of its own."""
    return db.session.get_one(Meeting, event_id), db.session.get_one(Account, account_id)


def test_papers_that_many_send_at_once_go_once(a_real_database, ids):
    def send() -> None:
        meeting, priya = found(*ids[:2])
        send_papers(meeting, reason="", by=priya, now=NOON)

    assert all_at_once(a_real_database, [send] * AT_ONCE) == {"done": AT_ONCE}
    assert [count(of=table) for table in (PaperSending, SentPaper, Message)] == [1, 2, 3]


def test_who_says_yes_while_papers_go_out_gets_them_once(a_real_database, ids):
    role, member_ids = db.session.query(EventRole).one(), [MemberFactory().id for _ in range(AT_ONCE)]
    role_id, role.is_open, role.maximum = role.id, True, None
    db.session.commit()

    def send() -> None:
        meeting, priya = found(*ids[:2])
        send_papers(meeting, reason="", by=priya, now=NOON)

    def take(member_id: int) -> None:
        take_place(role_id, db.session.get_one(Member, member_id), hand=Hand(), now=NOON)

    deeds = [partial(take, member_id) for member_id in member_ids]
    said = all_at_once(a_real_database, [*deeds[:4], send, *deeds[4:]])

    assert said == {"done": AT_ONCE + 1}
    told = db.session.query(Message.member_id).filter_by(template="meetings/papers_sent").all()
    assert (len(told), len(set(told))) == (3 + AT_ONCE, 3 + AT_ONCE)


def test_whoever_steps_back_while_papers_go_out_and_the_meeting_moves_is_told_of_no_papers(a_real_database, ids):
    place_ids = [place.id for place in db.session.query(Place).order_by(Place.id)]
    db.session.rollback()

    def send() -> None:
        meeting, priya = found(*ids[:2])
        send_papers(meeting, reason="", by=priya, now=NOON)

    def moves() -> None:
        meeting, priya = found(*ids[:2])
        change_event(meeting.event, moved(meeting.event), by=priya, now=NOON)

    leaving = [partial(step_back, place_id, hand=Hand(), now=NOON) for place_id in place_ids[1:]]
    assert all_at_once(a_real_database, [send, *leaving, moves]) == {"done": 4}

    stays = db.session.get_one(Place, place_ids[0]).member_id
    waiting = db.session.query(Message).filter_by(template="meetings/papers_sent", state=MessageState.WAITING).all()
    told = [(message.member_id, when_in_words(db.session.query(Event).one()) in message.text) for message in waiting]
    assert told == [(stays, True)]


def moved(event: Event) -> EventDetails:
    """Return the event as it is, a week later."""
    week = timedelta(days=7)
    return details_of(event, starts_at=event.starts_at + week, ends_at=event.ends_at + week)


def test_what_a_meeting_came_to_is_noted_once_however_often_it_is_sent(a_real_database, ids):
    welcome = ItemDetails("Welcome", 10, "", is_break=False)

    def note() -> None:
        meeting, priya = found(*ids[:2])
        add_item(meeting, welcome, has_paper=False, by=priya, now=NOON)
        note_decision(meeting, "We meet monthly", by=priya, now=NOON)
        add_action(meeting, PointDetails("Ask", None, priya.id, date(2027, 1, 11)), by=priya, now=NOON)

    assert all_at_once(a_real_database, [note] * AT_ONCE) == {"done": AT_ONCE}
    assert [count(of=table) for table in (AgendaItem, Decision, ActionPoint)] == [2, 1, 1]


def test_two_workers_that_keep_house_remind_nobody_twice(a_real_database, ids):
    ActionPointFactory.create_batch(3)
    db.session.commit()

    said = all_at_once(a_real_database, [lambda: remind_owners(now=NOON)] * 4)

    assert (said, count(of=Message)) == ({"done": 4}, 3)


def test_files_put_in_one_format_at_once_leave_one_version(a_real_database, ids, tmp_path):
    _, account_id, document_id = ids
    store = Folder(tmp_path)

    def put() -> None:
        priya = db.session.get_one(Account, account_id)
        put_file(document_id, VersionFormat.LARGE_PRINT, io.BytesIO(PDF), store=store, by=priya, now=NOON)

    assert all_at_once(a_real_database, [put] * AT_ONCE) == {"done": AT_ONCE}
    db.session.rollback()
    [version] = db.session.query(DocumentVersion).filter_by(format=VersionFormat.LARGE_PRINT)
    with store.open(str(version.file_key)) as file:
        assert file.read() == PDF
