"""``dute probe`` against sites on loopback: what it says is so, it asks for little, and what it writes can be used."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean, hints
from cleaners.reading.han import is_han
from crawler.net.serve import PLACEHOLDER, ServedPage, Site, read_pages, serve
from crawler.site.seed import load_seed
from tests.feeds import rss
from tests.fixture_pages import FIXTURES, failures, read_page
from tests.probe_sites import HEADLINES, STORY, gb18030_site, unknown_article, unknown_site
from tests.sites import ROBOTS, article, counts, dute, write_seed


def probe(folder: Path, *arguments: object) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    report = folder / "probe.json"
    done = dute("probe", *arguments, "--json", report)
    return done, json.loads(report.read_text("utf-8")) if report.exists() else {}


def failed(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(note["about"], note["words"]) for note in report["notes"] if note["held"] is False]


def paths(site: Site) -> list[str]:
    return [path for path, _ in site.requests]


@pytest.fixture
def demo(tmp_path: Path) -> Any:
    with serve(read_pages(FIXTURES / "demo")) as site:
        seed = tmp_path / "demo.toml"
        seed.write_text((FIXTURES / "demo/seed.toml").read_text("utf-8").replace(PLACEHOLDER, site.host), "utf-8")
        yield site, seed


def test_the_demo_site_is_as_its_seed_says(demo: tuple[Site, Path], tmp_path: Path) -> None:
    site, seed = demo
    share = tmp_path / "share.json"
    done, report = probe(tmp_path, seed, "--share", share)
    assert (done.returncode, done.stderr) == (0, "")
    assert paths(site) == [
        "/robots.txt",
        "/",
        "/pingshan/",
        "/n/article/9100001",
        "/pingshan/p/9100003.html",
        "/p/9100091.html",
    ]
    assert "12 of 19 links match the seed's expression for articles" in done.stdout
    assert "/p/9100091.html: the server answered 404; the crawl records such a page as gone" in done.stdout
    facts = [page["facts"] for page in report["pages"] if page["role"] == "article"]
    assert [(one["headline"]["value"], one["date"]["value"]) for one in facts] == [
        ("把荒坡变成孩子认得出的山", "2025-04-11T08:20:00+08:00"),
        ("坪石里小学把课堂搬进了稻田", "2025-05-20T16:42:00+08:00"),
    ]
    assert facts[0]["headline"]["place"] == "body > main.article > h1.article-title"
    assert facts[0]["body"]["place"] == "body > main.article > div.article-body"
    assert facts[0]["credits"]["value"] == "沈鹿鸣、康麦、陶野、贺兰舟"
    assert {one for one in share.read_text("utf-8") if is_han(one)} == {"某"}


@pytest.mark.slow
def test_an_address_alone_gives_a_seed_that_crawls(demo: tuple[Site, Path], tmp_path: Path) -> None:
    site, _ = demo
    seed = tmp_path / "new.toml"
    done, report = probe(tmp_path, f"http://{site.host}/", "--allow-private", "--write-seed", seed)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(site.requests) == 6
    assert "12 of 19 links look like articles; the seed below matches them" in done.stdout
    assert load_seed(str(seed)).name in ("演示新闻", "演示新闻社")  # of three pages two give one of them
    assert report["seed"] == seed.read_text("utf-8")
    assert dute("probe", f"http://{site.host}/", "--write-seed", seed).returncode == 2  # never over another file
    seed.write_text(seed.read_text("utf-8") + "delay = 0\n", "utf-8")
    assert counts(dute("crawl", seed, "--store", tmp_path / "s.db").stdout)["new"] >= 8


@pytest.mark.slow
def test_a_layout_that_no_rule_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outlet beside the date comes into the text: the probe says so, and the skeleton shows just that."""
    share = tmp_path / "share.json"
    with serve(unknown_site()) as site:
        done, report = probe(tmp_path, f"http://{site.host}/", "--allow-private", "--share", share)
        base = f"http://{site.host}"
    assert done.returncode == 3
    assert paths(site) == [
        "/robots.txt",
        "/",
        "/list/yaowen",
        "/read/8000",
        "/read/8009",
        "/read/8017",
        "/rss",
        "/map.xml",
    ]
    assert failed(report) == [
        ("feed", f"{base}/map.xml: the server answered 404"),
        *(
            ("articles", f"{base}/read/{n}: the text begins or ends with a line that is not a sentence: 石桥人家")
            for n in (8000, 8009, 8017)
        ),
    ]
    assert "asks for 0.2 s between requests" in done.stdout
    assert (
        '    > if it is not part of the article: texts = ["石桥人家"] under [page] in the seed removes it'
        in done.stdout
    )
    hinted = clean(unknown_article(0), template=hints(texts=["石桥人家"]))
    assert hinted.text.splitlines() == list(STORY)  # what the advice says is so
    first = report["pages"][2]["facts"]
    assert (first["headline"]["value"], first["headline"]["place"]) == (HEADLINES[0], "body > q-a[2] > q-r > q-c")
    assert (first["date"]["value"], first["date"]["place"]) == (
        "2025-03-25T10:20:00+08:00",
        "body > q-a[2] > q-r[2] > q-c",
    )
    assert report["pages"][2]["cut"][0] == {"rule": "outside.after", "text": "说得好，周末去坐坐。"}
    assert f"{base}/rss: RSS, 1 entry, 1 article of this site" in done.stdout

    shared = share.read_text("utf-8")
    assert {one for one in shared if is_han(one)} == {"某"}
    assert not [line for line in (*STORY, *HEADLINES) if any(one in shared for one in line if is_han(one))]
    assert site.host not in shared
    (tmp_path / "fixtures").mkdir()
    listed = dute("fixture", "add", share, "--site", "masked", "--case", "outlet", cwd=tmp_path)
    assert listed.returncode == 2
    line = next(line for line in listed.stdout.splitlines() if line.split()[1:3] == ["+", "subhead"])
    made = dute(
        "fixture", "add", share, "--site", "masked", "--case", "outlet", "--gone", line.split()[0], cwd=tmp_path
    )
    assert (made.returncode, made.stderr) == (0, "")
    monkeypatch.setattr("tests.fixture_pages.FIXTURES", tmp_path / "fixtures")
    fixture = read_page(tmp_path / "fixtures/masked/outlet")
    assert failures(fixture, fixture.clean()) == ["text: extra '某某某某'"]  # red for the outlet, and for nothing else
    assert fixture.checks["text"].split("\n") == [
        "".join("某" if is_han(one) else one for one in text) for text in STORY
    ]
    assert (fixture.meta["rewritten"], fixture.meta["skeleton"]) == (True, True)
    hint = f"<style></style>{fixture.data.decode().replace('<q-c>某某某某</q-c></q-r><q-r><q-c>某某某某某某某某某某某某某，', '</q-r><q-r><q-c>某某某某某某某某某某某某某，')}"
    assert failures(fixture, clean(hint)) == []  # and green once that line is gone


