"""Every change to the schedule."""
