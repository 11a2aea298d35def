"""What is hidden until a script shows it is read; what opens on demand beside an article is not."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.reading.seen.until_script import _in_rows
from cleaners.values import Block
from tests.encodings import HEADLINE, PROSE
from tests.walks import differences

P = "".join(f"<p>{line}</p>" for line in PROSE)
H1 = f"<h1>{HEADLINE}</h1>"
HIDING = (
    'style="visibility: hidden; opacity: 0; "',
    'style="display:none"',
    'style="OPACITY:0"',
    "hidden",
    'style="position:absolute;left:-9999px"',
)
TIPS = '<div class="tips"><p>微信扫一扫</p><p>关注该公众号</p></div>'
BRIEF = "新桥今天上午通车，两岸往返只要十分钟，旧桥下月起封闭检修。"
AGREEMENT = "".join(
    f"<p>用户在使用本服务第{n}项之前应当认真阅读全部条款，一经使用即视为同意。</p>" for n in "一二三四五六七八九十"
)


def _page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize(
    "body",
    [
        H1 + "<div {}>" + P + "</div>" + TIPS,
        "<div {}>" + H1 + P + "</div>" + TIPS,
        H1 + "<div {}><div {}>" + P + "</div></div>",
        H1 + "".join(f"<section {{}}><p>{line}</p></section>" for line in PROSE),
        H1 + '<div id="js_content" {}>' + P + '<p style="display: none;">此句没有人看见，因为它一直藏着。</p></div>',
        '<style>body{{visibility:hidden}}</style><main {}>' + H1 + P + "</main>",
        "<h5><a href='/'>某某网</a></h5>" + H1 + "<p>来源：某报</p><div {}>" + P + "</div><h3>热门推荐</h3><p><a href='/1'>新闻</a></p>",
    ],
)  # fmt: skip
def test_a_hidden_body_is_read(body: str, hiding: str) -> None:
    page = _page(body.replace("{}", hiding).replace("{{", "{").replace("}}", "}"))
    article = clean(page)
    assert article.is_article
    assert article.text.split("\n") == list(PROSE)
    assert differences(page) == []


@pytest.mark.parametrize("hiding", HIDING)
@pytest.mark.parametrize(
    "body",
    [
        H1 + f"<p>{BRIEF}</p><div {{}}>{AGREEMENT}</div>",
        f"<div {{}}>{AGREEMENT}</div>" + H1 + f"<p>{BRIEF}</p>",
        f"<div {{}}><h2>用户协议</h2>{AGREEMENT}</div>" + H1 + f"<p>{BRIEF}</p>",
        H1 + f'<div class="login-modal" {{}}>{AGREEMENT}</div><p>{BRIEF}</p>',
        H1 + P + f"<div {{}}>{AGREEMENT}</div>",
        H1 + f"<p>{BRIEF}</p><h3>相关新闻</h3><ul><li><a href='/1'>旧桥下月封闭</a></ul><div {{}}>{AGREEMENT}</div>",
    ],
)
def test_what_opens_on_demand_is_not_read(body: str, hiding: str) -> None:
    article = clean(_page(body.replace("{}", hiding)))
    assert "用户在使用本服务" not in article.text
    assert BRIEF in article.text or PROSE[0] in article.text


def test_hidden_links_are_no_body() -> None:
    links = "".join(f'<p><a href="/{n}">某地一座大桥今天上午通车，第{n}座。</a></p>' for n in range(20))
    assert not clean(_page(f"{H1}<div style='display:none'>{links}</div>")).is_article


def test_aria_hidden_hides_nothing_from_the_eye() -> None:
    page = _page(
        f'{H1}<div aria-hidden="true">{P}<p><span aria-hidden="true">大</span>桥今天通车，两岸往返只要十分钟。</p></div>'
    )
    assert clean(page).text.split("\n") == [*PROSE, "大桥今天通车，两岸往返只要十分钟。"]


def test_more_hidden_lines_than_a_page_may_have_blocks() -> None:
    page = _page(H1 + P + '<div class="sr-only">' + "1<br>" * 30_000 + "</div>")
    article = clean(page)
    assert article.flags == ("truncated",)
    assert article.text.split("\n") == list(PROSE)
    assert differences(page) == []


@pytest.mark.parametrize(
    "unit", ["<div hidden>", "<div hidden></div>", f"<div hidden><p>{PROSE[0]}</p></div>", "<i hidden>字</i>"]
)
def test_many_hidden_elements_are_read_in_time(unit: str) -> None:
    import time

    def seconds(times: int) -> float:
        page = _page(H1 + P + unit * times)
        start = time.process_time()
        clean(page)
        return time.process_time() - start

    small, large = min(seconds(1_000) for _ in range(3)), seconds(8_000)
    assert large < 16 * small + 0.5


KEPT_FREE = 'style="visibility: hidden; opacity: 0"'


@pytest.mark.parametrize("line", [BRIEF, "桥灯亮了。岸上有人鼓掌，有人拍照，有人什么也不做，只是看着。"])
def test_a_hidden_body_of_a_sentence_is_read_where_its_place_is_kept_free(line: str) -> None:
    page = _page(f"{H1}<p>来源：某报</p><div {KEPT_FREE}><p>{line}</p></div>{TIPS}")
    article = clean(page)
    assert (article.is_article, article.text) == (True, line)
    assert differences(page) == []


@pytest.mark.parametrize(
    "body",
    [
        H1 + '<p>来源：某报</p><div style="display:none"><p>登录即视为同意用户协议的全部条款。</p></div>',
        H1 + '<p>来源：某报</p><div style="height:0;opacity:0"><p>登录即视为同意用户协议的全部条款。</p></div>',
        H1 + f"<p>{BRIEF}</p><div {KEPT_FREE}><p>登录即视为同意用户协议的全部条款。</p></div>",
        f'{H1}<div class="login-layer" {KEPT_FREE}><p>登录即视为同意用户协议的全部条款。</p></div>',
    ],
)
def test_a_hidden_sentence_is_no_body_elsewhere(body: str) -> None:
    assert "用户协议" not in clean(_page(body)).text


CARD = '<div><a href="/n/{0}">旧粮仓改成了书店{0}</a><p>书店的窗户是原来的通风口，来看书的人要自己带凳子，也可以带一本书来换。</p><i>05-1{0}</i></div>'
POST = "<li><h5>渡口的风{0}</h5><small>2024-05-20 22:1{0}</small><div>我家就在钟楼底下，等这一天等了两年多了，太好了，谢谢你们！</div></li>"


@pytest.mark.parametrize("others", [CARD, POST])
def test_sentences_of_cards_and_posts_show_no_other_body(others: str) -> None:
    """They stand alone under a title or a name."""
    beside = "".join(others.format(number) for number in range(8))
    page = _page(f"{H1}<p>来源：某报</p><div {KEPT_FREE}>{P}</div><div>{beside}</div>")
    assert clean(page).text == "\n".join(PROSE)
    assert differences(page) == []


@pytest.mark.parametrize("hiding", [KEPT_FREE, 'style="display:none"'])
def test_sentences_in_a_row_do(hiding: str) -> None:
    page = _page(f"{H1}<div {hiding}>{AGREEMENT}</div>{P}")
    assert clean(page).text == "\n".join(PROSE)


def test_what_is_taken_out_of_the_layout_is_no_body_beside_posts() -> None:
    beside = "".join(POST.format(number) for number in range(8))
    assert "全部条款" not in clean(_page(f'{H1}<div style="display:none">{AGREEMENT}</div>{beside}')).text


@pytest.mark.parametrize("headline", [H1, f"<div>{HEADLINE}</div>"])
def test_nor_is_what_is_hidden_below_a_brief(headline: str) -> None:
    """One sentence alone has no other beside it, as a card's has none: it stands above the hidden box."""
    beside = "".join(CARD.format(number) for number in range(4))
    page = _page(f"{headline}<p>{BRIEF}</p><div {KEPT_FREE}>{AGREEMENT}</div>{beside}")
    assert "全部条款" not in clean(page).text


