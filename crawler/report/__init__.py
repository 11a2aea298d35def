"""A site's report for a browser."""
