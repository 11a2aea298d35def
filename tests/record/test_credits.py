"""Production credits: roles that stand only beside others, writers among them, and the outlet of a role."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.evidence.people import bylines, pairs

FIRST = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
LAST = "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，村里人都来看。"


def page(*lines: str, facts: str = "2024-05-20 10:20") -> Article:
    below = "".join(f"<p>{line}</p>" for line in lines)
    return clean(
        "<html><head><title>石桥今天重新开通_岚川网</title></head><body><div><h1>石桥今天重新开通</h1>"
        f"<p>{facts}</p><p>{FIRST}</p><p>{LAST}</p>{below}</div></body></html>"
    )


def credits(article: Article) -> list[tuple[str | None, str]]:
    return [(person.role, person.name) for person in article.credits]


@pytest.mark.parametrize(
    "role", ["文案", "航拍", "技术支持", "三维动画", "数据", "融媒技术", "值班总编", "视频拍摄", "主持人"]
)
@pytest.mark.parametrize(
    "form",
    [
        "{} 王小桥 编辑 闵乐",
        "{}：王小桥 编辑：闵乐",
        "编辑｜闵乐 {}｜王小桥",
        "编辑 闵乐 {} 王小桥",
    ],
)
def test_a_word_is_a_role_beside_another(role: str, form: str) -> None:
    article = page(form.format(role))
    assert set(credits(article)) == {(role, "王小桥"), ("编辑", "闵乐")}
    assert article.text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("▍编辑：王小桥 ▍审核：李大同", [("编辑", "王小桥"), ("审核", "李大同")]),
        ("一审一校：王小桥 二审二校：李大同", [("一审一校", "王小桥"), ("二审二校", "李大同")]),
        ("岚湾新媒体编辑 王小桥 审读 李大同", [("新媒体编辑", "王小桥"), ("审读", "李大同")]),
        ("剪辑/包装：王小桥 监制：李大同", [("剪辑/包装", "王小桥"), ("监制", "李大同")]),
        ("見習編輯 王小橋 審核 李大同", [("見習編輯", "王小橋"), ("審核", "李大同")]),
        ("审读：王小桥 编辑：李大同 来源：岚川晚报", [("审读", "王小桥"), ("编辑", "李大同")]),
        ("编辑 王小桥 校审 李大同 核发 闵乐", [("编辑", "王小桥"), ("校审", "李大同"), ("核发", "闵乐")]),
        ("【纠错】 【责任编辑:王小桥 李大同】", [("责任编辑", "王小桥"), ("责任编辑", "李大同")]),
        ("责任编辑：王小桥 | 版面编辑：李大同", [("责任编辑", "王小桥"), ("版面编辑", "李大同")]),
        ("本文来源：岚川日报 责任编辑：王小桥_NE0011", [("责任编辑", "王小桥")]),
        ("【我要纠错】责任编辑：王小桥", [("责任编辑", "王小桥")]),
        ("责任编辑：王小桥PT011", [("责任编辑", "王小桥")]),
        ("题图来源：岚川图库 图片编辑：王小桥", [("图片编辑", "王小桥")]),
        ("岚经编辑：王小桥", [("编辑", "王小桥")]),
        ("核稿編輯：王小橋", [("核稿編輯", "王小橋")]),
        ("流程编辑：王小桥", [("流程编辑", "王小桥")]),
        ("责任编辑：王小桥（EN042）", [("责任编辑", "王小桥")]),
        ("(责编：实习生、王小桥)", [("责编", "王小桥")]),
        ("编辑 Lily 审核 Tom", [("编辑", "Lily"), ("审核", "Tom")]),
        ("王小橋／核稿編輯", [("核稿編輯", "王小橋")]),
        ("歐陽小橋、李大同／責任編輯", [("責任編輯", "歐陽小橋"), ("責任編輯", "李大同")]),
        ("本期编辑：王小桥 微信号：lanchuan2024", [("本期编辑", "王小桥")]),
        ("责任编辑：lcadmin", []),
    ],
)
def test_forms_of_credit_lines(line: str, expected: list[tuple[str, str]]) -> None:
    article = page(line)
    assert credits(article) == expected
    assert article.text == f"{FIRST}\n{LAST}"


def test_lines_of_such_words_around_a_credit_line() -> None:
    article = page("文案：王小桥", "航拍：石小川、李大同", "编辑：闵乐", "技术：郝文")
    assert credits(article) == [
        ("文案", "王小桥"),
        ("航拍", "石小川"),
        ("航拍", "李大同"),
        ("编辑", "闵乐"),
        ("技术", "郝文"),
    ]
    assert article.text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    "line", ["技术：王小桥", "直播 王小桥", "技术 产品 运营 设计", "指导：王小桥老师带着孩子们画桥"]
)
def test_such_a_word_alone_is_no_role(line: str) -> None:
    article = page(line)
    assert article.credits == ()
    assert article.text.endswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "文｜王小桥 编辑｜闵乐",
        "记者 王小桥 编辑 闵乐",
        "撰文：王小桥 编辑：闵乐",
        "编辑 闵乐 采写 王小桥",
        "通讯员 王小桥 编辑 闵乐",
    ],
)
def test_a_writer_among_the_credits_is_the_author(line: str) -> None:
    article = page(line)
    assert [person.name for person in article.authors] == ["王小桥"]
    assert credits(article) == [("编辑", "闵乐")]


def test_a_writer_among_the_credits_stays_there_beside_a_byline() -> None:
    article = page("文字 王小桥 编辑 闵乐", facts="2024-05-20 10:20 作者：石小川")
    assert [person.name for person in article.authors] == ["石小川"]
    assert credits(article) == [("文字", "王小桥"), ("编辑", "闵乐")]


def test_the_outlet_of_a_reporter_is_no_author() -> None:
    found = pairs.read_pairs("2024-05-20 10:20 作者：岚川晚报记者 王小桥")
    assert [(person.role, person.name) for person in found] == [("记者", "王小桥")]


def test_a_writer_with_a_rare_surname_among_the_credits_is_the_author() -> None:
    article = page("（供稿：地理学院 文：闾丘生 图：课题组 审核：李大同 编辑：闵乐）")
    assert [(person.role, person.name) for person in article.authors] == [("文", "闾丘生")]
    assert [person.name for person in page("（撰稿：宣传部 审核：李大同）").authors] == []
    assert [person.name for person in page("策划：李大同", "文字：王小桥", "校对：闵乐").authors] == ["王小桥"]


def test_rounds_of_reading_at_the_end_are_credits() -> None:
    article = page("一读：王小桥", "二读：李大同", "三读：闵乐")
    assert credits(article) == [("一读", "王小桥"), ("二读", "李大同"), ("三读", "闵乐")]
    assert article.text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    "lines",
    [("一读：王小桥",), ("一读：知大意", "二读：明结构"), ("一读：王小桥", "二读：李大同", FIRST)],
    ids=["one", "words", "text below"],
)
def test_lines_on_reading_stay_in_the_text(lines: tuple[str, ...]) -> None:
    article = page(*lines)
    assert (article.credits, article.text) == ((), "\n".join((FIRST, LAST, *lines)))


def test_a_reporter_and_the_desk_share_a_line() -> None:
    article = page("岚京报记者 王小桥 实习生 丛雪 编辑 李大同 校对 闵乐")
    assert article.text == f"{FIRST}\n{LAST}"
    assert [person.name for person in article.authors] == ["王小桥", "丛雪"]
    assert {("编辑", "李大同"), ("校对", "闵乐")} <= set(credits(article))


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-05-20 10:20",
        "最新更新时间：05/20 18:20",
        "标签：石桥责任编辑：闵乐",
        "来源：岚川日报 发布时间：2024-05-20",
    ],
)
def test_facts_of_the_article_below_its_text(line: str) -> None:
    assert page(line).text == f"{FIRST}\n{LAST}"


@pytest.mark.parametrize("line", ["2024年5月20日", "时间：2024年5月20日 14:30"])
def test_a_day_below_the_text_is_its_own(line: str) -> None:
    assert page(line).text == f"{FIRST}\n{LAST}\n{line}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "编辑：王小桥、闵乐（见习）审核：石小川二审：郝文",
            [("编辑", "王小桥"), ("编辑", "闵乐"), ("审核", "石小川"), ("二审", "郝文")],
        ),
        ("责任编辑王小桥", [("责任编辑", "王小桥")]),
    ],
)
def test_names_of_a_line_without_spaces(line: str, expected: list[tuple[str, str]]) -> None:
    assert credits(page(line)) == expected


def test_a_counter_is_no_name() -> None:
    found = bylines.read_byline("岚川日报记者 王小桥 闵乐 1203阅读")
    assert [person.name for person in found] == ["王小桥", "闵乐"]


def _page_of_editors(number: int) -> str:
    lines = "".join(f"<p>责任编辑：赵{chr(0x6000 + place)}桥</p>" for place in range(number))
    return f"<h1>老桥通车</h1><p>{'江上有船驶过，老桥边的茶馆又坐满了人。' * 4}</p>{lines}"


def test_a_page_may_name_nearly_a_thousand_people() -> None:
    article = clean(_page_of_editors(999))
    assert (len(article.credits), article.credits[-1].name) == (999, f"赵{chr(0x6000 + 998)}桥")
    assert "many_people" not in article.flags


def test_people_behind_the_thousandth_are_in_the_ledger_and_the_page_is_flagged() -> None:
    article = clean(_page_of_editors(1_100))
    assert len(article.credits) == 1_000
    assert "many_people" in article.flags
    assert f"责任编辑：赵{chr(0x6000 + 1_099)}桥" in [removal.text for removal in article.removals]


@pytest.mark.parametrize(
    "behind",
    [
        " | 来源：岚川日报 | 投稿邮箱：a@b.cn",
        " 电话：0755-83518888",
        " | 阅读 1024 | 点赞 12",
        " 阅读：1.2万 评论：3",
        " [打印] [关闭]",
        " <a href=#>[打印]</a> <a href=#>[关闭]</a>",
        " 【打印】【关闭】【返回顶部】",
        " 【纠错】 举报",
        " 分享到： 微信 微博",
        " 标签：老桥 茶馆",
        " <a href=/1>上一篇：江上</a> <a href=/2>下一篇：桥下</a>",
        " 返回首页 >>",
    ],
)
def test_what_stands_behind_a_credit_line_takes_nothing_from_it(behind: str) -> None:
    article = page(f"责任编辑：陆小满{behind}")
    assert credits(article) == [("责任编辑", "陆小满")]
    assert article.text.endswith(LAST)


def test_a_fact_among_tags_is_no_tag() -> None:
    assert page("标签：老桥 茶馆 责任编辑：陆小满").keywords == ("老桥", "茶馆")


def test_a_role_whose_value_is_a_moment_has_no_name_behind_the_bar() -> None:
    assert pairs.read_pairs("发布：  | 王小桥 | 阅读 1024") == []
    assert [person.name for person in pairs.read_pairs("发布： 王小桥 | 阅读 1024")] == ["王小桥"]


def test_the_mailbox_behind_an_editor_is_no_name() -> None:
    article = page("责任编辑：李大同 lidatong@lanchuan.example")
    assert credits(article) == [("责任编辑", "李大同")]
    assert "lidatong" not in article.text


def test_credit_pairs_whose_gaps_stand_in_the_style_sheet() -> None:
    spans = "".join(f"<span>{pair}</span>" for pair in ("编辑林小羽", "审读毛小宁", "二审司小满"))
    line = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
    article = clean(f"<h1>石桥今天重新开通</h1><div>2022-11-03 10:25</div><p>{line}</p><div>{spans}</div>")
    assert [(one.name, one.role) for one in article.credits] == [
        ("林小羽", "编辑"),
        ("毛小宁", "审读"),
        ("司小满", "二审"),
    ]
