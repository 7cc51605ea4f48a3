"""Whom we ask later does not depend on what the settings are by then, and nobody is deleted before they are asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.training.actions.evaluation import ask_delegates
from coproduction.training.rules.bookings import MONTHS_KEPT
from coproduction.training.rules.evaluation import LATER_MONTHS, OPEN_DAYS
from tests.training.after_sessions import ENDED, attended, session_over

TODAY = ENDED.date()
TOO_FEW = (
    "We ask staff 6 months after training, and they have 14 days to answer. "
    "So we must keep who attended for 7 months or more"
)


def sets(number, value, *, in_days=1):
    set_number(number, value, from_day=TODAY + timedelta(days=in_days), account_id=None, now=ENDED)


def refused(number, value, **when):
    """Return why the number cannot be set, which leaves it as it was."""
    with pytest.raises(Refusal) as refusal, db.session.begin_nested():
        sets(number, value, **when)
    assert refusal.value.field == "value"
    return refusal.value.message


@pytest.mark.parametrize("months_from_tomorrow", [1, 3, 6])
def test_a_session_is_asked_about_by_the_number_of_its_own_day_whatever_it_is_since(months_from_tomorrow):
    attended(session_over(), 2)
    sets(LATER_MONTHS, months_from_tomorrow)

    assert ask_delegates(now=ENDED) == 2
    asked = [ask_delegates(now=ENDED + relativedelta(months=months, hours=1)) for months in range(1, 8)]
    assert asked == [0, 0, 2, 0, 0, 0, 0]


def test_a_session_after_the_change_is_asked_about_by_the_new_number():
    attended(session_over(ended=ENDED + timedelta(days=2)), 2)
    sets(LATER_MONTHS, 6)

    asked = [ask_delegates(now=ENDED + relativedelta(months=months, days=3)) for months in range(1, 8)]
    assert asked == [0, 0, 0, 0, 0, 2, 0]


def test_who_attended_is_kept_until_they_were_asked_and_could_answer():
    sets(LATER_MONTHS, 6)
    sets(MONTHS_KEPT, 7)

    assert refused(MONTHS_KEPT, 6) == TOO_FEW
    assert refused(LATER_MONTHS, 7).endswith("for 8 months or more")
    assert refused(OPEN_DAYS, 29).endswith("for 8 months or more")


def test_what_is_set_for_a_later_day_counts_as_well():
    sets(MONTHS_KEPT, 4, in_days=60)

    assert refused(LATER_MONTHS, 4, in_days=30).endswith("for 5 months or more")


def test_the_words_stand_beside_the_field_and_nothing_is_saved(administrator):
    page = administrator.post("/settings/delegate-months", value="3", from_day=TODAY)

    assert page.errors == [TOO_FEW.replace("6 months", "3 months").replace("7 months", "4 months")]
    assert (page.values["value"], administrator.get("/settings/delegate-months").text.count("12 months")) == (["3"], 1)
