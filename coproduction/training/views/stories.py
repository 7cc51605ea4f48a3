"""A member's own story sheet."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import members_only
from coproduction.core.forms import ConfirmForm
from coproduction.members.current import current_member
from coproduction.training.actions import stories as actions
from coproduction.training.forms.stories import StoryForm
from coproduction.training.queries.recording import sessions_shared_at
from coproduction.training.queries.stories import own_sheet
from coproduction.training.views.routes import blueprint
from coproduction.training.words import MAY_BE_RECORDED


@blueprint.get("/my-story")
@members_only
def show_story() -> ResponseReturnValue:
    """The member's own sheet, and who can read it."""
    me = current_member()
    sheet = own_sheet(viewer=me)
    return render_template(
        "training/show_story.html",
        sheet=sheet,
        recording=MAY_BE_RECORDED[sheet.recording] if sheet else "",
        shared_at=sessions_shared_at(viewer=me, now=clock.now()),
    )


@blueprint.route("/my-story/change", methods=["GET", "POST"])
@members_only
def change_story() -> ResponseReturnValue:
    """Let the member write in their own sheet."""
    me = current_member()
    form = StoryForm(obj=own_sheet(viewer=me))
    if succeeds(form, lambda: actions.keep_story(me, form.story, by=current_account(), now=clock.now())):
        flash("Saved. Only you, and those you share it with, can read it.")
        return redirect(url_for(".show_story"))
    return render_template("training/change_story.html", form=form)


@blueprint.route("/my-story/delete", methods=["GET", "POST"])
@members_only
def delete_story() -> ResponseReturnValue:
    """Ask whether to delete the sheet, and delete it."""
    me, form = current_member(), ConfirmForm()
    if own_sheet(viewer=me) is None:
        abort(404)
    if succeeds(form, lambda: actions.forget_story(me, by=current_account(), now=clock.now())):
        flash("Your story sheet is deleted.")
        return redirect(url_for(".show_story"))
    return render_template("training/delete_story.html", form=form)
