"""The group's own meetings."""
