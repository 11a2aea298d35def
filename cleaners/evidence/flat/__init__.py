"""A flattened text as people have it: what a tool, an app or a sheet of paper made of its lines is undone before they are read.

Each form is known by its own evidence (`marks`, `reader`, `markdown`, `shared`, `wrapped`, `one_line`), so is what
stands around a text where all of a page was copied (`chat`, `microblog`, `others`, `posts`, `fringes`), and a text without any
passes through as it is: a list, a poem and words about markup look a bit like it, and stay.
"""
