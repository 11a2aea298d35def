"""Arguments of the wrong type: an error that names the parameter and says what it takes."""

from __future__ import annotations


def expect(parameter: str, value: object, kinds: type | tuple[type, ...], expected: str, advice: str = "") -> None:
    """Raise TypeError unless a value is of one of these types; ``expected`` says in words what is."""
    if not isinstance(value, kinds):
        raise TypeError(f"{parameter} must be {expected}, not {type(value).__name__}{advice}")
