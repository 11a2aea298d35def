"""The address that earlier versions documented: the modules are `cleaners.evidence.fingerprint` and `.copies`."""

from cleaners.evidence.copies import cluster
from cleaners.evidence.fingerprint import (
    GRAM,
    MAX_NEAR,
    SAME,
    SKETCH,
    Fingerprint,
    fingerprint,
    is_same_story,
    similarity,
)

__all__ = [
    "GRAM",
    "MAX_NEAR",
    "SAME",
    "SKETCH",
    "Fingerprint",
    "cluster",
    "fingerprint",
    "is_same_story",
    "similarity",
]
