"""What coordinators write down for a member who told them by phone or letter: details, needs, supporters."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.members import need_views, part_views, supporter_views
from coproduction.members.staff_views.one_member import current_member_or_back
from coproduction.members.staff_views.routes import blueprint
from coproduction.members.whose import Whose


@blueprint.route("/members/<int:member_id>/details/<part>", methods=["GET", "POST"])
@staff_only
def change_part(member_id: int, part: str) -> ResponseReturnValue:
    """Change one part of a member's details."""
    return part_views.change_part_page(_theirs(member_id), part, now=clock.now())


@blueprint.get("/members/<int:member_id>/needs")
@staff_only
def list_needs(member_id: int) -> ResponseReturnValue:
    """Show what a member needs, and whether it has been checked this year."""
    return need_views.list_page(_theirs(member_id), now=clock.now())


@blueprint.route("/members/<int:member_id>/needs/new/<group>", methods=["GET", "POST"])
@staff_only
def add_need(member_id: int, group: str) -> ResponseReturnValue:
    """Add something that a member needs."""
    return need_views.add_page(_theirs(member_id), group, now=clock.now())


@blueprint.route("/members/<int:member_id>/needs/<int:need_id>/change", methods=["GET", "POST"])
@staff_only
def change_need(member_id: int, need_id: int) -> ResponseReturnValue:
    """Change one need of a member."""
    return need_views.change_page(_theirs(member_id), need_id, now=clock.now())


@blueprint.post("/members/<int:member_id>/needs/<int:need_id>/remove")
@staff_only
def remove_need(member_id: int, need_id: int) -> ResponseReturnValue:
    """Forget one need of a member."""
    return need_views.remove(_theirs(member_id), need_id, now=clock.now())


@blueprint.post("/members/<int:member_id>/needs/<int:need_id>/still-right")
@staff_only
def confirm_need(member_id: int, need_id: int) -> ResponseReturnValue:
    """Note that a member says one need is still right."""
    return need_views.confirm(_theirs(member_id), need_id, now=clock.now())


@blueprint.post("/members/<int:member_id>/needs/still-right")
@staff_only
def confirm_needs(member_id: int) -> ResponseReturnValue:
    """Note that a member says everything is still right."""
    return need_views.confirm(_theirs(member_id), None, now=clock.now())


@blueprint.get("/members/<int:member_id>/supporters")
@staff_only
def list_supporters(member_id: int) -> ResponseReturnValue:
    """Show who supports a member."""
    return supporter_views.list_page(_theirs(member_id))


@blueprint.route("/members/<int:member_id>/supporters/new", methods=["GET", "POST"])
@staff_only
def add_supporter(member_id: int) -> ResponseReturnValue:
    """Add a supporter for a member who has agreed."""
    return supporter_views.add_page(_theirs(member_id), now=clock.now())


@blueprint.route("/members/<int:member_id>/supporters/<int:supporter_id>/change", methods=["GET", "POST"])
@staff_only
def change_supporter(member_id: int, supporter_id: int) -> ResponseReturnValue:
    """Change what a member's supporter may see and do."""
    return supporter_views.change_page(_theirs(member_id), supporter_id, now=clock.now())


@blueprint.route("/members/<int:member_id>/supporters/<int:supporter_id>/remove", methods=["GET", "POST"])
@staff_only
def remove_supporter(member_id: int, supporter_id: int) -> ResponseReturnValue:
    """End a supporter's help for a member."""
    return supporter_views.remove_page(_theirs(member_id), supporter_id, now=clock.now())


def _theirs(member_id: int) -> Whose:
    return Whose(current_member_or_back(member_id), current_account(), is_own=False)
