"""How files are cut into the spans that workers read."""

from __future__ import annotations

import pytest

from cleaners.bulk.readers import KINDS

CUT = KINDS["WARC, gzip"].cut
MIB = 1 << 20


@pytest.mark.parametrize(("total", "start"), [(100, 0), (71_209_017, 0), (71_209_017, 70_000_001), (300 * MIB, 5)])
def test_spans_follow_one_another_to_the_end(total: int, start: int) -> None:
    spans = list(CUT("pages.warc.gz", total, start) or ())
    assert [span.start for span in spans] == [start, *[span.end for span in spans[:-1]]]
    assert spans[-1].end is None
    assert [span.is_exact for span in spans] == [True] + [False] * (len(spans) - 1)


def test_spans_become_shorter_towards_the_end() -> None:
    lengths = [(span.end or 100 * MIB) - span.start for span in CUT("pages.warc.gz", 100 * MIB, 0) or ()]
    assert lengths[0] == 2 * MIB
    assert lengths == sorted(lengths, reverse=True)
    assert max(lengths[-4:]) <= MIB // 4


def test_an_empty_file_is_one_span() -> None:
    assert [(span.start, span.end) for span in CUT("pages.warc.gz", 0, 0) or ()] == [(0, None)]
