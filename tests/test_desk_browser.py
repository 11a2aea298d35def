"""The desk in headless Chromium: search, filter, copy, keys, both languages; no request, no error; quick and small."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks import desk as desk_benchmark
from crawler.report.desk import MAX_BYTES, Desk, render_desk
from crawler.report.published import Published, Window
from tests.axe import NOTHING, read_axe, violations
from tests.browser import PHONE, WIDE, chromium, complaints, find_chromium, requested, resize

pytestmark = pytest.mark.slow  # a browser takes seconds to start

EVIL = "</script><img src=x onerror=\"window.fired = 1; fetch('https://evil.invalid/')\">"

SECTIONS, SOURCES = ("民生", "交通", ""), ("渡口晚报", "山顶日报")


def articles(number: int) -> list[Published]:
    """One an hour, the newest first; each of them speaks of its number."""
    return [
        Published(
            row=at + 1, site="渡口", headline=f"第{at}号古井又有水", beginning="村里人都来看。",
            address=f"https://news.example.com/n/{at}.html", source=SOURCES[at % 2], section=SECTIONS[at % 3],
            authors="林一帆", moment=f"2026-03-{30 - at // 24 % 30:02} {23 - at % 24:02}:00", is_dated=True,
            characters=900 + at, story=at // 2, is_withdrawn=at == 3,
        )
        for at in range(number)
    ]  # fmt: skip


WINDOW = Window(date(2026, 3, 30), 30)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def desk(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """A desk of 250 articles, opened in English; at the end nothing was requested and nothing complained about."""
    show(browser, tmp_path, Desk("", WINDOW, articles(250)))
    yield browser
    assert (requested(browser), complaints(browser)) == ([], [])
    browser.execute_script("localStorage.clear()")


def show(browser: Any, folder: Path, desk: Desk) -> Path:
    file = folder / "desk.html"
    file.write_text(render_desk(desk), "utf-8")
    resize(browser, WIDE)
    browser.get(file.as_uri())
    return file


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def headlines(browser: Any) -> list[str]:
    return list(browser.execute_script("return [...document.querySelectorAll('#rows .title')].map(t => t.textContent)"))


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def choose(browser: Any, name: str, value: str) -> None:
    change = (
        "const s = document.getElementById(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))"
    )
    browser.execute_script(change, name, value)


def copied(browser: Any, button: str, said: str) -> str:
    """What a press on a button puts into the clipboard."""
    allow = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.execute_cdp_cmd("Browser.grantPermissions", allow)
    find(browser, button).click()
    deadline = time.monotonic() + 5
    while find(browser, "#copied").text != said and time.monotonic() < deadline:
        time.sleep(0.02)
    assert find(browser, "#copied").text == said
    return str(browser.execute_async_script("navigator.clipboard.readText().then(arguments[0])"))


def test_the_list_grows_and_is_searched(desk: Any) -> None:
    assert len(headlines(desk)) == 100
    find(desk, "#more").click()
    find(desk, "#more").click()
    assert len(headlines(desk)) == 250
    assert not find(desk, "#more").is_displayed()
    press(desk, "/")
    press(desk, "第24")
    assert headlines(desk) == [f"第{at}号古井又有水" for at in (24, *range(240, 250))]
    assert find(desk, "#shown").text == "shown: 11"
    press(desk, "没有的词")
    assert headlines(desk) == []
    assert find(desk, "#none").is_displayed()
    press(desk, "\ue00c")  # Esc
    assert find(desk, "#shown").text == "shown: 250"


def test_filters_join(desk: Any) -> None:
    choose(desk, "section", "交通")
    choose(desk, "source", "山顶日报")
    choose(desk, "day", "2026-03-29")
    assert headlines(desk) == [f"第{at}号古井又有水" for at in range(24, 48) if at % 3 == 1 and at % 2]
    find(desk, "#reset").click()
    assert find(desk, "#shown").text == "shown: 250"
    desk.execute_script("document.querySelector('button[data-day=\"2026-03-28\"]').click()")
    assert find(desk, "#shown").text == "shown: 24"
    find(desk, "#reset").click()
    desk.execute_script("document.querySelector('button[data-word]').click()")
    word = desk.execute_script("return document.querySelector('button[data-word]').dataset.word")
    assert all(word in line for line in headlines(desk))
    assert find(desk, "#search").get_attribute("value") == word


def test_csv_is_what_the_filters_leave_and_no_formula(browser: Any, tmp_path: Path) -> None:
    first, second, *rest = articles(4)
    bad = [first._replace(headline='=1+1,"甲"'), second._replace(authors="-林一帆"), *rest]
    show(browser, tmp_path, Desk("", WINDOW, bad))
    choose(browser, "source", "渡口晚报")
    rows = list(csv.reader(io.StringIO(copied(browser, "#copy-csv", "articles copied: 2"), newline="")))
    assert rows == [
        "date_published headline source section authors characters url site state".split(),
        [
            "2026-03-30 23:00",
            '\'=1+1,"甲"',
            "渡口晚报",
            "民生",
            "林一帆",
            "900",
            "https://news.example.com/n/0.html",
            "渡口",
            "",
        ],
        [
            "2026-03-30 21:00",
            "第2号古井又有水",
            "渡口晚报",
            "",
            "林一帆",
            "902",
            "https://news.example.com/n/2.html",
            "渡口",
            "",
        ],
    ]
    find(browser, "#reset").click()
    choose(browser, "source", "山顶日报")
    text = copied(browser, "#copy-csv", "articles copied: 2")
    assert ",'-林一帆," in text
    assert text.endswith("https://news.example.com/n/3.html,渡口,withdrawn\r\n")


def test_markdown_is_escaped(browser: Any, tmp_path: Path) -> None:
    evil = articles(1)[0]._replace(headline="[甲](x) *乙*", address="https://news.example.com/a(b).html")
    show(browser, tmp_path, Desk("", WINDOW, [evil]))
    assert copied(browser, "#copy-markdown", "articles copied: 1") == (
        r"- [\[甲\](x) \*乙\*](https://news.example.com/a%28b%29.html) — 2026-03-30 23:00 · 渡口晚报 · 民生 · 林一帆"
        + "\n"
    )


def test_the_switch_leaves_no_english_and_comes_back(desk: Any) -> None:
    find(desk, "#language").click()
    assert desk.execute_script("return document.documentElement.lang") == "zh"
    said = "return document.querySelector('main').innerText.replace(/https?:\\S+/g, '').match(/[a-z]{3,}/gi)"
    allowed = {"dute", "find", "export", "list", "clusters", "Markdown", "CSV"}
    assert set(desk.execute_script(said) or []) <= allowed
    assert find(desk, "h1").text == "近期发稿"
    assert find(desk, "#search").get_attribute("placeholder") == "搜索标题、来源、作者"
    desk.refresh()  # the choice is remembered
    assert find(desk, "#shown").text == "250 篇稿件"
    find(desk, "#language").click()
    assert find(desk, "h1").text == "What was published"


def test_the_keyboard_walks_and_reaches_everything(desk: Any) -> None:
    press(desk, "j", "j", "j", "k")
    assert desk.execute_script("return document.activeElement.querySelector('.title').textContent") == "第1号古井又有水"
    desk.refresh()
    seen = set()
    for _ in range(13):
        press(desk, "\ue004")  # Tab
        seen.add(
            desk.execute_script(
                "const e = document.activeElement; return e.id || e.getAttribute('aria-label') || e.className"
            )
        )
    assert {"search", "language", "theme", "day", "section", "source", "reset", "copy-markdown", "copy-csv"} <= seen
    assert "Newest articles" in seen  # the box that scrolls


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_shows_nothing_beside_the_screen(desk: Any, dark: bool) -> None:
    resize(desk, PHONE, dark=dark)
    assert desk.execute_script("return document.documentElement.scrollWidth") <= PHONE[0]


def test_a_page_that_tries_to_script_does_not(browser: Any, tmp_path: Path) -> None:
    one = articles(1)[0]
    evil = one._replace(headline=EVIL, beginning=EVIL, source=EVIL, section=EVIL, authors=EVIL, site=EVIL, moment=EVIL)
    show(browser, tmp_path, Desk(EVIL, WINDOW, [evil, evil._replace(row=2)]))
    assert headlines(browser) == [EVIL, EVIL]
    assert browser.execute_script("return window.fired ?? null") is None
    assert browser.execute_script("return document.images.length") == 0
    assert (requested(browser), complaints(browser)) == ([], [])


def test_a_large_desk_is_small_and_opens_at_once(browser: Any, tmp_path: Path) -> None:
    """52,000 articles in 30 days: the worst that a store of that size can have."""
    file = show(browser, tmp_path, Desk("", WINDOW, articles(52_000)))
    assert file.stat().st_size <= MAX_BYTES
    opened = "return performance.getEntriesByType('navigation')[0].loadEventEnd"
    assert 0 < browser.execute_script(opened) < 2000
    assert int(find(browser, "#shown").text.split()[1].replace(",", "")) > 30_000
    begun = time.monotonic()
    press(browser, "/")
    press(browser, "第777号")
    assert headlines(browser) == ["第777号古井又有水"]
    assert time.monotonic() - begun < 5


def test_the_benchmark_of_the_desk_opens_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    find_chromium()  # the benchmark opens one of its own
    assert desk_benchmark.main(["300", "--rounds", "1"]) == 0
    *_, month, whole = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in capsys.readouterr().out.splitlines()
    ]
    assert (month[:3], whole[:3]) == (
        ["30", "308", "308"],
        ["366", "308", "308"],
    )  # 346 addresses, eight of nine articles


def test_it_breaks_no_rule_of_accessibility(browser: Any, tmp_path: Path) -> None:
    source = read_axe()
    file = show(browser, tmp_path, Desk("渡口", WINDOW, articles(250)))
    assert violations(browser, file.as_uri(), source) == NOTHING
