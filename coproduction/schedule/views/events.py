"""Members see the schedule and answer."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.accounts.current import current_account
from coproduction.core import clock
from coproduction.core.attempts import result_of, succeeds
from coproduction.core.audiences import members_only
from coproduction.core.database import db
from coproduction.core.dates import DAYS, MONTHS, uk_wall
from coproduction.core.forms import ConfirmForm, Form
from coproduction.core.paging import ROWS, Page, requested_page
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.members.current import current_member, current_reader
from coproduction.schedule import rules
from coproduction.schedule.actions import attendance, calls
from coproduction.schedule.actions import places as actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.bars import before_yes
from coproduction.schedule.facts import is_looking_for_a_date
from coproduction.schedule.forms.answers import AnswerForm, PutForwardForm, StepBackForm
from coproduction.schedule.forms.attendance import CheckInForm
from coproduction.schedule.kinds import KINDS, kind_named
from coproduction.schedule.models import Place
from coproduction.schedule.pages.answers import answer_page, taken_in_words
from coproduction.schedule.pages.events import event_page
from coproduction.schedule.pages.lists import lines, weeks_of_month
from coproduction.schedule.queries import events, places
from coproduction.schedule.queries.answers import detail_of
from coproduction.schedule.queries.linked import place_that_counts
from coproduction.schedule.views.routes import blueprint
from coproduction.schedule.words import ANSWERED, CHECKED_IN

TRIES = "5 per minute; 30 per day"  # to find the code of an event


@blueprint.get("/schedule")
@members_only
def list_events() -> ResponseReturnValue:
    """What is on, soonest first, one page at a time."""
    number, now = requested_page(), clock.now()
    kind = kind_named(request.args.get("kind"))
    rows = events.upcoming_events(
        viewer=current_reader(), now=now, kind=kind, limit=ROWS + 1, offset=(number - 1) * ROWS
    )
    return render_template(
        "schedule/list_events.html",
        page=Page(lines(rows[:ROWS], now=now), number, has_next=len(rows) > ROWS),
        has_news=kind is None and any(row.news for row in rows),
        has_answers=any(row.my_state for row in rows),
        now=now,
        kinds=KINDS,
        chosen=kind,
        today=uk_wall(now).date(),
        is_looking_for_a_date=is_looking_for_a_date(now=now),
    )


@blueprint.get("/schedule/<int:year>/<int:month>")
@members_only
def show_month(year: int, month: int) -> ResponseReturnValue:
    """One month of the schedule, as a calendar."""
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        abort(404)
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    previous = date(year - (month == 1), (month - 2) % 12 + 1, 1)
    kind, now = kind_named(request.args.get("kind")), clock.now()
    rows = events.events_between(first, following, viewer=current_reader(), now=now, kind=kind)
    return render_template(
        "schedule/show_month.html",
        name=f"{MONTHS[month - 1]} {year}",
        here_year=year,
        here_month=month,
        weeks=weeks_of_month(rows, year=year, number=month, now=now),
        is_empty=not rows,
        previous=previous,
        following=following,
        months=MONTHS,
        days=DAYS,
        kinds=KINDS,
        chosen=kind,
    )


@blueprint.get("/events/<int:event_id>")
@members_only
def show_event(event_id: int) -> ResponseReturnValue:
    """One event: when, where, who to ask, and the member's own answer."""
    return _event_page(event_id)


@blueprint.route("/roles/<int:role_id>/take", methods=["GET", "POST"])
@members_only
def take_place(role_id: int) -> ResponseReturnValue:
    """Give the member a place in an open role."""
    me = current_member()
    role = events.find_role(role_id, viewer=me) or abort(404)
    event_id, form = role.event_id, ConfirmForm()
    place = result_of(form, lambda: actions.take_place(role_id, me, hand=Hand(current_account()), now=clock.now()))
    if place:
        flash(ANSWERED[place.state])
        return redirect(url_for(".show_event", event_id=event_id))
    return _event_page(event_id, form)


@blueprint.route("/roles/<int:role_id>/put-forward", methods=["GET", "POST"])
@members_only
def put_forward(role_id: int) -> ResponseReturnValue:
    """Tell the coordinator that the member would like a part."""
    me = current_member()
    role = events.find_role(role_id, viewer=me) or abort(404)
    form = PutForwardForm()
    place = result_of(
        form,
        lambda: actions.put_forward(
            role_id, me, note=form.note.data or "", hand=Hand(current_account()), now=clock.now()
        ),
    )
    if place:
        flash(ANSWERED[place.state])
        return redirect(url_for(".show_event", event_id=place.event_id))
    return render_template("schedule/put_forward.html", role=role, event=role.event, form=form)


