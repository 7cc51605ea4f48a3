"""What people are told about training."""
