"""The top of an article: its headline, kicker and deck, and which pictures there are its own."""
