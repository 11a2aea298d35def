"""Search the stored articles by any word, also of one or two characters, with the same index in every database.

Chinese has no spaces, and most words have two characters. The trigram indexes of SQLite and PostgreSQL cannot find such words,
and their word indexes need a segmenter. So this index contains pairs of adjacent characters (`terms`), in compressed blocks
(`blocks`) that are ordinary rows (`index`). The index gives candidates, which are then verified in their texts (`find`).
"""
