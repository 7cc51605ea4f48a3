"""Loading the demonstration group, and a crowd beside it, into an empty database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import count_roughly, db
from coproduction.demo.applicant_rows import write_applicants
from coproduction.demo.arrangements import arrange
from coproduction.demo.availability import ask_about_dates
from coproduction.demo.book import Book
from coproduction.demo.confidences import write_confidences
from coproduction.demo.contacts import leave_out_newcomers, leave_to_staff, wish_for_call
from coproduction.demo.crowd import candidate, coordinators, people
from coproduction.demo.delegates import write_delegates
from coproduction.demo.evaluations import write_evaluations
from coproduction.demo.event_rows import write_event
from coproduction.demo.gatherings import day_out, drop_in
from coproduction.demo.linked import write_dates_of_panels
from coproduction.demo.materials import write_materials
from coproduction.demo.meetings import meetings_of
from coproduction.demo.panel_rows import write_inside_of_panels
from coproduction.demo.panels import CASE_MANAGERS, panel_for_one, panel_soon, panels_left_alone, panels_of
from coproduction.demo.panels import THE_YEAR as PANELS
from coproduction.demo.panels import THE_YEAR_BEFORE as EARLIER_PANELS
from coproduction.demo.people import COORDINATORS, MEMBERS
from coproduction.demo.people_rows import write_coordinator, write_lists, write_member
from coproduction.demo.periods import write_periods
from coproduction.demo.plans import EventPlan
from coproduction.demo.polls import write_poll
from coproduction.demo.records import keep_records
from coproduction.demo.requests import keep_requests
from coproduction.demo.rows import Rows
from coproduction.demo.series import coffees_of
from coproduction.demo.sessions import THE_YEAR as SESSIONS
from coproduction.demo.sessions import THE_YEAR_BEFORE as EARLIER_SESSIONS
from coproduction.demo.sessions import sessions_of
from coproduction.demo.stories import write_stories
from coproduction.demo.trainer_paths import write_trainer_paths
from coproduction.demo.training_requests import write_training_requests
from coproduction.demo.years import Cast, years
from coproduction.documents.current import current_store
from coproduction.members.models import Application, Member
from coproduction.schedule.models import Event, EventKind, EventState

FIRST_YEAR = 2027
MOVED_FROM = time(13)
CHECK_IN_CODE = "260714"
LONGER_THAN_THE_EVENTS = 1500  # days for which some had been members before the first event


def is_empty() -> bool:
    """Say whether nobody and nothing is in the database yet."""
    return not any(db.session.scalar(select(table.id).limit(1)) for table in (Account, Member, Application, Event))


def load_group(book: Book) -> None:
    """Write the standard demonstration group with the events of its year and of the year before."""
    write_lists(book)
    for coordinator in COORDINATORS:
        write_coordinator(book, coordinator)
    for member in MEMBERS:
        write_member(book, member)
    write_applicants(book)
    write_confidences(book)
    for year in (demonstration_year(book.today) - 1, demonstration_year(book.today)):
        write_periods(book, year)
    write_poll(book)
    for plan in sorted(programme(book.today), key=lambda plan: plan.starts_at):
        write_event(book, plan)
    book.rows.write()


def programme(today: date) -> list[EventPlan]:
    """Return all events of the group: those of two years, and what is soon. One has moved, and something is on today.

    Members check in with a code at what is on today.
    """
    plans = [*_of_two_years(today), day_out(today), panel_soon(today), panel_for_one(today)]
    plans += [*panels_left_alone(today), *coffees_of(today)]
    if not any(plan.day == today for plan in plans):
        plans.append(drop_in(today))
    moved = min((plan for plan in plans if _can_have_moved(plan, today)), key=lambda plan: plan.day, default=None)
    return [
        replace(
            plan,
            moved_from=MOVED_FROM if plan is moved else None,
            check_in_code=CHECK_IN_CODE if plan.day == today else "",
        )
        for plan in plans
    ]


def _can_have_moved(plan: EventPlan, today: date) -> bool:
    return plan.kind is EventKind.TRAINING and plan.state is EventState.PUBLISHED and plan.day > today


def demonstration_year(today: date) -> int:
    """Return 2027 until that is nearly over, then the year after it, so that there is always something to come."""
    return max(FIRST_YEAR, (today + timedelta(days=60)).year)


def _of_two_years(today: date) -> Iterator[EventPlan]:
    """Yield the meetings, sessions and panels of the demonstration year and of the year before."""
    year = demonstration_year(today)
    yield from meetings_of(year - 1, today=today)
    yield from meetings_of(year, today=today)
    yield from sessions_of(year - 1, EARLIER_SESSIONS)
    yield from sessions_of(year, SESSIONS)
    yield from panels_of(year - 1, EARLIER_PANELS)
    yield from panels_of(year, PANELS)


def load_crowd(book: Book, members: int, *, of_years: int, seed: int, step: Callable[[], object]) -> None:
    """Write so many made-up members beside the group, and years of events. `step` is called for each of them."""
    chance = Random(seed)
    organisers = [*range(1, len(COORDINATORS) + 1)]
    organisers += [write_coordinator(book, coordinator) for coordinator in coordinators(chance, members)]
    candidates = []
    longest = of_years * 183 + LONGER_THAN_THE_EVENTS
    for index, person in enumerate(people(chance, members, longest=longest)):
        candidates.append(candidate(person, write_member(book, person), index=index, today=book.today))
        book.rows.write_if_many()
        step()
    cast = Cast(candidates, today=book.today, chance=chance)
    for plan in years(cast, of_years, organisers=organisers):
        write_event(book, plan)
        book.rows.write_if_many()
        step()
    book.rows.write()


def load(
    *, today: date, password_hash: str, members: int, of_years: int, seed: int, step: Callable[[], object]
) -> Mapping[str, int]:
    """Fill an empty database; return how many rows each table was given. Flushes, and leaves the commit to its caller.

    With `members`, a made-up crowd joins the group until there are so many members in all, with `of_years` of events.
    The same day and seed give the same rows. The files of papers go to the application's store.
    """
    book = Book(Rows(), today=today, password_hash=password_hash)
    load_group(book)
    write_dates_of_panels(book, two_days=CASE_MANAGERS.post)
    leave_to_staff(book)
    wish_for_call(book)
    arrange(book)
    keep_records(book, store=current_store())
    write_materials(book, store=current_store())
    ask_about_dates(book)
    if crowd := max(0, members - len(MEMBERS)):
        load_crowd(book, crowd, of_years=of_years, seed=seed, step=step)
    else:
        leave_out_newcomers(book)
    write_inside_of_panels(book, store=current_store())
    write_stories(book)
    write_trainer_paths(book)
    write_delegates(book)
    write_evaluations(book)
    keep_requests(book)
    write_training_requests(book)
    book.rows.finish()
    count_roughly()
    return book.rows.counts
