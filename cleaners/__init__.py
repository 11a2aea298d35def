"""Clean Chinese news pages: the article body, its metadata, and a ledger of everything that was removed.

>>> from cleaners import clean
>>> clean("<h1>标题</h1><p>……</p>", url="https://www.dutenews.com/p/1.html").headline
'标题'
"""

import gc
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.learning.learning import learn
    from cleaners.pipeline import clean, clean_text
    from cleaners.reading.given import Page
    from cleaners.template.file import hints, load_template, read_template
    from cleaners.template.layout import Template, TemplateError
    from cleaners.values import Block, Image, Label, Mark, Person, Removal, Video

__all__ = [
    "Article",
    "Block",
    "Image",
    "Label",
    "Mark",
    "Page",
    "Person",
    "Removal",
    "Template",
    "TemplateError",
    "Video",
    "clean",
    "clean_text",
    "hints",
    "learn",
    "load_template",
    "read_template",
]


def __getattr__(name: str) -> Any:
    """Every public name is loaded when it is first asked for: the command passes by here, and leaves cleaning to a worker
    process."""
    if name not in __all__:
        raise AttributeError(f"module 'cleaners' has no attribute {name!r}")
    value = getattr(_home_of(name), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _home_of(name: str) -> ModuleType:
    if name in ("clean", "clean_text"):
        return _load_pipeline()
    if name == "learn":
        from cleaners.learning import learning

        return learning
    if name in ("hints", "load_template", "read_template"):
        from cleaners.template import file

        return file
    if name in ("Template", "TemplateError"):
        from cleaners.template import layout

        return layout
    if name == "Page":
        from cleaners.reading import given

        return given
    if name == "Article":
        from cleaners import article

        return article
    from cleaners import values

    return values


def _load_pipeline() -> ModuleType:
    """Import the pipeline without garbage collections: it makes tens of thousands of objects that all stay, and searching
    them for cycles takes a twentieth of the import."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        from cleaners import pipeline
    finally:
        if was_enabled:
            gc.enable()
    return pipeline
