"""Seed files: what they say about addresses, and what is wrong with a bad one."""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import Any

import pytest

from crawler.site.recrawl import read_recrawl
from crawler.site.seed import Seed, SeedError, load_seed, read_seed, seed_names
from tests.sites import EXAMPLE

DUTE = load_seed("dutenews")


def test_the_seed_of_the_first_site_is_found_by_name() -> None:
    assert "dutenews" in seed_names()
    assert (DUTE.name, DUTE.hosts, DUTE.depth) == ("读特", ("www.dutenews.com", "m.dutenews.com"), 3)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://www.dutenews.com/n/article/8760397", "8760397"),
        ("http://m.dutenews.com/n/article/8760397?from=timeline", "8760397"),
        ("https://www.dutenews.com/p/8760397.html", "8760397"),
        ("https://www.dutenews.com/pingshan/p/8760397.html#top", "8760397"),
        ("HTTPS://WWW.DUTENEWS.COM/p/8760397.html", "8760397"),
        ("https://www.dutenews.com/n/article/8760397/comments", None),
        ("https://www.dutenews.com/p/8760397.htmlx", None),
        ("https://www.dutenews.com/p/list.html", None),
        ("https://www.dutenews.com.evil.example/p/1.html", None),
        ("https://evil.example/www.dutenews.com/p/1.html", None),
        ("https://www.dutenews.com@evil.example/p/1.html", None),
        ("https://szdute.cn/p/1.html", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_an_article_is_known_by_its_address(url: str, number: str | None) -> None:
    assert DUTE.article_id(url) == number
    assert DUTE.is_article(url) is (number is not None)


def test_all_spellings_of_an_article_are_one() -> None:
    urls = (
        "https://www.dutenews.com/n/article/7",
        "http://m.dutenews.com/p/7.html?utm_source=x",
        "https://www.dutenews.com/tewen/p/7.html#a",
    )
    assert {DUTE.identity(url) for url in urls} == {"article 7"}
    assert {DUTE.canonical_url(url) for url in urls} == {"https://www.dutenews.com/n/article/7"}


def test_tracking_parameters_and_fragments_are_dropped_from_list_pages() -> None:
    assert (
        DUTE.canonical_url("https://www.dutenews.com/list?page=2&from=timeline&utm_medium=x#top")
        == "https://www.dutenews.com/list?page=2"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://szdute.cn/",
        "https://dutenews.com.cn/",
        "ftp://www.dutenews.com/",
        "https://u@www.dutenews.com/",
        "https://www.dutenews.com:8443/",
    ],
)
def test_nothing_but_the_seeds_hosts_is_in_scope(url: str) -> None:
    assert not DUTE.in_scope(url)
    assert DUTE.in_scope("http://m.dutenews.com/x")


GOOD: dict[str, Any] = {
    "name": "站",
    "hosts": ["a.example"],
    "start": ["https://a.example/"],
    "article": r"^https?://a\.example/(?P<id>\d+)",
    "depth": 1,
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, "name: expected a non-empty string"),
        ({"hosts": []}, "hosts: expected a list of strings"),
        ({"hosts": ["https://a.example"]}, "is not a host name"),
        ({"start": ["https://b.example/"]}, "start: https://b.example/ is not on the hosts a.example"),
        ({"article": "("}, "article: not a regular expression"),
        ({"article": "x"}, "needs a group (?P<id>"),
        ({"depth": -1}, "depth: expected an integer of 0 or more"),
        ({"time": "soon"}, "time: expected a duration such as 90m"),
        ({"delay": "fast"}, "delay: expected seconds from 0 to 3600"),
        ({"canonical": "https://a.example/"}, "must contain {id} exactly once"),
        (
            {"canonical": "https://a.example/{nr}/{id}"},
            "canonical: only {id} is filled in; write other { in an address as %7B",
        ),
        ({"hosts": ["a.example/"]}, "'a.example/' is not a host name"),
        ({"hosts": ["渡口.example/x"]}, "'渡口.example/x' is not a host name"),
        ({"recrawl": "often"}, "recrawl: "),
        ({"recrawl": {"2d": "1h"}}, "recrawl: "),
        ({"feeds": "all"}, "feeds: expected true, false or a list of addresses"),
        ({"feeds": [""]}, "feeds: expected a non-empty string"),
        ({"feeds": ["https://b.example/rss"]}, "feeds: https://b.example/rss is not on the hosts a.example"),
        (
            {"feeds": ["https://a.example/1"], "article": r"https://a\.example/(?P<id>\d+)"},
            "matches the seed's expression",
        ),
        ({"horizon": "ever"}, "horizon: expected a duration such as 90m"),
        ({"horizon": True}, "horizon: expected a duration"),
        ({"colour": 1}, "unknown colour"),
    ],
)
def test_a_wrong_seed_says_what_to_mend(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SeedError, match=r"seed x\.toml: ") as caught:
        read_seed({**GOOD, **change}, "x.toml")
    assert message in str(caught.value)


@pytest.mark.parametrize("host", ["渡口.example", "xn--6orp42d.example"])
def test_a_host_in_chinese_is_that_in_ascii(host: str) -> None:
    seed = read_seed({**GOOD, "hosts": [host], "start": [f"http://{host}/"]}, "x.toml")
    assert seed.hosts == ("xn--6orp42d.example",)
    assert seed.in_scope("http://渡口.example/1")
    assert seed.in_scope("https://xn--6orp42d.example:443/1")
    assert seed.identity("http://渡口.example/a") == seed.identity("http://XN--6orp42d.example/a")


