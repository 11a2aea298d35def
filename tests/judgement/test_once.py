"""An attribute that is computed once."""

from __future__ import annotations

from cleaners.judgement.once import once


class _Counted:
    def __init__(self) -> None:
        self.asked = 0

    @once
    def answer(self) -> int | None:
        self.asked += 1
        return None if self.asked > 1 else 42


def test_it_is_computed_when_it_is_first_asked_for_and_never_again() -> None:
    counted, other = _Counted(), _Counted()
    assert counted.asked == 0
    assert (counted.answer, counted.answer, counted.asked) == (42, 42, 1)
    assert (other.asked, other.answer) == (0, 42)
