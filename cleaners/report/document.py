"""Self-contained HTML documents: a template, its styles and its script in one file that loads nothing and runs nothing else.

Text from a page is escaped by Jinja2's automatic escaping, which cannot be forgotten in one place, and the document's own
policy is the second wall: Content-Security-Policy level 2 allows one style sheet and one script by the SHA-256 of their
text, and nothing besides. No picture, no frame, no request, no inline handler and no ``style`` attribute.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

#: Where templates, style sheets and scripts lie: data files beside the modules of a package.
_FOLDER = "report"


class DocumentError(RuntimeError):
    """A data file of this package that is not there, or that would end its own element."""


def render_document(
    package: str, template: str, *, styles: Sequence[str], scripts: Sequence[str], **values: Any
) -> str:
    """A whole HTML document as text. ``package`` is ``cleaners`` or ``crawler``; style sheets and scripts are joined in
    their order, those of ``cleaners`` with a leading ``/``. Raises DocumentError.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # only where a report is made
    from markupsafe import Markup

    style = _joined(package, styles, "</style")
    script = _joined(package, scripts, "</script")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: read_data(package, name)),
    )
    environment.filters["number"] = lambda value: f"{value:,}"
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


def read_data(package: str, name: str) -> str:
    """A data file of a package; a name with a leading ``/`` is one of ``cleaners``. Raises DocumentError."""
    owner, name = ("cleaners", name[1:]) if name.startswith("/") else (package, name)
    file = files(owner) / _FOLDER / name
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise DocumentError(f"{owner}/{_FOLDER}/{name} is not installed: reinstall dute") from error


def _joined(package: str, names: Sequence[str], end: str) -> str:
    text = "\n".join(read_data(package, name) for name in names)
    if end in text.lower():
        raise DocumentError(f"{', '.join(names)}: {end} inside would end the element")
    return text


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
