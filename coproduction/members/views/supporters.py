"""Who supports the member who is signed in."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only
from coproduction.extensions import limiter
from coproduction.members import supporter_views as pages
from coproduction.members.current import current_member
from coproduction.members.views.routes import blueprint
from coproduction.members.whose import Whose

ADDED_A_DAY = "20 per day"  # each is an email of ours to an address that somebody typed


@blueprint.get("/my-details/supporters")
@members_only
def list_supporters() -> ResponseReturnValue:
    """Show the member who supports them, and what each may see and do."""
    return pages.list_page(_mine())


@blueprint.route("/my-details/supporters/new", methods=["GET", "POST"])
@members_only
@limiter.limit(ADDED_A_DAY, methods=["POST"], key_func=lambda: f"account {current_account().id}")
def add_supporter() -> ResponseReturnValue:
    """Let the member name a supporter."""
    return pages.add_page(_mine(), now=clock.now())


@blueprint.route("/my-details/supporters/<int:supporter_id>/change", methods=["GET", "POST"])
@members_only
def change_supporter(supporter_id: int) -> ResponseReturnValue:
    """Let the member change what a supporter may see and do."""
    return pages.change_page(_mine(), supporter_id, now=clock.now())


@blueprint.route("/my-details/supporters/<int:supporter_id>/remove", methods=["GET", "POST"])
@members_only
def remove_supporter(supporter_id: int) -> ResponseReturnValue:
    """Let the member end a supporter's help."""
    return pages.remove_page(_mine(), supporter_id, now=clock.now())


def _mine() -> Whose:
    return Whose(current_member(), current_account(), is_own=True)
