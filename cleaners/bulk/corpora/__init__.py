"""Columns and files that `cleaners.bulk.corpus` adds to the text: quality measures, personal data, provenance, the data
card."""
