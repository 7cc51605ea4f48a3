"""The home pages of members and coordinators, and health for monitors."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import members_only, public, staff_only
from coproduction.core.dates import uk_wall
from coproduction.members.current import current_reader
from coproduction.members.rules import is_to_be_checked
from coproduction.schedule.pages.needs_met import asked_afterwards
from coproduction.schedule.pages.places import my_places
from coproduction.site.queries.health import health as look_at_health
from coproduction.site.queries.to_do import to_do
from coproduction.site.queries.to_do.pages import pages_to_check
from coproduction.site.queries.to_do.tasks import by_urgency
from coproduction.site.queries.waiting import waiting_for
from coproduction.site.views.routes import blueprint, public_content

NEXT_SHOWN = 6


@blueprint.route("/my-page")
@members_only
def member_home() -> ResponseReturnValue:
    """Show the member what waits for their answer and what is next for them."""
    me = current_reader()
    now = clock.now()
    lines, waiting = my_places(viewer=me, now=now), waiting_for(viewer=me, now=now)
    return render_template(
        "site/member_home.html",
        me=me,
        questions=[line for line in lines if line.waits_for_answer],
        coming=[line for line in lines if not line.waits_for_answer],
        shown=NEXT_SHOWN,
        polls=waiting.polls,
        actions=waiting.actions,
        dates=waiting.dates,
        asked_afterwards=asked_afterwards(waiting.questions, viewer=me),
        has_needs_to_check=is_to_be_checked(me.first_review, today=uk_wall(now).date()),
    )


@blueprint.route("/to-do")
@staff_only
def staff_home() -> ResponseReturnValue:
    """Show the coordinator what waits to be done: what is late or for today, then what comes soonest."""
    now, viewer = clock.now(), current_account()
    pages = [*public_content().pages.values(), *current_app.extensions["template_pages"].values()]
    easy_pages = current_app.extensions["easy_pages"].values()
    lists = [
        *to_do(viewer=viewer, now=now),
        *pages_to_check(pages, easy_pages=easy_pages, viewer=viewer, now=now),
    ]
    return render_template("site/staff_home.html", lists=by_urgency(lists, now=now))


@blueprint.route("/health")
@public
def health() -> ResponseReturnValue:
    """Tell monitors whether everything runs: 200 when it does, 503 with the reasons when it does not."""
    found = look_at_health(now=clock.now())
    status = "failing" if found.problems else "ok"
    return {"status": status, **found._asdict()}, 503 if found.problems else 200, {"Cache-Control": "no-store"}
