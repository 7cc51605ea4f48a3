"""Who belongs to the group, and how they came to."""
