"""A member looks back on what they have taken part in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.members.current import current_member
from coproduction.members.shown import record_parts_of
from coproduction.schedule.pages.contributions import record_of
from coproduction.schedule.views.routes import blueprint


@blueprint.get("/my-details/taken-part")
@members_only
def show_contributions() -> ResponseReturnValue:
    """Show everything that the member has taken part in, to read and to print."""
    me, now = current_member(), clock.now()
    return render_template(
        "schedule/show_contributions.html",
        me=me,
        years=record_of(me, now=now),
        parts=record_parts_of(me, viewer=current_account(), now=now),
        today=now,
        is_own=True,
    )
