"""A recruiting manager follows their own request, answers us, changes the dates and cancels."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.panels.actions import managing as actions
from coproduction.panels.forms.managing import AnswerForm, CancelForm, DatesForm
from coproduction.panels.models import PanelRequest
from coproduction.panels.pages.outcomes import outcome_for_manager
from coproduction.panels.pages.requests import progress_of, what_cancelling_means, what_we_need
from coproduction.panels.public_views.routes import blueprint
from coproduction.panels.queries import requests as queries
from coproduction.panels.request_keys import seed_in
from coproduction.panels.rules import requests as rules

OPENED = "60 per minute"
DATES_TAKEN = "We have your dates. A coordinator looks at them next."
DATES_PROPOSED = "A coordinator looks at your dates next. Until then the old ones hold."


@blueprint.route("/tracking/<tracking_key>")
@public
@limiter.limit(OPENED)
def show_progress(tracking_key: str) -> ResponseReturnValue:
    """Say how far the request has come, and who is on the panel."""
    request = _request_or_404(tracking_key)
    now = clock.now()
    outcome = outcome_for_manager(request.case, now=now)
    return render_template(
        "panels/show_progress.html", key=tracking_key, outcome=outcome, **progress_of(request, now=now)
    )


@blueprint.route("/tracking/<tracking_key>/answer", methods=["GET", "POST"])
@public
@limiter.limit(OPENED)
def answer_question(tracking_key: str) -> ResponseReturnValue:
    """Take the manager's answer to what the coordinator asked."""
    request, form = _request_or_404(tracking_key), AnswerForm()
    if not rules.is_asked(request.case):
        return redirect(_progress(tracking_key))
    if succeeds(form, lambda: actions.answer_question(request, form.answer.data, now=clock.now())):
        flash("Thank you. A coordinator reads your answer next.")
        return redirect(_progress(tracking_key))
    question, back = queries.last_words(request.case), _progress(tracking_key)
    return render_template("components/asking/answer_question.html", form=form, question=question, back=back)


@blueprint.route("/tracking/<tracking_key>/dates", methods=["GET", "POST"])
@public
@limiter.limit(OPENED)
def change_dates(tracking_key: str) -> ResponseReturnValue:
    """Take other dates. Once members have been asked, a coordinator agrees to them first."""
    request = _request_or_404(tracking_key)
    if not rules.can_change(request, now=clock.now()):
        return redirect(_progress(tracking_key))
    form, needs_yes = DatesForm.of(request), rules.is_agreed(request.case)
    if succeeds(form, lambda: actions.change_dates(request, form.times(), now=clock.now())):
        flash(DATES_PROPOSED if needs_yes else DATES_TAKEN)
        return redirect(_progress(tracking_key))
    return render_template(
        "panels/change_dates.html",
        back=_progress(tracking_key),
        form=form,
        needs_yes=needs_yes,
        **what_we_need(now=clock.now()),
    )


@blueprint.route("/tracking/<tracking_key>/cancel", methods=["GET", "POST"])
@public
@limiter.limit(OPENED)
def cancel_request(tracking_key: str) -> ResponseReturnValue:
    """Say how many people it touches, ask once more, and cancel the panel."""
    request, form = _request_or_404(tracking_key), CancelForm()
    if not rules.can_change(request, now=clock.now()):
        return redirect(_progress(tracking_key))
    if succeeds(form, lambda: actions.cancel_request(request, form.reason.data, now=clock.now())):
        flash("The panel is cancelled. Everybody with a part in it is being told.")
        return redirect(_progress(tracking_key))
    return render_template(
        "panels/cancel_request.html",
        key=tracking_key,
        back=_progress(tracking_key),
        form=form,
        **what_cancelling_means(request),
    )


def _request_or_404(tracking_key: str) -> PanelRequest:
    """Return the request that the key opens. A key that we did not make costs no statement."""
    return queries.request_with(seed_in(tracking_key)) or abort(404)


def _progress(tracking_key: str) -> str:
    return url_for("panels_public.show_progress", tracking_key=tracking_key)
