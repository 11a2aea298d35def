"""Self-contained HTML documents in English and Chinese: template, styles, words and script in one file that loads and runs
nothing else.

Text from a page is escaped by Jinja2's autoescaping, which cannot be forgotten in one place. The document's
Content-Security-Policy (level 2) is the second defence: it allows one style sheet and one script by the SHA-256 of their text,
and nothing else: no picture, frame, request, inline handler or ``style`` attribute.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any

from cleaners.report.data import DocumentError, read_data
from cleaners.report.words import Words

#: Scripts that run before a document's own.
_SHARED = ("/base.js", "/language.js")


def render_document(
    package: str, template: str, *, styles: Sequence[str], scripts: Sequence[str], words: Words, **values: Any
) -> str:
    """A complete HTML document as text. ``package`` is ``cleaners`` or ``crawler``; style sheets and scripts are concatenated
    in order, and a leading ``/`` marks files of ``cleaners``. ``words`` are the document's texts. Raises DocumentError."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # not needed without reports
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
    """The Content-Security-Policy of a document with exactly this style sheet and this script."""
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
