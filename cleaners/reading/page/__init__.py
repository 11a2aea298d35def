"""Read and walk a page without a tree, compiled: the parser's events become rows, and the rows become blocks."""
