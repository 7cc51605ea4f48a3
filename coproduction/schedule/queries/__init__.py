"""What pages read of the schedule."""
