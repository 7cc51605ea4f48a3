"""Members who came in with a group's list, until they know that we hold their details."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.paging import requested_page
from coproduction.members.actions.untold import note_told
from coproduction.members.forms.untold import ToldForm
from coproduction.members.queries.untold import untold_members
from coproduction.members.staff_views.routes import blueprint


@blueprint.route("/members/to-tell", methods=["GET", "POST"])
@staff_only
def list_untold() -> ResponseReturnValue:
    """List who is to be told, with what to say, and take who knows now."""
    page, form = untold_members(requested_page(), viewer=current_account()), ToldForm()
    form.offer(page.rows)
    if succeeds(form, lambda: note_told(form.chosen(page.rows), by=current_account(), now=clock.now())):
        flash("You have saved who knows that we hold their details.")
        return redirect(url_for("members_staff.list_untold"))
    return render_template("members/list_untold.html", page=page, form=form)
