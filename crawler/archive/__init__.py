"""The steps between crawl and store: clean fetched pages, learn templates, export, clean again."""
