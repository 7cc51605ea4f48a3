"""What everybody may read: the home page, the sections and their pages."""

from __future__ import annotations

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from coproduction.core.audiences import public
from coproduction.site.pages import Content, neighbours
from coproduction.site.views.routes import blueprint


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


@blueprint.route("/<page:name>")
@public
def show_page(name: str) -> ResponseReturnValue:
    """Show one page of information, with the way to the others of its section."""
    content = _content()
    page = content.pages[name]
    section = content.section_of(page)
    before, after = neighbours(section, page) if section else (None, None)
    return render_template("site/page.html", page=page, body=page.body, section=section, before=before, after=after)


@blueprint.route("/<section:section>")
@public
def show_section(section: str) -> ResponseReturnValue:
    """Show what is in a section, so that a person finds their question."""
    return render_template("site/section.html", section=_content().sections[section])


def _content() -> Content:
    content: Content = current_app.extensions["content"]
    return content
