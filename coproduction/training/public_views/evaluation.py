"""Delegates say what a session changed, by their own link and without their name."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import public
from coproduction.extensions import limiter
from coproduction.training.actions.evaluation import answer
from coproduction.training.booking_keys import seed_in
from coproduction.training.evaluation_keys import EVALUATION
from coproduction.training.forms.evaluation import FORMS
from coproduction.training.pages.evaluation import evaluation_page
from coproduction.training.public_views.booking import OPENED, each_page
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.bookings import delegate_with


@blueprint.route("/evaluations/<evaluation_key>", methods=["GET", "POST"])
@limiter.limit(OPENED, key_func=each_page)
@public
def evaluate(evaluation_key: str) -> ResponseReturnValue:
    """Ask what is asked at this time, once; the page says so when there is nothing to answer."""
    delegate = delegate_with(seed_in(evaluation_key, salt=EVALUATION)) or abort(404)
    page = evaluation_page(delegate, now=clock.now())
    form = FORMS[page.about]()
    if page.can_answer and succeeds(form, lambda: answer(delegate.id, form.answer, now=clock.now())):
        return redirect(url_for(".evaluate", evaluation_key=evaluation_key))
    return render_template("training/evaluate.html", page=page, form=form)
