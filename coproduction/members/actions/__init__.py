"""What changes in membership."""
