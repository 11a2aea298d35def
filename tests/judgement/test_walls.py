"""Pages that stand where an article was asked for, and the nearest articles that use their words."""

from __future__ import annotations

import pytest

from benchmarks.no_articles import KINDS, NOTICES, pages, share_refused
from cleaners import clean
from cleaners.judgement.zones import states_facts
from cleaners.reading.segment import segment_text
from cleaners.rules.notices import AGO, CARD, MORE, NOTICE, PLAYED, TAKING_PART, TOPIC

STORY = (
    "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。",
    "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。",
)


@pytest.mark.parametrize(
    "line",
    [
        *NOTICES,
        "此内容被投诉且经审核涉嫌侵权，无法查看。",
        "抱歉，你要访问的页面不存在！",
        "很抱歉，這篇文章已被刪除",
        "内容审核中，暂时无法查看",
        "该公众号已迁移",
        "您访问的页面找不到了",
        "文章已被作者删除",
        "对不起，您查看的信息已过期或已被删除",
        "您访问的文章已下架，或作者设置了仅自己可见",
    ],
)
def test_a_notice_is_a_whole_line(line: str) -> None:
    assert NOTICE.fullmatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "“该内容已被删除”成了她的画展",
        "多款软件因违规收集信息被下架",
        "公众号文章被删除，作者把平台告上法庭",
        "这家书店的页面不存在，店却开了三十年",
        "此内容由作者本人上传",
        "该视频记录了渡船靠岸的全过程",
        "本文已被多家媒体转载",
        "该桥已关闭",
        "该公司的账号里已经没有钱了",
    ],
)
def test_a_sentence_of_an_article_is_no_notice(line: str) -> None:
    assert not NOTICE.fullmatch(line)


@pytest.mark.parametrize(
    ("pattern", "line", "expected"),
    [
        (CARD, "微信号：duchuan", True),
        (CARD, "粉丝 1.2万", True),
        (CARD, "IP属地：浙江", True),
        (CARD, "粉丝们在码头等了一夜", False),
        (CARD, "文章写得好", False),
        (TOPIC, "#渡口的钟#", True),
        (TOPIC, "钟表爱好者小组", True),
        (TOPIC, "#渡口的钟# 又响了", False),
        (TAKING_PART, "12.6万阅读　348讨论", True),
        (TAKING_PART, "大家讨论了很久", False),
        (MORE, "继续阅读 →", True),
        (MORE, "她劝孩子们继续阅读下去", False),
        (AGO, "老街坊　3小时前", True),
        (AGO, "昨天 09:12", True),
        (AGO, "三个小时以前，船还没有靠岸", False),
        (PLAYED, "3.4万次播放", True),
        (PLAYED, "片子在村里播放，来了两百人", False),
        (PLAYED, "视频简介", True),
        (PLAYED, "本期节目主要内容：昨晚，古渡口的六盏夜航灯首次亮起。", True),
        (PLAYED, "他把视频简介写成了一首诗", False),
    ],
)
def test_words_of_cards_topics_and_players(pattern, line: str, expected: bool) -> None:  # type: ignore[no-untyped-def]
    found = pattern.search(line) if pattern in (PLAYED, TAKING_PART) else pattern.fullmatch(line)
    assert bool(found) is expected


def _page(
    headline: str, *lines: str, title: str | None = None, facts: str = "2024-03-01 10:20　来源：渡口晚报"
) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<title>{headline if title is None else title}</title>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{headline}</h1><div>{facts}</div><div>{text}</div></body></html>".encode()


def test_a_story_is_no_wall_for_the_fields_of_a_form_beside_it() -> None:
    form = "<form><p>手机登录</p><p>请输入验证码</p><p>获取验证码</p></form>"
    page = _page("渡口的老钟换了敲钟人", *STORY) + form.encode()
    assert clean(page).is_article
    assert clean(_page("用户登录", "请输入手机号和验证码，没有账号的用户请先注册。", facts="") + form.encode()).flags[
        -1:
    ] == ("captcha",)


