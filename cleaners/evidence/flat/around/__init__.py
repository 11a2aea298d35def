"""What stands around or beside the text of a copied page: its copies, other stories, and what a reader repeats of it."""
