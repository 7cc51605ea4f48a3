"""Coordinators read what recruiting managers ask for, and answer it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.database import db
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import requested_page
from coproduction.members.queries.qualifications import all_qualifications
from coproduction.panels.actions import deciding as actions
from coproduction.panels.actions import managing
from coproduction.panels.forms.deciding import (
    AcceptForm,
    AgreeDatesForm,
    CloseForm,
    DeclineForm,
    KeepDatesForm,
    NotHeldForm,
    Usual,
    WordsForm,
)
from coproduction.panels.forms.managing import DatesForm
from coproduction.panels.models import PanelCase, PanelRequest
from coproduction.panels.pages.cases import case_page, title_of
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.asides import waiting_for_outcome
from coproduction.panels.queries.watching import number_waiting_to_watch
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.watching import usual_shadows
from coproduction.panels.staff_views.routes import blueprint
from coproduction.panels.words.requests import dates_in_words, proposed_in_words
from coproduction.panels.words.stages import STAGES
from coproduction.schedule.models import EventKind
from coproduction.schedule.rules import usual_standbys


@blueprint.route("")
@staff_only
def list_panels() -> ResponseReturnValue:
    """Show the requests and the panels that are not over, those that moved last first."""
    return _list(is_over=False)


@blueprint.route("/over")
@staff_only
def list_panels_over() -> ResponseReturnValue:
    """Show the panels that are over, declined or cancelled, those that moved last first."""
    return _list(is_over=True)


def _list(*, is_over: bool) -> ResponseReturnValue:
    page = queries.listed_panels(requested_page(), viewer=current_account(), is_over=is_over)
    return render_template("panels/list_panels.html", page=page, stages=STAGES, is_over=is_over)


@blueprint.route("/progress/<int:case_id>", methods=["GET", "POST"])
@staff_only
def show_case(case_id: int) -> ResponseReturnValue:
    """Show all about one panel, from request to outcome; the button says that I see to it."""
    case, request = _case_or_404(case_id)
    form = ConfirmForm(button="I will see to it")
    if form.validate_on_submit():
        actions.take_over(case, by=current_account(), now=clock.now())
        db.session.commit()
        flash("You see to this panel now.")
        return _back(case_id)
    return render_template(
        "panels/show_case.html", form=form, **case_page(case, request, viewer=current_account(), now=clock.now())
    )


@blueprint.route("/<int:event_id>/progress")
@staff_only
def show_case_of_event(event_id: int) -> ResponseReturnValue:
    """Lead from the event to how far its panel has come."""
    case = queries.find_case_of(event_id, viewer=current_account()) or abort(404)
    return _back(case.id)


@blueprint.route("/progress/<int:case_id>/accept", methods=["GET", "POST"])
@staff_only
def accept_request(case_id: int) -> ResponseReturnValue:
    """Make the panel that was asked for, and go on to it."""
    case, request = _request_or_404(case_id)
    fewest, usual = rules.fewest_members(now=clock.now()), _usual(request)
    form = AcceptForm(request, all_qualifications(), fewest=fewest, usual=usual)
    if succeeds(form, lambda: actions.accept_request(request, form.acceptance(), seen=form.dates_seen, **_by())):
        flash("Accepted. The manager is being told. Look at the draft, then publish it.")
        return redirect(url_for("schedule_staff.show_event", event_id=case.event_id))
    return render_template(
        "panels/accept_request.html",
        form=form,
        case=case,
        asked=request,
        has_too_few="few_because" in form,
        heading=f"Accept {title_of(case, request)}",
        dates=dates_in_words(request),
    )


@blueprint.route("/progress/<int:case_id>/decline", methods=["GET", "POST"])
@staff_only
def decline_request(case_id: int) -> ResponseReturnValue:
    """Take the coordinator's own words, and what can be done instead, then tell the manager."""
    case, request = _request_or_404(case_id)
    form = DeclineForm()
    if succeeds(form, lambda: actions.decline_request(request, form.why.data, form.alternatives.data, **_by())):
        flash("Declined. The manager is being told.")
        return _back(case_id)
    return _step(case, form, "decline", heading=f"Decline {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/ask", methods=["GET", "POST"])
@staff_only
def ask_manager(case_id: int) -> ResponseReturnValue:
    """Ask the manager something before we answer."""
    case, request = _request_or_404(case_id)
    form = WordsForm("What would you like to know?", button="Ask them")
    if succeeds(form, lambda: actions.ask_manager(request, form.words.data, **_by())):
        flash("The manager is being asked.")
        return _back(case_id)
    return _step(case, form, "ask", heading=f"Ask about {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/postpone", methods=["GET", "POST"])
@staff_only
def postpone_panel(case_id: int) -> ResponseReturnValue:
    """Put a panel off until the manager has new dates."""
    case, request = _request_or_404(case_id)
    form = WordsForm("Why is it put off?", button="Put it off and tell them")
    if succeeds(form, lambda: actions.postpone_panel(request, form.words.data, **_by())):
        flash("Put off. The manager and everybody with a part in it are being told.")
        return _back(case_id)
    return _step(case, form, "postpone", heading=f"Put off {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/cancel", methods=["GET", "POST"])
