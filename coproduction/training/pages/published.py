"""The public page of what training changed, year by year."""

from __future__ import annotations

from typing import NamedTuple

from coproduction.training.pages.changes import FIGURES
from coproduction.training.queries.published import agreed_figures, quotes


class PublishedYear(NamedTuple):
    """What everybody reads of one year: figures by name, and quotes with the course they are about."""

    year: int
    figures: list[tuple[str, str]]
    quotes: list[tuple[str, str]]


def published_page() -> list[PublishedYear]:
    """Return the years of which something is agreed, the newest first."""
    figures, said = agreed_figures(), quotes()
    years = sorted({each.year for each in figures} | {each.year for each in said}, reverse=True)
    return [
        PublishedYear(
            year,
            [
                (label, each.words)
                for name, label in FIGURES.items()
                for each in figures
                if (each.year, each.name) == (year, name)
            ],
            [(each.words, each.course) for each in said if each.year == year],
        )
        for year in years
    ]
