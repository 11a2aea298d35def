"""The address that earlier versions documented: the module is `cleaners.evidence.fingerprint`."""

from cleaners.evidence.fingerprint import (
    GRAM,
    MAX_NEAR,
    SAME,
    SKETCH,
    Fingerprint,
    cluster,
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
