"""Proposing who could fill the places of many events at once: fair, explained, and the same each time."""
