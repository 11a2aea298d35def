"""Templates: what is learned, what is not, how it is used, and the file."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from benchmarks.templates import line_f1
from cleaners import Template, TemplateError, clean, clean_text, hints, learn, load_template, read_template
from cleaners.learning.shared import wilson
from cleaners.template.layout import Entry, Layout
from cleaners.template.view import mask
from tests.invented_site import InventedSite

SITE = InventedSite()
SHARED = Path(__file__).parents[3] / "shared" / "corpora" / "zh-one-template"

LEAD = "这个栏目记录街区里正在发生的变化，每周三由值班记者走访后写成，欢迎读者一起来看。"


def pages(first: int, count: int) -> list[tuple[str, str]]:
    return [(page.html, page.url) for page in SITE.pages(first, count)]


@pytest.fixture(scope="module")
def template() -> Template:
    return learn(pages(0, 20), site="invented")


def test_a_template_is_the_same_for_every_order_of_pages(template: Template) -> None:
    for seed in range(3):
        shuffled = random.Random(seed).sample(pages(0, 20), 20)  # noqa: S311
        assert learn(shuffled, site="invented").to_toml() == template.to_toml()


def test_pages_are_sorted_into_their_layouts(template: Template) -> None:
    assert [layout.pages for layout in template.layouts] == [7, 7, 6]
    assert template.pages == 20
    assert template.first is not None
    assert template.first.startswith("2025-")


def test_bodies_are_whole_with_a_template_and_are_not_without(template: Template) -> None:
    test = SITE.pages(500, 30)
    taught = [line_f1(clean(page.html, page.url, template=template).text, page.body) for page in test]
    plain = [line_f1(clean(page.html, page.url).text, page.body) for page in test]
    assert min(taught) == 1.0
    assert sum(plain) / len(plain) < 0.85


def test_five_pages_of_mixed_layouts_teach_their_common_lines() -> None:
    few = learn(pages(0, 5))
    assert [(layout.pages, bool(layout.texts), layout.elements) for layout in few.layouts] == [(5, True, ())]
    page = SITE.page(502)
    assert line_f1(clean(page.html, template=few).text, page.body) > line_f1(clean(page.html).text, page.body)


def test_what_the_template_took_is_in_the_ledger_under_its_name(template: Template) -> None:
    page = SITE.page(501)
    article = clean(page.html, page.url, template=template)
    named = {removal.rule: removal.text for removal in article.removals if removal.rule.startswith("template.")}
    assert named
    entries = [entry for layout in template.layouts for entry in (*layout.elements, *layout.sections, *layout.texts)]
    known = {f"template.{kind}.{entry.id}" for entry in entries for kind in ("element", "section", "text")}
    assert set(named) <= known
    shown = article.text.split("\n") + [removal.text for removal in article.removals]
    plain = clean(page.html, page.url)
    assert sorted(shown) == sorted(plain.text.split("\n") + [removal.text for removal in plain.removals])


def test_the_file_can_be_read_back(template: Template) -> None:
    text = template.to_toml()
    assert read_template(tomllib.loads(text)) == template
    assert read_template(tomllib.loads(text)).to_toml() == text
    assert 'reason = "the same line"' in text
    assert "pages = 7" in text


def test_too_few_articles_are_an_error_that_counts_them() -> None:
    with pytest.raises(TemplateError, match="of 4 pages, 3 are different articles; at least 4 are needed"):
        learn([*(page for page, _ in pages(0, 3)), "<p>没有这个页面</p>"])
    with pytest.raises(TemplateError, match="of 0 pages"):
        learn([])


def test_one_page_given_often_teaches_nothing() -> None:
    page = SITE.page(0).html
    with pytest.raises(TemplateError, match="1 are different articles"):
        learn([page] * 10)


@pytest.mark.parametrize(
    ("seen", "of", "low"),
    [(0, 0, 0.0), (5, 5, 0.566), (4, 5, 0.376), (50, 50, 0.929), (25, 50, 0.366), (0, 10, 0.0)],
)
def test_wilsons_lower_end(seen: int, of: int, low: float) -> None:
    assert wilson(seen, of) == low  # values from the table of Newcombe (1998), method 3


def story(number: int, *, top: str = "", bottom: str = "") -> str:
    page = SITE.page(1_000 + number)
    text = "".join(f"<p>{line}</p>" for line in page.body)
    return (
        f"<html><head><title>{page.headline}</title></head><body><div><h1>{page.headline}</h1><p>2025-03-0{number % 9 + 1}"
        f" 10:2{number % 10}</p><div>{top}{text}{bottom}</div></div></body></html>"
    )


def test_a_columns_lead_on_few_pages_is_no_boilerplate() -> None:
    site = [story(n, top=f"<p>{LEAD}</p>" if n % 4 == 0 else "") for n in range(40)]
    template = learn(site)
    assert mask(LEAD) not in {entry.what for layout in template.layouts for entry in layout.texts}
    assert clean(site[0], template=template).text.startswith(LEAD)


def test_a_sentence_on_every_page_is_boilerplate() -> None:
    site = [story(n, bottom=f"<p>{LEAD}</p>") for n in range(12)]
    template = learn(site)
    article = clean(story(30, bottom=f"<p>{LEAD}</p>"), template=template)
    assert LEAD not in article.text
    assert [removal.rule.split(".")[:2] for removal in article.removals if removal.text == LEAD] == [
        ["template", "text"]
    ]


def test_articles_that_say_the_same_are_left_alone() -> None:
    site = [
        f"<html><body><div><h1>水库水位通报第{n}期</h1><p>2025-03-1{n % 9} 10:00</p><div><p>{LEAD}</p><p>{LEAD[::-1]}。</p>"
        f"<p>今日水位为{n}米，比昨日上升了{n % 5}厘米，水库管理处提醒下游居民注意安全。</p></div></div></body></html>"
        for n in range(30)
    ]
    template = learn(site)
    assert [clean(page, template=template).text for page in site] == [clean(page).text for page in site]


def test_a_template_that_takes_nearly_everything_is_not_believed() -> None:
    page = story(3)
    template = Template(hints=Layout(texts=tuple(Entry(mask(line)) for line in SITE.page(1_003).body)))
    article = clean(page, template=template)
    assert "template_disagrees" in article.flags
    assert article.text == clean(page).text


def test_numbers_and_changing_parts_are_masked() -> None:
    site = [story(n, top=f"<p>岚汐指数{n * 37}点</p><p>澜峤连线：{SITE.page(n).headline[:4]}</p>") for n in range(12)]
    whats = {entry.what for layout in learn(site).layouts for entry in layout.texts}
    assert {"岚汐指数#点", "澜峤连线:*"} <= whats


def test_facts_of_the_article_are_never_learned() -> None:
    line = '<p>来源：某某日报</p><p class="x">记者 林晓棠 通讯员 周一鸣</p>'
    site = [
        story(n).replace("</h1>", f"</h1>{line}").replace("</div></div>", "</div><p>编辑 赵一 审读 钱二</p></div>")
        for n in range(12)
    ]
    template = learn(site)
    for n in range(3):
        article = clean(site[n], template=template)
        assert article.source == "某某日报"
        assert [person.name for person in article.authors] == ["林晓棠", "周一鸣"]
        assert [person.name for person in article.credits] == ["赵一", "钱二"]
        assert article.date_published is not None


def test_hints_are_a_layout_without_figures() -> None:
    page = (
        f'<html><body><div class="a1"><p>{LEAD}</p></div><div id="story"><h2>河湾新桥昨日合龙</h2><p>{LEAD}</p>'
        f'<div class="x2"><p>{LEAD}</p></div><p>岚汐连线第5期</p></div></body></html>'
    )
    template = read_template({"page": {"body": "#story", "elements": [".x2"], "texts": "岚汐连线*"}})
    article = clean(page, template=template)
    assert article.text == LEAD
    assert [removal.rule.split(".")[1] for removal in article.removals if removal.rule.startswith("template")] == [
        "element",
        "text",
    ]


def test_a_template_that_the_page_speaks_against_is_flagged() -> None:
    page = story(3)
    template = Template(hints=Layout(body=(Entry("body > div > p"),)))
    article = clean(page, template=template)
    assert "template_disagrees" in article.flags
    assert article.text == clean(page).text


def test_the_rules_for_the_end_of_an_article_stay_in_charge() -> None:
    page = story(4, bottom="<p>编辑 赵一 审读 钱二</p><p>" + LEAD + "</p>")
    template = Template(hints=Layout(body=(Entry("body > div > div"),)))
    article = clean(page, template=template)
    assert LEAD not in article.text
    assert [person.name for person in article.credits] == ["赵一", "钱二"]


def test_a_flattened_text_is_cleaned_with_the_lines_of_a_template(template: Template) -> None:
    page = SITE.page(602)
    text = clean(page.html, page.url).blocks
    flat = "\n".join(block.text for block in text if block.text)
    article = clean_text(flat, template=template)
    assert line_f1(article.text, page.body) > line_f1(clean_text(flat).text, page.body)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"format": 1}, "format 1 is not 2"),
        ({"layouts": []}, "unknown layouts"),
        ({"layout": {}}, r"tables headed \[\[layout\]\]"),
        ({"layout": [{"bodies": "p"}]}, "layout 1: unknown bodies"),
        ({"page": {"body": "div["}}, "is not a path"),
        ({"page": {"texts": [{"label": "promo"}]}}, "a text or a table with what"),
        ({"page": {"texts": ["*"]}}, "would match every line"),
        ({"page": {"texts": [{"what": "甲乙", "label": "ad"}]}}, "labels: headline"),
        ({"page": {"texts": [{"what": "甲乙", "confidence": 2}]}}, "a number from 0 to 1"),
        ({"page": {"sections": [{"what": "甲乙", "lines": "x"}]}}, "lines: expected int"),
        ({"site": 5}, "site: expected str"),
        ({"page": []}, "expected a table"),
        ({"layout": [{"body_chars": [1]}]}, "expected two numbers"),
        ({"layout": [{"coverage": 1}]}, "a table of shares"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(content: dict[str, object], message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        read_template(content, "t.toml")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpora are absent")
def test_no_body_of_a_real_site_loses_a_character() -> None:
    real = [path.read_bytes() for path in sorted(SHARED.glob("*/page.html"))]
    template = learn(real[:30])
    for page in real[30:]:
        assert clean(page, template=template).text == clean(page).text


def test_a_template_can_be_loaded_and_read_by_its_public_names(template: Template, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(template.to_toml(), "utf-8")
    assert load_template(path) == load_template(str(path)) == read_template(template.to_toml()) == template
    with pytest.raises(TemplateError, match=r"none\.toml: no such file"):
        load_template(tmp_path / "none.toml")
    with pytest.raises(TemplateError, match="not TOML"):
        read_template("texts = [")


def test_hints_for_one_page_are_written_in_python() -> None:
    page = f'<div class="a"><p>{LEAD}</p></div><div class="b"><h2>河湾新桥昨日合龙</h2><p>{LEAD}</p><p>岚汐连线第5期</p></div>'
    assert clean(page, template=hints(body="div.b", texts=["岚汐连线*"])).text == LEAD
    with pytest.raises(TemplateError, match="hints: unknown bodies"):
        hints(bodies="p")
    with pytest.raises(TemplateError, match="hints: texts"):
        hints(texts=[{"label": "promo"}])
