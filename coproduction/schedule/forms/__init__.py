"""What members and coordinators fill in about events."""