@staff_only
def cancel_case(case_id: int) -> ResponseReturnValue:
    """Cancel what members do not know of yet; a published panel is cancelled on its event's page."""
    case, request = _case_or_404(case_id)
    form = WordsForm("Why is it cancelled?", button="Cancel it", is_told=request is not None)
    if succeeds(form, lambda: actions.cancel_case(case, form.words.data, **_by())):
        flash("Cancelled.")
        return _back(case_id)
    return _step(case, form, "cancel", heading=f"Cancel {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/close", methods=["GET", "POST"])
@staff_only
def close_case(case_id: int) -> ResponseReturnValue:
    """Put a panel away that is over."""
    case, request = _case_or_404(case_id)
    is_waited_for = bool(waiting_for_outcome(case))
    form = CloseForm(is_waited_for=is_waited_for)
    if succeeds(form, lambda: actions.close_case(case, form.words.data, **_by())):
        flash("Closed.")
        return _back(case_id)
    heading = f"Close {title_of(case, request)}"
    return _step(case, form, "close", heading=heading, is_waited_for=is_waited_for)


@blueprint.route("/progress/<int:case_id>/not-held", methods=["GET", "POST"])
@staff_only
def say_not_held(case_id: int) -> ResponseReturnValue:
    """Take why a panel did not take place that counts as held because its time is over."""
    case, request = _case_or_404(case_id)
    form = NotHeldForm(is_asked_for=request is not None)
    if succeeds(form, lambda: actions.say_not_held(case, form.words.data, **_by())):
        flash(f"It is written down. {'The manager and the members' if request else 'The members'} are being told.")
        return _back(case_id)
    return _step(
        case, form, "not_held", heading="Say that this panel did not take place", event=case.panel and case.panel.event
    )


@blueprint.route("/progress/<int:case_id>/dates", methods=["GET", "POST"])
@staff_only
def write_down_dates(case_id: int) -> ResponseReturnValue:
    """Write down other dates that the manager told us, for a request that nobody has said yes to."""
    case, request = _request_or_404(case_id)
    if case.stage not in rules.NOT_AGREED_YET:
        abort(404)
    form = DatesForm.of(request)
    form.submit.label.text = "Save the dates"
    if succeeds(form, lambda: managing.change_dates(request, form.times(), **_by())):
        flash("The dates are saved. The request waits for our answer.")
        return _back(case_id)
    return _step(case, form, "dates", heading=f"Other dates for {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/few-members", methods=["GET", "POST"])
@staff_only
def agree_to_few(case_id: int) -> ResponseReturnValue:
    """Agree to fewer members than the norm, such as one alone."""
    case, request = _case_or_404(case_id)
    form = WordsForm("Why may the panel have so few members?", button="Save the reason", is_told=False)
    if succeeds(form, lambda: actions.agree_to_few(case, form.words.data, **_by())):
        flash("The reason is saved.")
        return _back(case_id)
    return _step(case, form, "few_members", heading=f"Fewer members on {title_of(case, request)}")


@blueprint.route("/progress/<int:case_id>/agree-dates", methods=["GET", "POST"])
@staff_only
def agree_dates(case_id: int) -> ResponseReturnValue:
    """Move the panel to the dates that the manager asks for."""
    case, request = _request_or_404(case_id)
    form = AgreeDatesForm(request, is_short=actions.is_short_of(request))
    if succeeds(form, lambda: actions.agree_dates(request, seen=form.dates_seen, short_because=form.reason, **_by())):
        flash("The dates are changed. The manager and everybody with a part in it are being told.")
        return _back(case_id)
    heading = f"Change the dates of {title_of(case, request)}"
    return _step(case, form, "agree_dates", heading=heading, proposed=proposed_in_words(request))


@blueprint.route("/progress/<int:case_id>/keep-dates", methods=["GET", "POST"])
@staff_only
def keep_dates(case_id: int) -> ResponseReturnValue:
    """Keep the dates that are agreed, and tell the manager why."""
    case, request = _request_or_404(case_id)
    form = KeepDatesForm(request)
    if succeeds(form, lambda: actions.keep_dates(request, form.words.data, seen=form.dates_seen, **_by())):
        flash("The dates stay. The manager is being told.")
        return _back(case_id)
    heading = f"Keep the dates of {title_of(case, request)}"
    return _step(case, form, "keep_dates", heading=heading, proposed=proposed_in_words(request))


def _usual(request: PanelRequest) -> Usual:
    now = clock.now()
    waiting = number_waiting_to_watch(viewer=current_account(), now=now)
    standbys = usual_standbys(EventKind.PANEL, now=now)
    return Usual(standbys, usual_shadows(request.shadows, waiting=waiting, now=now), waiting)


def _step(case: PanelCase, form: Form, words: str, *, heading: str, **shown: Any) -> ResponseReturnValue:
    return render_template(f"panels/decide/{words}.html", case=case, form=form, heading=heading, **shown)


def _case_or_404(case_id: int) -> tuple[PanelCase, PanelRequest | None]:
    case = queries.find_case(case_id, viewer=current_account()) or abort(404)
    return case, queries.request_of(case_id)


def _request_or_404(case_id: int) -> tuple[PanelCase, PanelRequest]:
    case, request = _case_or_404(case_id)
    return case, request or abort(404)


def _by() -> dict[str, Any]:
    return {"by": current_account(), "now": clock.now()}


def _back(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("panels.show_case", case_id=case_id))
