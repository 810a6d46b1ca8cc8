"""The annotated corpus: its readable source form, its checks, and the files built from it."""
