"""What is filled in about panels."""
