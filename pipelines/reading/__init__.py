"""Reading: what is readable in an article, its text and what is known of its publication."""