def test_a_story_that_ends_at_a_login_is_a_wall() -> None:
    page = _page("渡口的老钟换了敲钟人", STORY[0], "登录后查看全文")
    assert clean(page).flags[-1:] == ("login_wall",)
    assert clean(_page("渡口的老钟换了敲钟人", *STORY, "登录后可以评论")).is_article


def test_a_placeholder_inside_a_story_does_not_remove_it() -> None:
    page = _page("渡口的老钟换了敲钟人", STORY[0], "该视频已下架", STORY[1])
    article = clean(page)
    assert article.is_article
    assert STORY[1] in article.text


def test_a_short_story_is_no_list_for_the_links_around_it() -> None:
    links = "".join(
        f'<li><a href="/{number}">{name}号渡口的时刻表改了</a></li>'
        for number, name in enumerate("甲乙丙丁戊己庚辛壬癸" * 4)
    )
    assert clean(_page("渡口的老钟换了敲钟人", STORY[0]) + f"<ul>{links}</ul>".encode()).is_article
    front = f"<title>渡口晚报</title><h1>渡口晚报</h1><ul>{links}</ul><p>{STORY[0]}</p>".encode()
    assert clean(front).flags[-1:] == ("list_page",)


def test_a_digest_in_its_own_column_is_an_article_and_a_channel_none() -> None:
    titles = ("渡口的老钟换了敲钟人", "河堤上的读书会又开了", "修船的铺子搬到了桥下", "最后一班夜船的船长")
    items = "".join(f'<p><a href="/{title}">{title}</a></p><p>{STORY[0]}</p>' for title in titles)
    head = "<h1>本周的四件小事和一封来信</h1><p>作者：沈渡　2021-03-05</p>"
    assert clean(f"<title>本周的四件小事和一封来信</title>{head}<div>{items}</div>".encode()).is_article
    entries = "".join(
        f'<div class="e"><h3><a href="/{title}">{title}</a></h3><p>{STORY[0]}</p><i>2021-03-05</i></div>'
        for title in titles
    )
    assert clean(f"<title>民生</title><h1>民生</h1><div>{entries}</div>".encode()).flags[-1:] == ("list_page",)


@pytest.mark.parametrize("kind", KINDS)
def test_no_drawn_page_of_a_kind_is_an_article(kind: str) -> None:
    drawn = [page for page in pages(11, each=3) if page.kind == kind]
    assert len(drawn) == 9
    assert [f"{page.dom} {page.number}" for page in drawn if clean(page.source.encode()).is_article] == []


def test_the_same_seed_draws_the_same_pages() -> None:
    assert list(pages(5, each=1)) == list(pages(5, each=1))
    assert list(pages(5, each=1)) != list(pages(6, each=1))
    assert share_refused(5, each=1) == 1.0


def _offer(body: str, title: str = "青屿土蜂蜜") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


OFFERED = {
    "goods": "<h1>青屿土蜂蜜五百克</h1><p>¥68.00</p><a href=/b>加入购物车</a><a href=/c>立即购买</a><p>很好吃，家里老人每天早上都要冲一杯，已经是第三次回购了。</p>",
    "an app": "<h1>云上青屿</h1><p>看青屿，上云上青屿，本地新闻第一时间推送到您的手机。</p><a href=/i>App Store下载</a><a href=/a>Android下载</a><p>版本：5.2.1 更新时间：2026-10-01 大小：46MB</p>",
    "flats": "<h1>江山府</h1><p>一线江景，准现房，本广告仅为要约邀请，最终以政府批准文件为准。</p><p>贵宾热线：0871-6888 8888</p><button>预约看房</button>",
}  # fmt: skip


@pytest.mark.parametrize("name", OFFERED)
def test_a_page_that_offers_something_is_no_article(name: str) -> None:
    article = clean(_offer(OFFERED[name]))
    assert (article.is_article, article.flags[-1]) == (False, "offer_page")


