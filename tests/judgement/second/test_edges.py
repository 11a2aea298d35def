"""Labels of what an article is about, between the facts of its head and its text; titles behind their days below it."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text

TITLE = "渡口的第一班船还在早上六点半"
LINES = [
    "清晨六点半，渡口的铁门准时打开，第一班船上坐着十几个赶早市的人，竹筐里装着还带露水的青菜。",
    "摆渡的师傅姓钱，在这条江上撑了三十四年船，他说水位高的时候要绕过江心的沙洲，多走一刻钟。",
]


def text(above: str, facts: str = "<p>2019-05-06 08:30　来源：江岸晚报</p>") -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{facts}{above}{body}</div>"
    return clean(page).text.split("\n")


@pytest.mark.parametrize("labels", [["物流", "水运"], ["今", "日", "推", "荐"], ["长江航运公司", "水运"]])
def test_labels_of_one_make(labels: list[str]) -> None:
    rows = "".join(f"<div class=label_item>{label}</div>" for label in labels)
    assert text(f"<div>{rows}</div>") == LINES


@pytest.mark.parametrize(
    "rows",
    [
        "<div class=t>物流</div>",  # alone it may be a subhead
        "<div class=t>长江航运公司的</div><div class=t>水运</div>",
        "<div class=t>江水很慢，</div><div class=t>雪没有来</div>",
        "<div>物流</div><div>水运</div>",  # no class says that they are anything
        "<div class=t>物流</div><div class=u>水运</div>",
    ],
)
def test_short_lines_that_may_be_of_the_text(rows: str) -> None:
    assert len(text(f"<div>{rows}</div>")) > len(LINES)


_TOLD = [
    "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。",
    "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。",
    "从明天起，早晚各敲一次，遇到大雾加敲一次，船老大们说，听见钟声心里就有数。",
    "敲钟的绳子换了三回，最近一回用的是旧缆绳，握在手里不打滑，也不磨手。",
]


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        (f"<div class=b>{''.join(f'<p>{line}</p>' for line in _TOLD)}</div>", _TOLD),
        (f"<div class=b>{''.join(f'<p>{line}</p>' for line in _TOLD[:3])}</div>", _TOLD),
        (f"<div class=b>{''.join(f'<p>{line}</p>' for line in _TOLD[:2])}</div>", [*_TOLD, *_TOLD[:2]]),  # a refrain
        ("".join(f"<p>{line}</p>" for line in _TOLD), [*_TOLD, *_TOLD]),  # the writer says it twice
    ],
    ids=["all", "three lines", "two lines", "the same column"],
)
def test_a_text_that_stands_twice_is_kept_once(again: str, expected: list[str]) -> None:
    told = "".join(f"<p>{line}</p>" for line in _TOLD)
    body = f"<div><h1>渡口清晨的钟声又响了</h1><div>2025-03-25 10:20 来源：青屿晚报</div>{told}{again}</div>"
    article = clean(f"<html><head><title>渡口清晨的钟声又响了_青屿网</title></head><body>{body}</body></html>")
    assert article.text.split("\n") == expected


TEXT = (*LINES, "下午潮水退了，孩子们在滩上捡贝壳，捡满一桶就去换一根冰棍，换完再回来接着捡。")
DATED = ("2024-05-20读懂一座桥的年轮(思想纵横)", "2024-05-20 渡口的老钟又响了", "2024-05-19“像榕树一样”(现场评论)")
CHRONICLE = ("2018-05-20石桥动工", "2019-05-20石桥合龙之日", "2024-05-20石桥封闭大修")


@pytest.mark.parametrize(
    ("lines", "above", "is_list"),
    [
        (DATED, TEXT, True),
        (CHRONICLE, TEXT, False),  # goes on in time
        (DATED[:2], TEXT, False),
        (DATED, TEXT[:2], False),  # two lines may introduce the list
    ],
)
def test_titles_behind_their_days_below_a_text_are_a_list_of_the_sites(
    lines: tuple[str, ...], above: tuple[str, ...], is_list: bool
) -> None:
    article = clean_text("\n".join(("石桥上的年轮", *above, *lines)))
    assert article.text == "\n".join(above if is_list else (*above, *lines))


def test_the_papers_line_above_such_a_list_is_no_text() -> None:
    article = clean_text("\n".join(("石桥上的年轮", *TEXT, "《 岚川日报 》( 2024年05月20日 06 版)", *DATED)))
    assert (article.text, article.date_published) == ("\n".join(TEXT), "2024-05-20T00:00:00+08:00")


@pytest.mark.parametrize(("last", "is_site"), [("社区公告栏", True), ("渡口管理处", False)])
def test_the_sites_name_below_links_is_no_line_of_the_text(last: str, is_site: bool) -> None:
    story = "清晨六点半，渡口的铁门准时打开，第一班船上坐着十几个赶早市的人，竹筐里装着青菜。"
    page = (
        f"<title>社区公告栏</title><div><a href=/>社区公告栏</a></div><b>{TITLE}</b><br>2019-05-06 08:30<br>{story}<br>{story[::-1]}<br>"
        f"<ul><li><a href=/1>关于清理楼道的通知</a></li><li><a href=/2>关于修剪树木的通知</a></li></ul>{last}"
    )
    assert (last not in clean(page).text) is is_site
