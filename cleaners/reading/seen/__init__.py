"""What of a page a reader sees, and as which lines."""
