"""Between crawl and store: clean what was fetched, teach templates, export, re-clean."""
