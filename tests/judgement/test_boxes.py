"""Boxes in and around a text: captions of pictures, and what shares a box with a control."""

from __future__ import annotations

import time

import pytest

from cleaners import Article, clean
from cleaners.evidence.photo_credits import split_credit

TEXT = (
    "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"
    "<p>管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。</p>"
)


def page(above: str = "", below: str = "") -> str:
    return (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>河光日报记者 乐知渔 2024-05-20 10:20</p>"
        f"{above}<div class=wz>{TEXT}</div>{below}</div><div>Copyright © 河光新闻网 版权所有 云ICP备00000456号</div></body></html>"
    )


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("董奶奶第一个走下石阶。乐知渔/摄", "董奶奶第一个走下石阶。", "乐知渔"),
        ("董奶奶第一个走下石阶。（渡口管理处供图）", "董奶奶第一个走下石阶。", "渡口管理处"),
        ("▲董奶奶第一个走下石阶", "董奶奶第一个走下石阶", None),
        ("董奶奶第一个走下修好的石阶", "董奶奶第一个走下修好的石阶", None),
    ],
)
def test_a_box_above_the_text_has_its_caption(line: str, caption: str, credit: str | None) -> None:
    article = clean(page(above=f'<div><img src="/a/top.jpg"><p>{line}</p></div>'))
    assert [(image.url, image.caption, image.credit) for image in article.images] == [("/a/top.jpg", caption, credit)]
    assert article.text.startswith("旧渡口的四十二级石阶")


@pytest.mark.parametrize("line", ["河光新闻网", "河光新闻客户端发布", "乐知渔"])
def test_the_name_under_an_avatar_is_no_caption(line: str) -> None:
    article = clean(page(above=f'<div><img src="/a/face.jpg"><p>{line}</p></div>'))
    assert [image.caption for image in article.images] in ([], [None])


def test_a_box_right_below_the_text_is_of_the_article() -> None:
    article = clean(page(below='<div><img src="/a/end.jpg"><p>夜里的石阶。乐知渔 摄</p></div>'))
    assert [(image.caption, image.credit) for image in article.images] == [("夜里的石阶。", "乐知渔")]


def test_a_card_below_the_text_is_not() -> None:
    article = clean(page(below='<div><img src="/a/end.jpg"><p><a href="/b">夜里的石阶 乐知渔摄</a></p></div>'))
    assert article.images == ()


def test_a_credit_in_traditional_script_is_parted() -> None:
    assert split_credit("港務所人員在岸邊清點漁具。（圖／港務所提供）") == ("港務所人員在岸邊清點漁具。", "港務所")


OPENING = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"
REST = (
    "<p>管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。</p>"
    "<p>董奶奶第一个走下石阶。</p>"
)
LINES = [
    "旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。",
    "管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。",
    "董奶奶第一个走下石阶。",
]


def amid(box: str, rest: str = REST, head: str = "") -> Article:
    """A page with a box between two paragraphs of its text, and one above them."""
    return clean(
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20</p>"
        f"{head}<div class=wz>{OPENING}{box}{rest}</div></div><div>Copyright © 河光新闻网 版权所有</div></body></html>"
    )


@pytest.mark.parametrize(
    "box",
    [
        "<div class=v><h4>小调查：石阶该不该亮灯？</h4><label>该</label><label>不该</label><button>投票</button><span>203人已参与</span></div>",
        "<div class=v><div>石阶该不该亮灯？</div><ul><li>支持 62%</li><li>无所谓 38%</li></ul><div>共 3204 人投票</div></div>",
        "<div class=n><p>一封邮件，读懂河光</p><input type=email><button>领今天的</button></div>",
        "<div class=g><img src=/g.jpg><div>渡口米酒礼盒</div><div>￥98.00</div><button>去购买</button></div>",
        "<div><p>下载河光新闻客户端，看更多本地新闻</p><a>立即下载</a></div>",
    ],
)
def test_what_shares_a_box_with_a_control_is_no_text(box: str) -> None:
    article = amid(box)
    assert article.text.split("\n") == LINES
    assert article.images == ()


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div class=s><h3>灯亮之后</h3><button>收藏</button></div>", "灯亮之后"),  # a heading with a button beside it
        ("<div class=s><p>渡口的人都来看灯。</p><button>收藏</button></div>", "渡口的人都来看灯。"),
        ("<table><tr><td>石阶</td><td>四十二级</td></tr></table><button>收藏</button>", "石阶\t四十二级"),
        ("<ul><li>上午放船</li><li>下午放灯</li></ul><button>收藏</button>", "上午放船\n下午放灯"),
        ("<div class=s><p>时间　上午九点</p><p>地点　旧渡口</p></div>", "时间　上午九点\n地点　旧渡口"),  # no control
    ],
)
def test_a_box_that_tells_something_is_text(box: str, kept: str) -> None:
    assert amid(box).text == "\n".join([LINES[0], kept, *LINES[1:]])


