"""The words of the needs passport."""

from __future__ import annotations

from coproduction.members.kinds import NEED_GROUPS, NEEDS, SEEN_BY
from coproduction.members.models import NeedKind, SeenBy


def test_every_need_that_can_be_kept_is_in_one_group_and_has_words():
    kinds = [kind for group in NEED_GROUPS for kind in group.needs]

    assert sorted(kinds) == sorted(NeedKind)
    assert len({NEEDS[kind].label for kind in kinds}) == len(kinds)


def test_the_groups_are_those_of_the_standard_and_then_venues():
    assert [group.slug for group in NEED_GROUPS] == [
        "ways-of-contact",
        "formats",
        "communication-professionals",
        "communication-support",
        "venues",
    ]


def test_interpreters_are_booked_three_weeks_ahead():
    assert NEEDS[NeedKind.BSL_INTERPRETER].lead_days == 15


def test_a_need_called_something_else_must_say_what_it_is():
    assert all(NEEDS[kind].must_say for kind in NeedKind if kind.name.endswith("OTHER"))


def test_everybody_who_may_see_a_need_has_a_name():
    assert list(SEEN_BY) == list(SeenBy)
