"""Copied texts without titles and links: what their own lines say of them, and stories that have the same words."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag

DISPATCH = "本报松汀5月20日电 渡口的老钟今天又响了，敲钟的人换成了四十岁的女儿，对岸也听得见。"
TIP = "老城沿江而建，街巷不宽，从东门进去走到钟楼大约二十分钟，雨天路滑，鞋底要防滑。"


def verdict(*lines: str) -> str | None:
    return flag(clean_text("\n".join(lines)))


def test_the_page_of_a_paper_holds_several_stories() -> None:
    stories = ["渡口老钟又响了", DISPATCH, "渡船改了时刻", DISPATCH.replace("老钟", "渡船")]
    assert verdict("松汀日报 第03版：城事", *stories) == "list_page"
    assert verdict("松汀日报 第03版：城事", *stories[:2], SENTENCE) is None
    assert verdict("渡口一日", *stories) is None  # a story in parts


@pytest.mark.parametrize(("count", "reason"), [(2, "list_page"), (1, None)])
def test_each_text_leads_to_its_rest(count: int, reason: str | None) -> None:
    lines = [
        line
        for title, told in (("渡口的老钟又响了", LEAD), ("钟声要让对岸听见", SENTENCE))[:count]
        for line in (title, told, f"Continue reading “{title}”")
    ]
    assert verdict(*lines, SENTENCE) == reason


@pytest.mark.parametrize(("count", "reason"), [(3, "list_page"), (2, None)])
def test_an_address_below_each_text(count: int, reason: str | None) -> None:
    lines = [
        f"松汀社：{told}\nhttps://example.com/{number}" for number, told in enumerate((LEAD, SENTENCE, PLACE)[:count])
    ]
    assert verdict(*lines) == reason


def test_teasers_that_break_off_are_a_list() -> None:
    cut = [f"{told[:30]}⋯" for told in (LEAD, SENTENCE, ABOUT, PLACE)]
    assert verdict(*cut) == "empty_page"  # nothing is left of it
    assert verdict(*cut[:1], SENTENCE, LEAD) is None


@pytest.mark.parametrize("line", ["【参考答案】", "判断题 简述敲钟人的职责。", "相关试题"])
def test_an_exercise_has_its_answer(line: str) -> None:
    assert verdict("名词解释", "敲钟人", line, ABOUT) == "question_page"


def test_a_story_may_print_an_answer() -> None:
    assert (
        verdict("渡口小学的一道题难住了家长", "2024-05-20 10:20 来源：松汀日报", LEAD, "参考答案：钟声", SENTENCE)
        is None
    )


@pytest.mark.parametrize(
    "line", ["词条 | 渡口老钟 |", "出自 松汀百科(https://example.com/)", "用手机看条目", "松汀百科"]
)
def test_an_encyclopaedia_says_so(line: str) -> None:
    assert verdict(line, "渡口老钟", ABOUT, PLACE) == "profile_page"


def test_a_site_may_be_called_an_encyclopaedia() -> None:
    assert verdict("渡口百科", "渡口的老钟今天又响了", "2024-05-20 10:20 来源：松汀日报", LEAD, SENTENCE) is None


def test_an_entry_has_its_parts() -> None:
    assert verdict("渡口老钟", "基本信息", ABOUT, "简介", PLACE, "历史", TIP) == "profile_page"
    assert verdict("渡口老钟", "简介", LEAD, "历史", SENTENCE) is None


def test_a_patent_counts_its_paragraphs() -> None:
    lines = [
        "一种老钟的敲击装置",
        "2024-05-20 10:20:00 来源：中国专利",
        "1.本发明属于钟表技术领域，尤其涉及一种敲击装置。",
        "背景技术：",
    ]
    assert verdict(*lines, f"2.{ABOUT}", f"3.{PLACE}") == "data_page"


@pytest.mark.parametrize("line", ["资源描述", "论文部分内容阅读"])
def test_what_is_handed_out_is_described(line: str) -> None:
    assert verdict(line, ABOUT, PLACE) == "offer_page"


@pytest.mark.parametrize(("parts", "reason"), [(["行程安排", "注意事项"], "service_page"), (["行程安排"], None)])
def test_a_guide_has_its_parts(parts: list[str], reason: str | None) -> None:
    lines = [line for part in parts for line in (part, ABOUT)]
    assert verdict(TIP, *lines, PLACE) == reason


def test_a_story_of_a_journey_tells() -> None:
    assert verdict(LEAD, SENTENCE, "行程安排", ABOUT, "注意事项", PLACE) is None


def test_who_gathers_texts_says_so() -> None:
    assert verdict("敲钟的要点", f"下面是小编为大家整理的敲钟要点，欢迎大家阅读。{ABOUT}", PLACE) == "service_page"


def test_a_summary_alone_is_of_a_paper() -> None:
    assert verdict("摘要", ABOUT) == "profile_page"
    assert verdict("摘要", ABOUT, PLACE, SENTENCE) is None


def test_who_explains_speaks_of_his_text() -> None:
    assert verdict(f"本文将为您介绍敲钟的要点。{ABOUT}", PLACE) == "service_page"
    assert verdict(PLACE, f"{ABOUT}希望本文的内容能够对您有所帮助。") == "service_page"
    assert verdict(f"本文将围绕老钟的来历展开。{ABOUT}", PLACE) is None


@pytest.mark.parametrize(("count", "counts"), [(4, True), (3, False)])
def test_steps_are_announced_and_counted(count: int, counts: bool) -> None:
    steps = [
        "到渡口管理站登记姓名和船号",
        "在公告栏前核对当天的班次",
        "把押金交给值班的敲钟人",
        "听到三声钟响以后再上船",
    ][:count]
    counted = [f"{number}、{step}" for number, step in enumerate(steps, 1)]
    assert (verdict(f"借用渡船{ABOUT}具体的手续如下：", *counted, TIP) == "service_page") is counts
    assert (verdict(f"借用渡船的手续如下：{'；'.join(counted)}。{TIP}", TIP[::-1] + "。") == "service_page") is counts


def test_steps_of_a_story_are_told() -> None:
    counted = [f"{number}、在公告栏前核对当天的班次" for number in range(1, 5)]
    assert verdict(LEAD, "昨天，渡口贴出了借船的手续，具体的步骤如下：", *counted, SENTENCE) is None


@pytest.mark.parametrize(("count", "reason"), [(3, "offer_page"), (2, None)])
def test_goods_have_their_particulars(count: int, reason: str | None) -> None:
    keys = ["产品规格：不限", "包装说明：木箱", "发货地址：松汀渡口"][:count]
    assert verdict("渡口老钟的复制品", *keys, f"{LEAD}", SENTENCE) == reason
