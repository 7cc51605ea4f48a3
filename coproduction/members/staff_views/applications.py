"""Reading applications, and answering them: yes, no, not yet, or not any more."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.paging import requested_page
from coproduction.members import kinds, rules
from coproduction.members.actions import decisions as actions
from coproduction.members.current import EQUALITY_TICKET
from coproduction.members.forms.answers import answers_of
from coproduction.members.forms.applications import AcceptForm, DeclineForm, WaitingListForm, WithdrawForm
from coproduction.members.forms.reasons import ReasonForm
from coproduction.members.kinds.joining import CONSENT_WAYS
from coproduction.members.queries import applications as queries
from coproduction.members.staff_views.one_application import application_or_404, back_to, step
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/applications")
@staff_only
def list_applications() -> ResponseReturnValue:
    """Show who waits for an answer, the longest waiting first."""
    page = queries.waiting_applications(requested_page(), viewer=current_account())
    return render_template("members/list_applications.html", page=page, channels=kinds.CHANNELS)


@blueprint.route("/applications/under-way")
@staff_only
def list_under_way() -> ResponseReturnValue:
    """Show the applications that wait for a reply, a chat or a place, the first to be looked at first."""
    page = queries.applications_under_way(requested_page(), viewer=current_account())
    return render_template(
        "members/list_under_way.html", page=page, states=kinds.APPLICATION_STATES, colours=kinds.APPLICATION_COLOURS
    )


@blueprint.route("/applications/decided")
@staff_only
def list_decided() -> ResponseReturnValue:
    """Show the applications that were answered, the newest answer first."""
    page = queries.decided_applications(requested_page(), viewer=current_account())
    return render_template("members/list_decided.html", page=page, states=kinds.APPLICATION_STATES)


@blueprint.route("/applications/<int:application_id>")
@staff_only
def show_application(application_id: int) -> ResponseReturnValue:
    """Show every answer of one applicant, who may be the same person, what happened, and what can be done."""
    application = application_or_404(application_id)
    return render_template(
        "members/show_application.html",
        application=application,
        answers=list(answers_of(application)),
        alike=queries.people_alike(application, viewer=current_account()),
        moves=kinds.APPLICATION_MOVES_OFFERED[application.state],
        history=queries.moves_of(application, viewer=current_account()),
        states=kinds.APPLICATION_STATES,
        told=kinds.TOLD,
        state=kinds.APPLICATION_STATES[application.state],
        colour=kinds.APPLICATION_COLOURS[application.state],
        consent_way=CONSENT_WAYS[application.consent_way] if application.consent_way else "",
        member_id=queries.member_from(application, viewer=current_account()),
        asks_equality="just_sent" in request.args and EQUALITY_TICKET in session,
    )


@blueprint.route("/applications/<int:application_id>/accept", methods=["GET", "POST"])
@staff_only
def accept_application(application_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then make the applicant a member."""
    application = application_or_404(application_id)
    form = AcceptForm(queries.former_records(application, viewer=current_account()))
    if succeeds(form, lambda: _accept(application.id, form)):
        flash(f"{application.name} is now a member. We are telling them.")
        return redirect(
            url_for("members_staff.show_member", member_id=queries.member_from(application, viewer=current_account()))
        )
    return render_template(
        "members/accept_application.html",
        application=application,
        form=form,
        channel=kinds.CHANNELS[rules.applicant_of(application).channel].lower(),
        alike=queries.people_alike(application, viewer=current_account()),
    )


def _accept(application_id: int, form: AcceptForm) -> None:
    by, now, reason = current_account(), clock.now(), form.reason.data or ""
    if form.former_id:
        actions.accept_back(application_id, form.former_id, by=by, now=now, reason=reason)
    else:
        actions.accept_application(application_id, by=by, now=now, reason=reason)


@blueprint.route("/applications/<int:application_id>/decline", methods=["GET", "POST"])
@staff_only
def decline_application(application_id: int) -> ResponseReturnValue:
    """Take the coordinator's own words, then tell the applicant."""
    application = application_or_404(application_id)
    form = DeclineForm()
    if succeeds(
        form,
        lambda: actions.decline_application(
            application.id, form.message.data, form.other_way.data, by=current_account(), now=clock.now()
        ),
    ):
        flash(f"You have declined this application. We are telling {application.name}.")
        return back_to(application)
    return step("decline_application", application, form=form, heading=f"Decline {application.name}")


@blueprint.route("/applications/<int:application_id>/waiting-list", methods=["GET", "POST"])
@staff_only
def put_on_waiting_list(application_id: int) -> ResponseReturnValue:
    """Take why the applicant waits and until when, then tell them."""
    application = application_or_404(application_id)
    form = WaitingListForm()
    if succeeds(
        form,
        lambda: actions.put_on_waiting_list(
            application.id,
            form.why.data,
            look_again_on=form.look_again_on.data,
            by=current_account(),
            now=clock.now(),
        ),
    ):
        flash(f"{application.name} is on the waiting list. We are telling them.")
        return back_to(application)
    return step("put_on_waiting_list", application, form=form, heading=f"Let {application.name} wait")


@blueprint.route("/applications/<int:application_id>/look-again", methods=["GET", "POST"])
@staff_only
def look_again(application_id: int) -> ResponseReturnValue:
    """Ask the coordinator to confirm, then take the applicant from the waiting list to be answered."""
    application = application_or_404(application_id)
    form = ReasonForm(button="Look at it again and tell them")
    if succeeds(
        form,
        lambda: actions.look_again(
            application.id, by=current_account(), now=clock.now(), reason=form.reason.data or ""
        ),
    ):
        flash(f"{application.name} waits for your answer again. We are telling them.")
        return back_to(application)
    return step("look_again", application, form=form, heading=f"Look at {application.name}’s answers again")


@blueprint.route("/applications/<int:application_id>/withdraw", methods=["GET", "POST"])
@staff_only
def withdraw_application(application_id: int) -> ResponseReturnValue:
    """Take somebody off the list who told a coordinator that they do not want to join now."""
    application = application_or_404(application_id)
    form = WithdrawForm()
    if succeeds(
        form,
        lambda: actions.withdraw_application(
            application.id, by=current_account(), now=clock.now(), reason=form.reason.data, is_told=form.is_told
        ),
    ):
        flash(f"{application.name} is no longer asking to join.")
        return back_to(application)
    return step("withdraw_application", application, form=form, heading=f"Take {application.name} off our list")
