"""An article as Markdown, HTML or a list of blocks."""
