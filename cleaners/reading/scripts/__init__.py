"""Read the values in a page's scripts without running them."""