@blueprint.route("/places/<int:place_id>/answer", methods=["GET", "POST"])
@members_only
def answer_place(place_id: int) -> ResponseReturnValue:
    """Answer an offer: yes, not sure or no."""
    place = places.find_place(place_id, viewer=current_member()) or abort(404)
    if not rules.can_answer(place) or place_that_counts(place, now=clock.now()) is not place:
        return redirect(url_for(".show_event", event_id=place.event_id))
    event, moves = place.role.event, place.moves_made
    form = AnswerForm(ways=rules.ways_of(event), is_alone=rules.is_alone_in(place.role))
    if form.validate_on_submit():
        said, hand = form.answer.data, Hand(current_account())
        try:
            place = actions.answer(place_id, said, hand=hand, now=clock.now(), details=form.details())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
        else:
            flash(taken_in_words(place, is_new=place.moves_made > moves, details=form.details()))
            return redirect(url_for(".show_event", event_id=place.event_id))
    elif not form.is_submitted():
        form.fill(place, detail_of(place.id))
        form.choose(request.args.get("answer"))
    return _asked(place, form)


def _asked(place: Place, form: AnswerForm) -> str:
    page = answer_page(place, now=clock.now())
    if page["would_wait"]:
        form.offer_the_list()
    back = url_for(".show_event", event_id=place.event_id)
    first = before_yes(place, now=clock.now())
    shown = {"is_filled": True, "back": back, "first": first, "place_id": place.id, "sign_in": ""}
    return render_template("schedule/answer_place.html", form=form, **shown, **page)


@blueprint.route("/places/<int:place_id>/step-back", methods=["GET", "POST"])
@members_only
def step_back(place_id: int) -> ResponseReturnValue:
    """I can't make it."""
    place = places.find_place(place_id, viewer=current_member()) or abort(404)
    event_id, form, hand = place.event_id, StepBackForm(), Hand(current_account())
    freed = result_of(form, lambda: actions.step_back(place_id, hand=hand, now=clock.now(), ring_me=form.ring_me.data))
    if freed:
        flash(ANSWERED[freed.state])
        return redirect(url_for(".show_event", event_id=event_id))
    return _event_page(event_id, form)


@blueprint.post("/events/<int:event_id>/cannot-come")
@members_only
def cannot_come(event_id: int) -> ResponseReturnValue:
    """I can't make it, pressed in a list: its lines name the event, and read alike for all who go."""
    place = places.own_place_at(event_id, viewer=current_member()) or abort(404)
    return step_back(place.id)


@blueprint.post("/events/<int:event_id>/ring-me")
@members_only
def ring_about_event(event_id: int) -> ResponseReturnValue:
    """Please ring me, pressed in a list."""
    place = places.own_place_at(event_id, viewer=current_member()) or abort(404)
    return ask_for_call(place.id)


@blueprint.post("/places/<int:place_id>/ring-me")
@members_only
def ask_for_call(place_id: int) -> ResponseReturnValue:
    """Please ring me about this."""
    place = places.find_place(place_id, viewer=current_member()) or abort(404)
    event_id, form = place.event_id, ConfirmForm()
    if succeeds(form, lambda: calls.ask_for_call(place, hand=Hand(current_account()), now=clock.now())):
        return redirect(url_for(".show_event", event_id=event_id, _anchor="your-answer"))
    return _event_page(event_id, form)


@blueprint.route("/places/<int:place_id>/check-in", methods=["GET", "POST"])
@members_only
@limiter.limit(TRIES, methods=["POST"], key_func=lambda: f"account {current_account().id}")
def check_in(place_id: int) -> ResponseReturnValue:
    """I am here."""
    place = places.find_place(place_id, viewer=current_member()) or abort(404)
    event, form = place.role.event, CheckInForm()
    event_id, title = event.id, event.title
    if succeeds(
        form, lambda: attendance.check_in(place_id, form.code.data, hand=Hand(current_account()), now=clock.now())
    ):
        flash(CHECKED_IN)
        return redirect(url_for(".show_event", event_id=event_id))
    return render_template("schedule/check_in.html", form=form, title=title, event_id=event_id)


def _event_page(event_id: int, form: Form | None = None) -> ResponseReturnValue:
    page = event_page(event_id, viewer=current_member(), now=clock.now()) or abort(404)
    return render_template("schedule/show_event.html", page=page, event=page.event, form=form)
