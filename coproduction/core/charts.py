"""Charts that the server draws: plain rectangles and words, for a template to write as SVG above the same table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 640, 300  # of the whole chart; a page scales it
TOP, BOTTOM = 28, 44  # room for the number above the highest column, and for the words beneath
THINNEST_WITH_NUMBER = 30  # a column narrower than this has no number above it: it would touch the next


class Series(NamedTuple):
    """One number for each label, and what all these numbers are."""

    name: str
    numbers: Sequence[float]


class Column(NamedTuple):
    """One column: which series it is of, counted from 0, where it stands, and its number."""

    series: int
    left: float
    top: float
    width: float
    height: float
    number: float
    has_number: bool

    @property
    def middle(self) -> float:
        """Return where the number stands, above the middle of the column."""
        return self.left + self.width / 2


class Label(NamedTuple):
    """Words beneath a group of columns, around their middle."""

    middle: float
    words: str


class Chart(NamedTuple):
    """Columns in groups. `title` and `description` say to those who do not see it what it shows; `beneath` says what
    stands under the columns.
    """

    title: str
    description: str
    beneath: str
    names: list[str]
    columns: list[Column]
    labels: list[Label]
    width: int = WIDTH
    height: int = HEIGHT
    ground: int = HEIGHT - BOTTOM


def columns_beside(
    title: str, description: str, *, beneath: str, labels: Sequence[str], series: Sequence[Series], most: float = 0
) -> Chart:
    """Return a chart with a group for each label, in which each series has its column. Numbers are not below 0.

    The highest number fills it, or `most` where that is known.
    """
    most = most or max((number for each in series for number in each.numbers), default=0) or 1
    group = WIDTH / max(len(labels), 1)
    width = group * 0.8 / max(len(series), 1)
    drawn = [
        _column(each, number, left=at * group + group * 0.1 + each * width, width=width, share=number / most)
        for each, one in enumerate(series)
        for at, number in enumerate(one.numbers)
    ]
    names = [each.name for each in series]
    return Chart(title, description, beneath, names, drawn, list(_labels(labels, group)))


def _column(series: int, number: float, *, left: float, width: float, share: float) -> Column:
    height = share * (HEIGHT - TOP - BOTTOM)
    top = HEIGHT - BOTTOM - height
    return Column(
        series, round(left, 1), round(top, 1), round(width, 1), round(height, 1), number, width >= THINNEST_WITH_NUMBER
    )


def _labels(labels: Sequence[str], group: float) -> Iterator[Label]:
    """Yield the labels that have room: all, or every second, third and so on."""
    every = max(1, round(24 / group))
    for at, words in enumerate(labels):
        if at % every == 0:
            yield Label(round((at + 0.5) * group, 1), words)
