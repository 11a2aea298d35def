"""Pages and characters on either side of the numbers of `cleaners.rules.rule`, `cleaners.rules.credits` and `cleaners.rules.form`:
what counts behind the end of an article, and what is folded."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.rules.form import FOLDED, fold_line

LEAD = "银沙区把河堤下面的旧泵房改成了自习室，桌子是用拆下来的船板做的，上面还留着船号。"
LINES = (
    "自习室没有门，从早上六点开到夜里十一点，一百二十盏台灯每一盏都有人擦，第{}年。",
    "管理员姓丛，从前是开船的，他说船上的灯也是这样擦，先擦外罩，再擦里层，擦{}遍。",
    "起初只有附近中学的学生来，后来下夜班的护士也来，再后来，水手也来了{}个，带着航海图。",
    "泵房的水位尺还立在墙角，最高的一道红线比桌面高出半米，是大水留下的，第{}道。",
    "银沙区今年还要再改两座泵房，一座做琴房，一座做木工间，钥匙照旧挂在门后，编了{}号。",
)
RELATED = "<div class=rel><h3>相关阅读</h3><ul><li><a href=/1.html>渡口码头修缮进度</a></li><li><a href=/2.html>江边夜灯亮了多少</a></li></ul></div>"
CREDITS = "<p>编辑：石小竹 审读：丛雪</p>"


def read(border: str, times: float) -> tuple[list[str], list[str]]:
    """The text of a page with a sentence above a border and an element below it that holds so many times its characters, and
    what stands in that element."""
    below: list[str] = []
    while sum(map(len, below)) < times * len(LEAD):
        below.append(LINES[len(below) % len(LINES)].format(len(below) + 1))
    markup = "".join(f"<p>{line}</p>" for line in below)
    page = f"<h1>河堤上的自习室开到了夜里</h1><div><p>{LEAD}</p>{border}</div><div>{markup}</div>"
    article = clean(
        f"<title>河堤上的自习室开到了夜里_河光网</title><div><a href=/>首页</a> <a href=/c>城事</a></div>{page}"
    )
    return article.text.split("\n"), below


@pytest.mark.parametrize(
    ("border", "times"),
    [
        (RELATED, 9),  # a flash above what a site has on the same thing
        (CREDITS, 23),  # a flash above what its readers say
    ],
)
def test_what_ends_an_article_hides_what_is_below(border: str, times: float) -> None:
    assert read(border, times)[0] == [LEAD]


@pytest.mark.parametrize(
    ("border", "times"),
    [
        (RELATED, 11.5),  # a lead above a widget
        (CREDITS, 28),  # a lead above who edited the text
    ],
)
def test_so_long_a_text_below_is_the_article(border: str, times: float) -> None:
    text, below = read(border, times)
    assert text[-len(below) :] == below


def test_full_width_forms_are_folded_and_nothing_beside_them() -> None:
    forms = "".join(map(chr, range(0xFF01, 0xFF5F)))
    assert fold_line(forms) == "".join(map(chr, range(0x21, 0x7F))).lower()
    assert not FOLDED.keys() & set(map(chr, (*range(0xFEF0, 0xFF01), *range(0xFF5F, 0xFFA0))))
