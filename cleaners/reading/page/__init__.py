"""A page read and walked over without a tree, compiled: the parser's events as rows, and the rows as blocks."""
