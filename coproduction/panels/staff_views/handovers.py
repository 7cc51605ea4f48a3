"""Coordinators note how members who do not open the pack online got it from us."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.members.queries.members import find_member
from coproduction.panels.actions.handovers import note_handover
from coproduction.panels.forms.packs import HandoverForm
from coproduction.panels.queries import packs as queries
from coproduction.panels.staff_views.candidates import panel_or_404
from coproduction.panels.staff_views.routes import blueprint


@blueprint.route("/<int:event_id>/pack/readers/<int:member_id>", methods=["GET", "POST"])
@staff_only
def note_pack(event_id: int, member_id: int) -> ResponseReturnValue:
    """Note that the pack was posted or read to a member who may read it, or that it was not after all."""
    panel, me = panel_or_404(event_id), current_account()
    member = find_member(member_id, viewer=me) or abort(404)
    if queries.find_pack(event_id, viewer=member) is None:
        abort(404)
    form = HandoverForm(queries.handover_of(event_id, member_id))
    back = url_for(".prepare_pack", event_id=event_id)
    if form.validate_on_submit():
        if not note_handover(panel.event, member, form.chosen(), by=me, now=clock.now()):
            abort(404)
        db.session.commit()
        flash(f"Saved for {member.name}.")
        return redirect(back)
    heading = f"The pack for {member.name}"
    return render_template(
        "components/one_form.html", heading=heading, form=form, back=back, back_to="Back to the pack"
    )
