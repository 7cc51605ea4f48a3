"""Public pages, the two home pages, health for monitors, and the numbers that administrators set."""
