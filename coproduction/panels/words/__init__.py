"""The words that people read about panels."""
