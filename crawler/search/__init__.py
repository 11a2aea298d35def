"""Search the stored articles by any word, also of one or two characters, with one index for every database.

Chinese has no spaces, and most words have two characters. SQLite's and PostgreSQL's own indexes of trigrams find none of
those, and their indexes of words need somebody to cut the text into words. So the index is of the pairs of neighbouring
characters (`terms`), in compressed blocks (`blocks`) that are rows like any others (`index`). It gives candidates; the text of
each has the last word (`find`).
"""