@pytest.mark.parametrize(
    ("lines", "rows"),
    [("甲乙丙", "甲乙丙"), ("甲-乙", ""), ("甲乙-丙", "甲乙"), ("-甲 乙-", "甲乙"), ("甲-乙丙-丁", "乙丙"), ("", "")],
)
def test_sentences_in_rows_stand_one_right_below_the_other(lines: str, rows: str) -> None:
    texts = {"-": "渡口", " ": ""}
    blocks = [
        Block(n, texts.get(line, line + "说，渡口的船夫已经六十岁了，天天撑船送人过河。"))
        for n, line in enumerate(lines)
    ]
    assert "".join(block.text[0] for block in _in_rows(blocks)) == rows


#: Two sentences of the text, together shorter than an agreement.
FEW = "<p>每年霜降前后，落雁坡的柿农要轮流守夜，防的不是人，是獾。</p><p>守夜的人带一面铜锣、一壶姜茶，每隔半个时辰敲一遍，獾听惯了就不怕了。</p>"


@pytest.mark.parametrize(
    ("between", "is_read"),
    [
        ("<div>2023-10-20 19:00</div>", True),
        ("<p>每年霜降前后，落雁坡...</p>", False),
        ("<a href=/all>展开</a>", False),
    ],
)
def test_a_short_hidden_body_stands_right_below_the_headline(between: str, is_read: bool) -> None:
    article = clean(_page(f'{H1}{between}<div style="display:none">{FEW}</div>'))
    assert ("柿农" in article.text.replace("...", "") and article.is_article) is is_read


def test_a_short_hidden_box_beside_a_brief_stays_hidden() -> None:
    assert clean(_page(f'{H1}<p>{BRIEF}</p><div style="display:none">{FEW}</div>')).text == BRIEF
