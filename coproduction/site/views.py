"""Public pages, the two home pages, and health for monitors."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, current_app, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only, public, staff_only
from coproduction.members.current import current_member
from coproduction.schedule.pages.members import my_places
from coproduction.site.pages import load_pages
from coproduction.site.queries.health import health as look_at_health
from coproduction.site.queries.to_do import to_do

CONTENT = Path(__file__).resolve().parent.parent / "content" / "en"
NEXT_SHOWN = 6

blueprint = Blueprint("site", __name__)


@blueprint.record
def read_pages(state: BlueprintSetupState) -> None:
    """Read the public pages once, with the names of the people who run this site."""
    state.app.extensions["pages"] = load_pages(CONTENT, {"group": state.app.config["SETTINGS"].group})


@blueprint.route("/")
@public
def home() -> ResponseReturnValue:
    """Show a stranger who the group is, what members do, and how to join."""
    return render_template("site/home.html")


@blueprint.route("/what-members-do")
@public
def what_members_do() -> ResponseReturnValue:
    """Show what members do, how much time it takes, and what support and payment there is."""
    return render_template("site/what_members_do.html")


@blueprint.route("/contact")
@public
def contact() -> ResponseReturnValue:
    """Show every way to reach the group, and where to turn in danger."""
    return render_template("site/contact.html")


@blueprint.route("/pages/<name>")
@public
def show_page(name: str) -> ResponseReturnValue:
    """Show one page of information."""
    page = current_app.extensions["pages"].get(name) or abort(404)
    return render_template("site/page.html", page=page)


@blueprint.route("/my-page")
@members_only
def member_home() -> ResponseReturnValue:
    """Show the member what waits for their answer and what is next for them."""
    me = current_member()
    lines = my_places(viewer=me, now=clock.now())
    return render_template(
        "site/member_home.html",
        me=me,
        questions=[line for line in lines if line.waits_for_answer],
        coming=[line for line in lines if not line.waits_for_answer],
        shown=NEXT_SHOWN,
    )


@blueprint.route("/to-do")
@staff_only
def staff_home() -> ResponseReturnValue:
    """Show the coordinator what waits to be done, the most urgent first."""
    return render_template("site/staff_home.html", lists=to_do(viewer=current_account(), now=clock.now()))


@blueprint.route("/health")
@public
def health() -> ResponseReturnValue:
    """Tell monitors whether everything runs: 200 when it does, 503 with the reasons when it does not."""
    found = look_at_health(now=clock.now())
    status = "failing" if found.problems else "ok"
    return {"status": status, **found._asdict()}, 503 if found.problems else 200, {"Cache-Control": "no-store"}