def test_a_seed_that_windows_saved(tmp_path: Path) -> None:
    text = "name = '石桥'\r\nhosts = ['a.example']\r\nstart = ['https://a.example/']\r\narticle = '(?P<id>1)'\r\ndepth = 1\r\n"
    path = tmp_path / "站.toml"
    path.write_bytes(text.encode("utf-8-sig"))
    assert load_seed(str(path)).name == "石桥"
    path.write_bytes(text.encode("gbk"))
    with pytest.raises(SeedError, match=r"not UTF-8, the encoding of TOML .*; save it as UTF-8"):
        load_seed(str(path))


def test_feeds_are_found_named_or_left_alone() -> None:
    named = "https://a.example/rss.xml"
    for value, feeds in ((True, None), (False, ()), ([], ()), ([named], (named,))):
        assert read_seed({**GOOD, "feeds": value}, "x.toml").feeds == feeds
    plain = read_seed(GOOD, "x.toml")
    assert (plain.feeds, plain.horizon) == (None, datetime.timedelta(days=90))
    assert read_seed({**GOOD, "horizon": "2d"}, "x.toml").horizon == datetime.timedelta(days=2)
    assert read_seed({**GOOD, "horizon": False}, "x.toml").horizon is None
    # Which addresses are followed follows from them too; seeds without them are the same as before there were any.
    changed = [read_seed({**GOOD, **change}, "x.toml").digest() for change in ({"feeds": False}, {"horizon": False})]
    assert len({plain.digest(), *changed}) == 3
    rules = (plain.hosts, plain.elsewhere, plain.start, plain.article.pattern, plain.depth)
    assert plain.digest() == hashlib.sha256(repr(rules).encode()).hexdigest()


def test_a_missing_key_is_named() -> None:
    with pytest.raises(SeedError, match="missing depth"):
        read_seed({key: value for key, value in GOOD.items() if key != "depth"}, "x.toml")
    assert isinstance(read_seed(GOOD, "x.toml"), Seed)


def test_a_file_that_is_no_toml_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("name = ", "utf-8")
    with pytest.raises(SeedError, match="not TOML"):
        load_seed(str(path))


def test_young_articles_are_asked_for_often_and_old_ones_rarely() -> None:
    policy = read_recrawl({"2d": "90m", "30d": "1d", "older": "30d"})
    moment = datetime.datetime(2025, 6, 30, 12, tzinfo=datetime.UTC)

    def wait(published: str | None) -> datetime.timedelta:
        return policy.next_visit(published, moment) - moment

    assert wait("2025-06-30T08:00:00+08:00") == datetime.timedelta(minutes=90)
    assert wait("2025-06-20T08:00:00+08:00") == datetime.timedelta(days=1)
    assert wait("2019-06-20T08:00:00+08:00") == datetime.timedelta(days=30)
    assert wait(None) == datetime.timedelta(minutes=90)
    assert read_recrawl("always").next_visit("2019-06-20T08:00:00+08:00", moment) == moment


def test_a_seed_reads_its_hints() -> None:
    content = {name: getattr(EXAMPLE, name) for name in ("name", "depth")} | {
        "hosts": list(EXAMPLE.hosts),
        "start": list(EXAMPLE.start),
        "article": EXAMPLE.article.pattern,
        "page": {"body": "div.text", "texts": ["广告*"]},
        "learn": False,
    }
    seed = read_seed(content, "test")
    assert seed.page is not None
    assert [entry.what for entry in seed.page.body] == ["div.text"]
    assert not seed.learn


def seeds_named(folder: Path, monkeypatch: pytest.MonkeyPatch, **names: str) -> None:
    """Seed files in a folder of seeds, by stem and name; beside them one that cannot be read."""
    for stem, name in names.items():
        host = f"{stem}.example.com"
        lines = f'hosts = ["{host}"]\nstart = ["https://{host}/"]\narticle = "/(?P<id>[0-9]+)"\ndepth = 1\n'
        (folder / f"{stem}.toml").write_text(f'name = "{name}"\n{lines}', "utf-8")
    (folder / "broken.toml").write_text("name = ", "utf-8")
    monkeypatch.setattr("crawler.site.seed.SEED_FOLDERS", (folder / "none", folder))


def test_a_seed_is_found_by_its_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_seed("读特") == load_seed("dutenews")
    seeds_named(tmp_path, monkeypatch, bridge="石桥 新闻", news="bridge", river="sea")
    assert load_seed("石桥 新闻").hosts == ("bridge.example.com",)
    assert load_seed("bridge").hosts == ("bridge.example.com",)  # the file's name comes first
    assert load_seed("sea").hosts == ("river.example.com",)


def test_a_name_of_two_seeds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds_named(tmp_path, monkeypatch, east="渡口", west="渡口")
    with pytest.raises(SeedError, match="several seeds are named 渡口; use one of these file names: east, west"):
        load_seed("渡口")
    with pytest.raises(SeedError, match=r"no seed is named 石桥 \(known: broken, east, west\)"):
        load_seed("石桥")
    with pytest.raises(SeedError, match=r"broken\.toml: not TOML"):
        load_seed("broken")
