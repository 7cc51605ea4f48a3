"""What a member has taken part in, for a coordinator to print for them or to write a reference."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.members.shown import record_parts_of
from coproduction.members.staff_views.one_member import member_or_404
from coproduction.schedule.pages.contributions import record_for
from coproduction.schedule.staff_views.routes import blueprint


@blueprint.get("/members/<int:member_id>/taken-part")
@staff_only
def show_contributions(member_id: int) -> ResponseReturnValue:
    """Show everything that the member has taken part in, to read and to print. Somebody who has left has it too."""
    member, now = member_or_404(member_id), clock.now()
    me = current_account()
    return render_template(
        "schedule/show_contributions.html",
        me=member,
        years=record_for(member, viewer=me, now=now),
        parts=record_parts_of(member, viewer=me, now=now),
        today=now,
        is_own=False,
    )
