"""Coordinators make events, their roles, publish them and cancel them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of, succeeds
from coproduction.core.audiences import staff_only
from coproduction.core.paging import ROWS, Page, requested_page
from coproduction.schedule import rules
from coproduction.schedule.actions import events as actions
from coproduction.schedule.actions import publishing
from coproduction.schedule.actions.shifting import change_with_dates
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.event_views import change_event_page, new_event_page
from coproduction.schedule.facts import facts_of, reader_of
from coproduction.schedule.forms.events import AskForm, CancelForm, EventForm, PublishForm
from coproduction.schedule.kinds import KINDS, edit_endpoint_of, has_plain_form, kind_named, policy_of
from coproduction.schedule.models import Event, EventKind
from coproduction.schedule.pages import management as pages
from coproduction.schedule.pages import telling
from coproduction.schedule.pages.dates import dates_of, words_of_others
from coproduction.schedule.pages.venues import what_to_expect
from coproduction.schedule.queries import events, management
from coproduction.schedule.staff_views.routes import blueprint
from coproduction.schedule.words import OF_EVENTS, being_asked, published, who_sees


@blueprint.get("/events")
@staff_only
def manage_events() -> ResponseReturnValue:
    """All events to come, drafts too, with how their roles stand."""
    number, kind = requested_page(), kind_named(request.args.get("kind"))
    rows = management.managed_events(
        viewer=current_account(), now=clock.now(), kind=kind, limit=ROWS + 1, offset=(number - 1) * ROWS
    )
    return render_template(
        "schedule/manage_events.html",
        page=Page(pages.managed_lines(rows[:ROWS]), number, has_next=len(rows) > ROWS),
        kinds=KINDS,
        chosen=kind,
    )


@blueprint.get("/events/<int:event_id>")
@staff_only
def show_event(event_id: int) -> ResponseReturnValue:
    """One event with its roles, and what can be done with it."""
    event = _event(event_id)
    return render_template(
        "schedule/manage_event.html",
        event=event,
        kind=policy_of(event),
        edit_endpoint=edit_endpoint_of(event),
        dates=dates_of(event, all_of_them=True),
        shares_roster=rules.shares_roster(event),
        follows=event.follows_id is not None,
        can_write=rules.can_be_written_down(event, now=clock.now()),
        state=OF_EVENTS[event.state],
        where=place_in_words(event),
        roles=pages.managed_roles(event),
        facts=facts_of(event),
        expected=what_to_expect(event),
        is_cancelled=rules.is_cancelled(event),
        can_publish=rules.can_publish(event) and not rules.shares_roster(event),
        can_ask=rules.can_ask(event, now=clock.now()),
        can_change=rules.can_change(event),
        can_cancel=rules.can_cancel(event, now=clock.now()),
    )


@blueprint.route("/events/new", methods=["GET", "POST"])
@staff_only
def new_event() -> ResponseReturnValue:
    """Make an event that is neither meeting, training nor panel."""
    form = EventForm()

    def save() -> Event:
        return actions.create_event(EventKind.OTHER, form.details(), by=current_account(), now=clock.now())

    return new_event_page(
        "New event",
        form,
        save=save,
        said="Saved as a draft. Add its roles next.",
        leads_to="schedule_staff.show_event",
    )


@blueprint.route("/events/<int:event_id>/change", methods=["GET", "POST"])
@staff_only
def change_event(event_id: int) -> ResponseReturnValue:
    """Change an event of no special kind."""
    event, form = _event(event_id), EventForm()
    if not has_plain_form(event):
        abort(404)

    def save() -> Event:
        return change_with_dates(event, form.details(), moved=form.moved, by=current_account(), now=clock.now())

    return change_event_page(event, form, fill=lambda: form.fill(event), save=save, now=clock.now())


@blueprint.route("/events/<int:event_id>/publish", methods=["GET", "POST"])
@staff_only
def publish_event(event_id: int) -> ResponseReturnValue:
    """Let members see the event, and ask them to come."""
    event = _event(event_id)
    can_invite = rules.can_invite(event)
    form = PublishForm(can_invite=can_invite)
    offers = result_of(
        form, lambda: publishing.publish_event(event, invite=form.is_invitation, by=current_account(), now=clock.now())
    )
    if offers is not None:
        flash(published(len(offers)))
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template(
        "schedule/publish_event.html",
        event=event,
        form=form,
        telling=telling.invitation(event, now=clock.now()),
        who_sees_it=who_sees(policy_of(event).seen_by_all),
        also=words_of_others(event),
    )


@blueprint.route("/events/<int:event_id>/ask", methods=["GET", "POST"])
@staff_only
def ask_everybody(event_id: int) -> ResponseReturnValue:
    """Ask everybody to a published event who has not been asked, after a look at who that is."""
    event, form = _event(event_id), AskForm()
    if not rules.can_ask(event, now=clock.now()):
        abort(404)
    asked = result_of(form, lambda: publishing.ask_everybody([event], by=current_account(), now=clock.now()))
    if asked is not None:
        flash(being_asked(asked))
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template(
        "schedule/ask_everybody.html",
        title=event.title,
        back=url_for(".show_event", event_id=event_id),
        form=form,
        telling=telling.invitation(event, now=clock.now()),
    )


@blueprint.route("/events/<int:event_id>/cancel", methods=["GET", "POST"])
@staff_only
def cancel_event(event_id: int) -> ResponseReturnValue:
    """Cancel the event, and tell everybody with a part in it."""
    event = _event(event_id)
    form = CancelForm(reader_of(event))
    if succeeds(form, lambda: actions.cancel_event(event, form.reason.data, by=current_account(), now=clock.now())):
        flash("The event is cancelled. Everybody with a part in it is being told.")
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template(
        "schedule/cancel_event.html",
        event=event,
        form=form,
        telling=telling.cancellation(event),
        also=[] if rules.shares_roster(event) else words_of_others(event),
        can_publish=rules.can_publish(event),
    )


def _event(event_id: int) -> Event:
    return events.find_event(event_id, viewer=current_account()) or abort(404)
