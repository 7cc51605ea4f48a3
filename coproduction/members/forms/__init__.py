"""The forms of joining and belonging."""
