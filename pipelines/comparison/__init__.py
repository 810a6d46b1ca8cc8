"""Comparison: how claims stand to each other, each relation with its reason. Never who is right."""
