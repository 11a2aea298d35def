"""A summary that its editor signs above the text, and the nearest pages on which a credit line ends what stands above it."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text

SUMMARY = "青屿渡口的敲钟人说，钟声慢了半拍，是因为今年的雾比往年厚，听的人要等一等才分得清方向。"
TEXT = (
    "说来好笑，我第一次上渡口，是为了躲一场雨。敲钟人把棚子让给了我，自己戴着斗笠站在钟下，雨水顺着绳子往下淌，他也不去擦，只是望着江面。",
    "后来我才知道，那口钟是从旧轮渡上拆下来的，钟面有三道裂纹，每一道都有来历。头一道是大水那年磕的，第二道是搬家时碰的，第三道谁也说不清。",
)
ENDS = ("网络编辑：赵一鸣 校对：钱二川", "欢迎分享、点赞与留言。")
TITLE = "渡口的钟声慢了半拍"


def _page(*lines: str) -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return clean(f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>")


@pytest.mark.parametrize("between", [(), ("（小尘4x/图）",), ("（邱一苇 摄）",)])
def test_the_text_goes_on_below_a_signed_summary(between: tuple[str, ...]) -> None:
    lines = (SUMMARY, "责任编辑：孙三川", *between, *TEXT, *ENDS)
    for article in (_page(*lines), clean_text("\n".join((TITLE, *lines)))):
        assert article.text == "\n".join((SUMMARY, *TEXT))
        assert [person.name for person in article.credits] == ["孙三川", "赵一鸣", "钱二川"]


@pytest.mark.parametrize(
    "lines",
    [
        (SUMMARY, "责任编辑：孙三川", *TEXT),  # no credit line closes what is below
        (SUMMARY, "责任编辑：孙三川", TEXT[0], *ENDS),  # one line of it
        (SUMMARY, "责任编辑：孙三川", "雾里的早班船", *TEXT, *ENDS),  # the next story
        (SUMMARY, "责任编辑：孙三川", "2024-05-20 14:33 来源：青屿网", *TEXT, *ENDS),
        (SUMMARY, "责任编辑：孙三川", "相关阅读", *TEXT, *ENDS),
        (SUMMARY, SUMMARY[::-1], "责任编辑：孙三川", *TEXT, *ENDS),  # two lines above
    ],
)
def test_a_credit_line_ends_what_stands_above_it(lines: tuple[str, ...]) -> None:
    assert TEXT[0] not in _page(*lines).text


def test_less_than_twice_the_summary_is_no_text_below_it() -> None:
    """``TIMES``: the lines below have 131 characters."""
    below = (*TEXT, *ENDS)
    size = sum(map(len, TEXT)) // 2
    summary = (SUMMARY * 2)[:size] + "。"
    assert TEXT[0] not in _page(summary, "责任编辑：孙三川", *below).text
    assert TEXT[0] in _page(summary[:-2] + "。", "责任编辑：孙三川", *below).text


NOTE = ("编者按：", "渡口停航之前，编辑部请敲钟人的邻居写下了这篇文字，几处年份由本刊核对过。")
STAFF = ("特约编辑：孙三川", "学术顾问：李四维")


def _note(*lines: str) -> str:
    return clean_text("\n".join((TITLE, *NOTE, *lines))).text


@pytest.mark.parametrize("length", ["全文约8000字，读完约需16分钟", "全文约8000字，读完约需16分钟，建议收藏细读。"])
def test_the_text_whose_length_is_told_goes_on_below_a_signed_note(length: str) -> None:
    text = _note(*STAFF, length, *TEXT)
    assert NOTE[1] in text
    assert text.endswith("\n".join(TEXT))


@pytest.mark.parametrize(
    "below",
    [
        (*STAFF, *TEXT),  # nothing says that a text begins
        (*STAFF, "雾里的早班船", "全文约8000字，读完约需16分钟", *TEXT),  # the next story's
        (*STAFF, "全文约8000字，读完约需16分钟"),
    ],
)
def test_nothing_goes_on_below_a_signed_note(below: tuple[str, ...]) -> None:
    assert TEXT[0] not in _note(*below)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("渡口的钟声慢了半拍，先听出来的是摆渡的人，他对着手表站了一个早上。", True),
        ("渡口的钟从来没有这么慢，先听出来的是摆渡的人，他对着手表站了一个早上。", True),  # four characters
        ("渡口的灯从来没有这么暗，先看出来的是摆渡的人，他对着手表站了一个早上。", False),  # three
        ("旧戏台的灯灭了半场，先看出来的是台下的人，他对着手表坐了一个晚上。", False),  # nothing that the headline says
    ],
)
def test_what_the_headline_says_goes_on_below_a_summary_and_its_reporter(first: str, expected: bool) -> None:
    table = "<table><tr><td>钟</td><td>慢</td></tr><tr><td>旧钟</td><td>半拍</td></tr></table>"
    below = f"<p>{first}</p>{table}<p>{TEXT[0]}</p><p>封面图片来源：青屿网 邱一苇 摄</p><p>如需转载请与《青屿报》报社联系。</p>"
    page = f"<p>◎ {SUMMARY}</p><p>青屿记者｜岑若兰　　青屿编辑｜孙三川</p>{below}"
    article = clean(f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{page}</div></body></html>")
    assert (first in article.text, TEXT[0] in article.text) == (expected, expected)
    assert ([person.name for person in article.authors], [person.name for person in article.credits]) == (
        ["岑若兰"],
        ["孙三川"],
    )
    titled = page.replace(f"<p>{TEXT[0]}</p>", f"<p>雾里的早班船</p><p>{TEXT[0]}</p>")
    assert TEXT[0] not in clean(f"<html><body><h1>{TITLE}</h1><div>{titled}</div></body></html>").text
