"""The article that stands in what the scripts of a page hold, where its elements show none."""
