"""Training of the learned parts of extraction from annotated text."""
