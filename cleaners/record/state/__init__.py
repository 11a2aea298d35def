"""Read the article from the data in a page's scripts, if its elements do not show it."""
