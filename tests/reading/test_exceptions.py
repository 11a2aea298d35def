"""What is raised while the parser calls us leaves `clean`: Ctrl-C, a time limit of the caller's. Only what has no room is cut."""

from __future__ import annotations

import signal
import time
from typing import Any

import pytest

from cleaners import clean
from cleaners.reading import elements, segment

#: Elements of unknown names ask Python code what they are, inside the parser's calls.
PAGE = "<h1>新桥今天通车</h1><p>大桥今天上午通车，两岸往返只要十分钟，镇上的人都来看。<x-y>甲</x-y><u-v>乙</u-v>"


class OddError(Exception):
    pass


def raise_once(monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int = 1) -> list[Any]:
    """Have the n-th unknown name raise; the names that were asked for."""
    asked: list[Any] = []
    usual = elements._Sorts.__missing__

    def missing(self: Any, tag: Any) -> int:
        asked.append(tag)
        if len(asked) == at:
            raise error
        return usual(self, tag)

    monkeypatch.setattr(elements._Sorts, "__missing__", missing)
    return asked


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3), OddError("甲"), RecursionError()], ids=repr)
def test_an_exception_leaves_clean(monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int) -> None:
    asked = raise_once(monkeypatch, error, at)
    with pytest.raises(type(error)) as caught:
        clean(PAGE)
    assert caught.value is error
    assert len(asked) == at  # nothing is read on


@pytest.mark.parametrize("error", [MemoryError(), OverflowError()], ids=repr)
def test_what_has_no_room_is_read_by_a_tree(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    expected = clean(PAGE).to_dict()
    with monkeypatch.context() as patch:
        asked = raise_once(patch, error)
        if segment.IS_COMPILED:  # there is another way behind the first one
            assert clean(PAGE).to_dict() == expected
            assert len(asked) > 1
        else:
            with pytest.raises(type(error)):
                clean(PAGE)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there are no such timers here")
def test_what_a_signal_raises_leaves_clean() -> None:
    page = "".join(f"<t{number}>水</t{number}>" for number in range(20_000)).encode()
    fired: list[float] = []

    def on_alarm(*_: Any) -> None:
        fired.append(time.perf_counter())
        raise KeyboardInterrupt

    start = time.perf_counter()
    clean(page)
    whole = time.perf_counter() - start
    usual = signal.signal(signal.SIGALRM, on_alarm)
    left = 0
    try:
        for part in range(1, 13):
            try:
                signal.setitimer(signal.ITIMER_REAL, whole * part / 20)
                clean(page)
                signal.setitimer(signal.ITIMER_REAL, 0)
            except KeyboardInterrupt:
                left += 1
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, usual)
    assert left == len(fired) > 0
