"""Coordinators find members: searching, filtering, paging, and taking the list away."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.actions import searches
from coproduction.members.models import Departure, Interest, MemberSearch, MemberState, NeedKind
from coproduction.members.queries.listing import Wanted, members_wanted
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.demonstration import load
from tests.factories import HeldQualificationFactory, MemberFactory, NeedFactory, StaffFactory
from tests.pages import Browser


def names(page):
    """Return the names in the list of members."""
    return [row[0] for row in page.rows]


def test_everybody_who_belongs_is_listed_by_name(coordinator):
    MemberFactory(name="Megan Frost")
    MemberFactory(name="Harold Pym", state=MemberState.PAUSED)
    MemberFactory(name="Ruth Adeyemi-Clarke", state=MemberState.LEFT)

    page = coordinator.get("/members")

    assert names(page) == ["Harold Pym", "Megan Frost"]
    assert "2 members" in page.text


@pytest.mark.parametrize(
    "words", ["okafor", "AMARA", "  ama ", "Mara O", "amara.okafor@", "07700900101", "900 101", "ng7"]
)
def test_a_part_of_what_we_know_finds_a_member(coordinator, words):
    MemberFactory(
        name="Amara Okafor", known_as="Ama", email="amara.okafor@example.org", phone="07700 900101", area="NG7"
    )
    MemberFactory(name="Megan Frost", phone="0115 496 0102", area="NG18")

    assert names(coordinator.get("/members").press("Search", words=words)) == ["Amara Okafor"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "'", "12"])
def test_signs_that_mean_something_to_databases_find_nobody(coordinator, words):
    MemberFactory(name="Amara Okafor", email="amara@example.org", phone="07700 900101")

    page = coordinator.get("/members").press("Search", words=words)

    assert (page.status, page.rows, page.errors) == (200, [], [])


def test_a_search_stands_in_no_address_and_no_log(coordinator, capsys, caplog):
    member = MemberFactory(name="Amara Okafor", area="NG7")
    NeedFactory(member=member, kind=NeedKind.BSL_INTERPRETER)
    asked = {"words": "Okafor", "area": "NG7", "need": "BSL interpreter"}
    caplog.set_level("INFO", logger="coproduction.requests")

    page = coordinator.get("/members").press("Search", **asked)

    assert names(page) == ["Amara Okafor"]
    seen = f"{page.address}?{page.query} {capsys.readouterr().out}"
    assert [words for words in ("Okafor", "NG7", "BSL") if words in seen] == []
    assert {name: page.values[name] for name in asked} == {name: [words] for name, words in asked.items()}


def test_the_search_of_another_coordinator_is_not_opened(app, coordinator):
    MemberFactory(name="Amara Okafor")
    MemberFactory(name="Megan Frost")
    page = coordinator.get("/members").press("Search", words="Okafor")
    other = Browser(app)
    other.sign_in(StaffFactory())

    theirs = other.get(f"{page.address}?{page.query}")

    assert names(theirs) == ["Amara Okafor", "Megan Frost"]
    assert "That search has ended" in theirs.text


def test_searches_are_forgotten_after_a_day(coordinator):
    coordinator.get("/members").press("Search", words="Okafor")

    assert searches.purge(now=NOON + timedelta(hours=23)) == 0
    assert searches.purge(now=NOON + timedelta(hours=24)) == 1
    assert db.session.query(MemberSearch).count() == 0


def test_filters_can_be_combined_and_cleared(coordinator):
    held = HeldQualificationFactory(member__name="Amara Okafor", member__interested_in=[Interest.PANELS])
    over = {"qualification": held.qualification, "valid_until": date(2027, 1, 3)}
    HeldQualificationFactory(member__name="Megan Frost", member__interested_in=[Interest.PANELS], **over)
    HeldQualificationFactory(member__name="Tunde Balogun", qualification=held.qualification)
    MemberFactory(name="Kieran Doyle", interested_in=[Interest.PANELS])

    page = coordinator.get("/members").press(
        "Search", interest="panels", qualification=str(held.qualification_id), state="active"
    )

    assert names(page) == ["Amara Okafor"]
    assert page.query == f"state=active&interest=panels&qualification={held.qualification_id}"
    assert len(names(page.follow("Clear the search and show everybody"))) == 4


def test_those_who_left_and_would_like_to_hear_from_us_are_found_and_nobody_else(coordinator):
    people = {
        name: MemberFactory(name=name, state=state)
        for name, state in {
            "Ada Left": MemberState.LEFT,
            "Ben Silent": MemberState.LEFT,
            "Cleo Died": MemberState.DIED,
            "Dev Back": MemberState.ACTIVE,
        }.items()
    }
    MemberFactory(name="Eve Untold", state=MemberState.LEFT)
    db.session.add_all(
        Departure(member=member, leaves_on=NOON.date(), keeps_in_touch=name != "Ben Silent")
        for name, member in people.items()
    )

    page = coordinator.get("/members").follow("See who has left and would like to hear from us")

    assert (names(page), page.query) == (["Ada Left"], "state=would-like-news")
    assert page.values["state"] == ["would-like-news"]
    assert [row[0] for row in download(page)[1:]] == ["Ada Left"]
    assert names(page.press("Search", words="ben")) == []


def test_those_with_a_need_to_book_are_found_by_kind_or_by_any(coordinator):
    NeedFactory(member__name="Ruth Adeyemi-Clarke", kind=NeedKind.BSL_INTERPRETER)
    NeedFactory(member__name="Amara Okafor", kind=NeedKind.STEP_FREE)
    NeedFactory(member__name="Kieran Doyle", kind=NeedKind.EXTRA_TIME)
    page = coordinator.get("/members")

    assert names(page.press("Search", need="BSL interpreter")) == ["Ruth Adeyemi-Clarke"]
    assert names(page.press("Search", need="any")) == ["Amara Okafor", "Ruth Adeyemi-Clarke"]


def test_those_who_live_somewhere_are_found_by_how_it_begins(coordinator):
    MemberFactory(name="Amara Okafor", area="NG7")
    MemberFactory(name="Ruth Adeyemi-Clarke", area="Beeston, NG9")

    MemberFactory(name="Dennis Whitlock", area="NG71")
    page = coordinator.get("/members")

    assert names(page.press("Search", area="bee")) == ["Ruth Adeyemi-Clarke"]
    assert names(page.press("Search", area="ng")) == ["Amara Okafor", "Dennis Whitlock"]
    assert names(page.press("Search", area="ng7")) == ["Amara Okafor"]
    assert names(page.press("Search", area="ng7 2ab")) == ["Amara Okafor"]


@pytest.mark.parametrize(
    ("asked", "is_open"),
    [({}, False), ({"words": "Okafor"}, False), ({"area": "NG7"}, True), ({"state": "active"}, True)],
)
def test_more_to_choose_from_is_open_when_something_in_it_was_chosen(coordinator, asked, is_open):
    page = coordinator.get("/members").press("Search", **asked)

    assert page.main.select_one("form[role=search] details").has_attr("open") is is_open
    assert ("Clear the search and show everybody" in page.links) is bool(asked)


def test_a_record_that_was_merged_is_in_no_list(coordinator):
    kept = MemberFactory(name="Amara Okafor", state=MemberState.LEFT)
    MemberFactory(name="A. Okafor", state=MemberState.LEFT, merged_into_id=kept.id)

    assert names(coordinator.get("/members?state=left")) == ["Amara Okafor"]


@pytest.mark.parametrize("asked", ["state=royal", "interest=chess", "qualification=-1", "qualification=99999999999"])
def test_a_choice_that_does_not_exist_is_not_found(coordinator, asked):
    assert coordinator.get(f"/members?{asked}").status == 404


def test_a_need_that_does_not_exist_is_refused(coordinator):
    page = coordinator.get("/members").press("Search", need="royal")

    assert page.errors == ["Select an answer from the list"]


def test_a_long_list_comes_in_pages_that_keep_the_search(coordinator):
    for number in range(26):
        MemberFactory(name=f"Member {number:02}")
    MemberFactory(name="Amara Okafor", email="a@example.org")

    page = coordinator.get("/members").press("Search", words="Member")
    assert (len(page.rows), "26 members" in page.text) == (25, True)

    assert names(page.follow("Next : Page 2")) == ["Member 25"]


@pytest.mark.parametrize("members", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(coordinator, count_statements, members):
    HeldQualificationFactory.create_batch(members)
    page = coordinator.get("/members").press("Search", words="member", state="active")

    with count_statements() as statements:
        coordinator.get(f"{page.address}?{page.query}")

    assert len(statements) == 5  # account, qualifications to choose from, search, rows, number


def download(page):
    """Press the button, and return the spreadsheet's rows."""
    form = next(form for form in page.forms if "/members/download" in form.address)
    answer = page.browser.fetch(form.address, method="POST", data=form.values())
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_the_same_list_can_be_downloaded_without_what_coordinators_need_not_carry_about(coordinator):
    ruth = MemberFactory(
        name="=Ruth", known_as="Ruth", area="NG9", email="ruth@example.org", phone="+44 7700 900105",
        channel=Channel.TEXT, interested_in=[Interest.PANELS, Interest.TRAINING],
        remarks="Knows the mayor", emergency_contact="Sam",
    )  # fmt: skip
    NeedFactory(member=ruth, kind=NeedKind.BSL_INTERPRETER, detail="Two of them")
    HeldQualificationFactory(member=ruth, qualification__name="Chairing")
    MemberFactory(name="Megan Frost")

    rows = download(coordinator.get("/members").press("Search", words="ruth"))

    assert rows[1:] == [
        ["'=Ruth", "Ruth", "NG9", "Active", "By text message", "ruth@example.org", "'+44 7700 900105", "2026-01-05",
         "panels; training", "Chairing"],
    ]  # fmt: skip
    entry = db.session.query(AuditEntry).filter_by(action="account.exported_members").one()
    assert (entry.account_id, entry.detail) == (coordinator.account.id, {"number": 1})
    assert "Ruth" not in json.dumps(entry.detail)


