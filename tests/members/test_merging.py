"""Two records of one person become one: nothing is lost, nothing is doubled, nothing is deleted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from coproduction.core.database import db
from coproduction.members.models import Interest, Member, MembershipReview, MemberState, NeedKind, SeenBy, Supporter
from coproduction.members.queries.merging import pairs_alike, records_like
from coproduction.members.rules import records_of
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import (
    ApplicationFactory,
    AwayDateFactory,
    HeldQualificationFactory,
    MemberFactory,
    NeedFactory,
    QualificationFactory,
    RestrictedNoteFactory,
    SupporterFactory,
)
from tests.members.merged_records import merged, unsigned


def test_a_coordinator_compares_chooses_confirms_and_is_led_to_the_record_that_stays(coordinator):
    kept = unsigned(
        name="Ruth Adeyemi-Clarke", known_as="Ruth", phone="07700 900105", area="NG9", email="r@example.org"
    )
    other = unsigned(
        name="Ruth Clarke", known_as="Ruth", phone=None, area="NG9", email="r@example.org", joined_on=date(2018, 10, 3)
    )

    page = coordinator.get("/members").follow("See members who may be one person")
    assert page.rows == [["Ruth Adeyemi-Clarke, NG9", "Ruth Clarke, NG9", "Email address",
                          "Compare Ruth Adeyemi-Clarke and Ruth Clarke"]]  # fmt: skip
    page = page.follow("Compare Ruth Adeyemi-Clarke and Ruth Clarke")
    assert page.values == {"name": ["kept"], "joined_on": ["other"]}
    page = page.press("Continue", name="kept")
    assert page.heading == "Merge these two records?"
    assert ["Member since", "3 October 2018"] in page.rows
    page = page.press("Merge these records")

    assert page.messages == ["These two records of Ruth are one now."]
    assert page.address == f"/members/{kept.id}"
    assert coordinator.get(f"/members/{other.id}").address == f"/members/{kept.id}"
    assert coordinator.get("/members/alike").rows == []
    assert [row[0] for row in coordinator.get("/members").rows] == ["Ruth Adeyemi-Clarke"]
    assert (kept.joined_on, kept.phone, other.merged_into_id) == (date(2018, 10, 3), "07700 900105", kept.id)


def test_a_second_click_changes_nothing(coordinator):
    kept, other = unsigned(known_as="Ruth", name="Ruth"), unsigned(name="R")
    path = f"/members/{kept.id}/merge/{other.id}"
    page = coordinator.get(path).press("Continue")
    page.press("Merge these records")
    before = db.session.query(Member).filter_by(merged_into_id=kept.id).count()

    page = page.press("Merge these records")

    assert (page.address, page.status) == (f"/members/{kept.id}", 200)
    assert db.session.query(Member).filter_by(merged_into_id=kept.id).count() == before == 1


def test_the_other_record_can_be_found_by_name_without_the_name_in_an_address(coordinator):
    kept, other = unsigned(name="Ruth"), unsigned(name="Rebecca Clarke")

    page = coordinator.get(f"/members/{kept.id}").follow("Merge with another record of the same person")
    page = page.press("Search", words="clarke")

    assert (page.query, list(page.links)[-1]) == ("", "Rebecca Clarke")
    assert page.follow("Rebecca Clarke").address == f"/members/{kept.id}/merge/{other.id}"
    assert "No other record has that name." in page.press("Search", words="zzz").text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: (one := unsigned(), one), "Choose two different records. This is one and the same."),
        (
            lambda: (unsigned(state=MemberState.LEFT), unsigned()),
            "The record that you keep belongs to somebody who has left. Keep the other one.",
        ),
        (
            lambda: (unsigned(), unsigned(merged_into_id=unsigned().id)),
            "One of these records was merged with another already. Open the list again.",
        ),
        (
            lambda: (MemberFactory(), MemberFactory(account__is_coordinator=True)),
            "The other record signs in as a coordinator. Keep that record, so that they do not lose it.",
        ),
        (
            lambda: (MemberFactory(account__is_administrator=True), MemberFactory(account__is_coordinator=True)),
            "Both sign in as coordinators. Ask an administrator to end one of the sign-ins first.",
        ),
    ],
)
def test_what_must_stay_two_is_refused_in_words(coordinator, make, said):
    kept, other = make()

    page = coordinator.get(f"/members/{kept.id}/merge/{other.id}").press("Continue")

    assert page.errors == [said]


def test_blanks_are_filled_and_chosen_values_are_taken(priya):
    kept = unsigned(name="Ruth", area=None, phone="1", contact_times=None, emergency_contact="Sam")
    other = unsigned(name="Ruth A", area="NG9", phone="2", contact_times="Mornings", emergency_contact=None)

    merged(kept, other, "phone", by=priya)

    assert (kept.name, kept.area, kept.phone) == ("Ruth", "NG9", "2")
    assert (kept.contact_times, kept.emergency_contact) == ("Mornings", "Sam")


def test_interests_and_needs_of_the_other_record_come_along_once(priya):
    kept = unsigned(interested_in=[Interest.PANELS])
    other = unsigned(interested_in=[Interest.PANELS, Interest.TRAINING])
    NeedFactory(member=kept, kind=NeedKind.LARGE_PRINT, detail="20 point", seen_by=SeenBy.TRAINERS)
    NeedFactory(member=other, kind=NeedKind.LARGE_PRINT, detail="On yellow", lead_days=3)
    NeedFactory(member=other, kind=NeedKind.STEP_FREE)

    merged(kept, other, by=priya)

    assert [line.interest for line in kept.interests] == [Interest.PANELS, Interest.TRAINING]
    assert [(need.kind, need.detail, need.seen_by, need.lead_days) for need in kept.needs] == [
        (NeedKind.LARGE_PRINT, "20 point; On yellow", SeenBy.COORDINATORS, 3),
        (NeedKind.STEP_FREE, "Step-free room", SeenBy.COORDINATORS, 0),
    ]


def test_qualifications_and_away_dates_of_the_other_record_come_along_once(priya):
    kept, other = unsigned(), unsigned()
    skills, chairing = QualificationFactory(name="Skills"), QualificationFactory(name="Chairing")
    HeldQualificationFactory(member=kept, qualification=skills, valid_until=date(2027, 1, 1))
    HeldQualificationFactory(member=other, qualification=skills, achieved_on=date(2026, 6, 1), valid_until=None)
    HeldQualificationFactory(member=other, qualification=chairing)
    AwayDateFactory(member=kept)
    AwayDateFactory(member=other)
    AwayDateFactory(member=other, starts_on=date(2027, 1, 12))

    merged(kept, other, by=priya)

    assert [(held.qualification.name, held.achieved_on, held.valid_until) for held in kept.qualifications] == [
        ("Skills", date(2026, 6, 1), None),
        ("Chairing", date(2026, 1, 5), None),
    ]
    assert [away.starts_on for away in kept.away_dates] == [date(2027, 1, 10), date(2027, 1, 12)]


def test_who_helps_and_what_was_written_about_the_other_record_come_along(priya):
    kept, other = unsigned(), unsigned()
    SupporterFactory(member=kept, name="Mo", email="mo@example.org")
    SupporterFactory(member=other, name="mo", email="MO@example.org")
    SupporterFactory(member=other, name="Pat")
    review = {"held_on": date(2026, 3, 3), "recorded_at": NOON, "recorded_by": priya}
    db.session.add(MembershipReview(member=other, **review))
    note = RestrictedNoteFactory(member=other)
    friend = unsigned(buddy_id=other.id)

    merged(kept, other, by=priya)

    mine = select(Supporter.name).where(Supporter.member_id == kept.id, Supporter.removed_at.is_(None))
    assert db.session.scalars(mine.order_by(Supporter.name)).all() == ["Mo", "Pat"]
    assert (note.member_id, friend.buddy_id) == (kept.id, kept.id)
    assert db.session.scalars(select(MembershipReview.member_id)).all() == [kept.id]


def test_nothing_is_deleted(priya):
    kept, other = MemberFactory(), MemberFactory(application=ApplicationFactory())
    for table in (NeedFactory, AwayDateFactory, HeldQualificationFactory, SupporterFactory):
        table(member=kept)
        table(member=other)
    before = rows()

    merged(kept, other, by=priya)

    after = rows()
    assert {table: after[table] - number for table, number in before.items() if after[table] < number} == {}
    assert other.application_id is not None


def rows():
    """Return how many rows each table has."""
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables or Member.metadata.sorted_tables
    }


def test_records_merged_one_after_another_all_lead_to_the_last(priya, coordinator):
    first, second, third = unsigned(name="A"), unsigned(name="B"), unsigned(name="C")

    merged(second, first, by=priya)
    merged(third, second, by=priya)

    assert (first.merged_into_id, second.merged_into_id) == (third.id, third.id)
    assert set(db.session.scalars(records_of(third.id))) == {first.id, second.id, third.id}
    assert coordinator.get(f"/members/{first.id}").address == f"/members/{third.id}"


def test_pairs_are_found_by_contact_or_by_name_and_area_and_families_stay_two(priya):
    jo = unsigned(name="Jo Marsden", email="Marsdens@example.org", phone=None, area="NG17")
    lee = unsigned(name="Lee Marsden", email="marsdens@example.org", phone="0115 496 0100", area="NG17")
    again = unsigned(name="jo marsden", email=None, channel=Channel.PHONE, phone="0115-496 0100", area="ng17")
    unsigned(name="Jo Marsden", email="other@example.org", phone="0115 496 0999", area="NG1")
    unsigned(name="Jo Marsden", email="gone@example.org", phone="0115 496 0100", area="NG17", state=MemberState.LEFT)

    found = pairs_alike(viewer=priya).rows

    assert [(row.one_id, row.two_id, row.email, row.phone, row.name) for row in found] == [
        (jo.id, lee.id, 1, 0, 0),
        (jo.id, again.id, 0, 0, 1),
        (lee.id, again.id, 0, 1, 0),
    ]


@pytest.mark.parametrize(
    ("other", "is_like"),
    [
        ({"name": "ruth abe", "address": "1 ELM ROW"}, True),
        ({"name": "Ruth Abe", "area": "ng9"}, True),
        ({"name": "Ruth Abe", "address": "2 Elm Row"}, False),
        ({"name": "Jo Abe", "area": "NG9", "address": "1 Elm Row"}, False),
        ({"name": "Jo Abe", "phone": "+44 7700 900-123"}, True),
    ],
)
def test_records_like_it_are_offered_and_what_nobody_told_us_is_like_nothing(priya, other, is_like):
    record = unsigned(name="Ruth Abe", phone="07700 900123", area="NG9", address="1 Elm Row")
    like = unsigned(**{"phone": None, **other})
    unsigned(name="Jo Abe", phone=None)

    assert [row.id for row in records_like(record, viewer=priya)] == [like.id] * is_like


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_pairs_cost_one_statement_however_many_there_are(priya, count_statements, pairs):
    for number in range(pairs):
        MemberFactory.create_batch(2, account=None, phone=f"0115 496 010{number}", email=f"{number}@example.org")

    with count_statements() as statements:
        assert len(pairs_alike(viewer=priya)) == pairs

    assert len(statements) == 1
