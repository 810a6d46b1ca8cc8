"""The only keeper of what was said and by whom: write, publish, ask, check, export."""
