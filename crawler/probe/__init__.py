"""First contact with a site: a few requests, what they show, and a seed to begin with."""
