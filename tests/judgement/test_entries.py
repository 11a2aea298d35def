"""Sections that have a heading and a moment each, and what is nearest to them: posts, other stories, entries of a list."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TOLD = (
    "水位比昨天同一时刻高了四十厘米，渡口的石阶只剩下最上面三级，摆渡的老人把船拖到了堤上。",
    "镇里的中学腾出了两层教室，先到的是住在低处的十七户人家，孩子们把课桌拼成了床。",
    "天亮以后雨小了，电工沿着堤坝一根一根地查电线杆，中午前北岸的灯重新亮了起来。",
    "水退到石阶第九级，老人把船放回水里，第一个过河的是每天送孩子上学的董奶奶。",
)
HEADINGS = ("洪水漫过渡口", "中学成了安置点", "北岸恢复供电", "渡口重新开航")
CLOCKS = ("3月1日 09:20", "3月1日 21:05", "3月2日 11:40", "3月3日 07:10")
INTRO = "<p>三天三夜，河光镇的人守着堤坝，这里记下的是他们每一天做的事情，和他们说过的几句话。</p>"


def page(inside: str, facts: str = "<p>2024-03-04 10:20 来源：河光日报</p>") -> Article:
    return clean(
        f"<html><head><title>河光镇的三天三夜</title></head><body><div class=w><h1>河光镇的三天三夜</h1>{facts}"
        f"<div class=c>{inside}</div></div></body></html>"
    )


def sections(form: str, clocks: tuple[str, ...] = CLOCKS) -> str:
    return "".join(
        form.format(heading=heading, clock=clock, text=text)
        for heading, clock, text in zip(HEADINGS, clocks, TOLD, strict=True)
    )


@pytest.mark.parametrize(
    "form",
    [
        "<h3>{heading}</h3><p>{clock}</p><p>{text}</p>",
        "<p><strong>{heading}</strong></p><p>{clock}</p><p>{text}</p>",
        "<p>{clock}</p><h3>{heading}</h3><p>{text}</p>",
        "<h3>{clock} {heading}</h3><p>{text}</p>",
        "<div class=i><div>{clock}</div><h4>{heading}</h4><p>{text}</p></div>",
        "<section><h3>{heading}</h3><time>{clock}</time><p>{text}</p></section>",
    ],
)
@pytest.mark.parametrize("intro", ["", INTRO])
@pytest.mark.parametrize("year", ["", "2024年"])
def test_sections_with_a_moment_each_are_the_article(form: str, intro: str, year: str) -> None:
    article = page(intro + sections(form, tuple(year + clock for clock in CLOCKS)))
    lines = article.text.split("\n")
    assert [line for line in TOLD if line not in lines] == []
    assert [heading for heading in HEADINGS if not any(heading in line for line in lines)] == []
    assert (article.date_published or "").startswith("2024-03-04T10:20")


def test_stories_that_say_whose_they_are_are_no_sections() -> None:
    stories = sections(
        "<div class=i><h3>{heading}</h3><p>{clock} 来源：河光日报</p><p>{text}</p></div>",
        tuple("2024年" + clock for clock in CLOCKS),
    )
    article = page(INTRO + stories)
    assert (TOLD[1] in article.text, INTRO[3:-4] in article.text) == (False, True)


def test_stories_below_a_headline_like_the_page_s_are_no_sections() -> None:
    stories = sections(
        "<div class=w><h1>{heading}</h1><p>{clock}</p><div class=c><p>{text}</p></div></div>",
        tuple("2024年" + clock for clock in CLOCKS),
    )
    article = clean(
        f"<html><head><title>河光镇的三天三夜</title></head><body><div class=w><h1>河光镇的三天三夜</h1><p>2024年3月4日 10:20</p>"
        f"<div class=c>{INTRO}{INTRO.replace('三天', '整整三天')}</div></div>{stories}</body></html>"
    )
    assert (TOLD[1] in article.text, INTRO[3:-4] in article.text) == (False, True)


def test_posts_of_readers_are_no_sections() -> None:
    posts = sections("<div class=i><b>河边的人</b><span>{clock}</span><p>{text}</p></div>")
    article = page(INTRO + INTRO.replace("三天", "整整三天") + "<p>全部评论</p>" + posts)
    assert not any(line in article.text for line in TOLD)
