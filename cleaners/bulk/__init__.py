"""Clean whole archives on one machine: readers of inputs, shards of output, and the run that can be resumed."""
