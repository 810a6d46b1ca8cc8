"""Reads the news and says who claims what: feeds, reading, extraction, resolution, comparison, wiring."""
