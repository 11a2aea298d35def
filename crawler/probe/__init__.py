"""First contact with a site: a few requests, the findings, and a suggested seed."""
