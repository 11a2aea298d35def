"""Guides to how something is done, and articles that say how."""

import pytest

from tests.judgement.purpose.pages import LEAD, SENTENCE, flag, page

FIRST = "把滤网的两个卡扣往里捏，向上轻轻一推，再往外拉，就能取下来。"
SECOND = "用软毛刷沿着纤维的方向刷掉浮灰，放进温水里泡十五分钟。"
THIRD = "放在阴凉处晾干，不能在太阳下暴晒，晾干之后按原来的方向装回去。"
STEPS = (FIRST, SECOND, THIRD)


@pytest.mark.parametrize("form", ["第{}步：", "步骤{}：", "第 {} 步，"])
@pytest.mark.parametrize(("steps", "expected"), [(2, None), (3, "service_page")])
def test_three_named_steps_are_a_guide(form: str, steps: int, expected: str | None) -> None:
    lines = [form.format(number) + text for number, text in zip("一二三", STEPS[:steps], strict=False)]
    assert flag(page("空调滤网拆洗一遍", *lines)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("怎么清洗空调的滤网", "service_page"), ("空调滤网的清洗方法", "service_page"), ("空调滤网洗过以后", None)],
)
def test_bare_numbers_need_a_name_that_says_how(name: str, expected: str | None) -> None:
    assert flag(page(name, *[f"{number}、{text}" for number, text in enumerate(STEPS, 1)])) == expected


@pytest.mark.parametrize(("heads", "expected"), [(("工具准备",), None), (("工具准备", "操作步骤"), "service_page")])
def test_two_headings_of_a_guide(heads: tuple[str, ...], expected: str | None) -> None:
    lines = [line for head, text in zip(heads, STEPS, strict=False) for line in (f"<h2>{head}</h2>", text)]
    assert flag(page("怎么清洗空调的滤网", *lines, THIRD)) == expected


def test_who_tells_of_somebody_or_is_published_writes_an_article() -> None:
    lines = [f"第{number}步，{text}" for number, text in zip("一二三", STEPS, strict=True)]
    assert flag(page("老钟教人怎么洗滤网", LEAD, *lines)) is None
    assert flag(page("怎么清洗空调的滤网", *lines, SENTENCE)) is None
    assert flag(page("怎么清洗空调的滤网", "<div>2026-03-04 来源：松汀网</div>", *lines)) is None
    assert flag(page("如何让年轻人留在县城", *STEPS)) is None
