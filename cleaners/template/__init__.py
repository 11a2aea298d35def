"""Hold a page against its site's template."""