def test_a_card_of_another_story_keeps_its_picture_and_the_way_to_more_pictures_leaves_it() -> None:
    card = "<div class=k><a href=/n/7><img src=/t/7.jpg><span>{}</span></a></div>"
    assert amid(card.format("云港到河光的高铁要来了")).images == ()
    assert [image.url for image in amid(card.format("石阶图集：更多图片请看这里")).images] == ["/t/7.jpg"]


@pytest.mark.parametrize(("lines", "is_taken"), [(11, True), (12, False)])
def test_a_box_of_controls_has_twelve_blocks_at_most(lines: int, is_taken: bool) -> None:
    """`_MAX_CONTROLLED`."""
    article = amid(f"<div class=v>{'<div>河边的树</div>' * lines}<button>投票</button></div>")
    assert ("河边的树" not in article.text) is is_taken


@pytest.mark.parametrize(
    ("words", "is_taken"), [("把这盏灯送给渡口的朋友们", True), ("把这盏灯送给渡口的老朋友们", False)]
)
def test_what_is_printed_on_a_button_has_twelve_characters_at_most(words: str, is_taken: bool) -> None:
    """`_MAX_BUTTON`."""
    article = amid(f"<div class=v><div>点灯</div><button>{words}</button></div>")
    assert (words not in article.text) is is_taken


def test_an_account_s_picture_goes_with_the_control_that_follows_it() -> None:
    card = "<div class=u><img src=/face.jpg><div>河光渡口</div><p>河边的人和事</p><a>{}</a></div>"
    assert amid("", head=card.format("+ 关注")).images == ()
    assert amid("", head='<div class=u><img src="/a/top.jpg"><p>夜里的石阶。乐知渔 摄</p></div>').images != ()


def test_a_summary_is_known_by_the_note_below_it() -> None:
    summed = (
        "<section><span>全文速览</span><p>渡口的石阶修好了，管理处介绍了夜里亮灯的安排和其中的原因。</p>{}</section>"
    )
    assert amid("", head=summed.format("<i>AI总结，内容仅供参考</i>")).text.split("\n") == LINES
    assert amid("", head="<p>内容由AI生成，仅供参考</p>").text.split("\n") == LINES  # a note of the whole page


def test_the_text_that_goes_on_behind_a_box_of_a_class_is_text() -> None:
    box = "<div class=v><div>参与投票</div><div>支持 12</div></div>"
    rest = "<p>夜里亮灯。</p><p>水涨灯红。</p>"
    assert amid(box, rest).text.split("\n") == [LINES[0], "夜里亮灯。", "水涨灯红。"]
    apart = f"</div><div class=wz>{box}{rest}"  # a column in two boxes of one class
    assert amid(apart, "").text.split("\n") == [LINES[0], "夜里亮灯。", "水涨灯红。"]
    other = f"</div><div class=pl>{box}{rest}"
    assert amid(other, "").text.split("\n") == [LINES[0]]


def test_a_caption_with_its_maker_opens_no_text() -> None:
    picture = "<table><tr><td><img src=/a.jpg></td></tr><tr><td>董奶奶第一个走下修好的石阶，后面跟着两个孩子。 本报记者 乐知渔 摄</td></tr></table>"
    article = clean(page(above=picture))
    assert [image.credit for image in article.images] == ["乐知渔"]
    assert article.text.startswith("旧渡口的四十二级石阶")


def test_a_story_in_pictures_that_is_told_above_them_keeps_its_captions() -> None:
    picture = "<table><tr><td><img src=/{0}.jpg></td></tr><tr><td>{1}。 本报记者 乐知渔 摄</td></tr></table>"
    shown = [picture.format(n, "董奶奶第一个走下修好的石阶，后面跟着两个孩子") for n in range(3)]
    article = amid("".join(shown), "")
    assert article.text == LINES[0]
    assert len(article.images) == 3


def test_many_notes_of_a_machine_take_time_by_their_number() -> None:
    def seconds(number: int) -> float:
        notes = "".join(f"<div><p>摘要{n}的话</p><p>以上内容由AI生成</p></div>" for n in range(number))
        text = f"<h1>老桥边的茶馆</h1><p>{'江上有船驶过，老桥边的茶馆又坐满了人。' * 4}</p>{notes}"
        start = time.process_time()
        clean(text)
        return time.process_time() - start

    assert seconds(4_000) < 8 * seconds(1_000) + 0.5


ABOVE = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
BELOW = "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。"


