"""Pausing and coming back, the end of a probation, yearly reviews, and terms."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.actions import induction, terms
from coproduction.members.actions import members as actions
from coproduction.members.forms.belonging import PauseForm, ProbationForm, RenewForm, ReviewForm
from coproduction.members.forms.reasons import ReasonForm
from coproduction.members.staff_views.one_member import back_to, member_or_404, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/pause", methods=["GET", "POST"])
@staff_only
def pause_membership(member_id: int) -> ResponseReturnValue:
    """Take why, if they said so, then let the member rest."""
    member = member_or_404(member_id)
    form = PauseForm()
    if succeeds(
        form,
        lambda: actions.pause_membership(member.id, by=current_account(), now=clock.now(), reason=form.reason.data),
    ):
        flash(f"{member.known_as}’s membership is paused. We are telling them.")
        return back_to(member)
    return step("pause_membership", member, form=form, heading=f"Pause {member.name}’s membership")


@blueprint.route("/members/<int:member_id>/resume", methods=["GET", "POST"])
@staff_only
def resume_membership(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then bring the member back to where they were."""
    member = member_or_404(member_id)
    form = ReasonForm(button="Bring back and tell them")
    if succeeds(
        form,
        lambda: actions.resume_membership(
            member.id, by=current_account(), now=clock.now(), reason=form.reason.data or ""
        ),
    ):
        flash(f"{member.known_as} is back. We are telling them.")
        return back_to(member)
    return step("resume_membership", member, form=form, heading=f"Bring {member.name} back from their pause")


@blueprint.route("/members/<int:member_id>/probation/finish", methods=["GET", "POST"])
@staff_only
def finish_probation(member_id: int) -> ResponseReturnValue:
    """Take how the probation went, then make them a full member."""
    member = member_or_404(member_id)
    form = ProbationForm()
    if succeeds(
        form,
        lambda: induction.finish_probation(member.id, by=current_account(), now=clock.now(), note=form.note.data),
    ):
        flash(f"{member.known_as} is a full member now. We are telling them.")
        return back_to(member)
    return step("finish_probation", member, form=form, heading=f"Finish {member.name}’s probation")


@blueprint.route("/members/<int:member_id>/reviews/new", methods=["GET", "POST"])
@staff_only
def record_review(member_id: int) -> ResponseReturnValue:
    """Write down a yearly review."""
    member = member_or_404(member_id)
    form = ReviewForm()
    if succeeds(
        form,
        lambda: terms.record_review(
            member.id, form.note.data, held_on=form.held_on.data, by=current_account(), now=clock.now()
        ),
    ):
        flash(f"You have saved the review with {member.known_as}.")
        return back_to(member)
    return step("record_review", member, form=form, heading=f"Yearly review with {member.name}")


@blueprint.route("/members/<int:member_id>/term/renew", methods=["GET", "POST"])
@staff_only
def renew_term(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then give the member another term."""
    member = member_or_404(member_id)
    form = RenewForm(obj=member)
    if succeeds(form, lambda: terms.renew_term(member.id, seen=form.seen, by=current_account(), now=clock.now())):
        flash(f"{member.known_as} has another term. We are telling them.")
        return back_to(member)
    return step("renew_term", member, form=form, heading=f"Another term for {member.name}")
