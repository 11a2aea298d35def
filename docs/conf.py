"""The manual's configuration. One command builds it: ``sphinx-build -W -n docs docs/_build``.

Sphinx with MyST and Furo: pages are Markdown, as README and CONTRIBUTING are; the reference comes from docstrings, the parser and
the tables without a plugin of one author; ``-W -n`` refuses a page with a dead reference.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent / "_ext"), str(Path(__file__).parents[1])]

project = "dute"
author = "the authors of dute"
release = version = installed_version("dute")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_argparse_cli", "docstrings", "store_tables"]
exclude_patterns = ["_build", "_ext", "examples"]
default_role = "literal"  # docstrings name things in single backticks

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_typehints = "signature"
autodoc_member_order = "bysource"

# Types in signatures that have no page here: the standard library's, and what `Template.with_hints` takes besides a `Template`.
nitpick_ignore_regex = [("py:class", r"(collections\.abc|os|pathlib)\..*")]
nitpick_ignore = [("py:class", "cleaners.template.layout.Layout")]

html_theme = "furo"
html_title = "dute"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_copyright = False
html_theme_options = {"navigation_with_keys": True}

CHINESE = "zh/"


def _name_language(app: Any, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Chinese pages say so in their markup: browsers choose the font by it, screen readers the voice."""
    if page.startswith(CHINESE):
        context["language"] = "zh-CN"


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("html-page-context", _name_language)
