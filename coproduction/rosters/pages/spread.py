"""What a proposal does to the turns: a sentence, a chart and its table."""

from __future__ import annotations

from dataclasses import dataclass

from coproduction.core.charts import Chart, Series, columns_beside
from coproduction.rosters.proposals.spread import Bar, Spread

NOW, AFTER = "Members now", "Members after"


@dataclass(frozen=True, slots=True)
class SpreadView:
    """The sentences, the chart, and how many members have how many turns, before and after."""

    words: str
    chart: Chart
    lines: list[Bar]


def shown(spread: Spread) -> SpreadView:
    """Return a spread as it is drawn and written."""
    lines = [bar for bar in spread.bars if bar.before or bar.after]
    now = f"{spread.busiest_tenth_before:.0%}"
    after = f"{spread.busiest_tenth_after:.0%}"
    return SpreadView(
        f"The busiest tenth of these members have {now} of all turns now, and {after} with this proposal.",
        columns_beside(
            "How many members have how many turns, now and after",
            "For each number of turns, one column for the members who have so many now, and one for after. "
            "The table beneath has the same numbers.",
            beneath="Under the columns: how many turns",
            labels=[str(bar.turns) for bar in lines],
            series=[Series(NOW, [bar.before for bar in lines]), Series(AFTER, [bar.after for bar in lines])],
        ),
        lines,
    )
