"""Who reads what: every read says for whom it is, and gives others nothing."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import coproduction
from coproduction.members import queries
from coproduction.members.models import MemberImport
from coproduction.members.queries import (
    applications,
    belonging,
    deaths,
    equality,
    imports,
    members,
    merging,
    needs,
    notes,
    payments,
    qualifications,
    standing,
    supporters,
    timeline,
)
from tests.factories import AwayDateFactory, MemberFactory, NeedFactory, StaffFactory, SupporterFactory
from tests.world import World

TODAY = date(2027, 1, 4)
FOR_THE_PROGRAMME = ("For the programme itself", "make everybody else who wants to")  # the latter locks a row
NO_READS = {
    "tell",
    "line",
    "table_of",
    "matching_of",
    "first_review",
    "progress_key",
}  # they work with what they are handed
NAMES_NOBODY = {"all_qualifications"}
# What is handed in is the right itself: a key that only the applicant has, or the row that makes somebody a supporter.
BY_RIGHT = {"application_with_key", "question_asked", "parts_of_supported"}


def reads():
    """Return every public read of members, by the names of its module and its own."""
    found: dict[tuple[str, str], Callable[..., object]] = {}
    for module in pkgutil.iter_modules(queries.__path__):
        loaded = importlib.import_module(f"{queries.__name__}.{module.name}")
        found |= {
            (module.name, name): read
            for name, read in inspect.getmembers(loaded, inspect.isfunction)
            if read.__module__ == loaded.__name__ and not name.startswith("_")
        }
    return found


def takes_a_viewer(read):
    return "viewer" in inspect.signature(read).parameters


def is_for_the_programme(read):
    said = " ".join((read.__doc__ or "").split())
    return not takes_a_viewer(read) and any(words in said for words in FOR_THE_PROGRAMME)


def test_every_read_takes_a_viewer_or_says_that_it_is_for_the_programme_itself():
    unsaid = {
        (module, name)
        for (module, name), read in reads().items()
        if not (takes_a_viewer(read) or is_for_the_programme(read)) and name not in NO_READS | NAMES_NOBODY | BY_RIGHT
    }

    assert unsaid == set()


def pages():
    """Return the files of every page, and of what pages are made with."""
    folders = {"views", "staff_views", "public_views", "pages", "forms"}
    return [
        path
        for path in Path(coproduction.__file__).parent.rglob("*.py")
        if folders & {*path.parent.parts, path.stem} or path.stem.endswith("_views")
    ]


def reads_named_in(path):
    """Return the reads of members that a file names: imported one by one, or by their module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules: dict[str, str] = {}
    named: set[tuple[str, str]] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == queries.__name__:
            modules |= {one.asname or one.name: one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{queries.__name__}."):
            named |= {(node.module.rpartition(".")[2], one.name) for one in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            named.add((modules[node.value.id], node.attr))
    return named


def test_no_page_reads_what_is_for_the_programme_itself():
    kept = {name for name, read in reads().items() if is_for_the_programme(read)}
    named = {path: reads_named_in(path) for path in pages()}

    assert {path.name: names & kept for path, names in named.items() if names & kept} == {}
    assert ("supporters", "supporters_of") in set.union(*named.values()), "nothing was looked at"


@pytest.fixture
def world():
    """A member of whom there is something to read in every part, with an application and a supporter."""
    made = World()
    AwayDateFactory(member=made.member)
    NeedFactory(member=made.member)
    return made


# Every read that coordinators alone make.
STAFF_READS = {
    "find_application": lambda one, viewer: applications.find_application(one.application.id, viewer=viewer),
    "moves_of": lambda one, viewer: applications.moves_of(one.application, viewer=viewer),
    "people_alike": lambda one, viewer: applications.people_alike(one.application, viewer=viewer),
    "former_records": lambda one, viewer: applications.former_records(one.application, viewer=viewer),
    "member_from": lambda one, viewer: applications.member_from(one.application, viewer=viewer),
    "find_sign_up": lambda one, viewer: applications.find_sign_up(one.application.id, viewer=viewer),
    "sign_ups_begun": lambda _one, viewer: applications.sign_ups_begun(viewer=viewer),
    "waiting_applications": lambda _one, viewer: applications.waiting_applications(viewer=viewer),
    "applications_under_way": lambda _one, viewer: applications.applications_under_way(viewer=viewer),
    "decided_applications": lambda _one, viewer: applications.decided_applications(viewer=viewer),
    "find_member": lambda one, viewer: members.find_member(one.member.id, viewer=viewer),
    "reviews_of": lambda one, viewer: belonging.reviews_of(one.member, viewer=viewer),
    "possible_buddies": lambda one, viewer: belonging.possible_buddies(one.member, viewer=viewer),
    "belonging_of": lambda one, viewer: standing.belonging_of(one.member, viewer=viewer, today=TODAY),
    "timeline_of": lambda one, viewer: timeline.timeline_of(one.member, viewer=viewer),
    "what_stopped": lambda one, viewer: deaths.what_stopped(one.member, viewer=viewer),
    "payment_seen": lambda one, viewer: payments.payment_seen(one.member.id, viewer=viewer),
    "holders": lambda _one, viewer: qualifications.qualifications_with_holders(viewer=viewer, today=TODAY),
    "pairs_alike": lambda _one, viewer: merging.pairs_alike(viewer=viewer),
    "years_shown": lambda _one, viewer: equality.years_shown(viewer=viewer, today=TODAY),
    "find_import": lambda _one, viewer: imports.find_import(1, viewer=viewer),
    "notes_listed": lambda _one, viewer: notes.notes_listed(viewer=viewer),
}
# Every read that members make of themselves as well.
OWN_READS = {
    "needs_of": lambda one, viewer: needs.needs_of(one.member, viewer=viewer),
    "find_need": lambda one, viewer: needs.find_need(one.member.needs[0].id, one.member, viewer=viewer),
    "away_dates_of": lambda one, viewer: members.away_dates_of(one.member, viewer=viewer, today=date(2020, 1, 1)),
    "find_away_date": lambda one, viewer: members.find_away_date(
        one.member.away_dates[0].id, one.member, viewer=viewer
    ),
    "supporters_of": lambda one, viewer: supporters.supporters_of(one.member, viewer=viewer),
    "find_supporter": lambda one, viewer: supporters.find_supporter(one.supporter.id, one.member, viewer=viewer),
}


@pytest.mark.parametrize("read", [*STAFF_READS, *OWN_READS])
def test_whoever_has_no_right_to_it_gets_nothing(world, read):
    for viewer in (MemberFactory().account, world.supporter.account):
        with pytest.raises(PermissionError):
            {**STAFF_READS, **OWN_READS}[read](world, viewer)


@pytest.mark.parametrize("read", STAFF_READS)
def test_a_member_reads_of_themselves_only_what_is_theirs(world, read):
    with pytest.raises(PermissionError):
        STAFF_READS[read](world, world.member.account)


@pytest.mark.parametrize("read", OWN_READS)
def test_members_and_coordinators_read_what_they_may(world, read):
    assert OWN_READS[read](world, world.member.account)
    assert OWN_READS[read](world, StaffFactory())


def test_nobody_reads_what_a_spreadsheet_of_another_coordinator_would_do():
    priya, tom = StaffFactory.create_batch(2)
    brought = MemberImport(uploaded_by_id=priya.id, sheet={"columns": [], "rows": []}, matching={})

    for viewer in (tom, MemberFactory().account):
        with pytest.raises(PermissionError):
            imports.import_plan(brought, viewer=viewer, today=TODAY)


def test_somebody_elses_need_and_supporter_are_not_found_under_ones_own_name():
    me, need, supporter = MemberFactory(), NeedFactory(), SupporterFactory()

    assert needs.find_need(need.id, me, viewer=me.account) is None
    assert supporters.find_supporter(supporter.id, me, viewer=me.account) is None
