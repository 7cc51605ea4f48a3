"""A time that the clocks jump over is refused beside its field, and not changed behind somebody's back."""

import pytest
from werkzeug.datastructures import MultiDict

from coproduction.core.refusals import Refusal
from coproduction.meetings.forms.polls import TimesForm
from coproduction.meetings.forms.series import SeriesForm
from coproduction.schedule.forms.events import EventForm

SAID = "The clocks go forward on 28 March 2027: 1:30am does not exist"


def day(name, number, month=3):
    return {f"{name}[day]": str(number), f"{name}[month]": str(month), f"{name}[year]": "2027"}


def filled_in(app, form, **sent):
    with app.test_request_context("/", method="POST"):
        made = form(formdata=MultiDict(sent), meta={"csrf": False})
        return made, made.validate()


@pytest.mark.parametrize(
    ("number", "starts", "ends", "errors"),
    [
        (28, "1:30am", "3am", {"starts": [SAID]}),
        (28, "12:30am", "1:30am", {"ends": [SAID]}),
        (28, "2am", "3am", {}),
        (27, "1:30am", "3am", {}),
    ],
)
def test_an_event_begins_and_ends_at_times_that_there_are(app, number, starts, ends, errors):
    sent = {"title": "Night", "format": "online", "starts": starts, "ends": ends, **day("day", number)}

    form, is_right = filled_in(app, EventForm, **sent)

    assert (form.errors, is_right) == (errors, not errors)


def test_each_day_of_a_series_has_its_times(app):
    rule = {"repeats": "week", "nth": "2", "weekday": "6", **day("first_day", 1), **day("last_day", 30, 4)}
    sent = {"title": "Night", "focus": "Sleep", "format": "online", "starts": "1:30am", "ends": "3am", **rule}

    form, is_right = filled_in(app, SeriesForm, **sent)

    assert (form.errors, is_right) == ({"starts": [SAID]}, False)


def test_a_poll_proposes_times_that_there_are(app):
    form, _ = filled_in(app, TimesForm, start_1="1:30am", **day("day_1", 28))

    with pytest.raises(Refusal, match=SAID) as refusal:
        form.times()
    assert refusal.value.field == "start_1"
