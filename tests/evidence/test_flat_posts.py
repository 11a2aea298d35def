"""Readers' posts in a copied text, with a heading of their own or without one, and what looks like them."""

from __future__ import annotations

import pytest

from cleaners import clean_text

HEAD = ["石桥今天重新开通", "2024-05-20 10:21 来源：岚川日报"]
STORY = [
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。",
    "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。",
]
SAID = ["我小时候也在那座桥上走过，冬天桥面结冰，大人都牵着手。", "希望限高的牌子换个颜色，晚上开车看不清。"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("河边的风 2024-05-20 21:03", "老魏看江 2024-05-20 20:47"),
        ("河边的风 1楼", "糖葫芦王 2楼"),
        ("河边的风2小时前岚川", "糖葫芦王昨天 12:30"),
        ("晨风88 5-20 21:03 来自岚川", "江边钓叟 5-20 21:30 来自岚川"),
    ],
)
def test_posts_without_a_heading(one: str, other: str) -> None:
    article = clean_text("\n".join([*HEAD, *STORY, one, SAID[0], other, SAID[1], "关于我们 联系我们"]))
    assert (article.is_article, article.text.split("\n")) == (True, STORY)


def test_posts_that_can_be_answered_need_no_voice() -> None:
    said = ["桥头有一家卖糖葫芦的，五毛钱一串，后来人不在了。", "牌子换过三次，每次都是晚上换的。"]
    posts = ["河边的风 1楼", said[0], "顶(11) 回复", "糖葫芦王 2楼", said[1], "顶(12) 回复"]
    assert clean_text("\n".join([*HEAD, *STORY, *posts])).text.split("\n") == STORY
    plain = [line for line in posts if "回复" not in line]
    assert said[1] in clean_text("\n".join([*HEAD, *STORY, *plain])).text


@pytest.mark.parametrize(
    "lines",
    [
        ["记者王海 08:10", "候车大厅里已经坐满了人，我们看到志愿者在发热水。", "记者李岚 08:40", "首趟加班车准点发出，你能听见汽笛。"],
        ["老镇长的信", "2024-03-01 09:00", "河啊，我拍着桌子关了三家厂。", "渔民的信", "2024-03-05 10:00", "河啊，我又看见了红嘴鸥。"],
        ["岚川日报 10:21", "桥上的灯我们也换了。", "岚川晚报 10:40", "桥下的船你也能坐。"],
    ],
)  # fmt: skip
def test_reporters_letters_and_outlets_are_no_readers(lines: list[str]) -> None:
    kept = clean_text("\n".join([*HEAD, *STORY, *lines])).text
    assert all(line in kept for line in lines if line.endswith("。"))


POSTS = [line for post in (("南门老顾10-12 08:33", SAID[0]), ("晒谷坪10-12 09:10", SAID[1]), ("小米辣10-12 12:45", "我们小区只有樱花，开一个星期。"))
         for line in (*post, "转发 3 评论 12 赞 56")]  # fmt: skip


def test_a_page_of_posts_alone_is_no_article() -> None:
    assert not clean_text("\n".join(["#家门口的桥#", "12.6万阅读 348讨论", *POSTS])).is_article


def test_a_heading_of_comments_above_all_that_is_said() -> None:
    named = ["山间小路", SAID[0], "晨风88", SAID[1], "江边钓叟", "开张那天我在，说书的老先生还是那一位。"]
    assert not clean_text("\n".join([*HEAD, "网友评论", *named])).is_article
    days = ["第一天", STORY[0], "第二天", STORY[1], "第三天", "县里的评弹团来唱了一个下午，桂花树下站满了人。"]
    assert clean_text("\n".join([*HEAD, "网友评论(12)", *days])).is_article


def test_a_circle_of_readers_without_moments() -> None:
    said = [*SAID, "有没有人和我一样，每次路过那家面馆都要进去坐一坐。"]
    lines = [line for name, text in zip(("阿梨", "鹏友小满", "山下的猫"), said, strict=True) for line in (name, text)]
    assert not clean_text("\n".join(["鹏友圈", "推荐 关注 附近", *lines])).is_article


def test_a_name_above_and_a_moment_below_what_was_said() -> None:
    posts = ["爱坐车的老刘", SAID[0], "1天前 江苏", "回复 12", "一只橘猫", SAID[1], "20小时前 江苏", "回复 3"]
    assert clean_text("\n".join([*HEAD, *STORY, *posts])).text.split("\n") == STORY


def test_what_a_reader_says_may_be_short() -> None:
    posts = [
        "1楼 谷雨 2024-05-20 21:03",
        "挺稳的",
        "支持(3) 反对(0)",
        "2楼 云溪人 2024-05-20 21:10",
        SAID[1],
        "支持(9) 反对(0)",
    ]
    assert clean_text("\n".join([*HEAD, *STORY, *posts])).text.split("\n") == STORY


def test_a_diary_of_two_ends_in_its_credit_line() -> None:
    diary = ["王海 2024-03-01 06:30", SAID[0], "李岚 2024-03-02 06:40", SAID[1]]
    kept = clean_text("\n".join([*HEAD, *STORY, *diary, "编辑：程露"])).text
    assert all(line in kept for line in SAID)
    assert clean_text("\n".join([*HEAD, *STORY, *diary])).text.split("\n") == STORY


@pytest.mark.parametrize(("rank", "expected"), [("吧友 3级", False), ("Lv.12", False), ("岚川人", True)])
def test_the_rank_of_a_writer_stands_between_name_and_post(rank: str, expected: bool) -> None:
    said = [*SAID, "我们小区只有樱花，开一个星期。"]
    posts = [line for number, text in enumerate(said, 1)
             for line in (f"河边的风{number}", rank, text, f"{number}楼2024-05-20 21:0{number}回复")]  # fmt: skip
    assert clean_text("\n".join(["进吧签到", "家门口的桥修好了", *posts])).is_article is expected
