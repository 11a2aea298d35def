"""What an article is about: its section and its tags."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text

TEXT = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>" * 2
TITLE = "旧渡口的石阶修好了"


def article(above: str = "", below: str = "", head: str = "") -> Article:
    return clean(
        f"<html><head><title>{TITLE}_河光新闻网</title>{head}</head><body>{above}<div><h1>{TITLE}</h1><p>2024-05-20 10:20 来源：河光日报</p>"
        f"<div class=wz>{TEXT}</div>{below}</div></body></html>"
    )


HOME, NEWS, LIFE = '<a href="/">首页</a>', '<a href="/n/">新闻</a>', '<a href="/l/">民生</a>'


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (f"<div>{HOME} &gt; {NEWS} &gt; {LIFE} &gt; {TITLE}</div>", "民生"),
        (f"<div>{HOME} &gt; {NEWS} &gt; {TITLE[:8]}</div>", "新闻"),
        (f"<div>当前位置：{HOME}-{NEWS}-{LIFE}</div>", "民生"),
        (f"<div>您当前所在的位置： {HOME} → {NEWS} → {LIFE}</div>", "民生"),
        (f"<ul><li>{HOME}</li><li>{LIFE}</li><li>正文</li></ul>", "民生"),
        (f"<ul><li>{HOME}</li><li>&gt;</li><li>{LIFE}</li></ul>", "民生"),
        (f'<ul class="breadcrumb"><li>{HOME}</li><li>{LIFE}</li></ul>', "民生"),
        (f'<div class="breadcrumb">{HOME}{LIFE}</div>', "民生"),
        (f"<nav><ol><li>{HOME}</li><li>{LIFE}</li></ol></nav>", "民生"),
        (f'<div class="nav">{HOME}{LIFE}</div>', None),
        # a menu, the site alone
        (f"<div>{HOME} | {NEWS} | {LIFE}</div>", None),
        (f"<ul><li>{HOME}</li><li>{NEWS}</li><li>{LIFE}</li></ul>", None),
        ("<div><a href='/'>河光新闻网</a> &gt; 正文</div>", None),
        ("<div>第A03版：民生</div>", "民生"),
        ("<div>第A03版：民生<a href='/a02'>上一版</a><a href='/a04'>下一版</a></div>", "民生"),
        (f"<div>{HOME} &rsaquo; {LIFE} &rsaquo; 查看内容</div>", "民生"),
    ],
)
def test_the_last_step_of_the_breadcrumb(above: str, section: str | None) -> None:
    assert article(above).section == section


CRUMBS = (
    '<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"首页"},'
    '{"@type":"ListItem","item":{"name":"民生"}},{"@type":"ListItem","name":"旧渡口的石阶修好了"}]}</script>'
)


def test_the_breadcrumb_of_the_head() -> None:
    assert article(head=CRUMBS).section == "民生"
    listed = '<script type="application/ld+json">{"@type":"NewsArticle","articleSection":["民生","渡口"]}</script>'
    assert article(head=listed).section == "民生"


LINKS = '<a href="/t/1">渡口</a> <a href="/t/2">石阶</a>'


@pytest.mark.parametrize(
    ("below", "keywords"),
    [
        (f"<p>标签：{LINKS}</p>", ("渡口", "石阶")),
        ("<p>关键词：渡口、石阶</p>", ("渡口", "石阶")),
        (
            '<div>标签：<ul><li><a href="/t/1">渡口</a></li><li><a href="/t/2">石阶</a></li></ul></div>',
            ("渡口", "石阶"),
        ),
        ("<p>关键词：减税</p>", ()),
        ("", ()),
    ],
)
def test_tags_that_only_the_page_shows(below: str, keywords: tuple[str, ...]) -> None:
    assert article(below=below).keywords == keywords


@pytest.mark.parametrize(
    ("head", "keywords"),
    [
        ('<meta name="keywords" content="渡口,stone steps,石阶 桥梁">', ("渡口", "stone steps", "石阶", "桥梁")),
        ('<meta name="keywords" content="渡口 / 石阶">', ("渡口", "石阶")),
        ('<meta property="article:tag" content="渡口"><meta property="article:tag" content="石阶">', ("渡口", "石阶")),
        (f'<meta name="keywords" content="{TITLE}_河光">', ()),
    ],
)
def test_the_keywords_of_the_head(head: str, keywords: tuple[str, ...]) -> None:
    assert article(below=f"<p>标签：{LINKS}</p>", head=head).keywords == (keywords or ("渡口", "石阶"))


def test_tags_are_the_links_behind_a_word_in_an_element_of_its_own() -> None:
    body = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 2
    tags = "<div><span>标签</span><a href='/1'>石桥</a><a href='/2'>通车</a></div>"
    page = f"<html><head><title>石桥今天重新开通</title></head><body><h1>石桥今天重新开通</h1><div>{body}</div>{tags}</body></html>"
    assert clean(page).keywords == ("石桥", "通车")


@pytest.mark.parametrize("sign", [">", "->", "/", ":", "--"])
def test_a_line_of_signs_that_ends_in_a_word_is_read_in_time(sign: str) -> None:
    """A run of arrows could be parted in more ways than can be tried: sixty of them took minutes."""
    for count in (60, 4_000):
        crumbs = f"首页\n{sign * count}a\n新闻"
        found = clean_text(
            f"{crumbs}\n{TITLE}\n2024-05-20 10:20 来源：河光日报\n旧渡口的石阶昨天修好了，石匠把每一级都编了号。"
        )
        assert found.section is None


@pytest.mark.parametrize(
    ("crumbs", "section"),
    [
        (f"<div>当前位置：{HOME}<span>&nbsp;&nbsp;</span>{LIFE}</div>", "民生"),
        (f"<div>当前位置：{HOME}&nbsp;&nbsp;{NEWS}&nbsp;&nbsp;{LIFE}</div>", "民生"),
        (f"<div>当前位置：{HOME} &gt; {LIFE}</div>", "民生"),
    ],
)
def test_steps_that_a_gap_parts(crumbs: str, section: str) -> None:
    assert article(crumbs).section == section


@pytest.mark.parametrize(
    ("title", "section"),
    [
        (f"{TITLE} | 民生 | 河光新闻网", "民生"),
        (f"{TITLE}-社会-河光新闻网", "社会"),
        (f"{TITLE}_河光新闻网", None),
        (f"{TITLE}|民生|渡口_河光新闻网", None),  # tags
        (f"{TITLE} - 渡口 - 河光新闻网", None),
        (f"{TITLE} - 河光新闻网 - 民生", None),
    ],
)
def test_the_channel_between_headline_and_site(title: str, section: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{TITLE}</h1><p>2024-05-20 10:20</p><div>{TEXT}</div></body></html>"
    assert clean(page).section == section
