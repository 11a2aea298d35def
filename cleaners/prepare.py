"""Make at once all that a start would have to make: ``python -m cleaners.prepare FILE``, run when the package is built."""

from __future__ import annotations

import sys
from typing import Any

# All that cleaning a page takes.
import cleaners.evidence.documents
import cleaners.evidence.founder
import cleaners.evidence.photo_credits
import cleaners.judgement.purpose.comments
import cleaners.judgement.purpose.others
import cleaners.judgement.purpose.specials
import cleaners.judgement.told
import cleaners.judgement.top.title_names
import cleaners.pipeline
import cleaners.reading.coding.supersets
import cleaners.reading.seen.bodies
import cleaners.reading.tree.serialize
import cleaners.reading.tree.strip
import cleaners.reading.tree.wide
import cleaners.record.opinion
import cleaners.render.markdown
import cleaners.rules.things.kinds
import cleaners.rules.things.lines  # noqa: F401
from cleaners.reading import kept
from cleaners.reading.patterns import key_of, packed, parts_of, patterns_of_modules
from cleaners.rules import RULES, indexes_to_keep


def everything() -> dict[Any, Any]:
    """The compiled form of every pattern of the library's modules and of every rule, and the index of the rules."""
    indexes = indexes_to_keep()
    patterns = [*patterns_of_modules(), *((rule.pattern, 0) for rule in RULES)]
    return {**{key_of(*pattern): packed(parts_of(*pattern)) for pattern in patterns}, **indexes}


if __name__ == "__main__":
    kept.write(sys.argv[1] if len(sys.argv) > 1 else kept.PATH, everything())
