"""Match a page against its site's template."""
