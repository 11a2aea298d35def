"""A site's seed and everything that depends on it: links, parts, recrawl intervals, shards."""