@pytest.mark.slow
def test_gb18030_under_another_name_and_no_robots_txt(tmp_path: Path) -> None:
    with serve(gb18030_site()) as site:
        done, report = probe(tmp_path, f"http://{site.host}/", "--allow-private")
        base = f"http://{site.host}"
    assert done.returncode == 3  # the feed that its head names is gone, and the outlet is in the text
    assert "  + there is none (404): everything is allowed" in done.stdout
    assert f"    {base}/read/8000: declares utf-8, but is gb18030, and was read as such" in done.stdout
    assert "  + every page was read without losing a character (gb18030)" in done.stdout
    assert {page["decoded"] for page in report["pages"]} == {"gb18030"}
    assert report["pages"][2]["facts"]["headline"]["value"] == HEADLINES[0]


REFUSALS = {
    "405": ({"/robots.txt": ServedPage(b"", 404), "/": ServedPage(b"405", 405)}, 4, "the server answered 405", ["/robots.txt", "/"]),
    "robots": (
        {"/robots.txt": ServedPage(b"User-agent: *\nDisallow: /\n", content_type="text/plain")},
        4, "robots.txt forbids it", ["/robots.txt"],
    ),
    "robots 503": (
        {"/robots.txt": ServedPage(b"", 503)}, 1, "robots.txt answered 503", ["/robots.txt"] * 2,
    ),
    "captcha": (
        {"/": ServedPage("<html><body><h1>请完成安全验证</h1><p>拖动滑块完成拼图，证明您不是机器人。</p></body></html>".encode())},
        4, "a captcha in place of the page", ["/robots.txt", "/"],
    ),
    "nothing": ({"/": ServedPage("<html><body><p>网站建设中</p></body></html>".encode())}, 1, "the home page has no link", ["/robots.txt", "/"]),
}  # fmt: skip


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=() if case == "405" else pytest.mark.slow) for case in REFUSALS]
)
def test_a_site_that_refuses_is_left_alone(case: str, tmp_path: Path) -> None:
    pages, status, words, asked = REFUSALS[case]
    with serve(dict(pages)) as site:
        done, report = probe(tmp_path, write_seed(tmp_path, site))
    assert done.returncode == status
    assert set(paths(site)) == set(asked)
    assert len(site.requests) <= len(asked) + 1
    assert words in done.stdout
    assert "    > " in done.stdout
    assert report["seed"] is None


