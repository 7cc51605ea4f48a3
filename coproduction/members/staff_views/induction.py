"""The first steps of a new member, one by one."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm
from coproduction.members.actions import induction as actions
from coproduction.members.forms.belonging import BuddyForm, StepForm
from coproduction.members.forms.reasons import ReasonForm
from coproduction.members.kinds import INDUCTION_STEPS, STEPS_BY_NAME
from coproduction.members.models import InductionStep, Member
from coproduction.members.queries import belonging as queries
from coproduction.members.staff_views.one_member import back_to, member_or_404, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/induction/<slug>/done", methods=["GET", "POST"])
@staff_only
def tick_step(member_id: int, slug: str) -> ResponseReturnValue:
    """Write down that a step was done."""
    member, done = member_or_404(member_id), STEPS_BY_NAME.get(slug) or abort(404)
    form = StepForm()
    if succeeds(
        form,
        lambda: actions.tick_step(
            member.id,
            done,
            done_on=form.done_on.data,
            note=form.note.data,
            by=current_account(),
            now=clock.now(),
        ),
    ):
        return _saved(member, done)
    return _step("tick_step", member, done, form=form)


@blueprint.route("/members/<int:member_id>/induction/buddy", methods=["GET", "POST"])
@staff_only
def choose_buddy(member_id: int) -> ResponseReturnValue:
    """Write down who the buddy of a new member is."""
    member = member_or_404(member_id)
    form = BuddyForm()
    form.buddy.choices = [(one.id, one.name) for one in queries.possible_buddies(member, viewer=current_account())]
    if succeeds(
        form,
        lambda: actions.tick_step(
            member.id,
            InductionStep.BUDDY,
            done_on=form.done_on.data,
            note=form.note.data,
            buddy_id=form.buddy.data,
            by=current_account(),
            now=clock.now(),
        ),
    ):
        return _saved(member, InductionStep.BUDDY)
    return _step("choose_buddy", member, InductionStep.BUDDY, form=form)


@blueprint.route("/members/<int:member_id>/induction/<slug>/undo", methods=["GET", "POST"])
@staff_only
def untick_step(member_id: int, slug: str) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then take a tick away."""
    member, done = member_or_404(member_id), STEPS_BY_NAME.get(slug) or abort(404)
    form = ConfirmForm(button="Yes, it is not done")
    if succeeds(form, lambda: actions.untick_step(member.id, done, by=current_account(), now=clock.now())):
        flash(f"{INDUCTION_STEPS[done].words} is to be done again.")
        return back_to(member)
    return _step("untick_step", member, done, form=form)


@blueprint.route("/members/<int:member_id>/induction/finish", methods=["GET", "POST"])
@staff_only
def finish_induction(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then begin the member's probation."""
    member = member_or_404(member_id)
    form = ReasonForm(button="Finish and tell them")
    if succeeds(
        form,
        lambda: actions.finish_induction(
            member.id, by=current_account(), now=clock.now(), reason=form.reason.data or ""
        ),
    ):
        flash(f"{member.known_as} is on probation now. We are telling them.")
        return back_to(member)
    return step("finish_induction", member, form=form, heading=f"Finish {member.name}’s induction")


def _step(template: str, member: Member, done: InductionStep, *, form: StepForm) -> ResponseReturnValue:
    words = INDUCTION_STEPS[done]
    return step(template, member, form=form, heading=f"{words.words}: {member.name}", hint=words.hint)


def _saved(member: Member, done: InductionStep) -> ResponseReturnValue:
    flash(f"Done: {INDUCTION_STEPS[done].words}.")
    return redirect(url_for("members_staff.show_member", member_id=member.id, _anchor="induction"))
