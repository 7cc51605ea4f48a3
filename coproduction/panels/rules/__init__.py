"""The rules of panels."""
