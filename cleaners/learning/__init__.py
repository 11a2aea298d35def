"""Learn a site's template from its pages, and watch for drift."""
