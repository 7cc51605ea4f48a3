"""What the home pages, the to-do list, the monitors and the settings page read."""
