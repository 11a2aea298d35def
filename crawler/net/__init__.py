"""Everything that touches the network: guard, middlewares, pacing, turns, single addresses."""
