"""Feeds and sitemaps of a site: the places that name them, the articles that they list, and what they say about these."""
