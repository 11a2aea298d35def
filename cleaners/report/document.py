"""Self-contained HTML documents in English and Chinese: a template, its styles, its words and its script in one file that loads
nothing and runs nothing else.

Text from a page is escaped by Jinja2's automatic escaping, which cannot be forgotten in one place, and the document's own
policy is the second wall: Content-Security-Policy level 2 allows one style sheet and one script by the SHA-256 of their
text, and nothing besides. No picture, no frame, no request, no inline handler and no ``style`` attribute.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from cleaners.report.data import DocumentError, read_data
from cleaners.report.words import Words

#: Scripts that every document runs before its own.
_SHARED = ("/base.js", "/language.js")


def render_document(
    package: str, template: str, *, styles: Sequence[str], scripts: Sequence[str], words: Words, **values: Any
) -> str:
    """A whole HTML document as text. ``package`` is ``cleaners`` or ``crawler``; style sheets and scripts are joined in
    their order, those of ``cleaners`` with a leading ``/``. ``words`` is what the document says. Raises DocumentError.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # only where a report is made
    from markupsafe import Markup

    style = _joined([read_data(package, name) for name in ("/base.css", *styles)], "</style")
    files = [read_data(package, name) for name in (*_SHARED, *scripts)]
    script = _joined([files[0], words.as_script(), *files[1:]], "</script")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: read_data(package, name)),
    )
    environment.filters["number"] = lambda value: f"{value:,}"
    environment.globals.update(words=words, say=words.say)
    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704 - files of this package, hashed in the policy
    return environment.get_template(template).render(policy=policy(style, script), **own, **values)


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a document with this one style sheet and this one script."""
    sources = (
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(sources)


def _joined(texts: Sequence[str], end: str) -> str:
    text = "\n".join(texts)
    if end in text.lower():
        raise DocumentError(f"{end} inside would end the element")
    return text


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
