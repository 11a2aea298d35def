"""What pages say that are there for a thing and not for a story."""
