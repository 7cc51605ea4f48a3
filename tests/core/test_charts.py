"""Charts are drawn to scale, and say the number of each column as long as there is room for it."""

from __future__ import annotations

from itertools import pairwise

from coproduction.core.charts import BOTTOM, HEIGHT, TOP, WIDTH, Series, columns_beside


def chart_of(*series: list[int], labels: int = 2):
    named = [Series(f"Series {number}", numbers) for number, numbers in enumerate(series)]
    return columns_beside(
        "Title", "Description", beneath="Places", labels=[str(at) for at in range(labels)], series=named
    )


def test_the_highest_column_takes_all_the_room_and_the_others_their_share():
    drawn = [(column.series, column.number, column.top, column.height) for column in chart_of([4, 0], [2, 1]).columns]

    room, ground = HEIGHT - TOP - BOTTOM, HEIGHT - BOTTOM
    assert drawn == [
        (0, 4, TOP, room),
        (0, 0, ground, 0),
        (1, 2, ground - room / 2, room / 2),
        (1, 1, ground - room / 4, room / 4),
    ]


def test_columns_stand_side_by_side_within_the_chart_and_none_covers_another():
    columns = sorted(chart_of([1, 2, 3], [3, 2, 1], labels=3).columns, key=lambda column: column.left)

    assert [column.series for column in columns] == [0, 1] * 3
    assert all(one.left + one.width <= other.left + 0.2 for one, other in pairwise(columns))
    assert columns[0].left >= 0
    assert columns[-1].left + columns[-1].width <= WIDTH


def test_many_columns_have_no_numbers_above_them_and_fewer_labels():
    few, many = chart_of([1, 2], [2, 1]), chart_of([1] * 60, [2] * 60, labels=60)

    assert [label.words for label in few.labels] == ["0", "1"]
    assert {column.has_number for column in few.columns} == {True}
    assert [label.words for label in many.labels][:3] == ["0", "2", "4"]
    assert {column.has_number for column in many.columns} == {False}


def test_a_chart_of_nothing_is_empty_ground():
    chart = columns_beside("Title", "Description", beneath="Places", labels=[], series=[])

    assert (chart.columns, chart.labels) == ([], [])
