"""Feeds: where articles come from and how their bytes are fetched."""
