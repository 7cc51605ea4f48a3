"""What the pages of the schedule show, worked out before the templates draw it."""
