"""What a page's scripts hold, read without running them."""
