"""What became of every character of a page: the account and the HTML report."""