@pytest.mark.slow
def test_a_redirect_to_another_host(tmp_path: Path) -> None:
    """An address leads to the site; a seed says which hosts are the site's."""
    with serve(unknown_site()) as site, serve({}) as old:
        there = site.host.replace("127.0.0.1", "localhost")
        old.pages["/"] = ServedPage(b"", 301, location=f"http://{there}/")
        done, report = probe(tmp_path, f"http://{old.host}/", "--allow-private")
        assert report["robots"]["delay"] == 0.2  # of the host that it leads to
        assert f'hosts     = ["{there}"]' in done.stdout
        assert paths(old) == ["/robots.txt", "/"]
        done, report = probe(tmp_path, write_seed(tmp_path, old))
    assert done.returncode == 1
    assert ("home", f"http://{old.host}/: another host: http://{there}/") in failed(report)
    assert "add that host to hosts in the seed" in done.stdout


@pytest.mark.slow
def test_a_seed_that_starts_at_a_feed(tmp_path: Path) -> None:
    pages = {f"/p/{number}.html": article(number) for number in range(1, 6)} | {"/robots.txt": ROBOTS}
    with serve(pages) as site:
        pages["/rss"] = ServedPage(rss(f"http://{site.host}", range(1, 6)), content_type="application/rss+xml")
        done, report = probe(tmp_path, write_seed(tmp_path, site, start=f'["http://{site.host}/rss"]'))
    assert (done.returncode, done.stderr, failed(report)) == (0, "", [])
    assert paths(site) == ["/robots.txt", "/rss", "/p/1.html", "/p/3.html", "/p/5.html"]
    assert "5 of 5 links match the seed's expression for articles" in done.stdout


@pytest.mark.slow
def test_pages_that_are_none(tmp_path: Path) -> None:
    shell = (
        '<html><head><meta charset="utf-8"><title>石桥</title></head><body><div id="app"></div></body></html>'.encode()
    )
    pages = {path: ServedPage(shell) if path.startswith("/read") else page for path, page in unknown_site().items()}
    with serve(pages) as site, serve({"/": ServedPage(b"%PDF-1.4 x", content_type="application/pdf")}) as other:
        done, report = probe(tmp_path, f"http://{site.host}/", "--allow-private")
        assert done.returncode == 1
        assert ("articles", f"http://{site.host}/read/8000: not an article (empty_page)") in failed(report)
        assert "dute runs none" in done.stdout
        done, report = probe(tmp_path, f"http://{other.host}/", "--allow-private")
    assert (done.returncode, failed(report)[0]) == (1, ("addresses", "the home page is not HTML"))


@pytest.mark.slow
def test_articles_that_are_refused_end_it(tmp_path: Path) -> None:
    pages = unknown_site() | {f"/read/{8000 + n}": ServedPage(b"", 403) for n in range(18)}
    with serve(pages) as site:
        done, report = probe(tmp_path, f"http://{site.host}/", "--allow-private")
    assert done.returncode == 4
    assert [path for path in paths(site) if path.startswith("/read")] == ["/read/8000", "/read/8009"]
    assert report["ended"] == "2 refusals in a row"


@pytest.mark.slow
def test_a_seed_whose_expression_matches_nothing_is_told_a_better_one(tmp_path: Path) -> None:
    with serve(unknown_site()) as site:
        seed = write_seed(tmp_path, site)  # its articles are /p/1.html
        done, report = probe(tmp_path, seed)
    assert done.returncode == 1
    assert ("addresses", "0 of 20 links match the seed's expression for articles") in failed(report)
    host = site.host.replace(".", r"\.")
    assert f"article = '^https?://{host}/read/(?P<id>\\d+)' would match 18" in done.stdout
    assert f"article   = '^https?://{host}/read/(?P<id>\\d+)'" in report["seed"]


@pytest.mark.parametrize(
    ("argument", "status", "words"),
    [
        ("no-such-seed", 2, "no seed is named no-such-seed"),
        ("ftp://a.example/", 2, "not a seed"),
        ("http://127.0.0.1:9/", 1, "is not an address of the public internet"),
        pytest.param("http://[bad/", 1, "not a valid web address", marks=pytest.mark.slow),
        pytest.param("http://", 1, "not a valid web address", marks=pytest.mark.slow),
    ],
)
def test_what_cannot_be_probed_says_why(argument: str, status: int, words: str, tmp_path: Path) -> None:
    done, _ = probe(tmp_path, argument)
    assert done.returncode == status
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
