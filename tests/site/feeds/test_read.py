"""The reading of feeds: every kind, and everything that only looks like one or is made to do harm."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.site.feeds.read import MAX_BYTES, read_feed
from crawler.site.feeds.values import Entry, Feed, Kind, NoFeed, read_moment, tidy_title
from crawler.site.feeds.xml import MAX_READ
from tests.feeds import atom, bomb, json_feed, news_sitemap, rss, sitemap, sitemap_index
from tests.pace import assert_within

BASE = "https://a.example"
AT = f"{BASE}/feed"
MOMENT = datetime(2025, 3, 25, 2, 20, tzinfo=UTC)


def entries(body: bytes, kind: Kind) -> list[Entry]:
    feed = read_feed(body, AT, {})
    assert isinstance(feed, Feed), feed
    assert (feed.kind, feed.note) == (kind, None)
    return list(feed.entries)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss(BASE, [1, 2]), Kind.RSS),
        (atom(BASE, [1, 2]), Kind.ATOM),
        (json_feed(BASE, [1, 2]), Kind.JSON_FEED),
        (news_sitemap(BASE, [1, 2]), Kind.NEWS_SITEMAP),
    ],
)
def test_every_kind_gives_address_title_and_time(body: bytes, kind: Kind) -> None:
    for form in (body, gzip.compress(body), b"\xef\xbb\xbf\n" + body):
        found = entries(form, kind)
        assert [(entry.url, entry.title, entry.published) for entry in found] == [
            ("https://a.example/p/1.html", "第1号渡口重新开航", MOMENT),
            ("https://a.example/p/2.html", "第2号渡口重新开航", MOMENT),
        ]


def test_sitemaps_give_addresses_and_times_of_change() -> None:
    found = entries(sitemap(BASE, [1], "2025-03-25"), Kind.SITEMAP)
    assert [(entry.url, entry.published) for entry in found] == [("https://a.example/p/1.html", None)]
    assert found[0].modified is not None
    assert found[0].modified.date().isoformat() == "2025-03-25"
    children = entries(sitemap_index(f"{BASE}/1.xml", "/2.xml.gz"), Kind.SITEMAP_INDEX)
    assert [entry.url for entry in children] == ["https://a.example/1.xml", "https://a.example/2.xml.gz"]


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5", "utf-16", "iso-8859-1"])
def test_feeds_in_other_encodings_and_under_wrong_names(encoding: str) -> None:
    body = rss(BASE, [1]).decode().replace('version="1.0"?', f'version="1.0" encoding="{encoding}"?')
    title = "渡口開航" if encoding == "big5" else "渡口开航"
    body = body.replace("第1号渡口重新开航", title)
    data = body.encode({"gb2312": "gb18030", "iso-8859-1": "utf-8"}.get(encoding, encoding))
    (entry,) = entries(data, Kind.RSS)
    assert entry.title == title


def test_older_forms_and_foreign_vocabularies() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>桥</title><link>/p/1.html</link>'
        "<dc:date>2025-03-25T10:20:00+08:00</dc:date></item></rdf:RDF>"
    )
    assert entries(rdf.encode(), Kind.RSS) == [
        Entry("https://a.example/p/1.html", "桥", read_moment("2025-03-25T10:20:00+08:00"))
    ]
    mixed = (
        '<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><item>'
        '<media:title>图</media:title><title><![CDATA[<b>桥</b> &amp; 船]]></title><atom:link rel="self" href="/feed/1"/>'
        '<guid isPermaLink="false">7</guid><link>\n https://a.example/p/1.html \n</link></item>'
        '<item><title>没有地址</title><guid isPermaLink="false">8</guid></item>'
        "<item><title>只有编号</title><guid>https://a.example/p/2.html</guid></item></channel></rss>"
    )
    assert [entry[:2] for entry in entries(mixed.encode(), Kind.RSS)] == [
        ("https://a.example/p/1.html", "桥 & 船"),
        ("https://a.example/p/2.html", "只有编号"),
    ]
    picture = sitemap(BASE, [1]).replace(
        b"</url>", b'<i:image xmlns:i="http://i"><i:loc>https://a.example/1.jpg</i:loc></i:image></url>'
    )
    assert [entry.url for entry in entries(picture, Kind.SITEMAP)] == ["https://a.example/p/1.html"]


def test_an_entity_of_html_that_nobody_declared_is_noted_and_read() -> None:
    feed = read_feed(rss(BASE, [1]).replace("重新".encode(), b"&nbsp;"), AT, {})
    assert isinstance(feed, Feed)
    assert feed.entries[0].title == "第1号渡口 开航"
    assert feed.note is not None
    assert "nbsp" in feed.note


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    whole = rss(BASE, range(1, 21))
    feed = read_feed(whole[: len(whole) // 2], AT, {})
    assert isinstance(feed, Feed)
    assert 8 <= len(feed.entries) <= 10
    assert feed.note is not None
    assert feed.note.startswith("broken XML: ")


@pytest.mark.parametrize(
    ("body", "reason", "is_broken"),
    [
        (bomb(), "declares entities", True),
        (b"<rss><channel>" + b"<a>" * 100_000, "broken XML", True),
        (b"<rss><channel><item><link>", "broken XML", True),
        (gzip.compress(rss(BASE, range(500)))[:-200], "broken gzip", True),
        (gzip.compress(bytes(MAX_BYTES + 1)), "decompresses to more than 50 MB", True),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><rss ></rss></body></html>", "an HTML page", False),
        (b'{"items": []}', "JSON of another kind", False),
        (b'{"a":' * 100_000, "broken JSON", False),
        (b"{", "broken JSON", False),
        (b"  \n", "an empty body", False),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><feed /></svg>", "root element is svg", False),
        (bytes(range(256)) * 20, "not a feed", False),
    ],
    ids=range(12),
)
def test_what_is_no_feed_says_why(body: bytes, reason: str, is_broken: bool) -> None:
    assert_within(30, lambda: read_feed(body, AT, {}, is_expected=True))
    feed = read_feed(body, AT, {}, is_expected=True)
    assert isinstance(feed, NoFeed)
    assert reason in feed.reason
    assert feed.is_broken is is_broken


def test_no_more_entries_are_read_than_a_sitemap_may_have() -> None:
    feed = read_feed(sitemap(BASE, range(MAX_READ + 5)), AT, {})
    assert isinstance(feed, Feed)
    assert (len(feed.entries), feed.note) == (MAX_READ, f"more than {MAX_READ} entries; the rest was not read")


def test_a_list_of_addresses_counts_only_where_one_was_named() -> None:
    body = b"https://a.example/p/1.html\r\nhttps://a.example/p/2.html\r\n"
    assert isinstance(read_feed(body, AT, {}), NoFeed)
    feed = read_feed(body, AT, {}, is_expected=True)
    assert isinstance(feed, Feed)
    assert [entry.url for entry in feed.entries] == ["https://a.example/p/1.html", "https://a.example/p/2.html"]
    assert isinstance(read_feed(b"User-agent: *\nDisallow: /\n", AT, {}, is_expected=True), NoFeed)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 25 Mar 2025 10:20:00 +0800", "2025-03-25T10:20:00+08:00"),
        ("Tue, 25 Mar 2025 02:20:00 GMT", "2025-03-25T10:20:00+08:00"),
        ("2025-03-25T02:20:00Z", "2025-03-25T10:20:00+08:00"),
        ("2025-03-25 10:20:00", "2025-03-25T10:20:00+08:00"),
        ("2025-03-25", "2025-03-25T00:00:00+08:00"),
        ("2025年3月25日 10:20", "2025-03-25T10:20:00+08:00"),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("99999999999999999999", None),
        ("", None),
        (None, None),
    ],
)
def test_times_as_feeds_write_them(text: str | None, moment: str | None) -> None:
    found = read_moment(text)
    assert (found.isoformat() if found else None) == moment


def test_titles_are_one_line_and_bounded() -> None:
    assert tidy_title(" 桥\n<b>上</b> ") == "桥 上"
    assert tidy_title("1 < 2 > 0") == "1 < 2 > 0"
    assert tidy_title("  ") is None
    assert len(tidy_title("长" * 9999) or "") == 300
