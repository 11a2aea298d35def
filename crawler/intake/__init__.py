"""Pages from elsewhere into the store: what people saved, and what other crawls archived."""
