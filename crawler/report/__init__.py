"""Render the report of a site as an HTML document."""
