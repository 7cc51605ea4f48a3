"""Every change to a meeting."""

from coproduction.meetings.actions.meetings import change_meeting, create_meeting

__all__ = ["change_meeting", "create_meeting"]
