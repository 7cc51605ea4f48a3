"""Coordinators do what is due after a session, and read what delegates wrote before trainers do."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.training.actions import afterwards as actions
from coproduction.training.actions.reading_words import approve_words, hide_words
from coproduction.training.forms.afterwards import HowItWasByPhoneForm
from coproduction.training.forms.evaluation import ReadForm
from coproduction.training.models import EvaluationWords, TrainingSession
from coproduction.training.pages.afterwards import afterwards_page
from coproduction.training.queries.afterwards import feedback_of, trainer_who_rings
from coproduction.training.queries.evaluation import find_words
from coproduction.training.queries.sessions import find_session
from coproduction.training.rules.afterwards import step_named
from coproduction.training.staff_views.routes import blueprint


@blueprint.get("/training/<int:event_id>/afterwards")
@staff_only
def show_afterwards(event_id: int) -> ResponseReturnValue:
    """What is due for the trainers, what they say, and what delegates said."""
    page = afterwards_page(_session(event_id), viewer=current_account(), now=clock.now())
    return render_template("training/show_afterwards.html", form=ConfirmForm(), **page)


@blueprint.post("/training/<int:event_id>/afterwards/<after_step>/<any(done, undone):mark>")
@staff_only
def mark_afterwards(event_id: int, after_step: str, mark: str) -> ResponseReturnValue:
    """Write down that a step was done, or that it was not."""
    session, step, form = _session(event_id), step_named(after_step) or abort(404), ConfirmForm()
    act = actions.mark_done if mark == "done" else actions.unmark_done
    if succeeds(form, lambda: act(session, step, by=current_account(), now=clock.now())):
        flash("Saved.")
    for error in form.error_list:
        flash(error["text"])
    return redirect(url_for(".show_afterwards", event_id=event_id))


@blueprint.route("/training/<int:event_id>/how-it-was/<int:member_id>", methods=["GET", "POST"])
@staff_only
def write_down_how_it_was(event_id: int, member_id: int) -> ResponseReturnValue:
    """Write down how a session was for a trainer without an account, as they say on the phone."""
    session, me, form = _session(event_id), current_account(), HowItWasByPhoneForm()
    member = trainer_who_rings(event_id, member_id, viewer=me) or abort(404)
    if not form.is_submitted():
        form.fill(feedback_of(event_id, viewer=member))
    if succeeds(form, lambda: actions.write_down_how_it_was(session, member, form.view, by=me, now=clock.now())):
        flash(f"Saved. You wrote down what {member.known_as} said.")
        return redirect(url_for(".show_afterwards", event_id=event_id, _anchor="said"))
    return render_template("training/write_down_how_it_was.html", event=session.event, member=member, form=form)


@blueprint.route("/training/words/<words_id>", methods=["GET", "POST"])
@staff_only
def read_words(words_id: str) -> ResponseReturnValue:
    """Let trainers read what a delegate wrote, with words taken out if need be, or hide it."""
    found, form = find_words(words_id, viewer=current_account()) or abort(404), ReadForm()
    event_id = found.event_id

    def save() -> EvaluationWords:
        by, now = current_account(), clock.now()
        if form.hides:
            return hide_words(words_id, form.reason.data, by=by, now=now)
        return approve_words(words_id, form.words.data, by=by, now=now)

    if not form.is_submitted():
        form.fill(found)
    if succeeds(form, save):
        flash("Saved.")
        return redirect(url_for(".show_afterwards", event_id=event_id, _anchor="words"))
    return render_template(
        "components/one_form.html",
        heading="Read what a delegate wrote",
        form=form,
        back=url_for(".show_afterwards", event_id=event_id, _anchor="words"),
    )


def _session(event_id: int) -> TrainingSession:
    return find_session(event_id, viewer=current_account()) or abort(404)
