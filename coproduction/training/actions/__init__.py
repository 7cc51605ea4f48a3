"""What coordinators and members do with training."""
