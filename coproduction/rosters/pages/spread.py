"""What a proposal does to the turns: a sentence, a chart and its table."""

from __future__ import annotations

from dataclasses import dataclass

from coproduction.core.charts import Chart, Series, columns_beside
from coproduction.rosters.proposals.spread import Bar, Spread
from coproduction.rosters.proposals.words import period_in_words

NOW, AFTER = "Members now", "Members after"


@dataclass(frozen=True, slots=True)
class SpreadView:
    """The sentences, the chart, and how many members have how many turns, before and after. `period` is of how long."""

    period: str
    words: str
    chart: Chart
    lines: list[Bar]


def shown(spread: Spread, *, days: int) -> SpreadView:
    """Return the spread of the turns of so many days as it is drawn and written."""
    lines = [bar for bar in spread.bars if bar.before or bar.after]
    now = f"{spread.busiest_tenth_before:.0%}"
    after = f"{spread.busiest_tenth_after:.0%}"
    return SpreadView(
        period_in_words(days),
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
