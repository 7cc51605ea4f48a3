"""Who did what to whom: written once, never changed."""
