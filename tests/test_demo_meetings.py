"""The meetings of the demonstration group: their series, papers and minutes, and what came of them."""

from __future__ import annotations

from collections import Counter
from datetime import time

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.core.recurrence import Rule
from coproduction.documents.contents import type_of
from coproduction.documents.current import current_store
from coproduction.documents.kinds import TO_READ
from coproduction.documents.models import Document, DocumentVersion, VersionFormat
from coproduction.meetings.models import (
    ActionPoint,
    AgendaItem,
    Decision,
    Meeting,
    MeetingSeries,
    Minutes,
    MinutesState,
    PaperSending,
    Poll,
    PollAnswer,
    SentPaper,
)
from coproduction.meetings.queries import papers, polls
from coproduction.schedule.models import Event, EventState
from tests.demonstration import DAYS, load


@pytest.fixture(params=DAYS, ids=str)
def today(request):
    """A day on which the group was loaded."""
    load(request.param)
    return request.param


def monthly_meetings():
    """The meetings of the year and of the year before, soonest first."""
    return db.session.scalars(
        select(Event).where(Event.title.startswith("Monthly meeting")).order_by(Event.starts_at)
    ).all()


def test_the_monthly_meetings_of_each_year_came_of_a_series_whose_rule_gives_their_days(today):
    for series in db.session.scalars(select(MeetingSeries).where(MeetingSeries.title == "Monthly meeting")):
        rule = Rule(series.repeats, series.weekday, series.nth, series.first_day, series.last_day)
        of_series = select(Meeting.series_day).where(Meeting.series_id == series.id)
        days = db.session.scalars(of_series.order_by(Meeting.series_day)).all()
        assert days == rule.days()
        assert len(days) == 12


def test_a_series_of_drafts_waits_to_be_published(today):
    drafts = db.session.scalars(
        select(Event)
        .join(Meeting, Meeting.event_id == Event.id)
        .join(MeetingSeries, MeetingSeries.id == Meeting.series_id)
        .where(MeetingSeries.title == "Coffee and catch-up")
    ).all()

    assert {(event.state, event.title) for event in drafts} == {(EventState.DRAFT, "Coffee and catch-up")}
    assert len(drafts) == 8
    assert all(event.roles and event.starts_at > uk_moment(today, time()) for event in drafts)


def test_every_file_of_a_paper_is_in_the_store_and_is_what_it_says(today):
    versions = db.session.scalars(select(DocumentVersion).where(DocumentVersion.file_key.is_not(None))).all()

    for version in versions:
        assert version.size is not None
        with current_store().open(str(version.file_key)) as file:
            assert len(file.read()) == version.size
            file.seek(0)
            assert type_of(file, version.size, wanted=TO_READ) == version.file_type
    assert len(versions) == 12 + 12  # of papers, and of what trainers use


def test_papers_come_in_every_format_that_the_group_has_but_sound():
    load()

    formats = set(db.session.scalars(select(DocumentVersion.format)))

    assert formats == set(VersionFormat) - {VersionFormat.AUDIO}
    assert db.session.scalars(select(Document.title).where(Document.is_for_all)).all() == ["How we work together"]


def test_the_next_meeting_has_papers_to_send_and_one_lacks_easy_read(today):
    coming = next(event for event in monthly_meetings() if event.starts_at > uk_moment(today, time()))

    new = papers.unsent(coming.id)

    assert [paper.title for paper in new] == [
        "How personal health budgets are agreed",
        "How members are paid: draft of new rules",
    ]
    assert [paper.title for paper in papers.without_easy_read(new, sent=())] == [
        "How members are paid: draft of new rules"
    ]


def test_agendas_fill_their_meetings_exactly(today):
    minutes = Counter[int]()
    for item in db.session.scalars(select(AgendaItem)):
        minutes[item.event_id] += item.minutes

    assert set(minutes.values()) == {120}
    assert len(minutes) == 3


def test_the_papers_of_one_meeting_went_in_time_and_those_of_another_late_with_a_reason(today):
    sendings = db.session.scalars(select(PaperSending).order_by(PaperSending.sent_at)).all()
    starts = {event.id: event.starts_at for event in monthly_meetings()}

    assert [((starts[one.event_id] - one.sent_at).days, bool(one.reason)) for one in sendings] == [
        (1, True),
        (9, False),
    ]
    sent = db.session.execute(
        select(PaperSending.reason, SentPaper.format).join(PaperSending, PaperSending.id == SentPaper.sending_id)
    ).all()
    assert {(bool(reason), format_) for reason, format_ in sent} == {
        (True, VersionFormat.STANDARD),
        (False, VersionFormat.STANDARD),
        (False, VersionFormat.EASY_READ),
    }


def test_the_last_minutes_can_be_read_and_those_of_a_meeting_before_were_agreed_at_the_next(today):
    held = [event for event in monthly_meetings() if event.state is EventState.HELD]

    first, before, last = (db.session.get_one(Minutes, event.id) for event in held[-3:])

    assert [(one.state, one.agreed_by_meeting_id) for one in (first, before, last)] == [
        (MinutesState.AGREED, before.event_id),
        (MinutesState.SHARED, None),
        (MinutesState.SHARED, None),
    ]
    assert "<li>The hall is too cold. Priya talks to them.</li>" in before.html
    assert Counter(db.session.scalars(select(Decision.event_id))) == {last.event_id: 2, before.event_id: 1}


def test_one_action_is_done_one_is_late_and_one_has_time(today):
    actions = db.session.scalars(select(ActionPoint).order_by(ActionPoint.id)).all()

    assert [(one.owner_name, one.done_at is not None, one.due_on >= today) for one in actions] == [
        ("Ruth", True, False),
        ("Tom Hesketh", False, False),
        ("Amara", False, True),
    ]


def test_a_poll_waits_for_amara_and_four_others_have_answered(today):
    poll = db.session.scalars(select(Poll)).one()

    assert all(option.starts_at > uk_moment(today, time()) for option in poll.options)
    answers = Counter(db.session.scalars(select(PollAnswer.member_id)))
    assert set(answers.values()) == {3}
    assert len(answers) == 4
    assert "Amara" in {member.known_as for member in polls.members_to_ask()}
