"""What people are told about panels."""
