"""A supporter reads agenda, papers and minutes of what the member they support is asked to or went to, nothing more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.documents.models import Document, VersionFormat
from coproduction.documents.queries import find_version
from coproduction.meetings.actions.papers import send_papers
from coproduction.meetings.models import AgendaItem, MinutesState
from coproduction.members.models import Grant
from coproduction.schedule.models import EventKind, EventState, PlaceState
from tests.factories import (
    ActionPointFactory,
    AgendaItemFactory,
    DecisionFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)


@pytest.fixture
def amara():
    return MemberFactory(known_as="Amara")


@pytest.fixture
def mo(stranger, amara):
    """A browser in which Mo, who may see Amara's events, has signed in: `mo.supporter`."""
    stranger.supporter = SupporterFactory(member=amara, may=[Grant.SEE_EVENTS])
    stranger.sign_in(stranger.supporter.account)
    return stranger


def meeting_with_paper(**event):
    meeting = MeetingFactory(**{f"event__{name}": value for name, value in {"title": "Forum", **event}.items()})
    paper = DocumentFactory(title="Budgets")
    for one in (VersionFormat.STANDARD, VersionFormat.EASY_READ):
        DocumentVersionFactory(document=paper, format=one)
    AgendaItemFactory(meeting=meeting, paper=paper, title="Budgets")
    db.session.expire_all()
    return meeting


def sent(meeting, noon):
    send_papers(meeting, reason="", by=StaffFactory(), now=noon)
    return meeting


def version_of(meeting, supporter, *, now):
    """Return a format of its paper as the supporter finds it by its address."""
    item = db.session.query(AgendaItem).filter_by(event_id=meeting.event_id).one()
    paper = db.session.get_one(Document, item.document_id)
    version = DocumentVersionFactory(document=paper, format=VersionFormat.LARGE_PRINT)
    return find_version(version.id, viewer=supporter.account, now=now)


def past(noon):
    return {"starts_at": noon - timedelta(days=7), "ends_at": noon - timedelta(days=7, hours=-2)}


def paths(place):
    return [f"/supporting/places/{place.id}{more}" for more in ("", "/agenda", "/minutes")]


def minuted(meeting, **minutes):
    MinutesFactory(meeting=meeting, **{"html": "<p>We talked.</p>", "state": MinutesState.SHARED, **minutes})
    DecisionFactory(meeting=meeting, words="We meet monthly")
    ActionPointFactory(meeting=meeting, words="Ask the printer")
    return meeting


def test_a_supporter_finds_the_minutes_of_what_the_member_went_to(mo, amara, noon):
    meeting = minuted(MeetingFactory(event__title="Forum", **{f"event__{k}": v for k, v in past(noon).items()}))
    PlaceFactory(role__event=meeting.event, member=amara)
    ActionPointFactory(
        meeting=MeetingFactory(event__starts_at=noon - timedelta(days=30)), words="Something of another meeting"
    )

    page = mo.get(f"/supporting/{mo.supporter.id}").follow("Forum").follow("Read the minutes and what was decided")

    assert page.heading == "Minutes of Forum"
    for words in ("We talked.", "We meet monthly", "Ask the printer"):
        assert words in page.text
    assert "Something of another meeting" not in page.text
    assert "It is done" not in page.text


@pytest.mark.parametrize("state", [MinutesState.DRAFT, None])
def test_minutes_that_members_cannot_read_yet_are_not_found(mo, amara, noon, state):
    meeting = MeetingFactory()
    if state:
        minuted(meeting, state=state)
    place = PlaceFactory(role__event=meeting.event, member=amara)

    assert mo.get(paths(place)[2]).status == 404


def test_papers_that_went_are_opened_from_the_page_of_the_event(mo, amara, noon):
    meeting = meeting_with_paper()
    place = PlaceFactory(role__event=meeting.event, member=amara)
    assert "Easy Read of Budgets" not in mo.get(paths(place)[0]).links

    sent(meeting, noon)

    assert {"Standard of Budgets", "Easy Read of Budgets"} <= set(mo.get(paths(place)[0]).links)
    assert {"Standard of Budgets", "Easy Read of Budgets"} <= set(mo.get(paths(place)[1]).links)
    assert version_of(meeting, mo.supporter, now=noon) is not None


def test_papers_of_a_meeting_in_which_the_member_has_no_part_stay_closed(mo, amara, noon):
    meeting = sent(meeting_with_paper(), noon)
    PlaceFactory(role__event=meeting.event)

    assert version_of(meeting, mo.supporter, now=noon) is None


def test_another_members_places_are_not_found(mo):
    meeting = minuted(meeting_with_paper())
    place = PlaceFactory(role__event=meeting.event)

    assert [mo.get(path).status for path in paths(place)] == [404] * 3


@pytest.mark.parametrize("grants", [[], [Grant.SEE_NEEDS, Grant.SEE_DETAILS, Grant.GET_COPIES]])
def test_who_may_not_see_events_finds_none_of_it(stranger, amara, noon, grants):
    meeting = sent(minuted(meeting_with_paper()), noon)
    place = PlaceFactory(role__event=meeting.event, member=amara)
    supporter = SupporterFactory(member=amara, may=grants)
    stranger.sign_in(supporter.account)

    assert [stranger.get(path).status for path in paths(place)] == [404] * 3
    assert version_of(meeting, supporter, now=noon) is None
    assert "What Amara went to" not in stranger.get(f"/supporting/{supporter.id}").text


def test_a_removed_supporter_finds_none_of_it(mo, amara, noon):
    meeting = sent(minuted(meeting_with_paper()), noon)
    place = PlaceFactory(role__event=meeting.event, member=amara)
    assert [mo.get(path).status for path in paths(place)] == [200] * 3

    SupporterFactory(member=MemberFactory(), account=mo.supporter.account, may=[Grant.SEE_EVENTS])
    mo.supporter.removed_at = noon
    db.session.flush()

    assert [mo.get(path).status for path in paths(place)] == [404] * 3
    assert version_of(meeting, mo.supporter, now=noon) is None


def test_a_draft_in_which_the_member_has_a_place_is_not_found(mo, amara):
    meeting = minuted(meeting_with_paper(state=EventState.DRAFT))
    place = PlaceFactory(role__event=meeting.event, member=amara)

    assert [mo.get(path).status for path in paths(place)] == [404] * 3


def test_what_has_no_agenda_and_is_no_meeting_has_none_to_print(mo, amara):
    place = PlaceFactory(role__event__kind=EventKind.TRAINING, member=amara)

    assert [mo.get(path).status for path in paths(place)] == [200, 404, 404]


def test_what_the_member_did_not_go_to_is_not_among_what_they_went_to(mo, amara, noon):
    for title, state in (("Came", PlaceState.ATTENDED), ("Said no", PlaceState.DECLINED), ("Away", PlaceState.ABSENT)):
        event = MeetingFactory(event__title=title, **{f"event__{k}": v for k, v in past(noon).items()}).event
        PlaceFactory(role__event=event, member=amara, state=state)

    page = mo.get(f"/supporting/{mo.supporter.id}")

    assert [title for title in ("Came", "Said no", "Away") if title in page.links] == ["Came"]