SOLD = "<p>青屿的土蜂蜜今年卖到了省城，一瓶六十八元，合作社的蜂农说，比去年多卖了三成。</p><p>合作社准备明年再添三百箱蜂。</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>青屿土蜂蜜卖到省城</h1><div>2026-11-20 09:12 来源：青屿网</div>{SOLD}<p>¥68.00</p><a href=/b>立即购买</a>",
        f"<h1>青屿土蜂蜜卖到省城</h1>{SOLD}<p>¥68.00</p>",
    ],
    ids=["a-fact", "one-kind-of-line"],
)
def test_a_story_of_goods_is_an_article(body: str) -> None:
    assert clean(_offer(body, "青屿土蜂蜜卖到省城")).is_article


_BRIEF = "青屿县应急管理局今天上午发布消息，县城至白马镇的公路已经抢通，班车于十时恢复。"
_HEAD = ("快讯：青屿公路抢通", "2026-11-27 09:20 来源：青屿日报")
_ASKED = "登录后查看全文"


@pytest.mark.parametrize(("shown", "is_article"), [(1_999, False), (2_000, True)])
def test_a_brief_among_much_else_is_no_wall_for_a_word_beside_it(shown: int, is_article: bool) -> None:
    own = sum(map(len, (*_HEAD, _BRIEF, _ASKED)))
    menu = ["青屿县的山和海" * 3] * ((shown - own) // 21)
    menu.append("山" * (shown - own - 21 * len(menu)))
    links = "".join(f"<li><a href='/{number}'>{name}</a></li>" for number, name in enumerate(menu))
    article = clean(
        f"<title>{_HEAD[0]}</title><ul>{links}</ul><div><h1>{_HEAD[0]}</h1><div>{_HEAD[1]}</div><p>{_BRIEF}</p></div>"
        f"<div><p>{_ASKED}</p></div>"
    )
    assert article.is_article is is_article
    assert is_article or article.flags[-1:] == ("login_wall",)


@pytest.mark.parametrize(("size", "states"), [(120, True), (121, False)])
def test_a_line_that_opens_with_a_moment_states_facts_up_to_a_length(size: int, states: bool) -> None:
    line = "2026-11-27 09:20 " + "青屿日报客户端首发于青屿" * 12
    assert states_facts(segment_text(line[:size]).blocks[0], None) is states


@pytest.mark.parametrize(("signature", "is_article"), [("<p>（记者：王小桥 编辑：李大同）</p>", True), ("", False)])
def test_a_signed_line_under_a_player_is_a_brief(signature: str, is_article: bool) -> None:
    page = (
        "<html><head><title>渡口的老钟响了_岚川台</title></head><body><video src=/v.mp4></video><h1>渡口的老钟响了</h1>"
        f"<div>来源：岚川台 2024-05-20 10:20 播放：512</div><div><p>{STORY[0]}</p>{signature}</div></body></html>"
    )
    article = clean(page)
    assert (article.is_article, "video_page" in article.flags) == (is_article, not is_article)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("试读结束，开通会员后阅读全文", "login_wall"),
        ("剩余内容订阅后可见", "login_wall"),
        ("本文为付费内容", "login_wall"),
        ("您已阅读全文的20%", "login_wall"),
        ("欢迎订阅本报，邮发代号一二〇", None),
    ],
)
def test_a_text_that_breaks_off_is_a_wall(line: str, expected: str | None) -> None:
    story = "".join(f"<p>{sentence}</p>" for sentence in (*STORY, *STORY))
    page = f"<title>渡口的老钟今天又响了</title><div><h1>渡口的老钟今天又响了</h1>{story}<p>{line}</p></div>"
    article = clean(page)
    assert (None if article.is_article else article.flags[-1]) == expected


def test_such_a_line_of_the_story_itself_is_none() -> None:
    told = "<p>网站在第三段写道，剩余内容订阅后可见，读者于是写信来问，编辑部说，这一篇以后不再收钱。</p>"
    story = "".join(f"<p>{sentence}</p>" for sentence in STORY)
    assert clean(f"<title>老钟今天又响了一回</title><h1>老钟今天又响了一回</h1>{told}{story}").is_article


