"""Bytes → text: which encoding a page has."""
