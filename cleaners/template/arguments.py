"""What the public functions take, checked before anything is done: a page, and its address, headers and template."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NoReturn

from cleaners.arguments import expect


def check_arguments(url: object, headers: object, template: object) -> None:
    """Raise TypeError for a value of the wrong type; all of them may be None."""
    if url is not None:
        expect("url", url, str, "a str or None")
    if headers is not None:
        _check_headers(headers)
    if template is not None:
        check_template(template)


def check_text(text: object, url: object, template: object) -> None:
    """Raise TypeError for a value of the wrong type, in place of a text without markup or beside it."""
    expect("text", text, str, "a str", "; clean() takes pages in other forms")
    check_arguments(url, None, template)


def check_template(template: object) -> None:
    """Raise TypeError for what is no template."""
    from cleaners.template.layout import Template  # most pages are cleaned without one

    advice = ""
    if isinstance(template, (str, os.PathLike)):
        advice = "; load_template() reads a file, read_template() a text"
    elif isinstance(template, Mapping):
        advice = "; hints() and read_template() make one of a table"
    expected = "a Template (of learn(), load_template(), read_template() or hints()) or None"
    expect("template", template, Template, expected, advice)


def refuse_page(page: object) -> NoReturn:
    """Raise TypeError for what is no page in any form."""
    raise TypeError(
        "page must be bytes, str, a path, an open file, a response, a BeautifulSoup object or an lxml element, "
        f"not {type(page).__name__}"
    )


def _check_headers(headers: object) -> None:
    items = getattr(headers, "items", None)  # those of an e-mail message, as of urllib, are no Mapping
    if not callable(items):
        raise TypeError(f"headers must be a mapping of names to values or None, not {type(headers).__name__}")
    for name, _ in items():
        expect("a name in headers", name, (str, bytes), "a str")
