"""Pages that no link leads to, by the journey that inspects them on its way. It fails if it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

# For one person or once, by a link in a message; a step of a sign-up; what answers a form about a file.
INSPECTED_BY: Mapping[str, frozenset[str]] = {
    "test_by_keyboard_alone_from_the_home_page_to_a_membership": frozenset(
        {
            "accounts.open_link",
            "members.application_sent",
            "members.ask_equality",
            "members.change_answer",
            "members.check_answers",
            "members.equality_done",
            "members.open_link",
            "members.save_for_later",
            "members.show_own_answers",
            "members.withdraw_own_application",
        }
    ),
    "test_from_a_strangers_sign_up_to_a_filled_panel": frozenset({"schedule_public.answer_from_email"}),
    "test_three_days_notice_is_accepted_only_with_a_reason_and_counted": frozenset(
        {"panels_public.change_step", "panels_public.check_answers", "panels_public.request_sent"}
    ),
    "test_a_team_asks_and_gets_a_session_with_its_trainers": frozenset(
        {"training_public.change_step", "training_public.check_answers", "training_public.request_sent"}
    ),
    "test_a_group_is_brought_in_and_looked_after": frozenset(
        {"members_staff.match_columns", "members_staff.show_import"}
    ),
}
Names = Callable[[str], str | None]


def broken_by(test: str, inspected: Iterable[str], *, view_of: Names) -> set[str]:
    """Return the views that the test should have inspected, and has not."""
    return set(INSPECTED_BY.get(test, ())) - {view_of(path) for path in inspected}
