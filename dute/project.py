"""The Scrapy project of this package: a folder that a command puts on the path, never a name in the environment.

Hundreds of public Scrapy projects call their own package ``crawler``, as ours does. Installed, ours lies inside this package,
where no import finds it: ``scrapy`` in somebody's own project sees that project alone. A command that crawls, or reads the
store of a crawl, calls `put_on_path` first. In a checkout the project stands beside this package.
"""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_CARRIED = os.path.join(_HERE, "_project")

#: The folder that holds our package ``crawler``: inside this package in an installed wheel, else the checkout.
FOLDER = _CARRIED if os.path.isdir(_CARRIED) else os.path.dirname(_HERE)

#: What is not Python: the seeds of sites and the pages of the demo, where the wheel or the checkout has them.
DEMO_SITE = os.path.join(FOLDER, "demo_site" if FOLDER == _CARRIED else os.path.join("fixtures", "demo"))


class ForeignProjectError(ImportError):
    """A package ``crawler`` that is not ours is loaded in this process; the message names it."""


def put_on_path() -> None:
    """Make ``import crawler`` find our own in this process, whatever else the path holds.

    Raises ForeignProjectError if a module of that name from elsewhere is loaded already.
    """
    loaded = sys.modules.get("crawler")
    if loaded is not None and (foreign := _elsewhere(loaded)):
        raise ForeignProjectError(
            f"another package called crawler is already loaded ({foreign}): run dute in a separate process"
        )
    if sys.path[:1] != [FOLDER]:
        sys.path.insert(0, FOLDER)


def command(*arguments: str) -> list[str]:
    """The command line of this very ``dute`` with other arguments, for a process of its own (`python`)."""
    return [*python("from dute.cli import main; sys.exit(main())"), *arguments]


def python(statements: str) -> list[str]:
    """The command line that runs statements in a process of its own, which has imported ``sys``.

    The child takes nothing from the current folder, and finds this package where this process found it.
    """
    home = os.path.dirname(_HERE)
    found = f"import sys; sys.path[:0] = [] if {home!r} in sys.path else [{home!r}]; "
    return [sys.executable, "-P", "-c", found + statements]


def _elsewhere(loaded: object) -> str | None:
    """Where a loaded ``crawler`` comes from; None if it is ours."""
    places = [os.path.realpath(place) for place in getattr(loaded, "__path__", ())]
    ours = os.path.realpath(os.path.join(FOLDER, "crawler"))
    return None if ours in places else str(getattr(loaded, "__file__", None) or places or loaded)
