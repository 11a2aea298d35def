"""A notice's own contacts and what stands between them; nearest to them the lines of the site below."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.rules.contacts import is_attachment, is_keyed, takes_complaints

TOLD = (
    "经评审，滨江渡口栈桥修缮工程的中标候选人已经产生，现将结果予以公示，公示期为三个工作日。",
    "各投标人对结果有异议的，可以在公示期内以书面形式提出，逾期不再受理。",
)
CONTACTS = (
    "1、招标代理：江城工程管理有限公司",
    "联系人：柴文清 联系电话：0570-1234567",
    "2、监管部门：江城市公共资源交易中心",
    "监督投诉电话：0570-7654321",
)


def text_of(inside: str, title: str = "滨江渡口栈桥修缮工程中标结果公示") -> list[str]:
    page = (
        f"<html><head><title>{title}_江城市公共资源交易中心</title></head><body><div class=nav><a href='/'>首页</a></div>"
        f"<div class=top><h3>{title}</h3><p>发布日期：2024-05-20 10:20</p></div><div class=c>{inside}</div>"
        "<div class=foot>主办单位：江城市公共资源交易中心</div></body></html>"
    )
    return clean(page).text.split("\n")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize("below", ["", "<p><a href='/f.doc'>栈桥修缮工程公示.doc</a></p>"])
def test_who_supervises_stands_between_the_contacts_of_a_notice(below: str) -> None:
    assert text_of(paragraphs(*TOLD, *CONTACTS) + below) == [*TOLD, *CONTACTS]


def test_a_story_has_no_such_lines() -> None:
    assert text_of(paragraphs(*TOLD, *CONTACTS[1:]), "滨江渡口栈桥重新开放") == list(TOLD)


def test_a_control_ends_the_contacts() -> None:
    lines = (*CONTACTS, "责任编辑：王小桥", "举报电话：0570-1111111")
    assert text_of(paragraphs(*TOLD, *lines)) == [*TOLD, *CONTACTS]


def test_a_cell_between_those_of_a_table_of_data_is_data() -> None:
    rows = ("<td>地点</td><td>三楼报告厅</td>", "<td colspan=2>时间：15:00-16:00　联系电话：0570-1234567</td>")
    names = "".join(
        f"<tr><td>第{n}场</td><td>{name}</td></tr>" for n, name in enumerate(("桥的故事", "老城墙", "水塔"), 1)
    )
    table = f"<table><tr>{rows[0]}</tr><tr>{rows[1]}</tr>{names}</table>"
    assert text_of(paragraphs(TOLD[0]) + table + paragraphs(TOLD[1]), "滨江讲座安排")[1:4] == [
        "地点\t三楼报告厅",
        "时间：15:00-16:00　联系电话：0570-1234567",
        "第1场\t桥的故事",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2、监管部门：江城市公共资源交易中心", True),
        ("监管部门:江城市公共资源交易中心", True),
        ("部：江", False),
        ("监管部门：", False),
        ("这座桥在去年秋天封闭之后又重新开放：江城", False),
    ],
)
def test_a_line_in_key_and_value(line: str, expected: bool) -> None:
    assert is_keyed(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("监督投诉电话：0570-7654321", True),
        ("3. 质疑受理部门：江城市财政局", True),
        ("服务电话：0570-7654321", False),
        ("投诉电话 0570-7654321", False),
        ("不良信息举报电话：0570-7654321", False),
    ],
)
def test_where_one_complains_about_the_subject(line: str, expected: bool) -> None:
    assert takes_complaints(line) is expected


SECTIONS = (
    "联系人：何女士　　联系电话：0570-1234567",
    "三、其他事项",
    "本次招标不收取任何费用，投标材料恕不退还，投标人须对材料的真实性负责。",
    "江城市公共资源交易中心",
    "2024年5月8日",
)


@pytest.mark.parametrize(
    "files", ["<p>附件：<a href='/1.doc'>1.报名表</a></p>", "<p><a href='/2.doc'>2.承诺书.doc</a></p>"]
)
def test_a_notice_goes_on_below_its_contacts_up_to_its_files(files: str) -> None:
    assert text_of(paragraphs(*TOLD, *SECTIONS) + files)[: len(TOLD) + len(SECTIONS)] == [*TOLD, *SECTIONS]


def test_a_notice_goes_on_below_its_contacts_up_to_its_last_sentence() -> None:
    below = "<p><a href='/n/1.html'>滨江步道年内全线贯通</a></p>"
    assert text_of(paragraphs(*TOLD, *SECTIONS) + below) == [*TOLD, *SECTIONS[:3]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("附件：1.报名表", True),
        ("附件2：承诺书.doc", True),
        ("2.承诺书.PDF", True),
        ("附件齐全的材料才能受理", False),
        ("滨江步道年内全线贯通", False),
    ],
)
def test_a_file_that_a_notice_hands_out(line: str, expected: bool) -> None:
    assert is_attachment(line) is expected


CLUES = "如有线索，请拨打110，或联系家属车先生：13800000000。"


@pytest.mark.parametrize(
    ("title", "line", "is_own"),
    [
        ("寻人启事：八十岁老人昨天走失", CLUES, True),
        ("警方悬赏征集渡口盗窃案线索", "知情者请与渡口派出所联系，电话：0570-1234567。", True),
        ("渡口栈桥重新开放", CLUES, False),  # what a newsroom asks its readers for
        ("寻人启事：八十岁老人昨天走失", "如有新闻线索，请拨打本报热线0570-1234567。", False),
    ],
)
def test_whom_to_call_is_what_a_notice_that_seeks_somebody_says(title: str, line: str, is_own: bool) -> None:
    assert (text_of(paragraphs(*TOLD, line), title)[-1] == line) is is_own


@pytest.mark.parametrize(("title", "is_notice"), [("滨江渡口诚聘船工两名", True), ("滨江渡口来了两名船工", False)])
def test_who_seeks_staff_gives_his_contacts_in_a_notice(title: str, is_notice: bool) -> None:
    lines = ("联系人：柴文清", "联系电话：0570-1234567", "邮箱：zp@example.com")
    assert text_of(paragraphs(*TOLD, *lines), title) == [*TOLD, *(lines if is_notice else lines[:1])]


@pytest.mark.parametrize(
    ("line", "is_own"),
    [
        ("供水服务热线：0570-12345（24小时）", True),
        ("抢修电话：0570-1234567", True),
        ("新闻热线：0570-1234567", False),  # the newsroom's
        ("服务热线：0570-1234567", False),  # the site's
    ],
)
def test_whom_to_call_about_the_subject_of_a_notice(line: str, is_own: bool) -> None:
    assert (line in text_of(paragraphs(*TOLD, line), "滨江渡口停水通知")) is is_own
