"""The cleaner as a part of engines that need a class of theirs; see docs/howto/engines.md for those that take a function."""
