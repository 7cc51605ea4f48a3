"""A recruiting manager who has lost the link to their request has it sent again."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.asking.forms import LostLinkForm
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.extensions import limiter
from coproduction.panels.actions import managing as actions
from coproduction.panels.public_views.routes import blueprint

ASKED_PER_ADDRESS = "10 per hour"


@blueprint.route("/request/lost-link", methods=["GET", "POST"])
@public
@limiter.limit(ASKED_PER_ADDRESS, methods=["POST"])
def ask_for_link() -> ResponseReturnValue:
    """Ask for the address; what it says next is the same whether we know the address or not."""
    form = LostLinkForm()
    if form.validate_on_submit():
        actions.send_links_again(form.email.data, now=clock.now())
        db.session.commit()
        return redirect(url_for("panels_public.link_sent"))
    return render_template("components/ask_for_link.html", form=form, back=url_for("panels_public.start_request"))


@blueprint.route("/request/link-sent")
@public
def link_sent() -> ResponseReturnValue:
    """Say that the link is on its way, if we know the address."""
    return render_template("components/link_sent.html")
