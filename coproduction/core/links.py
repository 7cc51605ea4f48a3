"""Whole addresses of our pages, for emails and calendar files."""

from typing import Any

from flask import current_app, url_for


def absolute_url(endpoint: str, **values: Any) -> str:
    """Return the page's address at the site's own name, never at the name a request happened to ask for."""
    path = url_for(endpoint, **values, _external=False)
    return f"{current_app.config['SETTINGS'].site_url}{path}"
