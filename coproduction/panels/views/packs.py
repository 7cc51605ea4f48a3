"""Members on a panel open its pack."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm
from coproduction.members.current import current_member
from coproduction.panels.actions import packs as actions
from coproduction.panels.pages.packs import pack_page
from coproduction.panels.queries import packs as queries
from coproduction.panels.views.routes import blueprint


@blueprint.route("/events/<int:event_id>/pack", methods=["GET", "POST"])
@members_only
def show_pack(event_id: int) -> ResponseReturnValue:
    """Show the pack to a member who may read it, after they have opened it with a button, which is written down."""
    me = current_member()
    pack, panel = queries.find_pack(event_id, viewer=me) or abort(404)
    form = ConfirmForm(button="Open the papers")
    if form.validate_on_submit():
        if actions.open_pack(panel.event, me, now=clock.now()) is None:
            abort(404)
        db.session.commit()
        return redirect(url_for(".show_pack", event_id=event_id))
    if queries.opening_of(event_id, me.id) is None:
        return render_template("panels/open_pack.html", event=panel.event, form=form)
    return render_template("panels/show_pack.html", page=pack_page(pack, panel, viewer=me))
