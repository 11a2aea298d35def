"""Import pages into the store: pages that people saved, and archives of other crawls."""
