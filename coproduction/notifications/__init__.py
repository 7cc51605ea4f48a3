"""Telling people things: the outbox, its delivery by email, and the list of calls and letters for staff."""
