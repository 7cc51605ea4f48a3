"""The needs passport of the member who is signed in."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.members import need_views as pages
from coproduction.members.current import current_member
from coproduction.members.views.routes import blueprint
from coproduction.members.whose import Whose


@blueprint.get("/my-details/needs")
@members_only
def list_needs() -> ResponseReturnValue:
    """Show what the member needs, and ask whether it is still right."""
    return pages.list_page(_mine(), now=clock.now())


@blueprint.route("/my-details/needs/new/<group>", methods=["GET", "POST"])
@members_only
def add_need(group: str) -> ResponseReturnValue:
    """Add something that the member needs."""
    return pages.add_page(_mine(), group, now=clock.now())


@blueprint.route("/my-details/needs/<int:need_id>/change", methods=["GET", "POST"])
@members_only
def change_need(need_id: int) -> ResponseReturnValue:
    """Change one need of the member."""
    return pages.change_page(_mine(), need_id, now=clock.now())


@blueprint.post("/my-details/needs/<int:need_id>/remove")
@members_only
def remove_need(need_id: int) -> ResponseReturnValue:
    """Forget one need of the member."""
    return pages.remove(_mine(), need_id, now=clock.now())


@blueprint.post("/my-details/needs/<int:need_id>/still-right")
@members_only
def confirm_need(need_id: int) -> ResponseReturnValue:
    """Note that one need is still right."""
    return pages.confirm(_mine(), need_id, now=clock.now())


@blueprint.post("/my-details/needs/still-right")
@members_only
def confirm_needs() -> ResponseReturnValue:
    """Note that everything is still right."""
    return pages.confirm(_mine(), None, now=clock.now())


def _mine() -> Whose:
    return Whose(current_member(), current_account(), is_own=True)
