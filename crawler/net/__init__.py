"""Everything that uses the network: guard, middlewares, pacing, turns, single addresses."""
