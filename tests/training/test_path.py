"""The path of a trainer: counted from what happened, signed off by a coordinator, or set otherwise with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DatabaseError

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import HeldQualification, Interest, MemberState
from coproduction.members.partings import forget
from coproduction.rosters.queries import candidate
from coproduction.schedule.actions.attendance import record_attendance
from coproduction.schedule.models import EventKind, PlaceState
from coproduction.training.actions.path import mark_step
from coproduction.training.models import Duty, PathMark, PathStep, SessionRole
from coproduction.training.pages.path import beside_names
from coproduction.training.queries.path import path_of
from tests.factories import (
    CourseFactory,
    EventRoleFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
    TrainingSessionFactory,
)

TODAY = date(2027, 1, 4)
SPRING = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def priya():
    return StaffFactory(name="Priya Nair")


def place_at(member, does, *, starts_at=SPRING, state=PlaceState.ATTENDED, **course):
    """Give the member a place in which they do this at a session that is over."""
    session = TrainingSessionFactory(
        course=CourseFactory(**course), event__starts_at=starts_at, event__ends_at=starts_at + timedelta(hours=2)
    )
    role = EventRoleFactory(event=session.event, name=does.value)
    db.session.merge(SessionRole(role_id=role.id, does=does))
    return PlaceFactory(role=role, member=member, state=state)


def counted(member, priya):
    return [standing.counted for standing in path_of(member, viewer=priya, today=TODAY)]


def test_the_path_counts_the_sessions_at_which_somebody_was(priya):
    member = MemberFactory()
    merged = MemberFactory(merged_into_id=member.id)
    for does in (Duty.OBSERVES, Duty.SHADOWS, Duty.CO_DELIVERS, Duty.LEADS, Duty.HOSTS, Duty.ATTENDS):
        place_at(member, does)
    place_at(merged, Duty.CO_DELIVERS)
    place_at(MemberFactory(), Duty.CO_DELIVERS)
    for state in (PlaceState.HELD, PlaceState.ABSENT, PlaceState.APOLOGIES):
        place_at(member, Duty.CO_DELIVERS, state=state)

    assert counted(member, priya) == [2, 1, 2, 1]  # whoever shadows watches too


def test_a_step_is_signed_off_as_counted_or_otherwise_with_a_reason(priya, noon):
    member = MemberFactory(known_as="Megan")
    shadow = {"by": priya, "now": noon}
    place_at(member, Duty.SHADOWS)
    with pytest.raises(Refusal, match="Enter the reason") as refused:
        mark_step(member.id, PathStep.SHADOW, is_done=True, reason="", **shadow)
    assert refused.value.field == "reason"
    place_at(member, Duty.SHADOWS)

    done = mark_step(member.id, PathStep.SHADOW, is_done=True, reason="", **shadow)
    assert mark_step(member.id, PathStep.SHADOW, is_done=True, reason="", **shadow) is done
    mark_step(member.id, PathStep.LEAD, is_done=True, reason="Led for years elsewhere", **shadow)
    with pytest.raises(Refusal, match="Enter the reason"):
        mark_step(member.id, PathStep.LEAD, is_done=False, reason="", **shadow)

    standings = path_of(member, viewer=priya, today=TODAY)
    assert [(each.step, each.is_done, each.is_to_sign_off) for each in standings] == [
        (PathStep.OBSERVE, False, True),
        (PathStep.SHADOW, True, False),
        (PathStep.CO_DELIVER, False, False),
        (PathStep.LEAD, True, False),
    ]


def test_what_was_said_of_a_step_stays_and_only_its_reason_is_forgotten(priya, noon):
    member = MemberFactory()
    mark = mark_step(member.id, PathStep.LEAD, is_done=True, reason="Led for years", by=priya, now=noon)
    with pytest.raises(DatabaseError, match="append-only"), db.session.begin_nested():
        db.session.execute(update(PathMark).values(is_done=False))

    forget([member.id])

    db.session.expire_all()
    assert (mark.reason, mark.is_done) == ("", True)


def test_nobody_signs_off_a_step_of_somebody_who_has_left(priya, noon):
    with pytest.raises(Refusal, match="no longer a member"):
        mark_step(
            MemberFactory(state=MemberState.LEFT).id, PathStep.LEAD, is_done=True, reason="Why", by=priya, now=noon
        )


def test_how_far_somebody_has_come_is_said_beside_their_name(priya, noon):
    megan, tunde, ruth = MemberFactory(), MemberFactory(), MemberFactory()
    place_at(megan, Duty.SHADOWS)
    place_at(megan, Duty.CO_DELIVERS)
    for _ in range(2):
        place_at(tunde, Duty.SHADOWS)
    mark_step(tunde.id, PathStep.SHADOW, is_done=True, reason="", by=priya, now=noon)

    assert beside_names([megan.id, tunde.id, ruth.id], viewer=priya) == {
        megan.id: "Has co-delivered once.",
        tunde.id: "Has shadowed twice. Signed off: shadow.",
    }


def test_how_far_they_have_come_stands_in_the_roster_and_the_proposal_of_a_session(coordinator, priya, noon):
    megan, tunde = (MemberFactory(name=name, interested_in=[Interest.TRAINING]) for name in ("Megan", "Tunde"))
    place_at(megan, Duty.SHADOWS)
    place_at(tunde, Duty.CO_DELIVERS)
    role = EventRoleFactory(event__kind=EventKind.TRAINING, event__title="Session", minimum=2, is_open=False)
    PlaceFactory(role=role, member=megan)

    assert "Has shadowed once." in coordinator.get(f"/rosters/{role.event_id}").text
    [hint] = coordinator.get(f"/rosters/{role.event_id}/propose").main.select(".nhsuk-checkboxes__hint")
    assert hint.get_text(" ", strip=True).endswith("Has co-delivered once.")


def test_attendance_at_training_for_members_grants_what_it_teaches_until_it_is_put_right(priya, noon):
    skills = QualificationFactory(months=24)
    place = place_at(MemberFactory(), Duty.ATTENDS, state=PlaceState.HELD, is_for_members=True, grants_id=skills.id)
    other = place_at(MemberFactory(), Duty.LEADS, state=PlaceState.HELD, is_for_members=True, grants_id=skills.id)

    for each in (place, other):
        record_attendance(each.role.event, {each.id: PlaceState.ATTENDED}, by=priya, now=noon)
    [held] = db.session.query(HeldQualification)
    assert (held.member_id, held.achieved_on, held.valid_until) == (place.member_id, date(2026, 4, 7), date(2028, 4, 6))

    record_attendance(place.role.event, {place.id: PlaceState.ABSENT}, by=priya, now=noon)
    assert db.session.query(HeldQualification).count() == 0


def test_who_attended_what_a_panel_asks_for_could_be_on_it(priya, noon):
    skills = QualificationFactory(name="Interview skills", months=24)
    member = MemberFactory(interested_in=[Interest.PANELS])
    place = place_at(member, Duty.ATTENDS, state=PlaceState.HELD, is_for_members=True, grants_id=skills.id)
    panel = EventRoleFactory(
        event__kind=EventKind.PANEL, event__starts_at=noon + timedelta(days=9), qualification=skills, is_open=False
    )

    def reasons():
        seen = candidate(panel, member.id, viewer=priya, now=noon)
        assert seen
        return seen.reasons

    assert reasons() == ["Does not hold Interview skills"]
    record_attendance(place.role.event, {place.id: PlaceState.ATTENDED}, by=priya, now=noon)
    assert reasons() == []


def test_a_coordinator_signs_off_a_step_and_the_member_reads_it(coordinator, browser):
    member = browser.member
    place_at(member, Duty.SHADOWS)
    page = coordinator.get(f"/members/{member.id}").follow("Sign off or change: Lead")

    page = page.press("Save", standing="done")
    assert page.errors == ["Enter the reason, because it is not as we have counted"]
    page = page.press("Save", reason="Led for years elsewhere")

    assert page.messages == [f"You have saved this step for {member.known_as}."]
    mine = browser.get("/my-details/taken-part")
    assert [row[0] for row in mine.rows if row[0] in {"Observe", "Shadow", "Co-deliver", "Lead"}] == [
        "Observe",
        "Shadow",
        "Co-deliver",
        "Lead",
    ]
    assert "Why: Led for years elsewhere" in mine.text


def test_a_member_who_never_trained_anybody_reads_of_no_path(browser):
    assert "Path as a trainer" not in browser.get("/my-details/taken-part").text


def test_a_coordinator_who_chooses_a_trainer_reads_how_far_each_has_come(coordinator):
    member = MemberFactory(interested_in=[Interest.TRAINING])
    place_at(member, Duty.CO_DELIVERS)
    role = EventRoleFactory(event__kind=EventKind.TRAINING)

    assert "Has co-delivered once." in coordinator.get(f"/rosters/roles/{role.id}").text
    assert "Has co-delivered once." in coordinator.get(f"/rosters/roles/{role.id}/ask/{member.id}").text
