"""What is filled in about training."""
