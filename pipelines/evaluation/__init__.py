"""Evaluation: how well an extractor reads annotated articles, and what it takes for what."""
