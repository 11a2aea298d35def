"""The fit of confidence's weights, by hand where it can be, and what they are worth on pages that they were not fitted on."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from benchmarks import calibration, logistic
from benchmarks.calibration import OUT, Judged, rows_of, share_right, stand_ins
from benchmarks.logistic import Model, Row
from cleaners.judgement import confidence
from cleaners.judgement.confidence import OF_REFUSAL, OF_TEXT, RefusalSigns, TextSigns
from cleaners.record.opinion import STANDS_IN

SOUND = TextSigns(1.0, 1.0, 1.0, 1.0, 0.2, 0.0, 0.0, 0.0)


def judged(of: str, is_right: bool = True, signs: TextSigns | RefusalSigns | None = SOUND, without: str = "") -> Judged:
    return Judged(of, "group", signs, 0.9, is_right, not isinstance(signs, RefusalSigns), without)


def test_without_numbers_the_chance_is_the_share() -> None:
    model = logistic.fit([Row((), True, 3.0), Row((), False, 1.0)], ())
    assert model.probability(()) == pytest.approx(0.75, abs=1e-4)


def test_a_number_that_says_something_gets_its_weight() -> None:
    # 9 of 10 against 1 of 10, many times over, so that the penalty is little: logits of ± log 9
    rows = [Row((1.0,), True, 9e4), Row((1.0,), False, 1e4), Row((0.0,), True, 1e4), Row((0.0,), False, 9e4)]
    model = logistic.fit(rows, (1,))
    assert model.bias == pytest.approx(-math.log(9), abs=0.01)
    assert model.weights[0] == pytest.approx(2 * math.log(9), abs=0.01)


def test_a_weight_stays_on_its_side_and_leaves_the_rest_to_the_bias() -> None:
    rows = [Row((1.0,), True, 9.0), Row((1.0,), False, 1.0), Row((0.0,), True, 1.0), Row((0.0,), False, 9.0)]
    model = logistic.fit(rows, (-1,))
    assert model == Model((0.0,), pytest.approx(0.0, abs=1e-6))


def test_few_rows_are_believed_less_than_many() -> None:
    rows = [Row((1.0,), True), Row((0.0,), False)]
    assert (
        0
        < logistic.fit(rows, (1,)).weights[0]
        < logistic.fit([row._replace(weight=50.0) for row in rows], (1,)).weights[0]
    )


def test_a_start_changes_nothing_but_the_time() -> None:
    rows = [Row((0.2, 1.0), True), Row((0.9, 0.0), True), Row((0.4, 0.0), False), Row((0.1, 1.0), False)]
    plain, started = logistic.fit(rows, (1, -1)), logistic.fit(rows, (1, -1), Model((3.0, -2.0), 1.0))
    assert started.bias == pytest.approx(plain.bias, abs=1e-3)
    assert started.weights == pytest.approx(plain.weights, abs=1e-3)


def test_without_rows_nothing_is_fitted() -> None:
    with pytest.raises(ValueError, match="no rows"):
        logistic.fit([], ())


def test_drawn_pages_count_together_for_what_their_set_counts_for() -> None:
    pages = [judged("zh-gold"), *(judged("spliced") for _ in range(4)), judged(OUT, without="second.head")]
    pages += [judged(OUT, without="second.note"), judged(OUT, without="second.note")]
    weights = [row.weight for _, row in rows_of(TextSigns, pages)]
    half = calibration.LEFT_OUT / 2
    assert weights == [1.0, *[calibration.SPLICED / 4] * 4, half, half / 2, half / 2]


def test_without_an_act_a_page_says_nothing_of_acts() -> None:
    pages = [judged("zh-gold"), judged("fixtures", signs=SOUND._replace(acted=1.0)), judged(OUT, without="second.head")]
    assert [row.numbers[TextSigns._fields.index("acted")] for _, row in rows_of(TextSigns, pages)] == [0.0, 1.0, 0.5]


def test_share_right_by_hand() -> None:
    right, wrong = judged("fixtures"), judged("fixtures", is_right=False)
    assert share_right([(right, 0.95), (right, 0.9), (wrong, 0.99), (right, 0.89), (wrong, 0.2)]) == (2 / 3, 2 / 3)


def test_pages_of_another_extractor_are_no_rows_and_are_counted() -> None:
    other = Judged("spliced", "feed", None, STANDS_IN, False, True)
    assert rows_of(TextSigns, [other]) == []
    assert stand_ins([other, judged("fixtures")]) == (1, 0)


def test_the_table_has_pages_and_shares_by_tenths() -> None:
    found = [(judged("fixtures"), 0.95), (judged("fixtures", is_right=False), 0.97), (judged(OUT, False), 0.3)]
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in calibration.table(found).splitlines()]
    assert lines[2] == ["0.9", "2: 50.0%", "–", "2: 50.0%"]
    assert lines[8] == ["0.3", "–", "1: 0.0%", "–"]


def test_weights_are_printed_as_they_stand() -> None:
    source = Path(confidence.__file__).read_text("utf-8")
    for kind, (weights, bias) in ((TextSigns, OF_TEXT), (RefusalSigns, OF_REFUSAL)):
        printed = calibration.constant(kind, Model(tuple(weights), bias))
        assert printed.partition(" = ")[2] in source


@pytest.mark.slow
def test_a_sure_text_is_right_on_sites_and_splices_that_were_left_out(shared: Path) -> None:
    pages = calibration.every_judged(shared / "corpora", (3,))
    found = calibration.left_out(TextSigns, pages)
    right, sure = share_right(item for item in found if item[0].set != OUT)
    assert right >= calibration.HELD
    assert sure >= 0.9
    real = [item for item in found if item[0].set in ("zh-gold", "zh-modern")]
    assert share_right(real)[0] >= calibration.HELD
