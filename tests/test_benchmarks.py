"""The harness's own arithmetic: a wrong score would praise a wrong extractor."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest

from benchmarks import quality, score, speed
from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS, Extractor, Result
from benchmarks.tables import markdown_table, width
from cleaners import clean


def test_a_token_is_a_han_character_or_a_word() -> None:
    assert score.tokens("新桥2号 opens，今天！") == ["新", "桥", "2", "号", "opens", "今", "天"]


def test_shingle_score_by_hand() -> None:
    # gold: abcd bcde cdef; predicted: bcde cdef defg: two of three on both sides
    found = score.shingle_score(list("bcdefg"), list("abcdef"))
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)


def test_shingle_score_at_the_edges() -> None:
    assert score.shingle_score([], []).f1 == 1.0
    assert score.shingle_score([], list("abcd")).f1 == 0.0
    assert score.shingle_score(list("ab"), list("ab")).f1 == 1.0  # shorter than a shingle: compared whole


def test_neutral_takes_short_boilerplate_and_the_headline_but_no_text() -> None:
    text = "新桥通车了\n责任编辑：赵一鸣\n编辑部里的灯还亮着，扫码进来的读者络绎不绝，一直到深夜里都没有停下来的意思，值班的人换了三拨也没歇着。\n分享 3"
    assert score.neutral(text, ["新桥通车了！"]).splitlines() == [score.normalize(text.splitlines()[2])]


def test_leftovers_are_counted_beyond_the_gold() -> None:
    assert score.leftovers("正文\n粤ICP备00000000号\n扫码关注", "正文说到扫码") == {"icp": 1}


def test_lost_characters_by_multiset() -> None:
    assert score.lost_characters("桥桥", "桥桥桥 通车") == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2022年2月3日 10:00", "2022-02-03"), ("20220203", "2022-02-03"), ("2022-13-40", ""), (None, "")],
)
def test_day(text: str | None, expected: str) -> None:
    assert score.day(text) == expected


def test_authors_are_right_when_one_name_is_shared() -> None:
    assert score.is_author_right("赵一鸣 钱二", "钱二;孙三")
    assert not score.is_author_right("赵一鸣", "孙三")
    assert not score.is_author_right("", "孙三")


def test_the_method_is_that_of_the_shared_pages(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "corpora" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for case in read_corpus(shared / "corpora" / "zh-gold")[:12]:
        assert case.gold is not None
        predicted = case.gold[: len(case.gold) // 2] + "\n粤ICP备1号\n责任编辑：赵一鸣\n" + case.text[:500]
        gold = {**case.meta, "title": None, "with": None, "without": None}
        expected = theirs.score_case({"text": predicted}, case.gold, gold)
        row = quality._row(case, Result(predicted), 1.0, 1.0, False)
        assert (row.f1, row.f1n) == (pytest.approx(expected["f1"]), pytest.approx(expected["f1n"]))
        assert sum(row.leftovers.values()) == sum(expected["left"].values())


def test_a_crash_is_counted_and_not_fatal() -> None:
    def crash(case: Case) -> Result:
        raise RuntimeError

    row = quality.run_page(crash, Case("x", b"<p>x</p>", "正文在这里", {}))
    assert row.failed
    assert row.f1n == 0.0


def test_summary_has_a_cell_for_every_column() -> None:
    row = quality.run_page(
        lambda case: Result("正文在这里"), Case("x", b"<p>x</p>", "正文在这里", {"date": "2020-01-02"})
    )
    line = quality.summary("x", [row])
    assert len(line) == len(quality.HEADER)
    assert line[1:5] == ["1.000", "1.000", "0", "1.000"]
    assert line[7] == "–"


def test_wrong_dates_are_counted_and_an_extractor_without_dates_is_not() -> None:
    case = Case("x", b"<p>x</p>", "正文在这里", {"date": "2020-01-02"})
    wrong = quality.run_page(lambda case: Result("正文在这里", date="2021-01-02"), case)
    right = quality.run_page(lambda case: Result("正文在这里", date="2020-01-02T08:00:00+08:00"), case)
    assert quality.summary("x", [wrong, right])[7] == "1/2"
    assert quality.summary("x", [wrong])[7] == "0/1"


def _row(text: str) -> quality.Row:
    return quality.run_page(lambda case: Result(text), Case("x", b"<p>x</p>", "正文在这里", {}))


def test_the_table_is_sorted_by_mean_neutral_f1() -> None:
    results = {"poor": [_row("别的"), _row("正文在这里")], "none": [], "good": [_row("正文在这里")], "bad": [_row("")]}
    assert [name for name, _ in quality.by_neutral_f1(results)] == ["good", "poor", "bad", "none"]


def test_raw_f1_counts_a_credit_line_and_neutral_f1_does_not() -> None:
    row = _row("正文在这里\n责任编辑：赵一鸣")
    assert row.f1n == 1.0
    assert row.f1 is not None
    assert row.f1 < 0.5


def test_a_page_is_timed_by_the_processor() -> None:
    def sleep(case: Case) -> Result:
        time.sleep(0.2)
        return Result("正文在这里")

    assert quality.run_page(sleep, Case("x", b"<p>x</p>", "正文在这里", {}), runs=2).seconds < 0.05


def test_a_peer_that_is_not_installed_is_known_to_be_missing() -> None:
    assert not Extractor("x", "no_such_module_at_all", lambda: lambda case: Result("")).is_installed()
    assert EXTRACTORS[0].is_installed()


def test_a_folder_without_pages_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CorpusError, match=r"no page\.html"):
        read_corpus(tmp_path)
    assert quality.main([str(tmp_path)]) == 2
    assert "no page.html" in capsys.readouterr().err


def test_tables_line_up_with_wide_characters() -> None:
    lines = markdown_table(["名", "n"], [["一二", "1"], ["x", "22"]]).splitlines()
    assert {width(line) for line in lines} == {width(lines[0])}


def test_speed_rows_and_growth() -> None:
    assert speed.speed_rows({"x": [(0.01, 2.0), (0.03, 4.0)]}) == [["x", "50", "20.0", "3.0", "4.0", "2"]]
    assert speed.growth_rows({"x": [(10, 0.1), (100, 1.0), (1000, 10.0)]}) == [["x", "100", "1000", "10000", "1.00"]]
    assert speed.exponent([(10, 0.1), (100, 10.0)]) == pytest.approx(2.0)


@pytest.mark.parametrize("shape", speed.SHAPES)
def test_synthetic_pages_have_their_size_and_are_cleaned(shape: str) -> None:
    page = speed.synthetic_page(10_000, shape)
    assert len(page) == 10_000
    assert "老桥边的茶馆" in "".join(block.text for block in clean(page).blocks) or shape == "nested"
    ((size, seconds),) = speed.growth((2_000,), (shape,))[shape]
    assert size == 2_000
    assert 0 <= seconds < 10


def test_work_that_fails_has_no_time() -> None:
    rounds = iter([1, 0, 1])
    found = speed.best_times({"good": lambda: None, "bad": lambda: 1 / next(rounds)}, 3)
    assert list(found) == ["good"]


def test_a_page_that_the_bare_parse_gives_up_is_parsed_by_its_true_encoding() -> None:
    page = "<html><head><meta charset=gb2312></head><body>" + "<p>老桥边的茶馆又坐满了人。</p>" * 9
    for encoding, told in (("gb2312", False), ("utf-8", True)):
        case = Case("茶馆", page.encode(encoding), None, {})
        parse = speed.bare_parse(case)
        assert ("parser" in parse.keywords) is told
        assert len(parse().findall(".//p")) == 9


def test_peak_memory_is_that_of_a_fresh_process() -> None:
    assert 10 << 20 < speed.peak_memory("2000:paragraphs") < 200 << 20


def test_the_plot_is_written_as_asked(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for name in ("x.svg", "x.png"):
        speed.plot({"dute": [(0.01, 2.0)], "other": [(0.03, 40.0)]}, tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1_000
    with pytest.raises(ValueError, match="xyz"):
        speed.plot({"dute": [(0.01, 2.0)]}, tmp_path / "x.xyz")
