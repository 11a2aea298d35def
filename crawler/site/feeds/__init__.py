"""Feeds and sitemaps of a site: where they are named, what they list, and what they say of its articles."""
