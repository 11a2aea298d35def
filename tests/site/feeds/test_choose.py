"""What is taken from a feed: articles of the site, the newest, and a count of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.site.feeds.choose import MAX_ENTRIES, MAX_SITEMAPS, choose
from crawler.site.feeds.values import Entry, Feed, Kind
from tests.sites import EXAMPLE

SITE = "https://news.example.com"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(number: int, days: float | None = None, *, host: str = SITE) -> Entry:
    modified = None if days is None else NOW - timedelta(days=days)
    return Entry(f"{host}/n/{number}.html", modified=modified)


def numbers(entries: tuple[Entry, ...]) -> list[int]:
    return [int(entry.url.rpartition("/")[2].partition(".")[0]) for entry in entries]


def test_the_rest_is_counted() -> None:
    feed = Feed(
        Kind.SITEMAP,
        (
            entry(1, 3), entry(2, 1), entry(3, 400), entry(4), entry(2, 1), Entry(f"{SITE}/about"),
            entry(5, 1, host="https://other.example"), Entry("javascript:alert(1)"),
        ),
    )  # fmt: skip
    choice = choose(feed, EXAMPLE, NOW)
    assert numbers(choice.articles) == [2, 1, 4]
    assert (choice.total, choice.other_hosts, choice.other_pages, choice.too_old, choice.left_out) == (8, 2, 1, 1, 1)
    assert not choice.is_barren


def test_the_horizon_is_for_archives_and_for_what_they_date() -> None:
    old = (entry(1, 400), entry(2))
    assert numbers(choose(Feed(Kind.RSS, old), EXAMPLE, NOW).articles) == [1, 2]
    assert numbers(choose(Feed(Kind.NEWS_SITEMAP, old), EXAMPLE, NOW).articles) == [1, 2]
    assert numbers(choose(Feed(Kind.SITEMAP, old), EXAMPLE, NOW).articles) == [2]
    assert numbers(choose(Feed(Kind.SITEMAP, old), replace(EXAMPLE, horizon=None), NOW).articles) == [1, 2]
    barren = choose(Feed(Kind.SITEMAP, old[:1]), EXAMPLE, NOW)
    assert barren.why_barren() == "a sitemap without an article of this site: of 1 entries 1 older than the horizon"
    assert choose(Feed(Kind.RSS, ()), EXAMPLE, NOW).why_barren() == "an RSS without entries"


def test_the_newest_of_a_site_are_taken_however_many_others_there_are() -> None:
    foreign = tuple(entry(number, 0, host="https://other.example") for number in range(50_000))
    many = tuple(entry(number, number / 1000) for number in range(MAX_ENTRIES + 10))
    choice = choose(Feed(Kind.RSS, foreign + many[::-1]), EXAMPLE, NOW)
    assert numbers(choice.articles) == list(range(MAX_ENTRIES))
    assert (choice.other_hosts, choice.left_out) == (50_000, 10)


def test_a_time_far_ahead_orders_nothing() -> None:
    choice = choose(Feed(Kind.RSS, (entry(1, -9000), entry(2, 3), entry(3, 2))), EXAMPLE, NOW)
    assert numbers(choice.articles) == [3, 2, 1]


def test_of_an_index_without_times_the_greatest_numbers_come_first() -> None:
    places = [Entry(f"{SITE}/sitemap-{number}.xml") for number in (1, 2, 10, 9)]
    choice = choose(Feed(Kind.SITEMAP_INDEX, (*places, Entry("https://other.example/s.xml"))), EXAMPLE, NOW)
    assert [url.rpartition("-")[2] for url in choice.sitemaps] == ["10.xml", "9.xml", "2.xml", "1.xml"]
    assert (choice.articles, choice.other_hosts) == ((), 1)
    many = choose(Feed(Kind.SITEMAP_INDEX, tuple(Entry(f"{SITE}/{n}.xml") for n in range(3000))), EXAMPLE, NOW)
    assert (len(many.sitemaps), many.left_out) == (MAX_SITEMAPS, 3000 - MAX_SITEMAPS)
    assert choose(Feed(Kind.SITEMAP_INDEX, (Entry(f"{SITE}/{'9' * 9999}.xml"),)), EXAMPLE, NOW).sitemaps


def test_an_index_whose_times_are_all_old_is_not_believed() -> None:
    old = tuple(Entry(f"{SITE}/{n}.xml", modified=NOW - timedelta(days=1000 + n)) for n in range(9))
    choice = choose(Feed(Kind.SITEMAP_INDEX, old), EXAMPLE, NOW)
    assert (choice.sitemaps, choice.too_old) == ((f"{SITE}/0.xml", f"{SITE}/1.xml", f"{SITE}/2.xml"), 6)
    some = choose(Feed(Kind.SITEMAP_INDEX, (*old, Entry(f"{SITE}/new.xml", modified=NOW))), EXAMPLE, NOW)
    assert (some.sitemaps, some.too_old) == ((f"{SITE}/new.xml",), 9)


def test_addresses_of_another_machine_are_handed_over() -> None:
    part = replace(EXAMPLE, elsewhere=("m.example.com",))
    choice = choose(Feed(Kind.RSS, (entry(1), entry(2, host="https://m.example.com"))), part, NOW)
    assert (numbers(choice.articles), choice.elsewhere, choice.other_hosts) == (
        [1],
        ("https://m.example.com/n/2.html",),
        0,
    )
