"""Bytes become blocks: decode, parse, walk."""
