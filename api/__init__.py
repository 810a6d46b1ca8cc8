"""Answers about what was said and by whom, over HTTP and GraphQL."""
