"""The list of members: searched, filtered, and taken away as a spreadsheet."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.audiences import staff_only
from coproduction.core.database import LARGEST_ID, db
from coproduction.core.dates import uk_wall
from coproduction.core.forms import ConfirmForm
from coproduction.core.paging import requested_page
from coproduction.core.spreadsheets import csv_download
from coproduction.members import kinds
from coproduction.members.actions import searches
from coproduction.members.forms.searching import NEWS, SearchForm
from coproduction.members.models import Interest, MemberState
from coproduction.members.queries import listing
from coproduction.members.queries.listing import Exported, Wanted
from coproduction.members.queries.qualifications import all_qualifications
from coproduction.members.staff_views.routes import blueprint

ADDRESSED = ("state", "interest", "qualification", "search")
HEADINGS = (
    "Name",
    "Called",
    "Lives in",
    "Membership",
    "Contact",
    "Email address",
    "Phone number",
    "Member since",
    "Likes to take part in",
    "Qualifications that count today",
)


@blueprint.route("/members", methods=["GET", "POST"])
@staff_only
def list_members() -> ResponseReturnValue:
    """Show the members whom the address asks for; a search is kept, and its key goes into the address."""
    qualifications = [(str(one.id), one.name) for one in all_qualifications()]
    form = SearchForm(qualifications=qualifications)
    if form.validate_on_submit():
        asked = _kept(form)
        db.session.commit()
        return redirect(url_for("members_staff.list_members", **asked))
    wanted, is_forgotten = _wanted()
    if not form.is_submitted():
        form = SearchForm(qualifications=qualifications, data=_shown(wanted), formdata=None)
    today = uk_wall(clock.now()).date()
    page = listing.members_wanted(wanted, requested_page(), viewer=current_account(), today=today)
    return render_template(
        "members/list_members.html",
        form=form,
        page=page,
        gone=() if page.rows else listing.numbers_gone(wanted, viewer=current_account(), today=today),
        number=listing.number_wanted(wanted, viewer=current_account(), today=today),
        wanted=wanted,
        news=NEWS,
        is_forgotten=is_forgotten,
        asked={name: request.args[name] for name in ADDRESSED if name in request.args},
        download=ConfirmForm(button="Download as a spreadsheet"),
        kinds=kinds,
    )


@blueprint.route("/members/download", methods=["POST"])
@staff_only
def download_members() -> ResponseReturnValue:
    """Give the same members as a spreadsheet, and write down that it was taken."""
    if not ConfirmForm().validate_on_submit():
        abort(400)
    wanted, is_forgotten = _wanted()
    if is_forgotten:  # everybody is not whom they asked for
        flash("That search has ended. Search again, then download.", "important")
        return redirect(url_for("members_staff.list_members"))
    now = clock.now()
    lines = [
        _cells(line) for line in listing.members_exported(wanted, viewer=current_account(), today=uk_wall(now).date())
    ]
    searches.note_export(len(lines), by=current_account(), now=now)
    db.session.commit()
    return csv_download("members", HEADINGS, lines)


def _kept(form: SearchForm) -> dict[str, Any]:
    """Keep what may not stand in an address, and return what does."""
    given = {"state": form.state.data, "interest": form.interest.data, "qualification": form.qualification.data}
    if form.words.data or form.area.data or form.need.data:
        given["search"] = searches.keep_search(
            form.words.data, form.area.data, need=form.need.data or "", by=current_account(), now=clock.now()
        )
    return {name: value for name, value in given.items() if value}


def _wanted() -> tuple[Wanted, bool]:
    """Return whom the address asks for, and whether its search is not kept any more."""
    key = request.args.get("search", "")
    search = listing.find_search(key, viewer=current_account()) if key else None
    qualification = request.args.get("qualification", 0, type=int)
    if not 0 <= qualification <= LARGEST_ID:
        abort(404)
    is_news = request.args.get("state") == NEWS
    wanted = Wanted(
        **(search.asked if search else {}),
        state=None if is_news else _one_of(MemberState, "state"),
        would_like_news=is_news,
        interest=_one_of(Interest, "interest"),
        qualification_id=qualification or None,
    )
    return wanted, bool(key) and search is None


def _one_of(choices: Any, name: str) -> Any:
    """Return the choice in the address, None when there is none; one that does not exist is not found."""
    asked = request.args.get(name, "")
    if not asked:
        return None
    return next((choice for choice in choices if choice == asked), None) or abort(404)


def _shown(wanted: Wanted) -> dict[str, str]:
    return {
        "words": wanted.words,
        "area": wanted.area,
        "need": wanted.need,
        "state": NEWS if wanted.would_like_news else wanted.state or "",
        "interest": wanted.interest or "",
        "qualification": str(wanted.qualification_id or ""),
    }


def _cells(line: Exported) -> list[str]:
    return [
        line.name,
        line.known_as,
        line.area or "",
        kinds.MEMBER_STATES[line.state],
        kinds.CHANNELS[line.channel],
        line.email or "",
        line.phone or "",
        line.joined_on.isoformat(),
        "; ".join(line.interests),
        "; ".join(line.qualifications),
    ]