@pytest.mark.parametrize("members", [1, 3])
def test_a_download_costs_the_same_however_long_it_is(coordinator, count_statements, members):
    HeldQualificationFactory.create_batch(members, member__interested_in=[Interest.PANELS])
    page = coordinator.get("/members")

    with count_statements() as statements:
        assert len(download(page)) == members + 1

    assert len(statements) == 5  # account, interests, qualifications, members, audit


def test_a_search_that_has_ended_is_not_downloaded_as_everybody(coordinator):
    MemberFactory()
    page = coordinator.get("/members?search=gone")
    form = next(form for form in page.forms if "/members/download" in form.address)

    page = coordinator.submit(form, {})

    assert page.messages == ["That search has ended. Search again, then download."]


@pytest.mark.parametrize("state", [None, MemberState.ACTIVE])
def test_a_page_of_a_large_group_is_found_by_an_index_in_its_order(app, state):
    """Measured over 10,000 members: by the index a page takes 0.1 ms, sorting them all takes 2.6."""
    load(date(2027, 1, 4), members=400)
    asked = []
    connection = db.session.connection()
    event.listen(connection, "before_cursor_execute", note := lambda *said: asked.append((said[2], said[3])))
    members_wanted(Wanted(state=state), viewer=StaffFactory.build(), today=NOON.date())
    event.remove(connection, "before_cursor_execute", note)

    steps = []
    if connection.dialect.name == "sqlite":
        steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1][0]}", asked[-1][1])]

    assert [step for step in steps if "B-TREE" in step] == []
    assert all("ix_member_name_id" in step or "ix_member_state_name" in step for step in steps)
