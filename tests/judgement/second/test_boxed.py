"""Texts that stand in boxes of one make: talks, answers, reports from hour to hour; and the nearest posts and notes."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TITLE = "青屿马拉松今日开跑 全程直播"
INTRO = "今天上午九点，青屿马拉松在湖心广场鸣枪，跑者要绕湖一周，终点设在老码头的钟楼下。"
HOURS = (
    ("09:02", "枪声响起，两万名跑者依次通过起点拱门，最前面的是身穿红色背心的轮椅方阵。"),
    ("09:41", "男子第一集团通过十五公里处，领先的三名选手彼此相距不到二十米。"),
    ("10:13", "湖东路补给站的志愿者今早五点就到岗，准备了六千份盐丸和两千个橘子。"),
    ("11:08", "男子组冠军冲线，成绩两小时十一分零七秒，打破了保持七年的赛会纪录。"),
)
TURNS = (
    ("第一次走进这间教室是什么感觉？", "安静，安静得能听见自己的心跳。可孩子们一抬头，满屋子都是话。"),
    ("学手语最难的是什么？", "难的不是手势，是表情。孩子们看的是你的脸，脸上没有话，手上就没有话。"),
    ("有没有想过放弃？", "有。第二年有个孩子转走了，我难过了很久，后来他写信来说新学校很好。"),
)

NAME, OF_TALK = "她用双手“说”了十五年", "十五年来，手语老师苗可心只做一件事：给听不见的孩子当耳朵，用双手把一节课说完。"


def _page(boxes: str, intro: str = INTRO, title: str = TITLE, facts: str = "青屿日报 2024-10-20 09:00") -> Article:
    head = f"<h1>{title}</h1><div class=meta>{facts}</div>"
    return clean(
        f"<title>{title}_青屿网</title><body>{head}<p>{intro}</p><div>{boxes}</div><div>粤ICP备10228864号</div>"
    )


FORMS = (
    "<div class=it><div class=u><img src=h.png><b>{n}</b></div><div class=t>2024-10-20 {t}</div><p>{x}</p></div>",
    "<div class=it><b>{n}</b><span>2024-10-20 {t}</span><div>{x}</div></div>",
    "<li class=it><p class=t>{t}</p><p class=n>{n}</p><p>{x}</p></li>",
)


def _hours(form: str, *names: str) -> str:
    return "".join(form.format(n=names[at % len(names)], t=t, x=x) for at, (t, x) in enumerate(HOURS))


@pytest.mark.parametrize("intro", [INTRO, ""])
@pytest.mark.parametrize("form", FORMS)
def test_what_an_outlet_reports_from_hour_to_hour_under_its_name_is_the_text(form: str, intro: str) -> None:
    """All but the introduction, or the first entry, was taken for readers' posts, at up to .96."""
    article = _page(_hours(form, "青屿日报"), intro)
    assert all(text in article.text for _, text in HOURS)


@pytest.mark.parametrize("form", FORMS)
def test_a_report_under_one_outlets_name_is_sure(form: str) -> None:
    assert _page(_hours(form, "青屿日报")).confidence >= 0.8


@pytest.mark.parametrize(("top", "is_told"), [("<div>掌上青屿</div>", True), ("", False)])
def test_a_house_that_is_not_called_like_one_has_its_name_on_top(top: str, is_told: bool) -> None:
    head = f"{top}<h1>{TITLE}</h1><div>掌上青屿 2024-10-20 09:00</div><p>{INTRO}</p>"
    article = clean(f"<title>{TITLE}</title><body>{head}<div>{_hours(FORMS[1], '掌上青屿')}</div></body>")
    assert (HOURS[-1][1] in article.text) is is_told


def test_a_report_in_the_rows_of_a_table_goes_on() -> None:
    """The moments are bare, the outlet's name stands in the cell before."""
    rows = "".join(
        f"<tr><td><img src=h.png><br>青屿日报</td><td>2024-10-20 {t}</td><td>{x}</td></tr>" for t, x in HOURS
    )
    text = _page(f"<table>{rows}</table>", "").text
    assert all(said in text for _, said in HOURS)


@pytest.mark.parametrize("names", [("湖边跑者",), ("湖边跑者", "老陈"), ("青屿晚报",)])
@pytest.mark.parametrize("form", FORMS[:2])
def test_posts_of_readers_and_of_other_houses_are_none(form: str, names: tuple[str, ...]) -> None:
    text = _page(_hours(form, *names)).text
    assert text.startswith(INTRO)
    assert not any(said in text for _, said in HOURS[1:])


@pytest.mark.parametrize("names", [("湖边跑者",), ("湖边跑者", "老陈")])
def test_posts_by_the_clock_are_not_sure(names: tuple[str, ...]) -> None:
    """Their lines look as those of a talk do."""
    assert _page(_hours(FORMS[2], *names)).confidence < 0.6


