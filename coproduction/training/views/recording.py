"""A trainer says whether a session may be recorded, and shares their story sheet with its other trainers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.forms import ConfirmForm, Form
from coproduction.members.current import current_member
from coproduction.training.actions import recording as actions
from coproduction.training.forms.recording import RecordingForm
from coproduction.training.pages.own_parts import StoryPage, story_page
from coproduction.training.views.routes import blueprint


@blueprint.route("/events/<int:event_id>/my-story", methods=["GET", "POST"])
@members_only
def show_own(event_id: int) -> ResponseReturnValue:
    """The trainer's own sheet before a session, whether it may be recorded, and what others share with them."""
    page, form = _page(event_id), RecordingForm()
    if succeeds(
        form,
        lambda: actions.answer_recording(page.event, current_member(), agrees=form.is_yes, now=clock.now()),
    ):
        flash("Saved. You can change your answer until the session is over.")
        return redirect(url_for(".show_own", event_id=event_id))
    return _shown(page, form)


@blueprint.post("/events/<int:event_id>/my-story/<any(share, keep):choice>")
@members_only
def share_story(event_id: int, choice: str) -> ResponseReturnValue:
    """Share the trainer's own sheet with the others of this session, or stop sharing it."""
    page, form, shares = _page(event_id), ConfirmForm(), choice == "share"
    if succeeds(form, lambda: actions.share_story(page.event, current_member(), shares=shares)):
        flash(
            "You share your story sheet with the other trainers." if shares else "Only you can read your story sheet."
        )
        return redirect(url_for(".show_own", event_id=event_id))
    return _shown(page, form)


def _page(event_id: int) -> StoryPage:
    return story_page(event_id, viewer=current_member(), now=clock.now()) or abort(404)


def _shown(page: StoryPage, form: Form) -> ResponseReturnValue:
    """Show the page with what was refused in the form, and the question with what was answered before."""
    question = form if isinstance(form, RecordingForm) else RecordingForm(formdata=None)
    question.fill(page.answer)
    return render_template("training/show_own.html", page=page, form=form, question=question)
