"""The two pages that every kind of event has for coordinators: to make one, and to change one.

A kind's own view brings the form and says what saving means; what is the same for all of them stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from coproduction.core.database import db
from coproduction.core.dates import uk_period, uk_wall
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.events import refuse_impossible
from coproduction.schedule.forms.events import EventForm
from coproduction.schedule.forms.linked import MovedDatesForm
from coproduction.schedule.models import Event
from coproduction.schedule.pages import telling
from coproduction.schedule.pages.dates import dates_beside
from coproduction.schedule.pages.telling import Change
from coproduction.schedule.queries.arrangements import numbers_late
from coproduction.schedule.words.arrangements import saved_too_late

EDIT = "schedule/edit_event.html"
CONFIRMED, BACK_TO_FORM = "tell", "back"
NOT_SENT_AGAIN = ("csrf_token", "submit", "dates", CONFIRMED, BACK_TO_FORM)


def new_event_page(
    heading: str,
    form: EventForm,
    *,
    save: Callable[[], Event],
    said: str,
    leads_to: str,
    template: str = EDIT,
    back: str = "",
) -> ResponseReturnValue:
    """Ask for a new event. Once `save` has made it, say what was said and go to the endpoint it leads to.

    `back` is where somebody came from, if not from the events.
    """
    if event := _saved(form, save):
        flash(said)
        return redirect(url_for(leads_to, event_id=event.id))
    return render_template(
        template, heading=heading, form=form, back=back or url_for("schedule_staff.manage_events"), tells=False
    )


def change_event_page(
    event: Event,
    form: EventForm,
    *,
    fill: Callable[[], None],
    save: Callable[[], Event],
    now: datetime,
    refuse: Callable[[], None] = lambda: None,
    template: str = EDIT,
) -> ResponseReturnValue:
    """Show the event in a form that `fill` fills in. Once `save` has changed it, go back to the event.

    Before anybody is told of a change, show who that is and how, and ask once more; but not of what `refuse`, the rules
    of its kind, would refuse.
    """
    heading, page = f"Change {event.title}", url_for("schedule_staff.show_event", event_id=event.id)
    if not form.is_submitted():
        fill()
    elif BACK_TO_FORM in request.form:
        pass
    elif (asks := _asks_first(event, form, refuse=refuse, now=now)) and CONFIRMED not in request.form:
        return _confirm(event, form, asks)
    elif _saved(form, save, asks.others if asks else None):
        flash(_said(event.id, now=now))
        return redirect(page)
    elif asks and asks.others.error_list:
        return _confirm(event, form, asks)
    return render_template(template, heading=heading, form=form, back=page, tells=True)


def _said(event_id: int, *, now: datetime) -> str:
    """Say that it is saved; and if it is too late to book something now, where to see what."""
    late = numbers_late([event_id], today=uk_wall(now).date()).get(event_id)
    if not late:
        return "Saved."
    drawn = render_template("schedule/saved_too_late.html", words=saved_too_late(late), event_id=event_id)
    return Markup(drawn)  # noqa: S704 - the template escapes everything


class _Asks(NamedTuple):
    """What is shown and asked before a change is made: who is told, and what becomes of the dates that follow."""

    change: Change
    others: MovedDatesForm


def _asks_first(event: Event, form: EventForm, *, refuse: Callable[[], None], now: datetime) -> _Asks | None:
    """Return what must be shown before the change is made; None if it can be made, or is refused."""
    if not form.validate():
        return None
    details = form.details()
    try:
        refuse_impossible(details, now=now)
        refuse()
    except Refusal:
        return None
    beside = dates_beside(event, details, now=now)
    others = MovedDatesForm(beside, is_answered=CONFIRMED in request.form)
    form.moved = others.dates.data
    moved = [(date.event, date.details) for date in beside if date.event_id in form.moved]
    change = telling.change(event, details, beside=moved if beside else None, now=now)
    return _Asks(change, others) if change else None


def _confirm(event: Event, form: EventForm, asks: _Asks) -> str:
    when = uk_period(form.details().starts_at, form.details().ends_at)
    return render_template(
        "schedule/confirm_change.html",
        event=event,
        change=asks.change,
        sent=_sent(),
        when=when,
        form=asks.others,
        has_others=bool(asks.others.dates.choices),
    )


def _sent() -> list[tuple[str, str]]:
    """Return all that was sent, to be sent again."""
    return [item for item in request.form.items(multi=True) if item[0] not in NOT_SENT_AGAIN]


def _saved(form: EventForm, save: Callable[[], Event], others: MovedDatesForm | None = None) -> Event | None:
    """Save what was sent and commit, or show in the form what is wrong with it; in `others` what is with the dates."""
    if not form.validate_on_submit():
        return None
    try:
        event = save()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        (others if others and refusal.field in others else form).refuse(refusal)
        return None
    return event
