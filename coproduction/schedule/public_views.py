"""What opens without signing in: the page behind the personal link in an offer, and a member's private calendar."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.attempts import result_of
from coproduction.core.audiences import public
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.extensions import limiter
from coproduction.schedule import rules
from coproduction.schedule.actions import places as actions
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.needs_met import answer_whether_met
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.answer_links import opened_by, question_opened_by
from coproduction.schedule.bars import before_yes
from coproduction.schedule.forms.answers import AnswerForm, StepBackForm
from coproduction.schedule.forms.needs_met import NeedsMetForm
from coproduction.schedule.models import Place, Via
from coproduction.schedule.pages import feeds
from coproduction.schedule.pages.answers import NEVER_WORKED, answer_page, closed_because, taken_in_words
from coproduction.schedule.queries import needs_met, places
from coproduction.schedule.queries.linked import place_that_counts

blueprint = Blueprint("schedule_public", __name__)


@blueprint.route("/answers/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per minute")
def answer_from_email(token: str) -> ResponseReturnValue:
    """Open the offer; only pressing the button answers it, because mail scanners open links."""
    ids = opened_by(token)
    place = places.find_place_of(*ids) if ids else None
    place = place_that_counts(place, now=clock.now()) if place else None
    if place is None or not rules.can_be_changed_by_member(place, now=clock.now()):
        return _closed(place)
    if not rules.can_answer(place):
        return _take_name_off(place, token)
    form, moves, sign_in = _form_for(place), place.moves_made, ""
    if form.validate_on_submit():
        said, hand = form.answer.data, Hand(via=Via.EMAIL)
        try:
            place = actions.answer(place.id, said, hand=hand, now=clock.now(), details=form.details())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            form.refuse(refusal)
            sign_in = _where_to_sign_in(place, said)
        else:
            words = taken_in_words(place, is_new=place.moves_made > moves, details=form.details())
            return _answered(place, token, words)
    elif not form.is_submitted():
        form.choose(request.args.get("answer"))
    return _asked(place, form, sign_in=sign_in)


@blueprint.route("/needs-met/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per minute")
def answer_needs_met(token: str) -> ResponseReturnValue:
    """Ask one member whether they had what they needed at one event; only pressing the button answers."""
    ids = question_opened_by(token)
    question = needs_met.find_question(*ids) if ids else None
    if question is None:
        return render_template("schedule/question_closed.html"), 410 if ids else 404
    title, form = question.event.title, NeedsMetForm()
    if question.answered_at:
        return render_template("schedule/needs_met_answered.html", title=title)
    if form.validate_on_submit():
        answer_whether_met(question, form.met.data, form.words.data or "", by=None, now=clock.now())
        db.session.commit()
        return render_template("schedule/needs_met_answered.html", title=title)
    return render_template("schedule/needs_met.html", heading=f"After {title}", back=None, form=form)


def _closed(place: Place | None) -> ResponseReturnValue:
    why = closed_because(place, now=clock.now()) if place else NEVER_WORKED
    return render_template("schedule/link_expired.html", why=why), 410 if place else 404


def _asked(place: Place, form: AnswerForm, *, sign_in: str) -> str:
    page = answer_page(place, now=clock.now())
    if page["would_wait"]:
        form.offer_the_list()
    shown = {"is_filled": False, "back": None, "first": (), "sign_in": sign_in}
    return render_template("schedule/answer_place.html", form=form, **shown, **page)


def _form_for(place: Place) -> AnswerForm:
    return AnswerForm(ways=rules.ways_of(place.role.event), is_alone=rules.is_alone_in(place.role))


def _where_to_sign_in(place: Place, said: Answer) -> str:
    """Return where somebody goes on with their yes who has to read first what only they see; empty for others.

    A link from an email may be opened by whoever reads those emails.
    """
    if said is not Answer.YES or not before_yes(place, now=clock.now()):
        return ""
    return url_for("schedule.answer_place", place_id=place.id, answer=Answer.YES.value)


def _take_name_off(place: Place, token: str) -> ResponseReturnValue:
    """Let somebody who put themselves forward change their mind: there is no offer to answer yet."""
    form = StepBackForm(is_waiting=rules.waits(place))
    freed = result_of(
        form, lambda: actions.step_back(place.id, hand=Hand(via=Via.EMAIL), now=clock.now(), ring_me=form.ring_me.data)
    )
    if freed:
        return _answered(freed, token, taken_in_words(freed, is_new=True))
    return render_template("schedule/take_name_off.html", form=form, **answer_page(place, now=clock.now()))


def _answered(place: Place, token: str, words: str) -> ResponseReturnValue:
    return render_template(
        "schedule/answered.html",
        words=words,
        token=token,
        can_change=rules.can_answer(place),
        **answer_page(place, now=clock.now()),
    )


@blueprint.get("/calendars/<feed_key>.ics")
@public
def show_calendar(feed_key: str) -> ResponseReturnValue:
    """Give a calendar program the events of whoever made this address; nothing new, if it has read them so before.

    There is no limit: a key that we did not make costs no statement, and one that we made cannot be guessed.
    """
    now = clock.now()
    calendar = feeds.open_calendar(feed_key, now=now)
    if calendar is None:
        return Response("This calendar address does not work any more.", 410, mimetype="text/plain")
    headers = {"ETag": f'"{calendar.tag}"', "Cache-Control": "private, no-cache"}
    if request.if_none_match.contains_weak(calendar.tag):
        return Response(status=304, headers=headers)
    return Response(feeds.whole_calendar(calendar.member_id, now=now), mimetype="text/calendar", headers=headers)
