"""Whole archives through the cleaner on one machine: readers, shards, and the run that resumes."""