@pytest.mark.parametrize(("fields", "flag"), [(("手机号",), "captcha"), (("手机号", "信件内容"), "service_page")])
def test_a_code_at_the_end_of_a_form_is_one_of_its_fields(fields: tuple[str, ...], flag: str) -> None:
    shown = "".join(f"<label>{field}<input></label><br>" for field in (*fields, "验证码"))
    page = f"<title>县长信箱_松汀网</title><h1>县长信箱</h1><form>{shown}<button>提交</button></form>"
    article = clean(page + "<p>请您如实填写以上内容，我们会在七天之内答复，并为您保密。</p>")
    assert (article.is_article, article.flags[-1]) == (False, flag)


@pytest.mark.parametrize("line", ["服务器开小差了，请稍后再来看看吧", "系统异常，我们正在抢修，请稍后再试"])
def test_a_server_that_is_not_well(line: str) -> None:
    page = f"<title>出错</title><h1>哎呀</h1><p>{line}，或者先去首页转转。</p>"
    assert clean(page).flags[-1] == "soft_404"
    told = "".join(f"<p>{sentence}</p>" for sentence in STORY)
    headline = "挂号的人排到了渡口"
    assert clean(f"<title>{headline}</title><h1>{headline}</h1><p>屏幕上写着：{line}。</p>{told}").is_article


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("七十二岁的船工上周想买一张船票，在验证码这一步试了九次，最后请孙女代劳。", True),
        ("请您输入图中的验证码，看不清楚的时候，可以点一下图片换一张。", False),
    ],
)
def test_a_text_without_a_head_about_a_wall_narrates(told: str, expected: bool) -> None:
    assert clean(f"<div><p>渡口的验证码</p><p>{told}</p></div>").is_article is expected


def test_a_code_that_a_telephone_receives_is_no_test_for_machines() -> None:
    help_page = "<title>常见问题</title><h1>常见问题</h1><h3>忘记密码怎么办？</h3><p>点击“忘记密码”，输入手机号获取验证码，再设置新的密码即可。</p>"
    assert clean(help_page).flags[-1] == "service_page"


def test_a_shops_box_below_a_text_is_an_advertisement() -> None:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    box = "<div>本店热卖</div><div>¥39.90</div><div>立即购买</div>"
    menu = "<div><a>首页</a> <a>本地</a></div><div>本地</div>"  # no app for one system
    assert clean(f"<title>老钟</title>{menu}<h1>老钟</h1>{text}{box}").is_article
    assert clean(f"<title>老钟</title>{menu}<h1>老钟</h1>{box}{text}").flags[-1] == "offer_page"


@pytest.mark.parametrize(
    ("fields", "is_article"),
    [
        ("<p>用户名 @jc.example.com</p><p>密　码 忘记密码？</p>", False),
        ("<div>帐　号：<input></div><div>密码：<input type=password></div>", False),
        ("<p>用户名：读者证号</p><p>密码：出生年月日八位数</p>", True),
        ("<p>密码</p><p>用户名</p>", True),
    ],
)
def test_the_fields_of_a_login_among_the_lines_of_a_text(fields: str, is_article: bool) -> None:
    services = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<html><head><title>渡口的老信箱重开_江城邮局</title></head><body><h1>渡口的老信箱重开</h1><div>{fields}{services}</div></body></html>"
    article = clean(page)
    assert article.is_article is is_article
    assert (article.flags[-1:] == ("login_wall",)) is not is_article
    dated = clean(page.replace("</h1>", "</h1><p>2024-05-20 10:20 来源：江城日报</p>"))
    assert dated.is_article


_MEMBER = [
    ("昵称", "山里人"),
    ("性别", "男"),
    ("注册时间", "2014-12-01 09:12:44"),
    ("最后登录", "2015-04-02 21:08:31"),
    ("个人简介", "种茶二十年，只卖自己喝的茶，欢迎到山上来坐坐，看看雾是怎么从沟里升起来的。"),
]
_SAID = "邻家今年也装了杀青机，省了两个人工，就是电费有点吓人，希望能有补贴。"


