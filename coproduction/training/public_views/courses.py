"""Everybody reads what members teach, and how a team can ask for it."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from coproduction.core import clock
from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.training.pages.bookings import sessions_to_book
from coproduction.training.pages.courses import public_facts, public_lines
from coproduction.training.public_views.routes import blueprint
from coproduction.training.queries.bookings import listed_for
from coproduction.training.queries.courses import course_on_request, courses_on_request


@blueprint.get("")
@public
@cacheable
def list_courses() -> ResponseReturnValue:
    """What members teach: the courses that teams can ask for."""
    return render_template("training/public_courses.html", courses=public_lines(courses_on_request()))


@blueprint.get("/<slug>")
@public
@cacheable
def show_course(slug: str) -> ResponseReturnValue:
    """One course that teams can ask for: what people learn, for whom it is, how long it takes, and how to ask."""
    course = course_on_request(slug) or abort(404)
    sessions = sessions_to_book(listed_for(course.id, now=clock.now()))
    return render_template("training/public_course.html", course=course, facts=public_facts(course), sessions=sessions)
