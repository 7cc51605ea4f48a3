"""What members say yes to and what is arranged for them, for the tests of arrangements."""

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Arrangement

HAND = Hand()


def says_yes(place, noon):
    return places.answer(place.id, places.Answer.YES, hand=HAND, now=noon)


def arrangements():
    return list(db.session.scalars(select(Arrangement).order_by(Arrangement.id)))
