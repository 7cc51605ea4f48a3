"""A panel that was put off after its pack was written: what holds on any day comes along to the new one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document, DocumentVersion
from coproduction.panels.actions import deciding, managing, outcomes, packs
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.actions.packs import PackDetails
from coproduction.panels.kinds import NAMES_DAYS_WITHOUT_OUTCOME
from coproduction.panels.models import (
    Candidate,
    CandidateAnswer,
    Pack,
    PackHandover,
    PackOpening,
    PackPaper,
    PackQuestion,
    PanelCase,
    PanelStage,
    Score,
    ScoreSheet,
)
from coproduction.panels.queries import packs as queries
from coproduction.panels.queries.asides import papers_wanted
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.models import EventState
from coproduction.site.queries.to_do.panel_packs import packs_to_open
from tests.factories import (
    DocumentVersionFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
)
from tests.panels.requesting import IN_TIME, agreed
from tests.panels.seats import candidates, handed_over, pack

OF_PEOPLE = (Candidate, CandidateAnswer, Score, ScoreSheet, PackHandover, PackOpening, DeclaredConflict)
OF_PACK = (Pack, PackQuestion, PackPaper, Document, DocumentVersion)
WRITTEN = {"post": "Looks after people.", "joining": "Ask for Jo Bloggs at the desk.", "scoring": "5 is the best."}
LEFT = ["Timetable", "What Jo Bloggs wrote"]
LOOK = "Look through it and save it before you open it"


def with_pack():
    """A panel that was asked for and briefed, on which somebody has read and scored."""
    request = agreed(PanelStage.BRIEFED)
    panel = request.case.panel
    place = PlaceFactory(role=EventRoleFactory(event=panel.event))
    [jo] = candidates(panel, "Jo Bloggs")
    made, [first, _] = pack(panel, "How do you listen?", "What would Bloggs change?", highest_score=7, **WRITTEN)
    made.timings, made.locks_at = "10am first interview", panel.event.ends_at
    event_id, member_id, at = panel.event_id, place.member_id, panel.event.created_at
    version = DocumentVersionFactory(document__title="Job description")
    timetable = DocumentVersionFactory(document__title="Timetable")  # nobody said that it names nobody
    of_jo = DocumentVersionFactory(document__title="What Jo Bloggs wrote")
    db.session.add_all(
        [
            PackPaper(event_id=event_id, document_id=version.document_id, names_nobody=True),
            PackPaper(event_id=event_id, document_id=of_jo.document_id, names_nobody=True),
            PackPaper(event_id=event_id, document_id=timetable.document_id),
            CandidateAnswer(candidate_id=jo.id, member_id=member_id, knows=False, answered_at=at),
            ScoreSheet(event_id=event_id, member_id=member_id),
            Score(candidate_id=jo.id, question_id=first.id, member_id=member_id, score=3),
            PackOpening(event_id=event_id, member_id=member_id, opened_at=at),
            handed_over(event_id, member_id, at),
            DeclaredConflict(event_id=event_id, member_id=MemberFactory().id, declared_at=at),
        ]
    )
    db.session.flush()
    return request


def put_off(request, tom, now):
    """Put the panel off, and take new dates for it."""
    deciding.postpone_panel(request, "The post waits.", by=tom, now=now)
    managing.change_dates(request, IN_TIME, now=now)
    return request


def accepted_anew(tom, now):
    request = put_off(with_pack(), tom, now)
    deciding.accept_request(request, Acceptance(), by=tom, now=now)
    return request.case.panel


def details_of(made, **changed):
    named = {name: getattr(made, name) for name in PackDetails.__slots__}
    return PackDetails(**{**named, **changed})


def pack_at(panel):
    return db.session.get_one(Pack, panel.event_id)


def questions(event_id):
    return [question.words for question in queries.questions_of(event_id)]


def papers(event_id):
    return [document.title for document in queries.papers_of(event_id)]


def counts(*tables, **such):
    return [db.session.query(table).filter_by(**such).count() for table in tables]


def buttons(page):
    return [button for form in page.forms for button in form.buttons]


def test_words_questions_and_files_come_along_and_no_names_times_or_openings(noon, tom):
    panel = accepted_anew(tom, noon)

    made = pack_at(panel)
    written = {
        "post": "Looks after people.",
        "joining": "Ask for (a candidate) at the desk.",
        "scoring": "5 is the best.",
    }
    assert asdict(details_of(made)) == {**written, "timings": "", "highest_score": 7, "locks_at": None}
    assert (made.opened_at, made.opened_by_id) == (None, None)
    assert questions(panel.event_id) == ["How do you listen?", "What would (a candidate) change?"]
    assert (papers(made.brought_from_id), papers(panel.event_id)) == (LEFT, ["Job description"])
    [document] = queries.papers_of(panel.event_id)
    assert document.about == f"In the pack of {panel.event.title}, 2 February 2027"
    of_event = (Candidate, ScoreSheet, PackHandover, PackOpening, DeclaredConflict)
    assert counts(*of_event, event_id=panel.event_id) == [0] * 5
    assert db.session.query(AuditEntry).filter_by(action="panels.pack_brought_along").count() == 1


def test_what_was_put_off_twice_comes_along_twice(noon, tom):
    request = put_off(with_pack(), tom, noon)
    deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    put_off(request, tom, noon + timedelta(days=1))

    deciding.accept_request(request, Acceptance(), by=tom, now=noon + timedelta(days=1))

    assert len(questions(request.case.event_id)) == 2
    assert papers(request.case.event_id) == ["Job description"]


def test_a_panel_without_a_pack_and_one_that_was_never_put_off_bring_none(noon, tom):
    request = put_off(agreed(PanelStage.ROSTERED), tom, noon)

    deciding.accept_request(request, Acceptance(), by=tom, now=noon)

    assert db.session.query(Pack).count() == 0


def test_it_does_not_open_before_somebody_has_looked_through_it_and_saved_it(noon, tom, coordinator):
    panel = accepted_anew(tom, noon)
    panel.event.state = EventState.PUBLISHED
    made = pack_at(panel)
    candidates(panel, "Sam Roe")
    page = coordinator.get(f"/panels/{panel.event_id}/pack")
    assert "Look through this pack" in page.text
    assert "It is from the panel on Tuesday 2 February 2027, which was put off." in page.text
    assert "Open the pack" not in buttons(page)
    with pytest.raises(Refusal, match=LOOK):
        packs.open_to_members(panel, by=tom, now=noon)

    packs.prepare_pack(panel, details_of(made), questions=questions(panel.event_id), by=tom, now=noon)

    assert made.brought_from_id is None
    page = coordinator.get(f"/panels/{panel.event_id}/pack")
    assert ("Look through this pack" in page.text, "Open the pack" in buttons(page)) == (False, True)


def test_coordinators_and_the_manager_read_that_it_came_along(noon, tom, coordinator):
    panel = accepted_anew(tom, noon)
    without = agreed().case
    case = db.session.scalars(select(PanelCase).where(PanelCase.event_id == panel.event_id)).one()

    page = coordinator.get(f"/panels/progress/{case.id}")
    assert "The questions of the day that was put off came along." in page.text
    assert page.follow("Prepare and open the pack").heading == f"Pack for {panel.event.title}"
    panel.event.state, case.stage = EventState.PUBLISHED, PanelStage.RECRUITING
    near = panel.event.starts_at - timedelta(days=1)
    assert [
        task.why.startswith("Look through what came along from the day that was put off. Ask the team for")
        for task in packs_to_open(viewer=tom, now=near).tasks
    ] == [True, False]
    assert ["We have the questions." in papers_wanted(each, now=noon) for each in (case, without)] == [True, False]


def test_the_old_goes_ten_working_days_after_it_was_put_off_and_what_came_along_with_its_own_panel(noon, tom):
    panel = accepted_anew(tom, noon)  # on Monday 4 January
    old = pack_at(panel).brought_from_id
    last = datetime(2027, 1, 18, 23, tzinfo=UTC)

    assert [forget_panels(now=last + timedelta(hours=hours)) for hours in (0, 2, 3)] == [0, 1, 0]
    assert counts(*OF_PEOPLE) == [0] * len(OF_PEOPLE)
    assert counts(Pack, PackQuestion, PackPaper, event_id=old) == [0, 0, 0]
    assert (counts(*OF_PACK), papers(panel.event_id)) == ([1, 2, 1, 1, 1], ["Job description"])

    panel.event.state, after = EventState.PUBLISHED, panel.event.ends_at + timedelta(days=3)
    PlaceFactory(role=EventRoleFactory(event=panel.event))
    outcomes.tell_outcome(panel, "They chose somebody.", by=tom, now=after)
    assert [forget_panels(now=after + timedelta(days=days)) for days in (14, 15)] == [0, 1]
    assert counts(*OF_PACK) == [0] * len(OF_PACK)


def test_while_it_waits_for_another_day_its_pack_stays_for_a_time_without_names(noon, tom):
    request = with_pack()
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    set_number(NAMES_DAYS_WITHOUT_OUTCOME, 30, from_day=date(2027, 1, 1), account_id=None, now=noon)
    old = request.case.moves[-1].event_id

    assert [forget_panels(now=noon + timedelta(days=days)) for days in (15, 16)] == [1, 0]
    assert counts(*OF_PEOPLE) == [0] * len(OF_PEOPLE)
    assert (questions(old)[1], papers(old)) == ("What would (a candidate) change?", ["Job description"])

    later = noon + timedelta(days=20)
    managing.change_dates(request, IN_TIME, now=later)
    assert [forget_panels(now=noon + timedelta(days=days)) for days in (30, 31)] == [0, 1]
    assert counts(*OF_PACK) == [0] * len(OF_PACK)


def test_the_pack_of_what_was_put_off_and_then_cancelled_waits_for_nothing(noon, tom):
    request = with_pack()
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    deciding.cancel_case(request.case, "The post is gone.", by=tom, now=noon)

    assert forget_panels(now=noon + timedelta(days=15)) == 1
    assert counts(*OF_PACK) == [0] * len(OF_PACK)


def test_a_file_stays_for_another_day_from_when_somebody_says_that_it_names_nobody(noon, tom):
    request = with_pack()
    panel = request.case.panel
    deciding.postpone_panel(request, "The post waits.", by=tom, now=noon)
    [_, timetable, _] = queries.papers_of(panel.event_id)
    for _ in range(2):
        packs.say_names_nobody(panel, timetable.id, names_nobody=True, by=tom, now=noon)

    assert forget_panels(now=noon + timedelta(days=15)) == 1

    assert papers(panel.event_id) == ["Job description", "Timetable"]
    packs.say_names_nobody(panel, 999, names_nobody=True, by=tom, now=noon)  # what is out of the pack changes nothing
    assert db.session.query(AuditEntry).filter_by(action="panels.pack_changed").count() == 1


def test_a_coordinator_reads_and_says_which_files_name_nobody(noon, tom, coordinator):
    panel = with_pack().case.panel
    address = f"/panels/{panel.event_id}/pack"
    [_, timetable, _] = queries.papers_of(panel.event_id)

    page = coordinator.get(f"{address}/files/{timetable.id}/names")
    assert page.heading == "Is a candidate named in this file?"
    page = coordinator.post(page.address, names_nobody="yes")

    assert page.text.count("No candidate is named in it") == 3
    packs.say_names_nobody(panel, timetable.id, names_nobody=False, by=tom, now=noon)
    page = coordinator.get(address)
    assert page.text.count("A candidate may be named in it") == 1
    assert coordinator.get(f"{address}/files/999/names").status == 404
    coordinator.post(f"{address}/files/new", title="Person specification")
    assert "Person specification" not in [
        paper.title for paper in queries.papers_of(panel.event_id, PackPaper.names_nobody)
    ]
