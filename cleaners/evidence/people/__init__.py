"""Who is named in a line, and as what: names, roles, pairs of both, bylines."""
