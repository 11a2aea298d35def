"""Account for every character of a page, and render the account as an HTML report."""
