"""Credits behind the last sentence of a paragraph, in the cells of tables that lay out a page, and of those that hold data."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TOLD = (
    "昨天上午，滨江大桥南侧人行道修缮完工，封闭了三个月的栈桥重新开放。",
    "市政管养所介绍，这次更换了两千四百块木板，栏杆全部除锈。",
)


def page(inside: str) -> Article:
    return clean(
        "<html><head><title>滨江栈桥修缮完工_江城网</title></head><body><h1>滨江栈桥修缮完工</h1><div>2015-03-20 09:12</div>"
        f"<div class=c>{inside}</div></body></html>"
    )


@pytest.mark.parametrize("credit", ["(责任编辑：admin)", "（编辑：何静）"])
@pytest.mark.parametrize("form", ["{}", "<table width=100%><tr><td>{}</td></tr></table>"])
def test_the_desk_in_brackets_is_no_text(form: str, credit: str) -> None:
    assert page(form.format(f"{TOLD[0]}<br>{TOLD[1]}\n   {credit}")).text.split("\n") == list(TOLD)


def test_a_short_cell_is_data_as_a_whole() -> None:
    rows = "<tr><td>第一版</td><td>木板换了。（编辑：何静）</td></tr><tr><td>第二版</td><td>栏杆除锈。（编辑：田野）</td></tr>"
    found = page(f"<p>{TOLD[0]}</p><table>{rows}</table><p>{TOLD[1]}</p>")
    assert found.text.split("\n")[1:3] == ["第一版\t木板换了。（编辑：何静）", "第二版\t栏杆除锈。（编辑：田野）"]
