"""Two records become one, and a list is brought in, while others do the same or answer: once, and with nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import event, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.spreadsheets import csv_text, read_table
from coproduction.meetings.actions.polls import answer_poll
from coproduction.meetings.models import PollAnswer, Suits
from coproduction.members.actions import imports
from coproduction.members.actions.merging import merge
from coproduction.members.actions.profile import change_profile
from coproduction.members.models import Member, MembershipMove
from coproduction.members.queries.imports import plan_import
from coproduction.members.rules.import_fields import guessed
from coproduction.rosters.models import SearchState, StandInSearch
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.models import EventKind, Place, PlaceState
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, PollFactory, StaffFactory
from tests.faults.at_once import all_at_once, count

SAMPLE = Path(__file__).parent.parent / "members" / "sheets" / "sample.csv"


def test_two_coordinators_who_merge_at_once_merge_once(a_real_database: Flask) -> None:
    kept, other, by = MemberFactory(account=None), MemberFactory(account=None), StaffFactory()
    ids, actor = (kept.id, other.id), by
    db.session.commit()

    def both_ways(one: int, two: int) -> None:
        merge(one, two, [], by=db.session.merge(actor), now=NOON)

    said = all_at_once(
        a_real_database, [lambda: both_ways(*ids), lambda: both_ways(*ids), lambda: both_ways(*reversed(ids))]
    )

    assert count(Member.merged_into_id.is_not(None), of=Member) == 1
    assert set(said) <= {"done", "One of these records was merged with another already. Open the list again."}


def test_an_answer_given_during_a_merge_is_kept_or_refused_in_words_and_neither_waits_for_ever(
    a_real_database: Flask,
) -> None:
    for _ in range(5):
        role, by = EventRoleFactory(), StaffFactory()
        kept, other = MemberFactory(account=None), MemberFactory(account=None)
        place = PlaceFactory(role=role, member=other, state=PlaceState.OFFERED)
        ids, place_id, actor = (kept.id, other.id), place.id, by
        db.session.commit()

        def says_yes(place_id: int = place_id) -> None:
            with a_real_database.test_request_context(method="POST"):
                answer(place_id, Answer.YES, hand=Hand(), now=NOON)

        def merges(ids: tuple[int, int] = ids, actor: Account = actor) -> None:
            merge(*ids, [], by=db.session.merge(actor), now=NOON)

        said = all_at_once(a_real_database, [says_yes, merges])

        assert said["done"] >= 1
        assert all(words == "done" or "no longer" in words for words in said), said
        assert count(Place.id == place_id, Place.member_id == ids[0], of=Place) == 1


def test_what_a_member_saves_while_a_list_is_brought_in_is_not_lost(a_real_database: Flask) -> None:
    amara = MemberFactory(name="Amara Okafor", phone="0115 496 0100", area="NG7", travel="By bus")
    member_id, me = amara.id, amara.account
    db.session.commit()
    table = read_table(b"Name,Lives,Tel,Travel\nAmara Okafor,NG7,0115 496 0199,By tram\n")

    def saves() -> None:
        with a_real_database.app_context():
            change_profile(member_id, {"travel": "By taxi"}, by=db.session.merge(me), now=NOON)
            db.session.commit()

    saving = Thread(target=saves)
    plan = plan_import(table, guessed(table.columns), today=NOON.date(), is_to_be_done=True)
    saving.start()
    saving.join(0.5)
    imports.bring_in(plan, by=None, now=NOON)
    db.session.commit()
    saving.join()

    now = db.session.execute(select(Member.phone, Member.travel).where(Member.id == member_id)).one()
    assert tuple(now) == ("0115 496 0199", "By taxi")


def test_a_list_that_is_confirmed_twice_at_once_is_brought_in_once(a_real_database: Flask) -> None:
    by = StaffFactory()
    brought = imports.keep_table(read_table(SAMPLE.read_bytes()), "members.csv", by=by, now=NOON)
    import_id = brought.id
    db.session.commit()

    def confirms() -> None:
        imports.confirm_import(import_id, welcome=False, by=db.session.merge(by), now=NOON)

    def works() -> None:
        imports.bring_next_in(now=NOON)

    assert all_at_once(a_real_database, [confirms] * 3) == {"done": 3}
    assert all_at_once(a_real_database, [works] * 3) == {"done": 3}
    db.session.expire_all()

    assert (count(of=Member), count(of=MembershipMove)) == (10, 10)


def test_a_worker_that_dies_in_the_middle_brings_nobody_in_and_the_next_one_everybody(a_real_database: Flask) -> None:
    by = StaffFactory()
    rows = [[f"Person {number}", f"person{number}@example.org"] for number in range(250)]
    table = read_table(csv_text(("Name", "Email"), rows).encode())
    brought = imports.keep_table(table, "members.csv", by=by, now=NOON)
    imports.confirm_import(brought.id, welcome=False, by=by, now=NOON)
    db.session.commit()

    def dies(*_: object) -> None:
        if count(of=Member) >= 200:
            raise KeyboardInterrupt

    event.listen(db.session, "after_flush", dies)
    with pytest.raises(KeyboardInterrupt):
        imports.bring_next_in(now=NOON)
    event.remove(db.session, "after_flush", dies)
    db.session.rollback()
    assert count(of=Member) == 0

    imports.bring_next_in(now=NOON)
    db.session.commit()
    assert count(of=Member) == 250


def test_what_somebody_says_about_dates_during_a_merge_stands_under_the_record_that_is_kept(
    a_real_database: Flask,
) -> None:
    for turn in range(6):
        by, poll = StaffFactory(), PollFactory()
        kept, other = MemberFactory(account=None), MemberFactory(account=None)
        ids, poll_id, options, actor = (kept.id, other.id), poll.id, [each.id for each in poll.options], by
        if turn % 2:
            answer_poll(poll_id, other, said={options[0]: Suits.NO}, by=None, now=NOON - timedelta(days=1))
        db.session.commit()

        def says(poll_id: int = poll_id, options: list[int] = options, member_id: int = ids[1]) -> None:
            with a_real_database.test_request_context(method="POST"):
                member = db.session.get_one(Member, member_id)
                answer_poll(poll_id, member, said=dict.fromkeys(options, Suits.YES), by=None, now=NOON)
                db.session.commit()

        def merges(ids: tuple[int, int] = ids, actor: Account = actor) -> None:
            merge(*ids, [], by=db.session.merge(actor), now=NOON)

        assert all_at_once(a_real_database, [says, merges]) == {"done": 2}
        mine = count(PollAnswer.member_id == ids[0], PollAnswer.said == Suits.YES, of=PollAnswer)
        assert mine == 2


def test_a_place_that_falls_free_in_a_merge_is_looked_for_unless_somebody_says_yes_at_that_moment(
    a_real_database: Flask,
) -> None:
    for _ in range(3):
        role, by = EventRoleFactory(minimum=2, is_open=False, event__kind=EventKind.PANEL), StaffFactory()
        kept, other = MemberFactory(account=None), MemberFactory(account=None)
        for member in (kept, other):
            PlaceFactory(role=role, member=member, state=PlaceState.HELD)
        offered = PlaceFactory(role=role, member=MemberFactory(account=None), state=PlaceState.OFFERED)
        ids, role_id, place_id, actor = (kept.id, other.id), role.id, offered.id, by
        db.session.commit()

        def says_yes(place_id: int = place_id) -> None:
            with a_real_database.test_request_context(method="POST"):
                answer(place_id, Answer.YES, hand=Hand(), now=NOON)

        def merges(ids: tuple[int, int] = ids, actor: Account = actor) -> None:
            merge(*ids, [], by=db.session.merge(actor), now=NOON)

        assert all_at_once(a_real_database, [says_yes, merges]) == {"done": 2}

        of_role = StandInSearch.role_id == role_id
        states = set(db.session.scalars(select(StandInSearch.state).where(of_role)))
        assert states <= {SearchState.FOUND}
        assert count(Place.role_id == role_id, Place.state == PlaceState.HELD, of=Place) == 2
