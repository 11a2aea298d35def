"""The Scrapy project of this package: a folder that a command adds to the import path. It is not installed as a top-level
package.

Hundreds of public Scrapy projects call their own package ``crawler``, as this one does. In an installation, ours is inside this
package, where no import finds it, so ``scrapy`` in another project sees only that project. A command that crawls, or reads the
store of a crawl, first calls `put_on_path`. In a checkout, the project is beside this package.
"""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
_CARRIED = os.path.join(_HERE, "_project")

#: The folder that contains our package ``crawler``: inside this package in an installed wheel, otherwise the checkout.
FOLDER = _CARRIED if os.path.isdir(_CARRIED) else os.path.dirname(_HERE)

#: The pages of the demo, in the wheel or in the checkout.
DEMO_SITE = os.path.join(FOLDER, "demo_site" if FOLDER == _CARRIED else os.path.join("fixtures", "demo"))


class ForeignProjectError(ImportError):
    """Another package called ``crawler`` is loaded in this process; the message names it."""


def put_on_path() -> None:
    """Make ``import crawler`` import our own package in this process, regardless of other entries in the path.

    Raises ForeignProjectError if another package of that name is already loaded.
    """
    loaded = sys.modules.get("crawler")
    if loaded is not None and (foreign := _elsewhere(loaded)):
        raise ForeignProjectError(
            f"another package called crawler is already loaded ({foreign}): run dute in a separate process"
        )
    if sys.path[:1] != [FOLDER]:
        sys.path.insert(0, FOLDER)


def command(*arguments: str) -> list[str]:
    """The command line that runs this very ``dute`` with other arguments in a separate process (see `python`)."""
    return [*python("from dute.cli import main; sys.exit(main())"), *arguments]


def python(statements: str) -> list[str]:
    """The command line that runs statements in a separate process, which has imported ``sys``.

    The child imports nothing from the current folder, and finds this package where this process found it.
    """
    home = os.path.dirname(_HERE)
    found = f"import sys; sys.path[:0] = [] if {home!r} in sys.path else [{home!r}]; "
    return [sys.executable, "-P", "-c", found + statements]


def _elsewhere(loaded: object) -> str | None:
    """The location of a loaded ``crawler``; None if it is ours."""
    places = [os.path.realpath(place) for place in getattr(loaded, "__path__", ())]
    ours = os.path.realpath(os.path.join(FOLDER, "crawler"))
    return None if ours in places else str(getattr(loaded, "__file__", None) or places or loaded)
