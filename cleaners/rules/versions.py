"""What made a row: the version of this package, a hash of its rules, and which meaning of the record its fields have."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

#: The version of the record: one more whenever a field is added or goes, or its meaning changes. CHANGELOG.md says for each
#: what changed.
RECORD_VERSION = 2


@cache
def cleaner_version() -> str:
    """The installed version of this package; ``0`` where it runs from its source without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dute")
    except PackageNotFoundError:
        return "0"


@cache
def rules_hash() -> str:
    """The first 16 hex digits of a SHA-256 over every rule's name, label and pattern, and all that it says of its surroundings, in their order."""
    from cleaners.reading.patterns import written
    from cleaners.rules import RULES

    digest = sha256()
    for rule in RULES:
        said = (rule.where, rule.effect, rule.strength, rule.opens, str(rule.weight_after), rule.states or "")
        parts = (rule.name, rule.label, written(rule.pattern), *said, str(rule.max_chars), str(rule.sentences))
        digest.update("\x00".join(parts).encode() + b"\x01")
    return digest.hexdigest()[:16]
