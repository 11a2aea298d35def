"""The Atom feed as readers of feeds see it, and as RFC 4287 wants it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from cleaners import Person
from crawler.archive.feed import Feed, render_feed
from crawler.store import Store, open_store
from crawler.store.choice import Choice
from crawler.store.records import choose_articles
from crawler.store.takedowns import withdraw
from dute.cli import main
from tests.stored_articles import keep_article, row_of, url_of

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("DUTE_STORE", str(tmp_path / "s.db"))
    return open_store(str(tmp_path / "s.db"))


def rendered(store: Store, feed: Feed) -> bytes:
    with store.read() as connection:
        return render_feed(feed, choose_articles(connection, feed.choice))


def test_a_reader_of_feeds_reads_it(store: Store) -> None:
    feedparser = pytest.importorskip("feedparser", reason="feedparser is not installed (pip install 'dute[dev]')")
    keep_article(
        store, 1, "渡口重新开航，<两岸>往来 & 从此只要十分钟。\n船有三条。", "渡口 <重新> & 开航",
        authors=(Person("林一帆", "记者"), Person("何静")), section="深圳", keywords=("渡口", "深圳"),
        date_published="2025-03-25T10:20:00+08:00",
    )  # fmt: skip
    keep_article(store, 2, "字" * 300, None, source="新华社", abstract="摘要。", date_published="2025-03-26")
    found = feedparser.parse(rendered(store, Feed("新闻", Choice(), "https://example.org/news.atom", is_full=True)))
    assert (found.bozo, found.version, found.feed.title) == (False, "atom10", "新闻")
    assert found.feed.id == "https://example.org/news.atom"
    assert [(link.rel, link.href) for link in found.feed.links] == [("self", "https://example.org/news.atom")]
    second, first = found.entries
    assert (first.id, first.link, first.title) == (url_of(1), url_of(1), "渡口 <重新> & 开航")
    assert [author.name for author in first.authors] == ["林一帆", "何静"]
    assert [tag.term for tag in first.tags] == ["深圳", "渡口"]
    assert (first.published, first.published_parsed[:5]) == ("2025-03-25T10:20:00+08:00", (2025, 3, 25, 2, 20))
    assert first.summary == "渡口重新开航，<两岸>往来 & 从此只要十分钟。 船有三条。"
    assert first.content[0].value == "<p>渡口重新开航，&lt;两岸&gt;往来 &amp; 从此只要十分钟。</p><p>船有三条。</p>"
    assert (second.summary, second.author, second.title) == ("摘要。", "新华社", "字" * 60 + "…")
    assert second.published == "2025-03-26T00:00:00+08:00"
    assert found.feed.updated == max(first.updated, second.updated)


def test_what_the_standard_demands_is_there(store: Store) -> None:
    keep_article(store, 1, "有\x00控制字符\x08\x0b和\ufffe。", "题\x1b[1m", date_published="昨天")
    keep_article(store, 2, "", "")
    root = etree.fromstring(rendered(store, Feed("新闻", Choice())))
    assert root.tag == f"{ATOM}feed"
    assert all(len(root.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "author"))
    for entry in root.findall(f"{ATOM}entry"):
        assert all(len(entry.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated", "summary"))
        assert entry.findtext(f"{ATOM}title")
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    dates = [element.text or "" for element in root.iter(f"{ATOM}updated", f"{ATOM}published")]
    assert len(dates) == 3
    assert all(RFC_3339.fullmatch(date) for date in dates)
    assert "有控制字符 和。" in etree.tostring(root, encoding="unicode")


def test_ids_stay_and_updated_moves_with_a_revision(store: Store) -> None:
    keep_article(store, 1, "一。")
    feed = Feed("新闻", Choice(site="渡口"))
    before = etree.fromstring(rendered(store, feed))
    with store.write() as connection:
        connection.exec_driver_sql("update articles set changed_at = '2026-01-01T00:00:00Z'")
    old = etree.fromstring(rendered(store, feed))
    keep_article(store, 1, "二。")
    after = etree.fromstring(rendered(store, feed))
    assert [element.text for element in before.iter(f"{ATOM}id")] == [
        element.text for element in after.iter(f"{ATOM}id")
    ]
    assert old.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z" < str(after.findtext(f"{ATOM}updated"))
    assert Feed("Andere", Choice(site="渡口")).identity == feed.identity != Feed("新闻", Choice(site="读特")).identity
    assert feed.identity.startswith("urn:uuid:")


def test_the_command_leaves_out_what_was_withdrawn(store: Store, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        keep_article(store, number, "一。", date_published=f"2025-03-0{number}")
    with store.write() as connection:
        withdraw(connection, row_of(store, 3), 1, "2026-01-01T00:00:00Z", "gone")
    output = tmp_path / "feed.atom"
    assert main(["feed", "--limit", "1", "--site", "渡口", "-o", str(output)]) == 0
    root = etree.fromstring(output.read_bytes())
    assert [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")] == [url_of(2)]
    assert root.findtext(f"{ATOM}title") == "渡口"


def test_an_empty_feed_is_one(store: Store) -> None:
    root = etree.fromstring(rendered(store, Feed("新闻", Choice())))
    assert (root.findtext(f"{ATOM}updated"), root.findall(f"{ATOM}entry")) == ("1970-01-01T00:00:00Z", [])


@pytest.mark.parametrize("address", ["news.atom", "ftp://example.org/x", "https://", "https://a b/"])
def test_an_address_of_the_feed_is_absolute(address: str, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["feed", "--url", address])
    assert "expected a URL" in capsys.readouterr().err
