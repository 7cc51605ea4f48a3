"""Equality forms that are sent at once are all counted, each once, on either database."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.equality import count_answers
from coproduction.members.models import EqualityCount
from tests.faults.at_once import all_at_once

FORM = {"sex": "female", "age": "25-34"}
BACKWARDS = dict(reversed(FORM.items()))


def given():
    """Return how often each answer was given."""
    return dict(db.session.execute(select(EqualityCount.answer, EqualityCount.given)).all())


def test_ten_forms_sent_at_once_are_ten(a_real_database):
    forms = [partial(count_answers, f"ticket {n}", BACKWARDS if n % 2 else FORM, year=2027) for n in range(10)]

    said = all_at_once(a_real_database, forms)

    assert (said, given()) == ({"done": 10}, {"female": 10, "25-34": 10})


def test_one_form_sent_ten_times_at_once_is_one(a_real_database):
    said = all_at_once(a_real_database, [partial(count_answers, "ticket", FORM, year=2027)] * 10)

    assert (said, given()) == ({"done": 10}, {"female": 1, "25-34": 1})
