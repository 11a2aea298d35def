"""Another article below a copied one, and titles of others amid it."""

from __future__ import annotations

import pytest

from cleaners import clean_text

HEADLINE = "清溪镇：一条河的二十年"
HEAD = [HEADLINE, "2024-04-28 09:00 来源：岚川日报"]
STORY = [
    "二十年前，清溪河水黑得像墨汁，沿岸的窗户夏天不敢打开，清溪镇的人出门都要捂着鼻子。",
    "那一年，镇里关停了上游的三家造纸厂，老镇长古庆丰回忆，当时拍桌子的人比鼓掌的人多。",
    "如今，清溪镇把每年的4月22日定为护河日，全镇的学生都要到河边走一走，听老人讲从前的故事。",
    "“河是会记仇的，你怎么待它，它就怎么待你。”古庆丰说，他每天早上还会去河边数一遍红嘴鸥。",
]
TITLE = "老街上的修表人沈玉堂"
OTHER = [
    "清晨六点半，南门街还没有醒，沈玉堂的铺子已经亮了灯，老街上只有他一个修表的人。",
    "一张桌子，一盏台灯，一只放大镜，是他四十三年的全部家当，桌子的右角被胳膊磨得发亮。",
]


@pytest.mark.parametrize(
    "link",
    [
        [f"下一篇：{TITLE}"],
        ["继续阅读下一篇", TITLE],
        [f"» 下一篇: {TITLE}"],
        [TITLE, "2024-03-09 20:30 来源：南门旧事"],
    ],
)
@pytest.mark.parametrize("credits", [["编辑：程露"], []])
def test_the_next_article(credits: list[str], link: list[str]) -> None:
    article = clean_text("\n".join([*HEAD, *STORY, *credits, *link, *OTHER, "编辑：马雯"]))
    assert article.text.split("\n") == STORY
    assert [person.name for person in article.credits] == [line[-2:] for line in credits]


@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_link_to_it_above_or_amid_the_text_ends_nothing(above: int) -> None:
    link = [f"下一篇：{TITLE}"]
    head = [*link, *HEAD, *STORY] if not above else [*HEAD, *STORY[:above], *link, *STORY[above:]]
    assert clean_text("\n".join([*head, "编辑：程露"])).text.split("\n") == STORY


def test_letters_with_days_are_of_one_article() -> None:
    letters = [
        line
        for name, day, said in zip(("老镇长的一封长信", "渔民的一封长信"), ("01 09:00", "05 10:00"), OTHER, strict=True)
        for line in (name, f"2024-03-{day}", said)
    ]
    kept = clean_text("\n".join([HEADLINE, *STORY[:2], *letters, "编辑：程露"])).text
    assert all(line in kept for line in OTHER)


def test_titles_amid_a_text_without_a_credit_line() -> None:
    titles = ["相关阅读：", "对话海洋学者：为什么今年的赤潮来得早"]
    assert clean_text("\n".join([*HEAD, *STORY[:2], *titles, *STORY[2:]])).text.split("\n") == STORY


def test_our_country_in_the_rest_of_a_text_is_no_reader_s_word() -> None:
    """我国 is everybody's: it does not make a post of what stands below the titles."""
    story = [*STORY[:-1], STORY[-1].replace("古庆丰说", "古庆丰说，清溪河是我国最短的入海河流之一")]
    titles = ["相关阅读：", "对话海洋学者：为什么今年的赤潮来得早"]
    assert clean_text("\n".join([*HEAD, *story[:2], *titles, *story[2:]])).text.split("\n") == story


@pytest.mark.parametrize(
    "below",
    [
        OTHER,
        [
            "古庆丰是我外公的同学，外公说他关厂的时候清溪镇天天有人骂。",
            "小时候我住在清溪镇，那时候妈妈不让我们去河边玩。",
        ],
    ],
)
def test_what_is_said_of_the_titles_and_by_readers_stays_out(below: list[str]) -> None:
    assert clean_text("\n".join([*HEAD, *STORY, "相关阅读：", TITLE, *below])).text.split("\n") == STORY


def test_a_feed_below_a_text() -> None:
    entries = [
        line
        for outlet, title, said in (
            ("岚川晚报", "老粮仓改成的书店开门头一天", OTHER[0]),
            ("岚川财讯", "今年早稻收购价比去年高两元", OTHER[1]),
            ("岚川晚报", "夜班公交增开两条线路", OTHER[0]),
        )
        for line in (outlet, title, said)
    ]
    assert clean_text("\n".join([*HEAD, *STORY, *entries])).text.split("\n") == STORY
    people = [line if line not in ("岚川晚报", "岚川财讯") else "沈玉堂 修表" for line in entries]
    assert OTHER[0] in clean_text("\n".join([*HEAD, *STORY, *people])).text
