"""Facts that the head of every page states: the site's, not the article's."""

from __future__ import annotations

import pytest

from cleaners import Template, clean, learn, read_template
from cleaners.evidence.metadata import Metadata
from cleaners.template.facts import Facts
from tests.invented_site import InventedSite

SITE = InventedSite(4)
CODE = "https://img.example.com/app/code.jpg"


def page(
    number: int, *, author: str = "渡口网", section: str = "要闻", byline: str = "", source: str = "渡口日报"
) -> str:
    story = SITE.page(number)
    body = "".join(f"<p>{line}</p>" for line in story.body)
    return (
        f'<html><head><title>{story.headline}_渡口_要闻</title><meta name="author" content="{author}">'
        f'<meta name="source" content="{source}"><meta property="article:section" content="{section}"></head><body>'
        f"<div><h1>{story.headline}</h1><p>2025-03-0{number % 9 + 1} 10:20</p>{byline}<div>{body}"
        f'<img src="https://img.example.com/p/{number}.jpg"><img src="{CODE}"></div></div></body></html>'
    )


@pytest.fixture(scope="module")
def template() -> Template:
    return learn([page(number) for number in range(20)])


def test_what_every_head_says_is_the_sites(template: Template) -> None:
    assert template.facts == Facts(("渡口网",), "渡口日报", "要闻", "_渡口_要闻", (CODE,))
    assert read_template(template.to_toml()) == template
    plain, taught = clean(page(30)), clean(page(30), template=template)
    assert (plain.source, plain.section) == ("渡口日报", "要闻")
    assert (taught.source, taught.section, taught.authors) == (None, None, ())
    assert [image.url for image in plain.images] == ["https://img.example.com/p/30.jpg", CODE]
    assert [image.url for image in taught.images] == ["https://img.example.com/p/30.jpg"]
    assert taught.text == plain.text


def test_what_this_page_alone_says_stays(template: Template) -> None:
    other = page(31, author="林晓棠", section="体育", source="某某晚报")
    article = clean(other, template=template)
    assert (article.source, article.section, [person.name for person in article.authors]) == (
        "某某晚报",
        "体育",
        ["林晓棠"],
    )


def test_what_the_page_shows_stays(template: Template) -> None:
    article = clean(page(32, byline="<p>来源：渡口日报</p><p>记者 周一鸣</p>"), template=template)
    assert article.source == "渡口日报"
    assert [person.name for person in article.authors] == ["周一鸣"]


def test_a_value_that_differs_on_one_page_is_no_fact_of_the_site() -> None:
    pages = [
        page(number, author="林晓棠" if number == 7 else "渡口网", section="体育" if number == 3 else "要闻")
        for number in range(20)
    ]
    facts = learn(pages).facts
    assert facts is not None
    assert (facts.authors, facts.section, facts.source) == ((), None, "渡口日报")


def test_few_pages_teach_no_facts() -> None:
    assert learn([page(number) for number in range(10)]).facts is None


def test_a_title_that_is_only_the_end_stays() -> None:
    assert Facts(title_end="_渡口").without(Metadata(("_渡口",))).titles == ("_渡口",)
    assert Facts(title_end="_渡口").without(Metadata(("河湾新桥_渡口",))).titles == ("河湾新桥",)
