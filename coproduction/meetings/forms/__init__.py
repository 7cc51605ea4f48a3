"""What coordinators fill in about meetings."""
