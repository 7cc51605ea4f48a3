"""Coordinators brief those who deliver a session, and put it off or cancel it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.training.actions.briefing import brief
from coproduction.training.actions.calling_off import call_off as call_session_off
from coproduction.training.forms.answering import BriefingForm, CallOffForm
from coproduction.training.models import TrainingSession
from coproduction.training.pages.session_ends import briefing_page, call_off_page
from coproduction.training.queries.sessions import find_session
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/training/<int:event_id>/briefing", methods=["GET", "POST"])
@staff_only
def brief_trainers(event_id: int) -> ResponseReturnValue:
    """Write what the trainers should know, beside what the team asked for."""
    session = _session_or_404(event_id)
    form = BriefingForm(obj=session)
    if succeeds(form, lambda: brief(session, form.briefing.data or "", by=current_account(), now=clock.now())):
        flash("Saved. Trainers with a place read it under “Your session”.")
        return redirect(_event_page(event_id))
    return render_template("training/brief_trainers.html", form=form, **briefing_page(session))


@blueprint.route("/training/<int:event_id>/call-off", methods=["GET", "POST"])
@staff_only
def call_off(event_id: int) -> ResponseReturnValue:
    """Say who would be told, then put the session off or cancel it, and tell everybody once."""
    session, form = _session_or_404(event_id), CallOffForm()

    def act() -> None:
        call_session_off(session, form.why.data, is_put_off=form.is_put_off, by=current_account(), now=clock.now())

    if succeeds(form, act):
        flash("Done. Everybody with a part in it is being told.")
        return redirect(_event_page(event_id))
    return render_template("training/call_off.html", form=form, **call_off_page(session, now=clock.now()))


def _session_or_404(event_id: int) -> TrainingSession:
    return find_session(event_id, viewer=current_account()) or abort(404)


def _event_page(event_id: int) -> str:
    return url_for("schedule_staff.show_event", event_id=event_id)
