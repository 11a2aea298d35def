"""Pages for what can be done on them, and the texts that are nearest to them."""

import pytest

from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag, page

SHORT, STORY = "夜跑团", "汀河边的夜跑团第九季"


@pytest.mark.parametrize(
    ("name", "lines", "expected"),
    [
        (SHORT, ("申请试玩", "98元/次"), "offer_page"),
        (SHORT, ("申请试玩",), None),
        (STORY, ("申请试玩", "98元/次"), None),
        (STORY, ("申请试玩", "我要求助", "98元/次"), "offer_page"),
        (STORY, ("申请试玩", "路线：河边", "集合：渡口", "我要求助"), "offer_page"),
        (STORY, ("申请试玩", "路线：河边", "我要求助"), None),
        (SHORT, ("提交问卷", "查询结果"), "service_page"),
        (SHORT, ("提交问卷", "分享"), None),
    ],
)
def test_three_ways_say_what_can_be_done(name: str, lines: tuple[str, ...], expected: str | None) -> None:
    assert flag(page(name, ABOUT, *lines)) == expected


@pytest.mark.parametrize(("name", "expected"), [(SHORT, "offer_page"), (STORY, None)])
def test_under_a_moment_one_more(name: str, expected: str | None) -> None:
    assert flag(page(name, "2026-03-04 09:12", ABOUT, "申请试玩", "我要求助", "98元/次")) == expected


@pytest.mark.parametrize(
    "told", [LEAD, SENTENCE, "去年的第一场雪落在河上，三十个人跑完全程。", "三月四日，夜跑团换了路线，从渡口改到老街。"]
)
def test_a_text_that_tells_of_somebody_or_of_a_day_is_none(told: str) -> None:
    assert flag(page(SHORT, ABOUT, told, "申请试玩", "我要求助", "98元/次")) is None


@pytest.mark.parametrize(
    "when", ["三月四日起，夜跑团改走老街，从渡口出发。", "报名的人请于三月四日前交齐材料，过时不候。"]
)
def test_a_day_that_something_holds_from_or_up_to_tells_nothing(when: str) -> None:
    assert flag(page(SHORT, ABOUT, when, "申请试玩", "我要求助", "98元/次")) == "offer_page"


@pytest.mark.parametrize(("sections", "expected"), [(1, None), (2, "offer_page")])
def test_two_labels_above_running_text_are_one_way(sections: int, expected: str | None) -> None:
    heads = ("路线", "装备")[:sections]
    texts = [line for head, text in zip(heads, (ABOUT, PLACE), strict=False) for line in (f"<div>{head}</div>", text)]
    assert flag(page(STORY, "申请试玩", "我要求助", "场地 A-1", ABOUT, *texts)) == expected


@pytest.mark.parametrize(("label", "expected"), [("夜跑的路线和集合", "offer_page"), ("夜跑团的路线和集合", None)])
def test_a_label_has_eight_characters(label: str, expected: str | None) -> None:
    assert len(label) == (8 if expected else 9)
    lines = ("申请试玩", "我要求助", ABOUT, f"<div>{label}</div>", PLACE, f"<div>{label[::-1]}</div>", ABOUT)
    assert flag(page(STORY, *lines)) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(15, "offer_page"), (16, None)])
def test_an_offer_has_six_hundred_characters(sentences: int, expected: str | None) -> None:
    text = PLACE + "，" * 2
    assert len(text) * 15 <= 600 < len(text) * 16
    assert flag(page(STORY, "申请试玩", "我要求助", "馆内场地", "98元/次", *[text] * sentences)) == expected


@pytest.mark.parametrize("control", ["下载客户端", "分享", "收藏", "评论", "打开APP", "返回首页", "加载更多"])
def test_what_is_done_with_any_text_is_no_act(control: str) -> None:
    assert flag(page(SHORT, ABOUT, PLACE, control, "98元/次")) is None


@pytest.mark.parametrize(
    ("act", "expected"),
    [("申请试玩", "offer_page"), ("提交申请", "service_page"), ("98元/次", "offer_page"), ("关注动态", "profile_page")],
)
def test_what_a_page_of_particulars_is_there_for(act: str, expected: str) -> None:
    pairs = ("编号：三〇七", "领域：城建", "状态：在办")
    assert flag(page(STORY, *pairs, ABOUT, PLACE, act)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("价格：面议", "联系人：钟先生"), "offer_page"),
        (("价格：面议", "成色：七成新"), None),
        (("成色：七成新",), None),
    ],
)
def test_an_advertisement_says_whom_to_ask_above_its_text(lines: tuple[str, ...], expected: str | None) -> None:
    text = "我家的船停在渡口，能坐八个人，桨是新换的，喜欢的朋友联系我，过来看看。"
    assert flag(page(STORY, "2026-03-04", *lines, text)) == expected
    assert flag(page(STORY, "2026-03-04", text, *lines)) is None
    assert flag(page(STORY, "2026-03-04", *lines, LEAD)) is None
    assert flag(page("汀河渡口转让公告", "2026-03-04", *lines, text)) is None


@pytest.mark.parametrize(
    ("fields", "expected"), [(("邮箱地址",), None), (("邮箱地址", "您的姓名/称呼 *"), "service_page")]
)
def test_two_fields_of_a_form_are_one_way(fields: tuple[str, ...], expected: str | None) -> None:
    labels = [f"<label>{field}<input></label><br>" for field in fields]
    assert flag(page("汀河早报", ABOUT, *labels, "立即订阅")) == expected


@pytest.mark.parametrize(("text", "expected"), [(60, "offer_page"), (61, None)])
def test_what_stands_below_more_than_a_word_of_introduction_may_be_anybodys(text: int, expected: str | None) -> None:
    line = (PLACE * 2)[: text - 1] + "。"
    acts = ("申请试玩", "我要求助", "98元/次")
    assert flag(page(STORY, line, *acts)) == expected
    assert flag(page(STORY, *acts[:2], "馆内场地", acts[2], line)) == "offer_page"
