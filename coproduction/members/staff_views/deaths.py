"""A death; and one that was written down by mistake: taking it back, and what is to be done by hand."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.actions import deaths as actions
from coproduction.members.forms.belonging import DeathForm, MistakeForm
from coproduction.members.queries.deaths import still_going, what_stopped
from coproduction.members.staff_views.one_member import back_to, member_or_404, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/died", methods=["GET", "POST"])
@staff_only
def record_death(member_id: int) -> ResponseReturnValue:
    """Say what stops, ask if it is the right person and where else they stand, and stop everything."""
    member, form = member_or_404(member_id), DeathForm()
    form.offer(still_going(member, viewer=current_account()))
    if succeeds(
        form,
        lambda: actions.record_death_everywhere(
            member.id, form.elsewhere, reason=form.reason.data or "", by=current_account(), now=clock.now()
        ),
    ):
        flash(f"Everything has stopped for {member.known_as}. We are sorry for your loss.")
        return back_to(member)
    return step("record_death", member, form=form, heading=f"Has {member.name} died?")


@blueprint.route("/members/<int:member_id>/died/mistake", methods=["GET", "POST"])
@staff_only
def take_back_death(member_id: int) -> ResponseReturnValue:
    """Say what stopped, ask how the mistake came about, and let the member stand where they stood."""
    member, form = member_or_404(member_id), MistakeForm()
    if succeeds(
        form,
        lambda: actions.take_back_death(member.id, form.reason.data, by=current_account(), now=clock.now()),
    ):
        flash(f"{member.known_as} is not written down as having died any more. We have told nobody.")
        return redirect(url_for("members_staff.show_what_stopped", member_id=member.id))
    stopped = what_stopped(member, viewer=current_account())
    return step("take_back_death", member, form=form, heading=f"{member.name} has not died", stopped=stopped)


@blueprint.route("/members/<int:member_id>/died/stopped")
@staff_only
def show_what_stopped(member_id: int) -> ResponseReturnValue:
    """Show what stopped when somebody was written down as having died, to be done again by hand."""
    member = member_or_404(member_id)
    stopped = what_stopped(member, viewer=current_account()) or abort(404)
    return render_template("members/show_stopped.html", member=member, stopped=stopped)
