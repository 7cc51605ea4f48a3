"""Asking for a page in another format: large print, braille, another language."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.extensions import limiter
from coproduction.site import actions
from coproduction.site.forms import FormatForm
from coproduction.site.kinds import REPLY_DAYS
from coproduction.site.views.information import render_page
from coproduction.site.views.routes import blueprint, public_content

ASKED_PER_ADDRESS = "20 per hour"


@blueprint.route("/contact/another-format", methods=["GET", "POST"])
@public
@limiter.limit(ASKED_PER_ADDRESS, methods=["POST"])
def ask_for_format() -> ResponseReturnValue:
    """Take a request for another format, for a coordinator to answer. Phone, email and letter stand beside the form."""
    page = public_content().pages.get(request.args.get("about", ""))
    form = FormatForm(data={"about": page.title if page else ""})
    if form.validate_on_submit():
        actions.ask_for_format(form.asked(), now=clock.now())
        db.session.commit()
        return redirect(url_for("site.format_asked"))
    return render_page("site/another_format.html", "contact/another-format", form=form)


@blueprint.route("/contact/another-format/asked")
@public
def format_asked() -> ResponseReturnValue:
    """Say that the request has come, and what happens next."""
    return render_template(
        "site/format_asked.html", days=value_of(REPLY_DAYS, on=uk_wall(clock.now()).date()), here="contact"
    )
