"""Public pages whose words stand in templates: who looks after each, and when it was last checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coproduction.site.pages import PageError

FILE = "in-templates.toml"


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A public page with words of ours in its template. `name` is its address without the first stroke."""

    name: str
    title: str
    owner: str
    checked: date


def load_template_pages(folder: Path, *, own: Path | None = None) -> Mapping[str, TemplatePage]:
    """Read the facts of these pages, by name; those in `own` take the place of ours.

    Raises PageError for a page without title, owner or day.
    """
    files = [file for each in (folder, own) if each and (file := each / FILE).exists()]
    pages = {}
    for file in files:
        for name, facts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            try:
                pages[name] = TemplatePage(name, **facts)
            except TypeError as fault:
                raise PageError(f"{FILE}: {name} must have title, owner and checked, and nothing else") from fault
    return pages
