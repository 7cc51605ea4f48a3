"""What pages read of meetings."""
