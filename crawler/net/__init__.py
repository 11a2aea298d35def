"""Everything that touches the network: guard, middlewares, pacing, fetch."""
