"""Pages that leave out the tags of their head and body, as HTML5 allows."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.reading.seen.bodies import with_body
from tests.pace import assert_within

TITLE = "三年前关掉的镇影院又亮了灯"
TEXT = (
    "三年前关掉的镇影院，上周末重新亮了灯，第一场放的是一部黑白戏曲片，来了六十七个人。",
    "把它重新打开的是两个返乡的年轻人，他们把座位从三百减到八十，空出来的地方摆了书架和一台爆米花机。",
)
STORY = f"<h1>{TITLE}</h1><p>2020-11-17 08:30 来源：清河日报</p>" + "".join(f"<p>{line}</p>" for line in TEXT)
HEADS = {
    "no tags": f"<!doctype html><meta charset=utf-8><title>{TITLE}</title>",
    "a head that is not closed": f"<!DOCTYPE html>\n<html lang=zh-cn>\n<head>\n<title>{TITLE}</title>\n",
    "scripts and styles": f"<!doctype html><html><title>{TITLE}</title><link rel=stylesheet href=/a.css><style>p>a{{}}</style>"
    "<script>if (a<b) { c() }</script><noscript><img src=/1.gif></noscript>",
    "a sign in an attribute": f'<!doctype html><title>{TITLE}</title><meta name=description content="甲 > 乙">',
    "a comment": f"<!doctype html><!--[if lt IE 9]><script src=/html5.js></script><![endif]--><title>{TITLE}</title>",
}


@pytest.mark.parametrize(
    "tag", ["article", "main", "header", "section", "nav", "figure", "app-root", "uni-app", "div", "p"]
)
@pytest.mark.parametrize("head", HEADS)
def test_a_page_without_the_tags_of_its_body(head: str, tag: str) -> None:
    around = (
        f"<{tag}>首页</{tag}><main>{STORY}</main>"
        if tag in ("header", "nav", "figure", "p")
        else f"<{tag}>{STORY}</{tag}>"
    )
    article = clean(HEADS[head] + around)
    assert article.text.split("\n") == list(TEXT)
    assert (article.headline, article.source) == (TITLE, "清河日报")


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>{TITLE}</title></head><body><main>{STORY}</main></body></html>",
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE><Body><main>{STORY}</main>",
        f"<title>{TITLE}</title><div>{STORY}</div><main>其他</main>",
        f"<title>{TITLE}<main>{STORY}</main>",
        "　　正文从这里开始。<main>其他</main>",
        "",
    ],
)
def test_other_pages_are_left_as_they_are(page: str) -> None:
    assert with_body(page.encode()) == page.encode()


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<script>x</script>", '<meta a="', "<!", "<?", "<html>", " ", "<title>a"]
)
def test_it_takes_no_longer_than_the_page_is_long(piece: str) -> None:
    page = (piece * (1_000_000 // len(piece))).encode()
    assert_within(10, lambda: with_body(page))
