"""What is inside the panels of the demonstration: the next one to come, and the last held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_after
from coproduction.demo.book import Book
from coproduction.demo.panel_cases import BRIEFED_DAYS_AGO, panels_by_day, time_of_outcome, write_case
from coproduction.demo.panels import LEFT_ALONE
from coproduction.demo.papers import Paper, write_document
from coproduction.demo.people import TOM
from coproduction.documents.store import Store
from coproduction.panels.kinds import NAMES_DAYS
from coproduction.panels.models import (
    AloneState,
    AloneStep,
    Candidate,
    CandidateAnswer,
    Outcome,
    OutcomeCorrection,
    Pack,
    PackOpening,
    PackPaper,
    PackQuestion,
    PanelFeedback,
    Score,
    ScoreSheet,
)
from coproduction.panels.rules.panels import usual_title
from coproduction.schedule.models import Event, EventRole, EventState, Part, Place, PlaceState, Via
from coproduction.schedule.rules import SEATED

ANSWERED_DAYS_AGO = 4
DISCUSSED_AFTER = timedelta(hours=5, minutes=30)  # from the first interview
JOB = Paper(
    "Job description",
    ("You ring carers, listen to them, and tell them what help there is.", "You work with the council and GPs."),
    ("You talk to carers.", "You help them to get help."),
)
QUESTIONS = (
    "Tell us about a time when you listened to a carer.",
    "What would you do if a carer is too tired to go on?",
    "How do you explain something hard in plain words?",
)
CANDIDATES = ("Robin Ashby", "Farah Siddique", "Callum Reyes")
CAME_OF_IT = "The team chose somebody who has been a carer for ten years. They start in two months."
CAME_OF_IT_AT_FIRST = "The team chose somebody who has been a carer for ten years. They start next week."
TO_MEMBERS = "Your question about tired carers told us the most. Thank you for asking it."
SAID = "We had time to talk before it began. Next time, please send the questions in Easy Read a week before."
MAY_BE_ALONE = "The post has been empty for months, and there is no other day."
SCORES = (3, 5, 4)


def write_inside_of_panels(book: Book, *, store: Store) -> None:
    """Write each panel's stage, and what is inside the next panel and the last one, whose members were all told."""
    book.rows.write()
    panels = list(panels_by_day())
    held = [panel for panel in panels if panel.event.state is EventState.HELD]
    to_come = [panel for panel in panels if panel.event.starts_at > book.now and panel.has_enough]
    for panel in panels:
        is_next = panel in to_come[:1]
        write_case(book, panel, is_briefed=is_next)
        if is_next:
            _brief(book, panel.event, store=store)
        if panel in held:
            _tell(book, panel.event, keeps=panel is held[-1])
    _ask_alone(book)


def _ask_alone(book: Book) -> None:
    """Write that the only member left on a panel was asked whether they agree to be alone. They have not answered."""
    asked = LEFT_ALONE[0]
    place = select(Place.id, Place.event_id).join(Event, Event.id == Place.event_id)
    place = place.where(Event.title == usual_title(asked.post, asked.band), Place.state == PlaceState.HELD)
    row = db.session.execute(place).one()
    book.rows.add(
        AloneStep,
        event_id=row.event_id,
        place_id=row.id,
        state=AloneState.ASKED,
        at=book.moment(ANSWERED_DAYS_AGO),
        by_id=TOM,
        via=Via.WEBSITE,
        reason=MAY_BE_ALONE,
    )


def _brief(book: Book, event: AnyRow, *, store: Store) -> None:
    """Write a panel that is briefed: the pack is open, one member has opened it, and one has not answered yet."""
    at = book.moment(BRIEFED_DAYS_AGO)
    people, scoring = _seated(event.id), _seated(event.id, Part.PLACE)
    candidates, _ = _write_pack(book, event, opened_at=at)
    document_id = write_document(book, JOB, store=store, days_ago=5)
    book.rows.add(PackPaper, event_id=event.id, document_id=document_id, names_nobody=True)
    for member_id in people[:-1] if len(people) > 1 else people:
        _say_no(book, candidates, member_id, at=book.moment(ANSWERED_DAYS_AGO))
    for member_id in people[:1]:
        book.rows.add(PackOpening, event_id=event.id, member_id=member_id, opened_at=at + timedelta(hours=5))
        if member_id in scoring:
            book.rows.add(ScoreSheet, event_id=event.id, member_id=member_id, locked_at=None, shared_at=None)


