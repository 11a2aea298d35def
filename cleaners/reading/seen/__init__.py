"""Determine what a reader sees of a page, and in which lines."""
