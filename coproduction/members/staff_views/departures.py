"""Leaving, staying after all, coming back; and deleting what we hold about who has left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import flash
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.forms import ConfirmForm, Form
from coproduction.members.actions import departures as actions
from coproduction.members.actions.former import forget_now
from coproduction.members.forms.belonging import ForgetForm, LeaveForm
from coproduction.members.forms.reasons import ReasonForm
from coproduction.members.staff_views.one_member import back_to, member_or_404, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/<int:member_id>/leave", methods=["GET", "POST"])
@staff_only
def plan_leaving(member_id: int) -> ResponseReturnValue:
    """Take the member's last day and what they would like from us."""
    return _plan(member_id, heading="{} is leaving", template="plan_leaving", term_ends=False)


@blueprint.route("/members/<int:member_id>/term/end", methods=["GET", "POST"])
@staff_only
def end_term(member_id: int) -> ResponseReturnValue:
    """End a member's term kindly, on a day to come."""
    return _plan(member_id, heading="End {}’s term", template="end_term", term_ends=True)


@blueprint.route("/members/<int:member_id>/stay", methods=["GET", "POST"])
@staff_only
def stay_after_all(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then let the member stay."""
    return _move(
        member_id,
        "stay_after_all",
        heading="{} stays after all",
        form=ReasonForm(button="They stay. Tell them"),
        act=actions.stay_after_all,
        done="{} stays. We are telling them.",
    )


@blueprint.route("/members/<int:member_id>/leave/today", methods=["GET", "POST"])
@staff_only
def leave_today(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then end the membership today."""
    return _move(
        member_id,
        "leave_today",
        heading="{} leaves today",
        form=ReasonForm(button="End their membership and thank them"),
        act=actions.leave_today,
        done="{} has left. We are thanking them.",
    )


@blueprint.route("/members/<int:member_id>/exit-talk", methods=["GET", "POST"])
@staff_only
def note_exit_talk(member_id: int) -> ResponseReturnValue:
    """Write down that the exit talk was held."""
    return _confirm(
        member_id,
        "note_exit_talk",
        heading="The exit talk with {}",
        form=ConfirmForm(button="We have talked"),
        act=actions.note_exit_talk,
        done="You have saved that you talked with {}.",
    )


@blueprint.route("/members/<int:member_id>/reference/wanted", methods=["GET", "POST"])
@staff_only
def ask_for_reference(member_id: int) -> ResponseReturnValue:
    """Write down that the member would like a reference after all."""
    return _confirm(
        member_id,
        "ask_for_reference",
        heading="A reference for {}",
        form=ConfirmForm(button="They would like one"),
        act=actions.ask_for_reference,
        done="The reference for {} is on the to-do list.",
    )


@blueprint.route("/members/<int:member_id>/reference", methods=["GET", "POST"])
@staff_only
def note_reference(member_id: int) -> ResponseReturnValue:
    """Write down that the member has their reference."""
    return _confirm(
        member_id,
        "note_reference",
        heading="The reference for {}",
        form=ConfirmForm(button="They have it"),
        act=actions.note_reference,
        done="You have saved that {} has their reference.",
    )


@blueprint.route("/members/<int:member_id>/rejoin", methods=["GET", "POST"])
@staff_only
def rejoin(member_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then welcome back somebody who had left."""
    return _move(
        member_id,
        "rejoin",
        heading="Welcome {} back",
        form=ReasonForm(button="Welcome them back"),
        act=actions.rejoin,
        done="{} is a member again. We are telling them.",
    )


@blueprint.route("/members/<int:member_id>/forget", methods=["GET", "POST"])
@staff_only
def forget_member(member_id: int) -> ResponseReturnValue:
    """Say what is deleted and what stays, ask if they want it, and delete it."""
    return _confirm(
        member_id,
        "forget_member",
        heading="Delete the details of {}",
        form=ForgetForm(),
        act=forget_now,
        done="Their details are deleted.",
    )


def _plan(member_id: int, *, heading: str, template: str, term_ends: bool) -> ResponseReturnValue:
    member = member_or_404(member_id)
    form = LeaveForm()
    if succeeds(
        form,
        lambda: actions.plan_leaving(member.id, form.plan(term_ends=term_ends), by=current_account(), now=clock.now()),
    ):
        flash(f"You have saved {member.known_as}’s last day. We are telling them.")
        return back_to(member)
    return step(template, member, form=form, heading=heading.format(member.name))


def _move(
    member_id: int, template: str, *, heading: str, form: ReasonForm, act: Callable[..., object], done: str
) -> ResponseReturnValue:
    """Make a move of the membership, with why it was made, if the coordinator says so."""
    because = partial(act, reason=form.reason.data or "")
    return _confirm(member_id, template, heading=heading, form=form, act=because, done=done)


def _confirm(
    member_id: int, template: str, *, heading: str, form: Form, act: Callable[..., object], done: str
) -> ResponseReturnValue:
    member = member_or_404(member_id)
    if succeeds(form, lambda: act(member.id, by=current_account(), now=clock.now())):
        flash(done.format(member.known_as))
        return back_to(member)
    return step(template, member, form=form, heading=heading.format(member.name))
