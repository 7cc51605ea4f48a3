"""What a recruiting manager starts, changes and ends, and what their panel did not come to."""

from __future__ import annotations

from datetime import date, time, timedelta

from coproduction.panels.actions import deciding, managing
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.actions.panels import PanelDetails, change_panel
from coproduction.panels.models import PanelStage
from coproduction.panels.request_keys import key_for
from coproduction.panels.rules.requests import Times
from coproduction.rosters.actions import declare_conflict
from coproduction.schedule.actions.linked import at_another_time
from tests.leaks.mails import PLAYED
from tests.panels.requesting import asked
from tests.panels.seats import candidates, pack

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MARCH = Times(days=(date(2027, 3, 2), date(2027, 3, 3)), starts=time(9, 30), ends=time(16))


def is_known(play):
    """Somebody knows a candidate, and the pack is written."""
    candidates(play.panel, "Quillonia Vexley", "Zebedee Thrupp")
    pack(play.panel, "questionword?")
    declare_conflict(play.event_id, play.able(known_as="Nell"), now=play.now)


def test_nothing_in_confidence_leaves_a_panel_whose_dates_change_and_that_its_manager_cancels(play):
    play = play()
    is_known(play)
    managing.change_dates(play.request, MARCH, now=play.now)
    play.manager_looks()
    deciding.keep_dates(play.request, "Members cannot come then.", by=play.staff, now=play.now)
    managing.change_dates(play.request, MARCH, now=play.now)
    deciding.agree_dates(play.request, by=play.staff, now=play.now)
    about = PanelDetails(play.panel.post, play.panel.band, play.panel.team, play.panel.candidates)
    later = at_another_time(play.event, play.event.starts_at + HOUR, ends_at=play.event.ends_at + HOUR)
    change_panel(play.panel, later, about=about, by=play.staff, now=play.now)
    managing.send_links_again(play.request.contact_email, now=play.now)
    play.manager_looks()
    page = play.manager.get(f"{play.track}/cancel").press("Cancel the panel", reason="The post is gone.")
    play.manager_saw.append(page.html)
    play.worker_works()
    play.manager_looks()
    play.assert_nothing_leaked(PLAYED["dates that change and a panel that its manager cancels"])


def test_nothing_in_confidence_leaves_a_panel_that_is_put_off_and_asked_for_anew(play):
    play = play()
    is_known(play)
    deciding.postpone_panel(play.request, "The post waits.", by=play.staff, now=play.now)
    managing.change_dates(play.request, MARCH, now=play.now)
    deciding.accept_request(play.request, Acceptance(), by=play.staff, now=play.now)
    play.manager_looks()
    other = asked(play.now)
    deciding.ask_manager(other, "How many?", by=play.staff, now=play.now)
    play.manager_saw.append(play.manager.get(f"/panels/tracking/{key_for(other)}").html)
    play.assert_nothing_leaked(PLAYED["a panel that is put off"])


def test_nothing_in_confidence_leaves_a_panel_that_did_not_take_place(play):
    play = play(stage=PanelStage.BRIEFED)
    is_known(play)
    play.worker_works(play.event.ends_at + HOUR)
    deciding.say_not_held(play.case, "The lead nurse was ill.", by=play.staff, now=play.now)
    play.manager_looks()
    play.assert_nothing_leaked(PLAYED["a panel that did not take place"])


def test_nothing_in_confidence_leaves_a_panel_that_is_closed_without_an_outcome(play):
    play = play(stage=PanelStage.BRIEFED)
    is_known(play)
    play.worker_works(play.event.ends_at + HOUR)
    deciding.close_case(play.case, "The team has not answered.", by=play.staff, now=play.now)
    play.worker_works(play.now + 20 * DAY)
    play.manager_looks()
    play.assert_nothing_leaked(PLAYED["a panel without an outcome"])
