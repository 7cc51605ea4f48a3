"""A roster is proposed and fills by itself; then names of candidates come, and a member knows one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

import pytest

from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.notifications import alarm
from coproduction.panels.models import PanelStage
from coproduction.schedule.actions.waiting import keep_lists
from coproduction.schedule.models import Place, PlaceState
from tests.factories import StaffFactory
from tests.journeys.panel_job import PANEL, plain
from tests.journeys.people import Person
from tests.journeys.platform import Platform
from tests.journeys.stage import NOW, SAM, member, panel_asked_for, setting
from tests.journeys.year import database_of
from tests.panels.seats import pack

IN_THREE_WEEKS = uk_moment(uk_wall(NOW).date() + timedelta(days=21), time(10))
PRIYA = "priya@example.org"
UNTOLD = ("Amara", "know", "Ashby", "conflict")


class Asked(NamedTuple):
    """The panel, its manager's page, and the sessions of those who sign in."""

    event_id: int
    tracking: str
    sessions: dict[str, str]

    @property
    def papers(self) -> str:
        """Return where its members read the pack."""
        return f"/events/{self.event_id}/pack"


@pytest.fixture
def asked(platform: Platform) -> Asked:
    """A panel in three weeks for two members, whose pack is written; and four who could come, in the order of turns."""
    with setting(platform) as session_of:
        priya = StaffFactory(name="Priya Nair", email=PRIYA)
        panel = panel_asked_for(IN_THREE_WEEKS, PanelStage.RECRUITING, event__organiser=priya)
        pack(panel.panel, "How do you listen?", "What would you change?", opened_at=None)
        amara, ruth, *_ = [member(name) for name in ("Amara Okafor", "Ruth Bell", "Harold Finch", "Kieran Doyle")]
        sessions = {"amara": amara.account, "ruth": ruth.account, "priya": priya}
        return Asked(panel.event_id, panel.tracking, {name: session_of(each) for name, each in sessions.items()})


def test_a_member_who_knows_a_candidate_is_replaced_and_only_the_coordinator_reads_why(
    platform: Platform, walker: Callable[[], Person], asked: Asked
) -> None:
    priya, anybody, manager = walker().is_signed_in(asked.sessions["priya"]), walker(), walker()
    proposes_a_roster_and_changes_it(priya, asked)
    says_yes(anybody, "amara")
    the_next_is_asked_once_time_is_over(platform, "harold")
    says_yes(anybody, "ruth")
    reads_who_is_agreed(manager, asked, "Amara, panel member Ruth, panel member")
    enters_candidates_and_opens_the_pack(priya, asked)
    says_that_she_knows_one(walker().is_signed_in(asked.sessions["amara"]), asked)
    manager.opens(asked.tracking)
    assert "A member is unavailable. We are looking for somebody else" in manager.text
    assert [words for words in UNTOLD if words in manager.text] == []
    knows_nobody_reads_the_pack_and_scores(walker().is_signed_in(asked.sessions["ruth"]), asked)
    says_yes(anybody, "kieran")
    platform.email(to=SAM, subject="A new name for your interview panel")
    reads_who_is_agreed(manager, asked, "Kieran, panel member Ruth, panel member")
    priya.opens(f"/panels/{asked.event_id}/candidates")
    assert "so not on this panel: Amara Okafor." in priya.text


def proposes_a_roster_and_changes_it(priya: Person, asked: Asked) -> None:
    """Two are suggested; without one of them there is another; and nobody is asked before the press of a button."""
    priya.opens(f"/rosters/{asked.event_id}").presses("Propose a roster")
    assert ticked(priya) == ["Amara Okafor", "Ruth Bell"]
    priya.page.get_by_label("Ruth Bell").uncheck()
    priya.presses("Propose again")
    assert ticked(priya) == ["Amara Okafor", "Harold Finch"]
    assert "You left out: Ruth Bell." in priya.text
    assert priya.platform.postbox.received == []
    priya.presses("Ask these members")
    assert "We are asking 2 members." in priya.page.inner_text("body")


