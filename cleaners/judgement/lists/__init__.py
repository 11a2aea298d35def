"""Pages made of links, teasers or readers' posts instead of a story."""
