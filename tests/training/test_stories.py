"""A trainer's own story sheet: they alone write and read it, and it goes when they go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import foreseen, merge
from coproduction.members.models import MemberState
from coproduction.notifications.models import Message
from coproduction.training.actions.stories import Story, keep_story
from coproduction.training.models import Recording, StorySheet
from tests.factories import LONG_AGO, MemberFactory, StaffFactory, StorySheetFactory
from tests.members.departing import die, leave

STORY = Story("sharedword", "hiddenword", Recording.NO)


def test_a_member_writes_their_sheet_changes_it_and_deletes_it(browser):
    page = browser.get("/my-details").follow("See or change your story sheet").follow("Write my story sheet")
    page = page.press("Save", shares="My first wheelchair", keeps_private="Hospital", recording="ask me each time")
    assert page.messages == ["Saved. Only you, and those you share it with, can read it."]
    assert "Hospital" in page.text

    page = page.follow("Change my story sheet")
    assert (page.values["shares"], page.values["recording"]) == (["My first wheelchair"], ["ask me each time"])
    page.press("Save", keeps_private="", recording="yes")
    sheet = db.session.query(StorySheet).one()
    assert (sheet.shares, sheet.keeps_private, sheet.recording) == ("My first wheelchair", "", Recording.YES)

    page = browser.get("/my-story").follow("Delete my story sheet").press("Delete it")
    assert page.messages == ["Your story sheet is deleted."]
    assert db.session.query(StorySheet).count() == 0


def test_whether_they_may_be_recorded_has_to_be_said(browser):
    page = browser.get("/my-story/change").press("Save", shares="My first wheelchair")

    assert page.errors == ["Select whether a session with you may be recorded"]
    assert page.values["shares"] == ["My first wheelchair"]


def test_nobody_writes_in_a_sheet_for_somebody_else(noon):
    with pytest.raises(PermissionError):
        keep_story(MemberFactory(), STORY, by=StaffFactory(), now=noon)


def test_what_is_written_stands_in_no_message_and_no_audit_trail(noon):
    member = MemberFactory()

    keep_story(member, STORY, by=member.account, now=noon)

    assert (db.session.query(AuditEntry).count(), db.session.query(Message).count()) == (0, 0)


@pytest.mark.parametrize("go", [leave, die])
def test_the_sheet_is_deleted_when_they_go(noon, go):
    member = MemberFactory()
    StorySheetFactory(member_id=member.id)

    go(member, StaffFactory(), noon)

    assert db.session.query(StorySheet).count() == 0


def test_whoever_has_left_writes_no_sheet_any_more(noon):
    member = MemberFactory(state=MemberState.LEFT)

    with pytest.raises(Refusal):
        keep_story(member, STORY, by=member.account, now=noon)


@pytest.mark.parametrize("is_alone", [True, False])
def test_of_two_records_no_word_is_lost_and_a_no_to_recording_stands(noon, is_alone):
    kept, other = MemberFactory(account=None), MemberFactory(account=None)
    StorySheetFactory(
        member_id=other.id, shares="Old", keeps_private="Both", recording=Recording.NO, changed_at=LONG_AGO
    )
    if not is_alone:
        StorySheetFactory(
            member_id=kept.id, shares="New", keeps_private="Both", recording=Recording.YES, changed_at=noon
        )
    foretold = "What they share when they train others comes along."
    assert any(words.startswith(foretold) for words in foreseen(kept, other))

    merge(kept.id, other.id, [], by=StaffFactory(), now=noon + timedelta(hours=1))

    sheet = db.session.query(StorySheet).one()
    assert (sheet.member_id, sheet.shares, sheet.keeps_private, sheet.recording) == (
        kept.id,
        "Old" if is_alone else "New\n\nOld",
        "Both",
        Recording.NO,
    )
