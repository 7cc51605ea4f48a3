"""What pages about panels show."""
