"""The blueprint of the public pages and the home pages, and the addresses of the information pages."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter, Map

from coproduction.site.pages import Content, load_content

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
    content = load_content(CONTENT, {"group": state.app.config["SETTINGS"].group})
    state.app.extensions["content"] = content
    _name_addresses(state, content)


def _name_addresses(state: BlueprintSetupState, content: Content) -> None:
    pages, sections = tuple(content.pages), tuple(content.sections)
    state.app.url_map.converters["page"] = lambda url_map: OneOf(url_map, *pages)  # type: ignore[assignment]
    state.app.url_map.converters["section"] = lambda url_map: OneOf(url_map, *sections)  # type: ignore[assignment]
