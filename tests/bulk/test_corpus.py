"""Corpora out of shards: copies across them, poor texts, layouts, and the card."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk.corpus import Wishes, make_corpus, poor_reasons
from cleaners.bulk.shards import write_lines, write_shard
from cleaners.evidence.fingerprint import fingerprint
from dute.cli import main
from tests.reprints import cut, edited, story


def row(number: int, text: str, **fields: Any) -> dict[str, Any]:
    """One row as ``dute batch`` writes it."""
    return {
        "url": f"https://news.example.com/n/{number}.html", "site": "渡口", "is_article": True, "headline": "河湾", "text": text,
        "language": "zh", "confidence": 0.9, "flags": [], "date_published": f"2025-03-{number + 1:02}T08:00:00+08:00",
        "fetched_at": "2026-01-01T00:00:00Z", "removals": [{"rule": "legal.icp", "label": "legal", "text": "x"}],
        "cleaner_version": "1", "rules_hash": "abc",
    } | fields  # fmt: skip


ROWS = [
    row(3, edited(story(1), 1)),  # 0: a copy of 2, printed later
    row(4, story(2)),
    row(1, story(1)),
    row(5, "短文。"),
    row(6, "", is_article=False, flags=["captcha"]),
    row(7, "\n".join(["同一句话说了又说，说了又说，说了又说。"] * 20)),
    row(8, story(3), confidence=0.1),
    row(9, "The river is wide and the bridge is long. " * 20, language="en"),
    row(10, cut(story(2), 0.5)),  # a copy of 1
]


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_lines(folder, "part-00000-00000.jsonl", ROWS[:4])
    write_lines(folder, "part-00000-00001.jsonl", ROWS[4:])
    return folder


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("part-*")) for line in path.open(encoding="utf-8")]


def test_copies_and_poor_texts_are_left_out(shards: Path, tmp_path: Path) -> None:
    card = make_corpus([str(shards)], tmp_path / "out", Wishes(min_han=0.3))
    assert [line["url"] for line in lines(tmp_path / "out")] == [ROWS[1]["url"], ROWS[2]["url"]]
    assert (card.rows, card.kept) == (9, 2)
    assert card.reasons == {"copy": 2, "short": 1, "captcha": 1, "repeated_lines": 1, "unsure": 1, "few_han": 1}


def test_marked_rows_name_their_earliest_copy(shards: Path, tmp_path: Path) -> None:
    make_corpus([str(shards)], tmp_path / "out", Wishes(), drop=False)
    found = lines(tmp_path / "out")
    assert len(found) == 9
    assert [line["copy_of"] for line in found] == [ROWS[2]["url"], *[None] * 7, ROWS[1]["url"]]
    assert found[3]["reasons"] == ["short"]
    assert found[1]["reasons"] == []


def test_the_order_of_shards_changes_nothing_about_what_stays(shards: Path, tmp_path: Path) -> None:
    files = sorted(map(str, shards.glob("part-*")))
    make_corpus(files, tmp_path / "one", Wishes())
    make_corpus(files[::-1], tmp_path / "other", Wishes())
    kept = [{line["url"] for line in lines(tmp_path / name)} for name in ("one", "other")]
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("layout", "keys"),
    [
        ("dolma", {"id", "text", "source", "added", "created", "metadata"}),
        ("datatrove", {"id", "text", "metadata"}),
    ],
)
def test_documents_of_other_tools(layout: str, keys: set[str], shards: Path, tmp_path: Path) -> None:
    make_corpus([str(shards)], tmp_path / "out", Wishes(), layout=layout)
    first = lines(tmp_path / "out")[0]
    assert set(first) == keys
    assert first["id"] == ROWS[1]["url"]
    assert first["metadata"]["headline"] == "河湾"
    assert "removals" not in first["metadata"]


def test_the_card_says_what_was_done(shards: Path, tmp_path: Path) -> None:
    make_corpus([str(shards)], tmp_path / "out", Wishes(languages=("zh",)))
    values = json.loads((tmp_path / "out" / "card.json").read_text())
    assert (values["rows_read"], values["rows_kept"]) == (9, 2)
    assert (values["first_date"], values["last_date"]) == (ROWS[2]["date_published"], ROWS[1]["date_published"])
    assert values["left_out"]["language"] == 1
    assert values["removals_by_rule"] == {"legal.icp": 2}
    assert values["made_by"] == {"1 rules abc": 2}
    text = (tmp_path / "out" / "README.md").read_text()
    assert "2 articles of 9 pages" in text
    assert "| copy | 2 |" in text
    assert "belong to their publishers" in text


def test_every_row_says_where_it_comes_from_and_what_it_is_like(shards: Path, tmp_path: Path) -> None:
    make_corpus([str(shards)], tmp_path / "out", Wishes(min_han=0.3))
    first = lines(tmp_path / "out")[0]
    assert (first["archive"], first["archive_page"]) == ("part-00000-00000.jsonl", 1)
    assert first["text_sha256"] == hashlib.sha256(ROWS[1]["text"].encode()).hexdigest()
    assert first["quality"]["characters"] == len(ROWS[1]["text"])
    assert first["quality"]["lines"] == 8
    assert first["personal_data"] == {"identity_numbers": 0, "email_addresses": 0, "mobile_numbers": 0}


@pytest.mark.parametrize("mask", [False, True])
def test_personal_data_is_counted_and_masked_where_that_is_asked_for(mask: bool, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = f"{story(1)}\n联系电话13900000000，邮箱lin@example.com；投诉请拨12345。"
    own = fingerprint(text).to_text()
    write_lines(
        folder, "part-00000-00000.jsonl", [row(1, text, headline="13900000000", fingerprint=own), row(2, story(2))]
    )
    command = ["corpus", str(folder), "-o", str(tmp_path / "out"), *(["--mask-personal-data"] if mask else [])]
    assert main(command) == 0
    first = lines(tmp_path / "out")[0]
    assert first["personal_data"] == {"identity_numbers": 0, "email_addresses": 1, "mobile_numbers": 1}
    last = "联系电话|||PHONE_NUMBER|||，邮箱|||EMAIL_ADDRESS|||；投诉请拨12345。" if mask else text.split("\n")[-1]
    assert first["text"].split("\n")[-1] == last
    assert first["headline"] == ("|||PHONE_NUMBER|||" if mask else "13900000000")
    assert (first["fingerprint"] == own) is not mask
    assert first["text_sha256"] == hashlib.sha256(first["text"].encode()).hexdigest()
    personal = json.loads((tmp_path / "out" / "card.json").read_text("utf-8"))["personal_data"]
    found = {"identity_numbers": 0, "email_addresses": 1, "mobile_numbers": 1}
    assert personal == {"masked": mask, "rows": 1, "found": found}


def test_the_head_of_the_card_is_what_hubs_read(shards: Path, tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    pytest.importorskip("pyarrow")
    assert main(["corpus", str(shards), "-o", str(tmp_path / "out"), "--format", "parquet"]) == 0
    _, head, _ = (tmp_path / "out" / "README.md").read_text("utf-8").split("---\n", 2)
    values = yaml.safe_load(head)
    assert values["language"] == ["en", "zh"]
    assert values["multilinguality"] == ["multilingual"]
    assert (values["license"], values["size_categories"]) == ("unknown", ["n<1K"])
    files = [{"split": "train", "path": "part-*.parquet"}]
    assert values["configs"] == [{"config_name": "default", "data_files": files}]
    (split,) = values["dataset_info"]["splits"]
    size = sum(path.stat().st_size for path in (tmp_path / "out").glob("part-*.parquet"))
    assert split == {"name": "train", "num_bytes": size, "num_examples": 3}
    names = [column["name"] for column in values["dataset_info"]["features"]]
    assert names[:3] == ["url", "site", "is_article"]
    assert names[-5:] == ["archive", "archive_page", "text_sha256", "quality", "personal_data"]


def test_a_corpus_of_several_files_is_whole(shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaners.bulk.corpus.SHARD_LINES", 2)
    make_corpus([str(shards)], tmp_path / "out", Wishes(), drop=False)
    assert [path.name for path in sorted((tmp_path / "out").glob("part-*"))] == [
        f"part-00000-{part:05}.jsonl" for part in range(5)
    ]
    assert [line["url"] for line in lines(tmp_path / "out")] == [one["url"] for one in ROWS]


def test_a_column_that_comes_late_is_no_column_of_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("cleaners.bulk.corpus.OPENING", 1)
    folder = tmp_path / "articles"
    folder.mkdir()
    write_lines(folder, "part-00000-00000.jsonl", [row(1, story(1)), row(2, story(2), mood="calm")])
    assert main(["corpus", str(folder), "-o", str(tmp_path / "out"), "--format", "parquet"]) == 1
    assert "the column mood differs from that of the first rows" in capsys.readouterr().err
    assert list((tmp_path / "out").glob("part-*")) == []


def test_parquet_shards_are_read_too(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder = tmp_path / "articles"
    folder.mkdir()
    write_shard(folder, "part-00000-00000.parquet", ROWS)
    assert make_corpus([str(folder)], tmp_path / "out", Wishes()).kept == 3


def test_fingerprints_of_the_rows_are_believed(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    own = fingerprint(story(8)).to_text()
    rows = [
        row(1, story(8), fingerprint=own),
        row(2, story(9), fingerprint=own),
        row(3, story(10), fingerprint="broken"),
    ]
    write_lines(folder, "part-00000-00000.jsonl", rows)
    assert make_corpus([str(folder)], tmp_path / "out", Wishes()).reasons == {"copy": 1}


def test_reasons_add_up() -> None:
    assert poor_reasons(row(1, "abc", confidence=0.0, language="en"), Wishes(min_han=0.5, languages=("zh",))) == (
        "short",
        "few_han",
        "unsure",
        "language",
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none", None, "no such file or folder"),
        ("x.jsonl", '{"a": 1}\n', "not rows of articles"),
        ("x.jsonl", "{broken\n", "x.jsonl: "),
        ("x.parquet", "nothing", "x.parquet: "),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert main(["corpus", str(tmp_path / name), "-o", str(tmp_path / "out")]) == 1
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err


def test_a_corpus_is_not_written_over(shards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["corpus", str(shards), "-o", str(tmp_path / "out"), "--min-chars", "50"]
    assert main(command) == 0
    assert "3 of 9 rows" in capsys.readouterr().out
    assert main(command) == 1
    assert "already contains a corpus" in capsys.readouterr().err