def _account(rows: list[tuple[str, str]], above: str = "", said: int = 1, title: str = "用户中心_岚川茶业网") -> bool:
    table = "".join(f"<tr><th>{key}</th><td>{value}</td></tr>" for key, value in rows)
    listed = f"<li>{_SAID}</li>" * said
    return clean(f"<title>{title}</title>{above}<table>{table}</table><h3>最近评论</h3><ul>{listed}</ul>").is_article


def test_the_moments_of_an_account_are_no_facts_about_an_article() -> None:
    assert not _account(_MEMBER)
    assert _account(_MEMBER[1:3] + _MEMBER[4:])  # two keys of an account
    assert _account(_MEMBER, said=5)  # more text than an account says of itself


def test_the_date_of_an_article_is_no_moment_of_the_account_beside_it() -> None:
    head = "<h1>高山茶园装上防霜风扇</h1><p>2015-03-27 10:21　来源：岚川晚报</p>"
    assert _account(_MEMBER, head, title="高山茶园装上防霜风扇")


@pytest.mark.parametrize(("before", "flag"), [(4_990, "offer_page"), (5_000, "data_page")])
def test_what_a_page_offers_is_looked_for_in_so_many_lines(before: int, flag: str) -> None:
    """A page of 31,000 credit lines spent a third of its time on this; one of so many rows is refused for them."""
    goods = "<p>¥68.00</p><a href=/b>加入购物车</a><a href=/c>立即购买</a>"
    rows = "<br>".join(f"第{i}行" for i in range(before))
    praise = "<p>很好吃，老人每天早上都要冲一杯，已经是第三次回购了。</p>"
    article = clean(_offer(f"<h1>青屿土蜂蜜五百克</h1>{praise}<div>{rows}</div>{goods}"))
    assert (article.is_article, article.flags) == (False, (flag,))


@pytest.mark.parametrize(
    ("above", "is_article"),
    [
        ("<div>未开始 03月08日 19:30</div><div>1032人已预约</div>", False),
        ("<div>距离开播还有 05时12分</div><button>预约提醒</button>", False),
        ("<div>未开始 03月08日 19:30</div>", True),
        ("<div>1032人已预约</div>", True),
    ],
)
def test_a_live_room_that_has_not_begun(above: str, is_article: bool) -> None:
    """What it will show was an article at .93."""
    text = "三八节晚上七点半，三位女匠人做客直播间，聊一聊剪纸、竹编和土布背后的故事，欢迎观看。"
    page = f"<title>渡口边的三位女匠人对谈</title><body><div>{above}<h2>渡口边的三位女匠人对谈</h2></div><div><p>{text}</p></div></body>"
    article = clean(page)
    assert article.is_article is is_article
    assert ("video_page" in article.flags) is not is_article


TREE = (
    "樟城南门外有一棵六百年的古樟，树下住着八十二岁的潘有根，四十年来他每天清晨都要扫落叶、查虫洞。",
    "去年，林业部门给古樟装上了避雷针，请老人当了名誉树长，他说树比他年轻，还要再活六百年。",
)

SHARED = "我把这棵树拍了四十年，喜欢的朋友点个赞，下一期带大家去看江边的银杏和石桥。"


@pytest.mark.parametrize(
    ("lines", "headline", "facts", "is_article"),
    [
        (TREE, "八旬老人守护古樟四十年", "樟城台 2024-03-12 19:30", True),
        (TREE[:1], "八旬老人守护古樟四十年", "樟城台 2024-03-12 19:30", False),  # what the video shows
        (TREE, "守护古樟", "樟城台 2024-03-12 19:30", False),
        (TREE, "八旬老人守护古樟四十年", "", False),
        (
            (TREE[0], "我把这棵树拍了四十年，喜欢的朋友点个赞，下一期带大家去看江边的银杏。"),
            "守护古樟的四十年",
            "樟城台 2024-03-12 19:30",
            False,
        ),
    ],
)
def test_two_lines_below_a_video_that_tell_of_others_are_a_report(
    lines: tuple[str, ...], headline: str, facts: str, is_article: bool
) -> None:
    """They were `video_page` at .99."""
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<video src=v.mp4></video><h1>{headline}</h1><div>{facts} 1.2万次播放</div>"
    article = clean(f"<title>{headline}_樟城台</title><body>{head}<div>{text}</div></body>")
    assert article.is_article is is_article