def _amid(card: str) -> str:
    page = (
        "<title>渡口的老钟又响了_松汀网</title><h1>渡口的老钟又响了</h1><div>2026-03-04 来源：松汀网</div>"
        f"<div><p>{ABOVE}</p>{card}<p>{BELOW}</p></div>"
    )
    return clean(page).text


@pytest.mark.parametrize(
    ("price", "beside", "is_goods"),
    [
        ("￥12.80", '<img src="/g.jpg">', True),
        ("券后价：29.9元", "<p>已售 302 件</p>", True),
        ("¥69", "<p>立即购买</p>", True),
        ("¥69", "", False),
        ("六十九元", '<img src="/g.jpg">', False),
    ],
)
def test_goods_amid_a_text_have_a_price_and_what_sells_them(price: str, beside: str, is_goods: bool) -> None:
    text = _amid(f"<div><p>松汀手工豆腐 500g</p><p>{price}</p>{beside}</div>")
    assert ("松汀手工豆腐" not in text) is is_goods
    assert text.startswith(ABOVE)
    assert text.endswith(BELOW)


@pytest.mark.parametrize("label", ["AI导读", "智能导读 收起", "<button>AI导读</button>"])
def test_what_a_button_for_a_machines_summary_opens(label: str) -> None:
    summary = "<div>本文讲述了一座渡口的钟声怎样由父亲传给女儿。</div>"
    assert _amid("").count("\n") == 1
    page = (
        "<title>渡口的老钟又响了_松汀网</title><h1>渡口的老钟又响了</h1><div>2026-03-04 来源：松汀网</div>"
        f"<div><div>{label}</div>{summary}</div><div><p>{ABOVE}</p><p>{BELOW}</p></div>"
    )
    assert clean(page).text == f"{ABOVE}\n{BELOW}"
    bare = page.replace(summary, "")
    assert clean(bare).text == f"{ABOVE}\n{BELOW}"
    inside = page.replace(f"</div>{summary}</div><div>", "</div>")  # the button opens the element of the text
    assert clean(inside).text == f"{ABOVE}\n{BELOW}"


_PARAGRAPHS = TEXT.split("</p>")


def _between(box: str) -> str:
    """The text with a box between its paragraphs."""
    return clean(
        "<title>旧渡口的石阶修好了</title><div><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20</p>"
        f"{_PARAGRAPHS[0]}</p>{box}{_PARAGRAPHS[1]}</p></div>"
    ).text


@pytest.mark.parametrize(
    "box",
    [
        "<div><div>00:00/01:26</div><div>1.0x</div><ul><li>0.5x</li><li>2.0x</li></ul><div>重播</div><p>点击按住可拖动视频</p></div>",
        "<div><p>画面比例</p><p>4:3</p><p>全屏</p><p>清晰度</p><p>1080P</p><p>自动</p></div>",
        "<div><p>Play</p><p>Current Time 0:00</p><p>Loaded: 12.3%</p><ul><li>2x</li><li>1x, selected</li></ul><p>Chapters</p>"
        "<p>descriptions off, selected</p><p>This is a modal window.</p></div>",
    ],
    ids=["speeds", "qualities", "english"],
)
def test_a_player_amid_the_text_is_none_of_it(box: str) -> None:
    assert _between(box) == TEXT.replace("</p><p>", "\n")[3:-4]


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div><h3>1.5倍速</h3><p>七十岁的老人说听得清，像年轻时候的广播员。</p><h3>2.0倍速</h3></div>", "1.5倍速"),
        ("<table><tr><td>自动</td><td>95%</td></tr><tr><td>流畅</td><td>80%</td></tr></table>", "95%"),
        ("<div><p>95%</p><p>96%</p><p>97%</p></div>", "96%"),
    ],
    ids=["subheads", "table", "shares"],
)
def test_words_of_a_player_in_the_text_stay(box: str, kept: str) -> None:
    assert kept in _between(box)


def test_a_form_amid_the_text_whose_button_leads_through_the_site() -> None:
    form = "<form><h4>会员登录</h4><p>用户名</p><p>密码</p><p>验证码 看不清，换一张</p><p>记住我 忘记密码？</p><button>登录</button></form>"
    assert _between(form) == TEXT.replace("</p><p>", "\n")[3:-4]


def test_a_player_in_one_line_is_none_of_the_text() -> None:
    box = "<div><i>正在播放</i><i>听全文</i><b>00:00</b><b>04:21</b><em>1倍</em><em>1.5倍</em></div>"
    assert _between(box) == TEXT.replace("</p><p>", "\n")[3:-4]
    assert "00:00" in _between("<div><i>零点</i><i>的钟</i><b>00:00</b><b>敲响</b></div>")
