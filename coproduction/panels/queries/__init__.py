"""What is asked about panels, and who may see it."""
