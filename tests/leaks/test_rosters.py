"""Members say when they could come, a roster is proposed and sent, and what is known of it is taken away."""

from __future__ import annotations

from datetime import date, timedelta

from coproduction.core.database import db
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.members.models import PaymentChoice, PaymentPreference, Supporter
from coproduction.rosters.actions import availability, declare_conflict
from coproduction.rosters.actions.availability import By
from coproduction.rosters.models import CanCome
from coproduction.schedule.models import Place, PlaceState, Via
from tests.factories import EventRoleFactory, PanelCaseFactory, PanelFactory
from tests.leaks.confidence import MONTHLY, WEEKLY
from tests.leaks.mails import PLAYED
from tests.leaks.play import BY_PHONE
from tests.panels.seats import BY_LETTER

ANSWER_BY = date(2027, 1, 10)


def members_say(play, *people):
    """All who could are asked: some answer, one by their supporter, one not before the reminder."""
    play.priya.get(f"/rosters/availability/new?event_id={play.event_id}")
    asked = availability.ask_when(
        [play.event_id, play.second.event_id], answer_by=ANSWER_BY, words="", by=play.staff, now=play.now
    )
    vera, ivy, joan, _ = people
    supporter = db.session.query(Supporter).filter_by(member_id=joan.id).one()
    for member, by in (
        (vera, By(None, Via.EMAIL)),
        (ivy, By(play.staff, Via.LETTER)),
        (joan, By(supporter.account, Via.SUPPORTER)),
    ):
        availability.answer(asked.id, member, said={play.event_id: CanCome.YES}, by=by, now=play.now)
    play.worker_works(play.now + timedelta(days=4))
    play.priya.get(f"/rosters/availability/{asked.id}")
    play.takes_away(f"/rosters/availability/{asked.id}.csv")


def test_nothing_in_confidence_leaves_a_roster_that_is_asked_about_proposed_and_sent(play):
    play = play(minimum=4, maximum=4)
    later = PanelCaseFactory(panel=PanelFactory(event__starts_at=play.event.starts_at + timedelta(days=7)))
    play.second = EventRoleFactory(event=later.panel.event, minimum=2, maximum=2, is_open=False)
    people = play.able(known_as="Vera"), play.able(**BY_LETTER), play.able(**BY_PHONE), play.able(known_as="Wynn")
    asks = play.able(known_as="Ash", weekly=WEEKLY, monthly=MONTHLY)
    db.session.get_one(PaymentPreference, asks.id).choice = PaymentChoice.ASK
    limited = play.able(known_as="Lim")
    set_turn_limits(limited, Most(weekly=0), by=limited.account, now=play.now)
    declare_conflict(play.event_id, play.able(known_as="Nell"), now=play.now)
    members_say(play, *people)

    page = play.priya.get(f"/rosters/{play.event_id}/propose").press("Ask these members")
    assert page.messages == ["We are asking 2 members."]
    both = play.priya.get(f"/rosters/proposals?first={play.event.starts_at.date()}&last=2027-02-28")
    both.press("Ask these members")

    play.priya.get(f"/rosters/roles/{play.role.id}")
    play.takes_away(f"/rosters/matrix.csv?first={play.event.starts_at.date()}")
    play.takes_away(f"/rosters/{play.event_id}.csv")
    play.manager_looks()
    assert db.session.query(Place).filter_by(state=PlaceState.OFFERED).count() == 4
    play.assert_nothing_leaked(PLAYED["a roster"])
