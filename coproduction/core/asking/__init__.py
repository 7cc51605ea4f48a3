"""Asking somebody without an account for something, page by page: drafts, steps, and the pages around them."""
