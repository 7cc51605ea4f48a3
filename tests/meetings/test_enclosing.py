"""Whoever gets papers by post, phone or text gets them in the format that they need: the task says which."""

from __future__ import annotations

from coproduction.members.models import NeedKind
from coproduction.notifications.models import Channel
from tests.factories import MemberFactory, NeedFactory, PlaceFactory
from tests.meetings.sent_papers import EASY, STANDARD, add_paper, meeting_with, send


def told_by_letter(meeting, *needs):
    member = MemberFactory(
        account=None, channel=Channel.LETTER, email=None, address="1 Example Street", known_as="Ivy", name="Ivy Cole"
    )
    for kind, detail in needs:
        NeedFactory(member=member, kind=kind, detail=detail)
    return PlaceFactory(role__event=meeting.event, member=member).member


def test_the_task_to_post_papers_says_which_and_in_which_format(coordinator, noon):
    meeting = meeting_with(STANDARD, EASY, title="Budgets")
    add_paper(meeting, STANDARD, EASY, title="Care plans")
    add_paper(meeting, title="Not ready")
    told_by_letter(meeting, (NeedKind.LARGE_PRINT, "20 point"), (NeedKind.EASY_READ, ""), (NeedKind.TAXI, "A big car"))
    send(meeting, noon)

    page = coordinator.get("/contact-tasks").follow(f"Post a letter to Ivy: Papers for {meeting.event.title}")
    page = page.follow("See which papers to send, and in which format")

    assert page.heading == "Papers for Ivy"
    assert page.items[:2] == ["Large print: 20 point", "Easy Read"]
    assert [link for link in page.links if " of " in link] == ["Easy Read of Budgets", "Easy Read of Care plans"]
    assert page.text.count("Not there: Large print.") == 2
    assert "Not ready" not in page.text
    assert "A big car" not in page.text


def test_who_needs_no_format_gets_the_standard_one(coordinator, noon):
    meeting = meeting_with(STANDARD, EASY)
    member = told_by_letter(meeting)
    sending = send(meeting, noon)

    page = coordinator.get(f"/meetings/papers/{sending.id}/for/{member.id}")

    assert "Ivy has not asked for a format of their own." in page.text
    assert [link for link in page.links if " of " in link] == ["Standard of Budgets"]


def test_papers_that_did_not_go_and_people_who_are_not_there_are_not_found(coordinator, noon):
    member = MemberFactory()
    assert coordinator.get(f"/meetings/papers/999/for/{member.id}").status == 404

    sending = send(meeting_with(STANDARD, EASY), noon)
    assert coordinator.get(f"/meetings/papers/{sending.id}/for/999999").status == 404
