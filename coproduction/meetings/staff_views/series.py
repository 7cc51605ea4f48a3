"""Coordinators plan a year of meetings: one form, one look at the dates, one press; and publish them all at once."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings.actions import series as actions
from coproduction.meetings.forms.series import PublishSeriesForm, SeriesForm
from coproduction.meetings.models import MeetingSeries
from coproduction.meetings.pages import series as pages
from coproduction.meetings.queries.series import find_series
from coproduction.meetings.staff_views.routes import blueprint
from coproduction.schedule.actions import publishing
from coproduction.schedule.forms.events import AskForm
from coproduction.schedule.words import being_asked, published_dates

CONFIRM, BACK, DAYS = "confirm", "back", "days"
NOT_SENT_AGAIN = ("csrf_token", "submit", CONFIRM, BACK, DAYS)


@blueprint.get("/series")
@staff_only
def list_series() -> ResponseReturnValue:
    """Show every series."""
    return render_template("meetings/list_series.html", lines=pages.series_lines(viewer=current_account()))


@blueprint.route("/series/new", methods=["GET", "POST"])
@staff_only
def new_series() -> ResponseReturnValue:
    """Ask for the rule, show its dates, and make the meetings on those that are chosen."""
    form = SeriesForm()
    if form.is_submitted() and BACK not in request.form and form.validate():
        details = form.series_details()
        if CONFIRM not in request.form:
            preview = pages.preview(details, viewer=current_account(), now=clock.now())
            if preview.dates:
                return render_template("meetings/preview_series.html", form=form, preview=preview, sent=_sent())
            form.form_errors.append("The rule gives no date to come. Look at the days and months")
        else:
            try:
                series = actions.create_series(details, _chosen(), by=current_account(), now=clock.now())
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                form.refuse(refusal)
            else:
                flash("The dates are saved as drafts. Look at them, then publish them all at once.")
                return redirect(url_for(".show_series", series_id=series.id))
    return render_template("meetings/edit_series.html", heading="Plan a series of meetings", form=form)


@blueprint.get("/series/<int:series_id>")
@staff_only
def show_series(series_id: int) -> ResponseReturnValue:
    """Show the meetings of a series, and what can be done with them together."""
    series = find_series(series_id, viewer=current_account()) or abort(404)
    lines = pages.meeting_lines(series, now=clock.now())
    return render_template(
        "meetings/show_series.html",
        series=series,
        lines=lines,
        can_ask=any(line.can_ask for line in lines),
        drafts=len(pages.drafts_to_publish(series, now=clock.now())),
    )


@blueprint.route("/series/<int:series_id>/change", methods=["GET", "POST"])
@staff_only
def change_series(series_id: int) -> ResponseReturnValue:
    """Change the rule, or what the meetings are like, after a look at what that does to each date."""
    series, form = find_series(series_id, viewer=current_account()) or abort(404), SeriesForm()
    heading = f"Change the series {series.title}"
    if not form.is_submitted():
        form.fill_series(series)
    elif BACK not in request.form and form.validate():
        details = form.series_details()
        try:
            if CONFIRM not in request.form:
                preview = pages.change_preview(series, details, viewer=current_account(), now=clock.now())
                return render_template(
                    "meetings/preview_change.html", series=series, form=form, preview=preview, sent=_sent()
                )
            actions.change_series(series_id, details, by=current_account(), now=clock.now())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(_changed(series))
            return redirect(url_for(".show_series", series_id=series_id))
    return render_template("meetings/edit_series.html", heading=heading, form=form)


@blueprint.route("/series/<int:series_id>/publish", methods=["GET", "POST"])
@staff_only
def publish_series(series_id: int) -> ResponseReturnValue:
    """Publish every draft of a series in one action, after a look at who will be told."""
    series, form = find_series(series_id, viewer=current_account()) or abort(404), PublishSeriesForm()
    drafts = [meeting.event for meeting in pages.drafts_to_publish(series, now=clock.now())]
    asked = result_of(
        form,
        lambda: publishing.publish_together(drafts, invite=form.invite.data, by=current_account(), now=clock.now()),
    )
    if asked is not None:
        flash(published_dates(len(drafts), asked))
        return redirect(url_for(".show_series", series_id=series_id))
    return render_template(
        "meetings/publish_series.html",
        series=series,
        form=form,
        lines=[
            line
            for line in pages.meeting_lines(series, now=clock.now())
            if line.event_id in {event.id for event in drafts}
        ],
        telling=pages.invitation(drafts, now=clock.now()),
    )


@blueprint.route("/series/<int:series_id>/ask", methods=["GET", "POST"])
@staff_only
def ask_everybody(series_id: int) -> ResponseReturnValue:
    """Ask everybody to the published dates to come who has not been asked, after a look at who that is."""
    series, form = find_series(series_id, viewer=current_account()) or abort(404), AskForm()
    dates = pages.dates_to_ask(series, now=clock.now()) or abort(404)
    asked = result_of(form, lambda: publishing.ask_everybody(dates, by=current_account(), now=clock.now()))
    if asked is not None:
        flash(being_asked(asked))
        return redirect(url_for(".show_series", series_id=series_id))
    return render_template(
        "schedule/ask_everybody.html",
        title=series.title,
        back=url_for(".show_series", series_id=series_id),
        form=form,
        telling=pages.invitation(dates, now=clock.now()),
    )


def _changed(series: MeetingSeries) -> str:
    """Say that the series is changed; and if it is too late to book something for its dates, where to see what."""
    late = pages.late_bookings(series, now=clock.now())
    if late is None:
        return "The series is changed."
    return Markup(render_template("meetings/series_saved_too_late.html", late=late))  # noqa: S704 - it escapes everything


def _sent() -> list[tuple[str, str]]:
    """Return all that was sent, to be sent again."""
    return [item for item in request.form.items(multi=True) if item[0] not in NOT_SENT_AGAIN]


def _chosen() -> list[date]:
    """Return the days that are ticked; what is no day is left out, and the rule refuses what it does not give."""
    days = []
    for sent in request.form.getlist(DAYS):
        try:
            days.append(date.fromisoformat(sent))
        except ValueError:
            continue
    return days
