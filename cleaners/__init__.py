"""Clean Chinese news pages: the editorial body and its metadata, and a ledger of everything that was taken out.

>>> from cleaners import clean
>>> clean("<h1>标题</h1><p>……</p>", url="https://www.dutenews.com/p/1.html").headline
'标题'
"""

from typing import TYPE_CHECKING, Any

from cleaners.article import Article, Block, Image, Label, Mark, Person, Removal, Video
from cleaners.pipeline import clean, clean_text

if TYPE_CHECKING:
    from cleaners.learning import learn
    from cleaners.template import Template, TemplateError

__all__ = [
    "Article",
    "Block",
    "Image",
    "Label",
    "Mark",
    "Person",
    "Removal",
    "Template",
    "TemplateError",
    "Video",
    "clean",
    "clean_text",
    "learn",
]


def __getattr__(name: str) -> Any:
    """What few callers need is loaded when it is first asked for: learning a template needs more than cleaning."""
    if name == "learn":
        from cleaners.learning import learn

        return learn
    if name in ("Template", "TemplateError"):
        from cleaners import template

        return getattr(template, name)
    raise AttributeError(f"module 'cleaners' has no attribute {name!r}")
