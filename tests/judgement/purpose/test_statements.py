"""What a page states of a thing below its sentences, and articles that have such lines."""

import pytest

from tests.judgement.purpose.pages import ABOUT, LEAD, PLACE, SENTENCE, flag, page

ROWS = ("<p>净含量：400克</p>", "<p>保质期：9个月</p>", "<p>产地：松汀</p>")


@pytest.mark.parametrize(("rows", "expected"), [(2, None), (3, "profile_page")])
def test_labels_below_the_text_under_a_long_name(rows: int, expected: str | None) -> None:
    assert flag(page("海盐苏打饼干独立包装", ABOUT, PLACE, *ROWS[:rows])) == expected
    assert flag(page("海盐苏打饼干独立包装", ABOUT, SENTENCE, *ROWS[:rows])) is None
    assert flag(page("海盐苏打饼干独立包装", "2026-03-04 来源：松汀网", ABOUT, PLACE, *ROWS[:rows])) is None


def test_a_label_may_be_glued_to_its_value() -> None:
    rows = [
        row.replace("<p>", "<p><span>").replace("：", "</span><span>").replace("</p>", "</span></p>") for row in ROWS
    ]
    assert flag(page("海盐苏打饼干独立包装", ABOUT, PLACE, *rows)) == "profile_page"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [(("岗位职责",), None), (("岗位职责", "岗位要求"), "profile_page"), (("一、岗位", "二、要求"), None)],
)
def test_headings_may_stand_before_their_sentences(heads: tuple[str, ...], expected: str | None) -> None:
    texts = (
        "负责渡口的日常巡查，做好记录，遇到大风及时通知停航，每周汇总一次。",
        "会游泳，身体健康，熟悉河道，你能适应早晚轮班，有渡船经验的优先考虑。",
    )
    lines = [f"{head}：{text}" for head, text in zip(heads, texts, strict=False)]
    assert flag(page("高级渡口巡查员招募", *lines)) == expected
    assert flag(page("高级渡口巡查员招募", LEAD, *lines, SENTENCE)) is None
