"""The top of an article: its headline where nothing names it, and what the pictures there are."""
