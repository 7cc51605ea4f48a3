"""Coordinators sign off the steps of a trainer's path."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.dates import uk_wall
from coproduction.members.staff_views.one_member import current_member_or_back
from coproduction.training.actions.path import mark_step as write_mark
from coproduction.training.forms.path import StepForm
from coproduction.training.pages.path import line_of
from coproduction.training.queries.path import step_of
from coproduction.training.rules.path import step_named
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/trainer-path/<path_step>", methods=["GET", "POST"])
@staff_only
def mark_step(member_id: int, path_step: str) -> ResponseReturnValue:
    """Sign off a step of a member's path, or say that it is not done yet."""
    asked = step_named(path_step) or abort(404)
    member, me, now = current_member_or_back(member_id), current_account(), clock.now()
    form = StepForm()
    if succeeds(
        form, lambda: write_mark(member.id, asked, is_done=form.is_done, reason=form.reason.data or "", by=me, now=now)
    ):
        flash(f"You have saved this step for {member.known_as}.")
        return redirect(url_for("members_staff.show_member", member_id=member.id, _anchor="trainer-path"))
    line = line_of(step_of(member.id, asked, viewer=me, today=uk_wall(now).date()))
    return render_template("training/mark_step.html", member=member, line=line, form=form)
