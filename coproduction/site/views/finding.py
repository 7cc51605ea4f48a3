"""Finding a public page: for people by search, for search engines by a map of the site."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coproduction.core.audiences import public
from coproduction.core.caching import cacheable
from coproduction.core.links import absolute_url
from coproduction.site.search import LONGEST, Entry, Results, SearchIndex
from coproduction.site.views.routes import blueprint, public_content
from coproduction.training.queries.courses import courses_on_request

IN_TEMPLATES = ("join", "join/form", "join/chat", "easy-read")
WAYS_TO_SAY_JOIN = "sign up, register, apply, form, become a member, volunteer"
WAYS_TO_SAY_TRAINING = "course, workshop, teach, learn, staff, team, trainer, co-trainer, session"
WAYS_TO_SAY_CHANGED = "report, results, impact, outcome, evaluation, feedback, figures, numbers, evidence, difference"
WAYS_TO_SAY_EASY_READ = "simple words, plain words, pictures, learning disability"
NOT_FOR_ROBOTS = ("/join/", "/search", "/sign-in", "/sign-out")


class Place(NamedTuple):
    """A line of the site map: a whole address, and when the page was last checked, where that is known."""

    address: str
    checked: date | None = None


@blueprint.route("/search")
@public
@cacheable
def search() -> ResponseReturnValue:
    """Show the public pages that hold what somebody looks for."""
    asked = request.args.get("q", "").strip()[:LONGEST]
    results = _index().search(asked)
    return render_template(
        "site/search.html",
        asked=asked,
        results=results,
        heading=_heading(asked, results),
        sections=public_content().sections.values(),
        here="search",
    )


@blueprint.route("/sitemap.xml")
@public
@cacheable
def site_map() -> ResponseReturnValue:
    """Tell search engines of every public page."""
    return Response(render_template("site/sitemap.xml", places=list(_places())), mimetype="application/xml")


@blueprint.route("/robots.txt")
@public
@cacheable
def robots() -> ResponseReturnValue:
    """Tell search engines what to leave alone, and where the map is."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        f"Sitemap: {absolute_url('site.site_map')}",
    ]
    return Response("\n".join((*lines, "")), mimetype="text/plain")


def _heading(asked: str, results: Results) -> str:
    if not asked:
        return "Search this site"
    number = len(results.pages)
    return f"{number or 'No'} {'page' if number == 1 else 'pages'} found for “{asked}”"


def _index() -> SearchIndex:
    """Return the index, filled the first time that this process is asked."""
    index: SearchIndex | None = current_app.extensions.get("search")
    if index is None:
        index = current_app.extensions["search"] = SearchIndex(_entries())
    return index


def _entries() -> Iterator[Entry]:
    group = current_app.config["SETTINGS"].group
    join = url_for("members.start_application")
    yield Entry(join, "Ask to join", WAYS_TO_SAY_JOIN, f"Start here to ask to join {group.name}.", "")
    list_of_easy = url_for("site.list_easy_pages")
    yield Entry(list_of_easy, "Easy Read", WAYS_TO_SAY_EASY_READ, "Pages with easy words and pictures.", "")
    taught, what_is_taught = url_for("training_public.list_courses"), "Courses for health and care teams."
    yield Entry(taught, "Training that members teach", WAYS_TO_SAY_TRAINING, what_is_taught, "")
    changed, what_it_changed = url_for("training_public.show_published"), "Figures and words of those who came."
    yield Entry(changed, "What training changed", WAYS_TO_SAY_CHANGED, what_it_changed, "")
    for page in public_content().pages.values():
        yield Entry(f"/{page.name}", page.title, page.words, page.summary, page.text)
    for easy in current_app.extensions["easy_pages"].values():
        address = url_for("site.show_easy_page", easy_page=easy.name)
        yield Entry(address, easy.title, "easy read", easy.summary, easy.text, "Easy Read")


def _places() -> Iterator[Place]:
    yield Place(absolute_url("site.home"))
    facts = current_app.extensions["template_pages"]
    yield from (Place(absolute_url("site.show_page", name=name), facts[name].checked) for name in IN_TEMPLATES)
    yield Place(absolute_url("training_public.list_courses"))
    yield Place(absolute_url("training_public.show_published"))
    for course in courses_on_request():
        yield Place(absolute_url("training_public.show_course", slug=course.slug))
    for section in public_content().sections.values():
        yield Place(absolute_url("site.show_section", section=section.name), section.checked)
        for page in section.pages:
            yield Place(absolute_url("site.show_page", name=page.name), page.checked)
    for easy in current_app.extensions["easy_pages"].values():
        yield Place(absolute_url("site.show_easy_page", easy_page=easy.name), easy.checked)
