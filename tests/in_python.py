"""Pages cleaned without any compiled module: ``python -m tests.in_python FIRST COUNT`` prints what became of the fixtures' pages
and of so many broken pages from that seed on, as a JSON object of hashes."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.abc import MetaPathFinder
from typing import Any

from tests.both_forms import AsSource

#: The modules written in Cython alone, by their names.
COMPILED = (
    *("_bytes", "_sheets"),
    *("_parser", "_tags", "_tape", "_events", "_head"),
    *("_line", "_pictures", "_hiding", "_blocks", "_nesting", "_collect", "_walk"),
)


class Blocker(MetaPathFinder):
    """Keeps the compiled modules from being imported, as where there is none."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> None:
        if name.startswith("cleaners.") and name.rpartition(".")[2] in COMPILED:
            raise ImportError(name)


def outcomes(first: int, count: int) -> dict[str, str]:
    """A hash of all that cleaning gives, for the fixtures' pages and for broken ones by their seeds."""
    from cleaners import clean, clean_text
    from tests.fixture_pages import all_pages
    from tests.fuzz import make

    found = {page.name: hash_of(clean(page.data, "https://www.example.com/1.html")) for page in all_pages()}
    for made in map(make, range(first, first + count)):
        found[str(made.seed)] = hash_of(clean(made.data, headers=made.headers))
        found[f"{made.seed} as text"] = hash_of(clean_text(made.text))
    return found


def hash_of(article: Any) -> str:
    whole = [article.to_dict(), [[*map(repr, block)] for block in article.blocks]]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=True).encode()).hexdigest()[:16]


if __name__ == "__main__":
    sys.meta_path[:0] = [Blocker(), AsSource()]
    print(json.dumps(outcomes(int(sys.argv[1]), int(sys.argv[2]))))
