"""Markup → a tree: parse it, ask it, and write it again. The only folder that uses lxml."""
