"""A site's seed and what follows from it: links, parts, recrawl intervals, shards."""
