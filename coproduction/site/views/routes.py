"""The blueprint of the public pages and the home pages, and the addresses of the information pages."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Blueprint, current_app, request
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, Map

from coproduction.core import clock
from coproduction.core.dates import uk_wall
from coproduction.site.cookies import cookies_of
from coproduction.site.in_templates import TemplatePage, load_template_pages
from coproduction.site.kinds import REPLY_DAYS
from coproduction.site.pages import Content, load_content
from coproduction.site.sharing import recipients

CONTENT = Path(__file__).resolve().parent.parent.parent / "content" / "en"

blueprint = Blueprint("site", __name__)


class OneOf(BaseConverter):
    """Matches any of the names it is given, with strokes in them or not, and nothing else."""

    part_isolating = False

    def __init__(self, url_map: Map, *names: str) -> None:
        super().__init__(url_map)
        self.regex = "|".join(re.escape(name) for name in names)

    def to_url(self, value: str) -> str:
        """Return the name as it stands: it is made of letters, strokes and dashes."""
        return value


@blueprint.record
def read_pages(state: BlueprintSetupState) -> None:
    """Read the public pages once, with the names of the people who run this site, and give them their addresses."""
    settings = state.app.config["SETTINGS"]
    values = {
        "group": settings.group,
        "contacts": settings.contacts,
        "cookies": cookies_of(state.app.config),
        "controller": settings.contacts.controller_on(uk_wall(clock.now()).date()).name,
        "recipients": recipients(),
        "kept": (),
        "reply_days": REPLY_DAYS.seed,
    }
    content = load_content(CONTENT, values, own=settings.own_content)
    state.app.extensions["content"] = content
    state.app.extensions["content_values"] = values
    state.app.extensions["template_pages"] = load_template_pages(CONTENT, own=settings.own_content)
    _name_addresses(state, content)


def public_content() -> Content:
    """Return the public pages of this application."""
    content: Content = current_app.extensions["content"]
    return content


@blueprint.app_template_global()
def own_address() -> str:
    """Return the whole address of the page that is being read, at the site's own name."""
    return f"{current_app.config['SETTINGS'].site_url}{request.path}"


@blueprint.app_template_global()
def checked_here() -> TemplatePage | None:
    """Return who looks after the page that is being read, if its words stand in its template."""
    page: TemplatePage | None = current_app.extensions["template_pages"].get(request.path.strip("/"))
    return page


def _name_addresses(state: BlueprintSetupState, content: Content) -> None:
    """Let `page` stand for the pages of content, and for those in templates too: these have views of their own, which
    win, so that one endpoint gives the address of either.
    """
    sections = tuple(content.sections)
    pages = tuple(name for name in (*content.pages, *state.app.extensions["template_pages"]) if name not in sections)
    state.app.url_map.converters["page"] = lambda url_map: OneOf(url_map, *pages)  # type: ignore[assignment]
    state.app.url_map.converters["section"] = lambda url_map: OneOf(url_map, *sections)  # type: ignore[assignment]
