"""Turn bytes into blocks: decode, parse, walk."""