_GOODS = '<div><a href="/g/1"><img src="/g/1.jpg"></a><p>云雾绿茶 200g</p><p>￥68.00</p><a href="/g/1">去购买</a></div>'
_TOLD = (
    "<p>青屿的茶农今年把采茶的日子推迟了五天，山上的雾比往年厚，叶芽长得慢。</p>",
    "<p>合作社的老秦说，推迟五天，每亩少收两斤，可是茶汤里没有青涩味了。</p>",
    "<p>县里的茶站从下周一起在码头设收购点，按叶芽的长短分三个等级收。</p>",
)


@pytest.mark.parametrize(("above", "is_article"), [(2, True), (1, False)])
def test_a_card_of_goods_amid_a_story_makes_it_no_offer(above: int, is_article: bool) -> None:
    """A shop tells a line of its thing, then the price, then more."""
    body = "".join((*_TOLD[:above], _GOODS, *_TOLD[above:]))
    article = clean(
        f"<title>青屿茶农推迟采茶五天_青屿网</title><div><h1>青屿茶农推迟采茶五天</h1><div>{body}</div></div>"
    )
    assert (article.is_article, "offer_page" in article.flags) == (is_article, not is_article)


APP = (
    "<h1>岚川客户端</h1><p>岚川日报社出品，二十四小时滚动播报，让你第一时间了解身边的新闻。</p>"
    "<a href='/i'>iPhone下载</a><a href='/a'>Android下载</a>"
)


@pytest.mark.parametrize(
    ("title", "is_article"), [("岚川客户端下载", False), ("岚川APP下载中心", False), ("岚川客户端下载量过万", True)]
)
def test_a_page_titled_as_one_to_download_an_app_offers_it(title: str, is_article: bool) -> None:
    html = f"<html><head><title>{title}</title></head><body>{APP}</body></html>"
    assert clean(html).is_article is is_article


_PLANS = ("月訂方案 NT$149／月　年訂方案 NT$1,490／年", "已經是會員？請登入")
_TERMS = (
    "本文為訂閱會員專屬內容，還有 86% 的精彩內容尚未閱讀。",
    "首次訂閱享七天免費試閱，期間可以隨時取消，到期以前不會扣款，付款以後立即開通。",
    "訂閱即表示您同意本網站的服務條款與隱私權政策，發票將寄到您登記的電子信箱。",
)


def _reason_of(title: str, *lines: str) -> str | None:
    body = "".join(f"<p>{line}</p>" for line in lines)
    article = clean(f"<title>{title}</title><h1>{title}</h1><div>{body}</div>")
    return None if article.is_article else article.flags[-1]


def test_plans_of_a_subscription_in_place_of_a_text() -> None:
    assert _reason_of("會員專屬文章", _TERMS[0], *_PLANS, *_TERMS[1:]) == "login_wall"
    assert _reason_of("週刊方案", *_PLANS, *_TERMS[1:]) == "offer_page"
    assert _reason_of("會員專屬文章", _TERMS[0], "加入會員即可觀看全文") == "login_wall"


@pytest.mark.parametrize("count", [0, 1])
def test_a_story_about_subscriptions_is_no_reason_of(count: int) -> None:
    told = (
        "鎮上的週刊今天起收費，編輯說，三十年來頭一回，讀者得先付錢再看字。",
        "老訂戶王伯付了一年，他說報紙要是沒了，茶館裡就沒有話題了。",
    )
    assert _reason_of("鎮上的週刊今天起向讀者收費", *told, *_PLANS[:count]) is None


def test_a_platform_that_asks_for_a_check_shows_a_wall() -> None:
    page = "<title></title><div><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a></div>"
    assert clean(page).flags == ("captcha",)
    told = "<h1>码头环境异常</h1><p>2024-05-20 10:20</p>" + "".join(f"<p>{line}</p>" for line in STORY)
    assert clean(told).is_article
