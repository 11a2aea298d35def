"""What `cleaners.bulk.corpus` writes beside the text: quality measures, personal data, provenance, and the data card."""
