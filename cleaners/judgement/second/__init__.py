"""The second look: labels held against the page once more, contradictions by name, each with its remedy."""
