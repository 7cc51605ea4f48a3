"""Filling places: who could, who was asked, who has said what."""
