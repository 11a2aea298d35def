"""Lines and elements on either side of the numbers of `cleaners.evidence` beside those of copied texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaners import Article, clean
from cleaners.evidence.element_names import prior
from cleaners.evidence.glued import part_glued
from cleaners.evidence.people.split_pairs import join_pairs
from cleaners.evidence.places import without_dateline
from cleaners.reading.segment import segment
from cleaners.reading.tree import parse as dom

TITLE = "河堤上的自习室开到了夜里"
FIRST = "银沙区把河堤下面的旧泵房改成了自习室，桌子是用拆下来的船板做的，上面还留着船号。"
SECOND = "自习室没有门，从早上六点开到夜里十一点，一百二十盏台灯每一盏都有人擦。"
THIRD = "管理员姓丛，从前是开船的，他说船上的灯也是这样擦，先擦外罩，再擦里面的那一层。"


def page(body: str, *, head: str = "") -> str:
    return (
        f"<html><head><meta charset=utf-8><title>{TITLE}_河光网</title>{head}</head><body>"
        f"<div><a href=/>首页</a> <a href=/c>城事</a></div>{body}</body></html>"
    )


def told(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def article(body: str) -> Article:
    return clean(page(f"<h1>{TITLE}</h1><p>2023-04-09 08:15 来源：河光日报</p><div>{body}</div>"))


# Glued lines


def parts(markup: str) -> list[str]:
    return [block.text for block in part_glued(segment(dom.parse(markup))).blocks]


STAFF = (
    "编辑：石小竹 审读：丛雪 制图：乐知渔 校对：文一舟 摄影：方小满 监制：罗长河 统筹：戚望舒 视频：戴月明 美编：金小川"
)


def test_a_glued_credit_line_may_be_as_long_as_one_by_itself() -> None:
    assert 60 < len(STAFF) <= 72
    assert parts(f"<p>{FIRST}{STAFF}</p>") == [FIRST, STAFF]


def test_a_glued_control_has_three_letters() -> None:
    assert parts(f"<p>{FIRST}<a href=/2>下一页</a></p>") == [FIRST, "下一页"]
    teaser = f"{FIRST}更多"
    assert parts(f"<p>{FIRST}<a href=/2>更多</a></p>") == [teaser]


def test_a_short_sentence_has_its_editor_glued_to_it() -> None:
    assert parts("<p>桥通了。责任编辑：石小竹</p>") == ["桥通了。", "责任编辑：石小竹"]


# Roles and names in elements of their own


def pairs(markup: str) -> list[str]:
    return [block.text for block in join_pairs(segment(dom.parse(markup))).blocks]


def test_five_names_below_a_role_are_all_its_own() -> None:
    names = ["丛雪", "殷禾禾", "方小满", "罗长河", "戴月明"]
    markup = f"<dl><dt>校对</dt>{''.join(f'<dd>{name}</dd>' for name in names)}<dt>审读</dt><dd>石小竹</dd></dl>"
    assert pairs(markup) == [f"校对 {' '.join(names)}", "审读 石小竹"]


def test_six_names_of_people_abroad_are_one_line_of_names() -> None:
    names = "尼古拉·彼得罗夫、安娜·伊万诺娃、彼得·谢苗诺夫、玛丽亚·索科洛娃、伊万·库兹涅佐夫、奥尔加·波波娃"
    assert len(names) > 40
    assert pairs(f"<dl><dt>校对</dt><dd>{names}</dd><dt>审读</dt><dd>石小竹</dd></dl>") == [
        f"校对 {names}",
        "审读 石小竹",
    ]


# Names before a place


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("欧阳小明北京报道", "欧阳小明"),
        ("欧阳小明河光县报道", "欧阳小明"),
        ("欧阳明河光县报道", "欧阳明"),
        ("王小明河光县报道", "王小明"),
        ("王明河光县报道", "王明"),
    ],
)
def test_a_name_with_a_double_surname_has_four_characters(line: str, name: str) -> None:
    assert without_dateline(line).strip() == name


# Tables of data


def table(*rows: Sequence[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def text_with(cells: str) -> str:
    return article(told(FIRST) + cells + told(SECOND)).text


def test_a_word_of_eight_characters_that_reads_like_a_call_is_data_beside_counts() -> None:
    counted = table(("办法", "人数"), ("扫一扫关注公众号", "1200"), ("到柜台登记", "860"), ("打电话", "43"))
    assert "扫一扫关注公众号\t1200\n到柜台登记\t860" in text_with(counted)


def test_a_call_of_nine_characters_is_one_in_a_table_too() -> None:
    called = table(("台灯", "一百二十盏"), ("桌子", "四十张"), ("扫描二维码关注我们", "河光发布"))
    assert "扫描二维码" not in text_with(called)


def test_cells_of_two_lines_are_data() -> None:
    counted = table(("扫一扫关注公众号<br>要带手机", "1200<br>上个月"), ("到柜台登记<br>要带证件", "860<br>上个月"))
    assert "扫一扫关注公众号" in text_with(counted)


def test_cells_of_more_lines_are_boxes_of_a_page() -> None:
    boxes = table(("服务<br>收藏本文", "往来<br>打印本文"), ("栏目<br>城事<br>副刊", "编辑<br>校对"))
    assert "打印本文" not in text_with(boxes)


# Founder's comments


def founders(subtitle: str) -> Article:
    comment = f"<!--enpproperty <date>2023-04-09 08:15:00</date><title>{TITLE}</title><subtitle>{subtitle}</subtitle>/enpproperty-->"
    body = (
        f"<h1>{TITLE}</h1><p>{subtitle}</p><div><!--enpcontent-->{told(FIRST, SECOND, THIRD)}<!--/enpcontent--></div>"
    )
    return clean(comment + page(body))


def test_a_subtitle_of_ninety_characters_is_a_deck() -> None:
    subtitle = "旧泵房里一百二十盏台灯每晚亮到十一点，桌子用拆下来的船板做成；管理员从前开船，他按船上的规矩擦灯；附近三所中学的学生把这里叫作不会开走的船，周末的位子要提前一天登记"
    assert 72 < len(subtitle) <= 90
    assert founders(subtitle).deck == subtitle


def test_a_longer_one_is_the_first_paragraph() -> None:
    subtitle = "旧泵房里一百二十盏台灯每晚亮到十一点，桌子用拆下来的船板做成。管理员从前开船，他按船上的规矩擦灯，先擦外罩再擦里层。附近三所中学的学生把这里叫作不会开走的船，周末的位子要提前一天来登记。"
    assert 90 < len(subtitle) <= 108
    assert subtitle in founders(subtitle).text


# Files of a document


def files_of(line: str) -> int:
    body = told("发文字号：河政发〔2024〕12号", FIRST, SECOND) + line
    found = article(body).document
    return len(found.attachments) if found is not None else 0


def test_a_line_of_which_half_is_a_link_names_a_file() -> None:
    assert files_of("<p>一、自习室夜间值班安排一览表：<a href=/a/1.doc>自习室夜间值班安排一览.doc</a></p>") == 1


def test_a_sentence_that_links_a_file_is_one_of_the_text() -> None:
    line = "<p>各社区请按照值班表安排人员值守，名单见<a href=/a/1.doc>自习室夜间值班安排.doc</a></p>"
    assert files_of(line) == 0


def test_a_line_of_many_files_names_each() -> None:
    names = (
        "夜间值班安排表",
        "台灯维护登记表",
        "泵房结构安全鉴定书",
        "船板桌椅采购清单",
        "志愿者报名表",
        "读者意见汇总表",
        "水位超警时疏散路线图",
        "周边公交末班时刻表",
    )
    links = "　".join(f"{number}.<a href=/a/{number}.doc>自习室{name}.doc</a>" for number, name in enumerate(names, 1))
    assert files_of(f"<p>附件：{links}</p>") == len(names)


# Elements that hold most of a page


TALE = (
    FIRST,
    SECOND,
    THIRD,
    "起初只有附近中学的学生来，后来下夜班的护士也来，再后来，渡口的水手把航海图也带来看。",
    "泵房的水位尺还立在墙角，最高的一道红线比桌面高出半米，是二十六年前那场大水留下的。",
    "银沙区今年还要再改两座泵房，一座做琴房，一座做木工间，钥匙照旧挂在门后，谁先到谁开。",
)
#: What a site says of itself in a box beside the text.
OWN = "河光网由河光日报社主办，创办于一九九九年，是本地居民了解街区、出行、天气与公共服务的窗口。"
REST = "街道的人说，灯费每月不到三百元，由沿街的铺子轮流出，到现在没有一家推过，账本就挂在门口。"
POSTS = (
    "我女儿高三那年天天在那里写卷子，冬天冷，丛师傅就把自己的暖壶放在她脚边，她现在还记得。",
    "灯是真的亮，就是蚊子多，建议门口挂个帘子，我家有旧竹帘，周末送过去，看丛师傅要不要。",
    "去过三次，有一次没位子，坐在台阶上看完了半本书，江风吹着，也不觉得热，比图书馆舒服。",
    "希望别的区也学一学，我们北桥头的泵房空了十年，钥匙都锈了，问过街道，说是没有人管它。",
    "船板桌子上有船号，我爷爷当年就在那条船上烧锅炉，我指给孩子看，他摸了半天没有说话呢。",
    "能不能开到十二点，我下夜班十一点半，每次走到门口，灯正好一盏一盏地灭，心里怪难受的。",
)


def share_of(inside: Sequence[str], outside: Sequence[str]) -> float:
    within, beside = sum(map(len, inside)), sum(map(len, outside))
    return within / (within + beside)


def text_of(markup: str) -> list[str]:
    return clean(page(f"<h1>{TITLE}</h1>{markup}")).text.splitlines()


def test_a_main_element_that_a_stray_tag_closed_is_not_all_of_the_text() -> None:
    inside, outside = TALE[:4], (*TALE[4:], REST)
    assert 0.546 < share_of(inside, outside) < 0.654
    assert text_of(f"<main>{told(*inside)}</main><div>{told(*outside)}</div>") == [*inside, *outside]


def test_a_main_element_beside_what_a_site_says_of_itself_is_the_text() -> None:
    inside, outside = TALE[:5], (OWN, OWN)
    assert 0.655 < share_of(inside, outside) < 0.818
    assert text_of(f"<main>{told(*inside)}</main><div>{told(*outside)}</div>") == [*inside]


def test_a_header_with_a_long_lead_is_not_the_text() -> None:
    inside, outside = TALE, (REST[:-16] + "。",)
    assert share_of(inside, outside) > 0.857
    assert text_of(f"<header>{told(*inside)}</header><div>{told(*outside)}</div>") == [*inside, *outside]


def test_a_header_that_is_called_the_content_is_the_text() -> None:
    inside, outside = (*TALE, *POSTS), (OWN,)
    assert share_of(inside, outside) > 0.895
    assert text_of(f"<header class=content>{told(*inside)}</header><div>{told(*outside)}</div>") == [*inside]


def test_a_form_with_readers_answers_above_the_text_is_not_all_of_it() -> None:
    inside, outside = (*POSTS, *POSTS[:3]), TALE[:2]
    assert 0.75 < share_of(inside, outside) < 0.9
    found = text_of(f"<form>{told(*inside)}<textarea></textarea></form><div>{told(*outside)}</div>")
    assert found[-2:] == [*outside]


def test_a_form_around_a_whole_page_holds_its_text() -> None:
    inside = f"<h1>{TITLE}</h1><div>{told(*TALE, *POSTS)}</div><div>{told('主办单位：河光日报社', OWN)}</div>"
    assert clean(page(f"<form id=aspnetForm>{inside}</form>")).text.splitlines() == [*TALE, *POSTS]


def test_an_article_that_is_called_hot_is_one() -> None:
    inside, outside = (*TALE, *POSTS), (OWN,)
    assert share_of(inside, outside) > 0.87
    assert text_of(f"<article class='post hot'>{told(*inside)}</article><div>{told(*outside)}</div>") == [*inside]


def test_the_text_of_comments_above_an_article_is_not_all_of_it() -> None:
    inside, outside = (*POSTS, *POSTS), TALE[:2]
    assert 0.87 < share_of(inside, outside) < 1
    found = text_of(f"<div class=comment-content>{told(*inside)}</div><div>{told(*outside)}</div>")
    assert found[-2:] == [*outside]


@pytest.mark.parametrize("tag", ["nav", "footer", "aside"])
def test_some_elements_are_never_the_text(tag: str) -> None:
    inside, outside = (*POSTS, *POSTS), (FIRST,)
    assert FIRST in text_of(f"<div>{told(*outside)}</div><{tag} class=content>{told(*inside)}</{tag}>")
    assert prior(tag, "content main text") == 0