def _tell(book: Book, event: AnyRow, *, keeps: bool) -> None:
    """Write what came of a panel, once there was time to say so; of the last, what is not deleted yet as well."""
    told_at = time_of_outcome(event)
    if told_at > book.now:
        return
    book.rows.add(Outcome, event_id=event.id, words=CAME_OF_IT, to_members=TO_MEMBERS, told_at=told_at, told_by_id=TOM)
    if keeps:
        _correct(book, event.id, told_at=told_at)
    people = _seated(event.id) if keeps else []
    last_day = working_days_after(uk_wall(told_at).date(), NAMES_DAYS.seed)
    is_kept = keeps and last_day >= book.today
    if people:
        book.rows.add(
            PanelFeedback,
            event_id=event.id,
            member_id=people[0] if is_kept else None,
            words=SAID,
            may_be_passed_on=True,
            given_at=min(told_at + timedelta(hours=3), book.now),
            passed_on_at=None,
        )
    if is_kept:
        _keep_sheets(book, event, people)


def _correct(book: Book, event_id: int, *, told_at: datetime) -> None:
    """Write that the team put right, a little later, what it had said of the outcome."""
    book.rows.add(
        OutcomeCorrection,
        event_id=event_id,
        words=CAME_OF_IT_AT_FIRST,
        to_members=TO_MEMBERS,
        corrected_at=min(told_at + timedelta(hours=2), book.now),
        corrected_by_id=None,
    )


def _keep_sheets(book: Book, event: AnyRow, people: Sequence[int]) -> None:
    """Write the names, the pack and the score sheets of a panel that is over; one member shares their totals."""
    candidates, questions = _write_pack(book, event, opened_at=event.starts_at - timedelta(days=5))
    for member_id in people:
        _say_no(book, candidates, member_id, at=event.starts_at - timedelta(days=6))
        book.rows.add(
            PackOpening, event_id=event.id, member_id=member_id, opened_at=event.starts_at - timedelta(days=2)
        )
    for number, member_id in enumerate(_seated(event.id, Part.PLACE)):
        book.rows.add(
            ScoreSheet,
            event_id=event.id,
            member_id=member_id,
            locked_at=event.ends_at - timedelta(minutes=30),
            shared_at=None if number else event.ends_at,
        )
        for candidate_id, score in zip(candidates, SCORES, strict=True):
            for question_id in questions:
                book.rows.add(
                    Score,
                    candidate_id=candidate_id,
                    question_id=question_id,
                    member_id=member_id,
                    score=score,
                    notes="",
                )


def _write_pack(book: Book, event: AnyRow, *, opened_at: datetime) -> tuple[list[int], list[int]]:
    """Write the candidates, the pack and its questions; return the numbers of the candidates and of the questions."""
    entered_at = opened_at - timedelta(days=2)
    candidates = [
        book.rows.add(Candidate, event_id=event.id, number=number, name=name, entered_at=entered_at)
        for number, name in enumerate(CANDIDATES, start=1)
    ]
    book.rows.add(
        Pack,
        event_id=event.id,
        post="You ring carers, and listen to what they need.",
        timings="9am: we meet\n9:30am: first interview\n12:30pm: lunch\n3pm: we talk about it together",
        joining="Ask for Tom at the front desk. There is a quiet room with water and tea.",
        scoring="0 is no answer, 3 is a good answer, 5 is the best you can think of.",
        highest_score=5,
        locks_at=event.starts_at + DISCUSSED_AFTER,
        changed_at=entered_at,
        opened_at=opened_at,
        opened_by_id=TOM,
    )
    questions = [
        book.rows.add(PackQuestion, event_id=event.id, position=position, words=words)
        for position, words in enumerate(QUESTIONS, start=1)
    ]
    return candidates, questions


def _say_no(book: Book, candidates: Sequence[int], member_id: int, *, at: datetime) -> None:
    for candidate_id in candidates:
        book.rows.add(CandidateAnswer, candidate_id=candidate_id, member_id=member_id, knows=False, answered_at=at)


def _seated(event_id: int, *parts: Part) -> Sequence[int]:
    """Return who is on the panel, in these parts of it or in any: first who comes to learn, then the others."""
    return db.session.scalars(
        select(Place.member_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .where(Place.event_id == event_id, is_one_of(Place.state, SEATED), is_one_of(EventRole.part, parts or Part))
        .order_by(EventRole.part != Part.SHADOW, Place.id)
    ).all()
