"""Coordinators ask whoever has not been asked to events to which everybody was."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of
from coproduction.core.audiences import staff_only
from coproduction.schedule.actions.publishing import ask_everybody
from coproduction.schedule.forms.events import AskLeftOutForm
from coproduction.schedule.kinds import kind_named
from coproduction.schedule.pages.left_out import left_out
from coproduction.schedule.staff_views.routes import blueprint
from coproduction.schedule.words import being_asked


@blueprint.route("/events/left-out", methods=["GET", "POST"])
@staff_only
def ask_left_out() -> ResponseReturnValue:
    """Ask whoever joined, or was free, only since everybody was asked: each in one message with all their dates."""
    kind = kind_named(request.args.get("kind")) or abort(404)
    page = left_out(kind, viewer=current_account(), now=clock.now())
    form = AskLeftOutForm(page.dates)

    def ask() -> int:
        chosen = [event for event in page.events if event.id in form.dates.data]
        return ask_everybody(chosen, by=current_account(), now=clock.now())

    asked = result_of(form, ask) if page.dates else None
    if asked is not None:
        flash(being_asked(asked))
        return redirect(url_for("site.staff_home"))
    return render_template("schedule/ask_left_out.html", page=page, form=form)