def ticked(priya: Person) -> list[str]:
    """Return who is ticked."""
    return priya.page.locator("input[name=pick]:checked + label").all_inner_texts()


def says_yes(anybody: Person, who: str) -> None:
    """A member answers behind the link in their email, without signing in."""
    anybody.opens_link("Yes, I can come", to=f"{who}@example.org", subject=f"Can you join us? {PANEL}")
    anybody.presses("Send my answer")
    assert anybody.heading == "You are going"


def the_next_is_asked_once_time_is_over(platform: Platform, who: str) -> None:
    """Whoever does not answer by the time that the email says is told kindly; the worker asks the next by itself."""
    offered = platform.email(to=f"{who}@example.org", subject=f"Can you join us? {PANEL}")
    assert "If we do not hear from you by then, we ask somebody else." in plain(offered)
    with database_of(platform):
        now = datetime.now(UTC)
        db.session.query(Place).filter_by(state=PlaceState.OFFERED).one().offer_ends_at = now
        keep_lists(now=now)
        db.session.commit()
        alarm.ring()
    over = platform.email(to=f"{who}@example.org", subject=f"The time to answer is over: {PANEL}")
    assert "That is fine, and we will ask you again." in plain(over)


def reads_who_is_agreed(sam: Person, asked: Asked, names: str) -> None:
    """The manager reads the names that are agreed, and no others."""
    sam.opens(asked.tracking)
    assert f"{names} Please use these names only for this panel." in sam.text


def enters_candidates_and_opens_the_pack(priya: Person, asked: Asked) -> None:
    """The names arrive, everybody on the panel is asked, and the pack is opened to those who have answered."""
    priya.opens(f"/panels/{asked.event_id}/candidates")
    priya.types(Add_names="Robin Ashby\nFarah Siddique").presses("Add and ask members")
    assert "Amara Okafor, Panel member Not answered yet" in priya.text
    priya.follows("Back to the panel").presses("Pack").presses("Open the pack")
    assert "The pack is open. Its members are being told." in priya.page.inner_text("body")


def says_that_she_knows_one(amara: Person, asked: Asked) -> None:
    """She sees names only. Nobody asks how she knows one; the pack stays shut, and no email says why she leaves."""
    question = amara.platform.email(to="amara@example.org", subject=f"One question: {PANEL}")
    assert "Ashby" not in plain(question)
    assert amara.context.request.get(asked.papers).status == 404
    amara.opens(amara.platform.link_in(question, "Sign in to see the names and answer"))
    assert "We do not ask how you know them." in amara.text
    assert "How do you listen?" not in amara.text
    answers_about(amara, robin="Yes", farah="No")
    assert "We find another member for this panel." in amara.page.inner_text("body")
    assert amara.context.request.get(asked.papers).status == 404
    thanked = amara.platform.email(to="amara@example.org", subject=f"We have taken your name off: {PANEL}")
    assert "We will ask you again another time." in plain(thanked)
    told = amara.platform.email(to=PRIYA, subject=f"Somebody can no longer come: {PANEL}")
    assert [words for words in UNTOLD[1:] if words in plain(told)] == []


def knows_nobody_reads_the_pack_and_scores(ruth: Person, asked: Asked) -> None:
    """Whoever knows nobody opens the pack, and keeps a score sheet of her own."""
    ruth.opens(f"/events/{asked.event_id}").presses("Look at the names")
    answers_about(ruth, robin="No", farah="No")
    ruth.presses("Papers for the panel").presses("Open the papers")
    assert "What would you change?" in ruth.text
    ruth.presses("My score sheet").follows("Candidate 1: Robin Ashby")
    ruth.picks("Score for question 1", "4").presses("Save")
    assert "Candidate 1: Robin Ashby Scored 1 of 2 questions Total 4 of 10" in ruth.text


def answers_about(somebody: Person, **knows: str) -> None:
    """Say of candidates, by their first names, whether they know them."""
    for first, answer in knows.items():
        group = somebody.page.get_by_role("group", name=f"Do you know {first.title()}")
        group.get_by_label(answer, exact=True).check()
    somebody.presses("Send my answers")