TALKS = (
    "<section class=q><section><strong>0{i}</strong></section><p><b>{q}</b></p><p>{a}</p></section>",
    "<tr><td>问</td><td>{q}</td></tr><tr><td>答</td><td>{a}</td></tr>",
    "<div class=turn><span>记者</span><div>{q}</div></div><div class=turn><span>苗可心</span><div>{a}</div></div>",
    "<li><div><b>苗可心答</b><p>{q}</p><p>{a}</p></div></li>",
)


def _talk(form: str, turns: int = 3) -> str:
    own = "".join(form.format(i=i, q=q, a=a) for i, (q, a) in enumerate(TURNS[:turns], 1))
    return {"<t": f"<table>{own}</table>", "<l": f"<ul>{own}</ul>"}.get(form[:2], own)


@pytest.mark.parametrize("form", TALKS)
def test_turns_of_a_talk_in_boxes_are_one_column(form: str) -> None:
    """A text in as many columns as it has paragraphs is as likely a list of others': it had .16 to .3."""
    article = _page(_talk(form), OF_TALK, NAME)
    assert all(line in article.text for turn in TURNS for line in turn)
    assert article.confidence >= 0.9


@pytest.mark.parametrize(
    "page",
    [
        _page(_talk(TALKS[0], 2), OF_TALK, NAME),  # two are no row
        _page(_talk(TALKS[0]), OF_TALK, "手语"),  # a name, not a headline
        _page(_talk(TALKS[0]), OF_TALK, NAME, facts=""),
    ],
    ids=["two", "name", "no fact"],
)
def test_what_no_head_of_its_own_speaks_for_is_doubted_as_before(page: Article) -> None:
    assert page.confidence < 0.8


def test_who_speaks_in_a_talk_has_his_portrait_beside_each_turn() -> None:
    """The last turn was taken for a card of the author, and the line below it with it."""
    form = "<div class=l><img src=j.png><span>记者</span><div>{q}</div></div><div class=r><img src=m.png><span>苗可心</span><div>{a}</div></div>"
    end = "下课铃响了，她比了一个再见。"
    text = _page(f"{_talk(form)}<p>{end}</p>", OF_TALK, NAME).text
    assert text.split("\n")[-2:] == [TURNS[-1][1], end]


def test_a_portrait_alone_below_the_text_is_its_authors_card() -> None:
    card = f"<div class=r><img src=m.png><span>苗可心</span><div>{TURNS[1][1]}</div></div>"
    text = _page(f"<div>{''.join(f'<p>{text}</p>' for _, text in HOURS)}</div>{card}").text
    assert text.split("\n") == [INTRO, *(text for _, text in HOURS)]


POSTS = "<section><p>周末去郊外捡松果，捡了满满两大袋，回来才发现里面住着一窝小虫子，抓到凌晨。</p><p>楼下新来了一只橘猫，谁来取件都要先摸它一下才肯让开，我赶时间没有摸。</p></section>"


def _poster(pictures: int, below: str = POSTS) -> Article:
    drawn = "".join(f"<p><img src=/{number}.jpg></p>" for number in range(pictures))
    head = "<h1>长图｜读懂渡口夜航</h1><p>青屿日报记者 陈小满 2025-09-12 15:10</p>"
    return clean(
        f"<title>长图｜读懂渡口夜航</title><article>{head}{drawn}<p>编辑 石小竹 审读 丛雪</p></article>{below}"
    )


def test_pictures_above_a_credit_line_are_the_article() -> None:
    article = _poster(4)
    assert (article.is_article, article.text) == (False, "")


@pytest.mark.parametrize("pictures", [1, 4])
def test_a_text_about_the_headline_below_credits_is_the_articles(pictures: int) -> None:
    text = "<section><p>渡口夜航今天起试办，末班船延到凌晨一点，读懂时刻表要先看颜色，红的是末班。</p></section>"
    assert _poster(pictures, text).text.startswith("渡口夜航今天起试办")


def test_a_heading_goes_with_the_box_that_it_opens() -> None:
    cards = "".join(
        f"<li><a href=/{n}>老井边上开了豆花店 {n}</a><p>豆花店只在清早开门，卖完三桶就收摊，来晚的人只能闻闻味道。</p></li>"
        for n in range(4)
    )
    article = _page("", intro=f"{INTRO}</p><p>{OF_TALK}")
    boxed = clean(
        f"<title>{TITLE}</title><div><div><h1>{TITLE}</h1><div>2024-10-20 09:00</div><div><p>{INTRO}</p><p>{OF_TALK}</p></div></div>"
        f"<aside><h4>正在发生</h4><ul>{cards}</ul></aside></div>"
    )
    assert boxed.text == article.text == f"{INTRO}\n{OF_TALK}"
