"""Places on panels: offered, answered, in doubt, moved, taken back and reminded of."""

from __future__ import annotations

from datetime import timedelta

from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.rosters.actions import ask_proposed
from coproduction.rosters.queries import Choice
from coproduction.schedule.actions import arrangements, places
from coproduction.schedule.actions.arrangements import Booking
from coproduction.schedule.actions.details import AnswerDetails
from coproduction.schedule.actions.events import change_event, change_together
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Arrangement, ArrangementState
from tests.factories import EventRoleFactory, PlaceFactory
from tests.leaks.mails import PLAYED
from tests.rosters.looking import BY_EMAIL, they_hear
from tests.schedule.dates import link

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


def at(event, later):
    return event, at_another_time(event, event.starts_at + later, ends_at=event.ends_at + later)


def test_nothing_in_confidence_leaves_while_places_are_offered_answered_and_taken_back(play):
    play = play(minimum=2, maximum=9)
    second = EventRoleFactory(event__kind=play.event.kind, event__starts_at=play.event.starts_at + WEEK, is_open=False)
    vera, wynn, joan, ivy = (play.able(known_as=name) for name in ("Vera", "Wynn", "Joan", "Ivy"))
    silent = play.able(known_as="Sil")
    choices = [Choice(role.id, one.id) for role in (play.role, second) for one in (vera, wynn, silent)]
    ask_proposed(choices, by=play.staff, now=play.now)
    for member in (joan, ivy):
        places.put_forward(play.role.id, member, note="I would like to.", hand=BY_EMAIL, now=play.now)
    they_hear()
    places.answer(play.of(vera).id, Answer.NO, hand=BY_EMAIL, now=play.now, details=AnswerDetails(ring_me=True))
    places.answer(play.of(wynn).id, Answer.NOT_SURE, hand=BY_EMAIL, now=play.now)
    places.give_place(play.of(joan).id, hand=Hand(play.staff), now=play.now)
    places.release_place(play.of(ivy).id, hand=Hand(play.staff), now=play.now)
    play.worker_works(play.event.starts_at - WEEK)
    play.manager_looks()
    play.assert_nothing_leaked(PLAYED["places that are offered and answered"])


def test_nothing_in_confidence_leaves_when_dates_and_what_is_arranged_change(play):
    play = play()
    debrief = link(play.event, "Debrief", hours=96, by=play.staff, now=play.now)
    play.worker_works()
    they_hear()
    elsewhere = EventRoleFactory(event__starts_at=play.event.starts_at + DAY)
    PlaceFactory(role=elsewhere, member=play.tunde)
    db.session.flush()
    of_amara = {"event_id": play.event_id, "member_id": play.amara.id}
    booked = db.session.query(Arrangement).filter_by(**of_amara, kind=NeedKind.BSL_INTERPRETER).one()
    for state in (ArrangementState.CONFIRMED, ArrangementState.CANNOT_BE_MET):
        booking = Booking(state=state, owner_id=play.staff.id)
        arrangements.note_booking(booked.id, booking, by=play.staff, now=play.now)
    they_hear()
    second = EventRoleFactory(event__kind=play.event.kind, event__starts_at=play.event.starts_at + WEEK, is_open=False)
    PlaceFactory(role=second, member=play.amara)
    change_together([at(play.event, HOUR), at(debrief, HOUR), at(second.event, HOUR)], by=play.staff, now=play.now)
    change_event(*at(play.event, DAY), by=play.staff, now=play.now)
    play.manager_looks()
    play.worker_works(play.event.starts_at - 2 * DAY)
    play.assert_nothing_leaked(PLAYED["dates that change"])
