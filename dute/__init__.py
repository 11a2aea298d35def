"""The public API: the API of `cleaners`, and ``fetch_and_clean``, which also fetches the page. ``python -m dute`` is the
command.

>>> from dute import clean
>>> clean("<h1>标题</h1><p>……</p>", url="https://www.dutenews.com/p/1.html").headline
'标题'
"""

from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaners import (
        Article,
        Block,
        Image,
        Label,
        Mark,
        Page,
        Person,
        Removal,
        Template,
        TemplateError,
        Video,
        clean,
        clean_text,
        hints,
        learn,
        load_template,
        read_template,
    )
    from dute.fetching import FetchError, fetch_and_clean

__all__ = [
    "Article",
    "Block",
    "FetchError",
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
    "fetch_and_clean",
    "hints",
    "learn",
    "load_template",
    "read_template",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that the command starts without the library."""
    if name not in __all__:
        raise AttributeError(f"module 'dute' has no attribute {name!r}")
    value = getattr(_home_of(name), name)
    globals()[name] = value
    return value


def _home_of(name: str) -> ModuleType:
    if name in ("FetchError", "fetch_and_clean"):
        from dute import fetching

        return fetching
    import cleaners

    return cleaners


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
