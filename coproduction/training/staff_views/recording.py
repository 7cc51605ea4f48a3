"""A coordinator writes down what a trainer without an account says about being recorded."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.members.queries.members import find_member
from coproduction.training.actions import recording as actions
from coproduction.training.forms.recording import RecordingByPhoneForm
from coproduction.training.queries.recording import trainers_who_ring
from coproduction.training.queries.sessions import find_session
from coproduction.training.staff_views.routes import blueprint


@blueprint.route("/training/<int:event_id>/recording/<int:member_id>", methods=["GET", "POST"])
@staff_only
def write_down_recording(event_id: int, member_id: int) -> ResponseReturnValue:
    """Write down the yes or no that a trainer without an account said on the phone."""
    me = current_account()
    session = find_session(event_id, viewer=me) or abort(404)
    who = next((one for one in trainers_who_ring(event_id, viewer=me) if one.member_id == member_id), None) or abort(
        404
    )
    member, form = find_member(member_id, viewer=me) or abort(404), RecordingByPhoneForm()
    if succeeds(
        form,
        lambda: actions.write_down_recording(session.event, member, agrees=form.is_yes, by=me, now=clock.now()),
    ):
        flash(f"Saved. You wrote down what {who.name} said.")
        return redirect(url_for("rosters.show_roster", event_id=event_id))
    return render_template("training/write_down_recording.html", event=session.event, who=who, form=form)
