"""What is asked about training, and who may see it."""
