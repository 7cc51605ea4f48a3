"""A team follows its own request, answers us, changes its days and withdraws."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.asking.forms import AnswerForm
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.training.actions import own_requests as actions
from coproduction.training.forms.own_requests import OwnDaysForm, SuggestionForm, WithdrawForm
from coproduction.training.models import TrainingRequest
from coproduction.training.pages.requests import progress_of, what_we_need
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries import requests as queries
from coproduction.training.request_keys import seed_in
from coproduction.training.rules import requests as rules
from coproduction.training.words.requests import name_of, suggestion_in_words

OPENED = "60 per minute"
DAYS_TAKEN = "We have your days. A coordinator looks at them next."
DAYS_PROPOSED = "A coordinator looks at your days next. Until then the old one holds."


@blueprint.get("/tracking/<tracking_key>")
@limiter.limit(OPENED)
@public
def show_progress(tracking_key: str) -> ResponseReturnValue:
    """Say how far the request has come, and when the session is."""
    request = _request_or_404(tracking_key)
    return render_template("training/show_progress.html", key=tracking_key, **progress_of(request, now=clock.now()))


@blueprint.route("/tracking/<tracking_key>/answer", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def answer_question(tracking_key: str) -> ResponseReturnValue:
    """Take the team's answer to what the coordinator asked."""
    request, form = _request_or_404(tracking_key), AnswerForm()
    if not rules.is_asked(request):
        return redirect(_progress(tracking_key))
    if succeeds(form, lambda: actions.answer_question(request, form.answer.data, now=clock.now())):
        flash("Thank you. A coordinator reads your answer next.")
        return redirect(_progress(tracking_key))
    question, back = queries.last_words(request), _progress(tracking_key)
    return render_template("components/asking/answer_question.html", form=form, question=question, back=back)


@blueprint.route("/tracking/<tracking_key>/suggestion", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def answer_suggestion(tracking_key: str) -> ResponseReturnValue:
    """Take the team's yes or no to another date or course."""
    request, form = _request_or_404(tracking_key), SuggestionForm()
    if not rules.has_suggestion(request):
        return redirect(_progress(tracking_key))

    def act() -> None:
        actions.answer_suggestion(request, form.words.data or "", suits=form.is_yes, now=clock.now())

    if succeeds(form, act):
        flash("Thank you. A coordinator reads your answer next.")
        return redirect(_progress(tracking_key))
    return render_template(
        "training/answer_suggestion.html",
        back=_progress(tracking_key),
        form=form,
        suggestion=suggestion_in_words(request),
        why=queries.last_words(request),
    )


@blueprint.route("/tracking/<tracking_key>/days", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def change_days(tracking_key: str) -> ResponseReturnValue:
    """Take other days. Once there is a session, a coordinator looks at them first."""
    request = _request_or_404(tracking_key)
    if not rules.can_change_days(request, now=clock.now()):
        return redirect(_progress(tracking_key))
    form, needs_yes = OwnDaysForm.of(request), rules.is_agreed(request)
    if succeeds(form, lambda: actions.change_days(request, form.days(), now=clock.now())):
        flash(DAYS_PROPOSED if needs_yes else DAYS_TAKEN)
        return redirect(_progress(tracking_key))
    needed, back = what_we_need(now=clock.now()), _progress(tracking_key)
    return render_template("training/change_days.html", back=back, form=form, needs_yes=needs_yes, **needed)


@blueprint.route("/tracking/<tracking_key>/withdraw", methods=["GET", "POST"])
@limiter.limit(OPENED)
@public
def withdraw_request(tracking_key: str) -> ResponseReturnValue:
    """Say what it means, ask once more, and withdraw the request with its session."""
    request, form = _request_or_404(tracking_key), WithdrawForm()
    if not rules.can_withdraw(request, now=clock.now()):
        return redirect(_progress(tracking_key))
    if succeeds(form, lambda: actions.withdraw_request(request, form.reason.data or "", now=clock.now())):
        flash("The request is withdrawn. If there was a session, everybody with a part in it is being told.")
        return redirect(_progress(tracking_key))
    return render_template(
        "training/withdraw_request.html",
        key=tracking_key,
        back=_progress(tracking_key),
        form=form,
        what=name_of(request),
        has_session=rules.is_agreed(request),
    )


def _request_or_404(tracking_key: str) -> TrainingRequest:
    """Return the request that the key opens. A key that we did not make costs no statement."""
    return queries.request_with(seed_in(tracking_key)) or abort(404)


def _progress(tracking_key: str) -> str:
    return url_for("training_public.show_progress", tracking_key=tracking_key)
