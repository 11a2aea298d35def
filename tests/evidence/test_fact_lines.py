"""Facts that share a line: where each one begins, and what is no fact."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.evidence.fact_lines import parted, read_kinds, with_seams, without_seams
from cleaners.values import Block

BODY = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
TITLE = "石桥今天重新开通"


def page(*facts: str) -> Article:
    """A page whose facts stand in elements side by side, without a gap."""
    line = "".join(f"<span>{fact}</span>" for fact in facts)
    return clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{line}</div><div>{BODY}</div></body></html>"
    )


def names(article: Article) -> tuple[list[str], list[str]]:
    return [person.name for person in article.authors], [person.name for person in article.credits]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：岚川日报作者：王小桥责任编辑：李大同", ["来源：岚川日报", "作者：王小桥", "责任编辑：李大同"]),
        ("2024-05-20 10:20来源：岚川日报浏览次数：203", ["来源：岚川日报"]),
        ("王小桥编辑：李大同 人气：33", ["王小桥", "编辑：李大同"]),
        ("作者：王小桥 李大同 2024年5月20日 星期一 阅读 1.2万", ["作者：王小桥 李大同"]),
        ("审核：李大同打印本文发布时间：2024-05-20", ["审核：李大同", "发布时间："]),
        ("文/王小桥图/李大同", ["文/王小桥", "图/李大同"]),
        ("来源 | 岚川发布 【字体：大 中 小】 A- A A+", ["来源 | 岚川发布"]),
        ("记者 王小桥 文/图", ["记者 王小桥 文/图"]),
        ("岚川日报收藏夹", ["岚川日报收藏夹"]),
        ("王小桥 全文共 1203 字 阅读需 4 分钟", ["王小桥"]),
        ("全文的作者：王小桥", ["全文的", "作者：王小桥"]),
        ("文字：王小桥", ["文字：王小桥"]),
    ],
)
def test_a_line_is_parted_where_a_fact_begins(line: str, expected: list[str]) -> None:
    assert [fact.strip() for fact in parted(line).split("\n") if fact.strip()] == expected


@pytest.mark.parametrize(
    ("facts", "source", "authors", "credits"),
    [
        (("来源：岚川日报", "作者：王小桥", "责编：李大同", "2024-05-20"), "岚川日报", ["王小桥"], ["李大同"]),
        (("发布人：宣传部", "来源：岚川市水务局", "2024年5月20日 星期一"), "岚川市水务局", [], []),
        (("撰稿人：王小桥 李大同", "信息来源：市教育局", "2024-05-20 10:20"), "市教育局", ["王小桥", "李大同"], []),
        (("次数：33", "2024-05-20", "初审：王小桥 终审：李大同"), None, [], ["王小桥", "李大同"]),
        (("作者:", "我要评论(0)", "2024-05-20", "转自：岚川网"), "岚川网", [], []),
        (("2024-05-20 10:20", "岚川", "岚川日报"), "岚川日报", [], []),
        (("岚川日报", "2024-05-20", "1.2万"), "岚川日报", [], []),
        (("岚川日报", "时政", "05-20 10:20"), "岚川日报", [], []),
        (("岚川融媒", "听新闻", "3小时前"), "岚川融媒", [], []),
        (("王小桥", "岚川特区报", "2024-05-20"), "岚川特区报", ["王小桥"], []),
        (("2024-05-20 10:20", "语音播报：", "要闻"), None, [], []),
        (("读特", "05-20 10:20", "1.2万"), "读特", [], []),
    ],
)
def test_facts_in_elements_without_a_gap(
    facts: tuple[str, ...], source: str | None, authors: list[str], credits: list[str]
) -> None:
    article = page(*facts)
    assert (article.source, *names(article)) == (source, authors, credits)
    assert article.text.count("\n") == 1


def test_a_sentence_of_several_elements_has_no_seams() -> None:
    line = Block(0, "岚川的夏天很长")
    assert with_seams([line], [0], {0: ("岚", "川的", "夏天很长")})[0].text == "岚川的\n夏天很长"
    for pieces in (
        ("岚川", "，夏天"),
        ("2024", "05"),
        ("5", "月20日"),
        ("来源：", "岚川日报"),
        ("岚川日报", " 王小桥"),
    ):
        line = Block(0, "".join(pieces))
        assert with_seams([line], [0], {0: pieces}) == [line]


def test_the_marks_of_a_line_belong_to_it_without_its_seams() -> None:
    line = Block(0, "2024-05-20 10:20乡里乡外")
    seamed = with_seams([line], [0], {0: ("2024-05-20 10:20", "乡里乡外")})[0]
    assert seamed.text == "2024-05-20 10:20\n乡里乡外"
    assert without_seams(seamed.text) == line.text


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        (
            "2024-05-20 10:20:08 来源：岚川网 作者：王小桥 阅读：1286次 评论：12条 字号：大中小",
            {"moment", "source", "people", "count", "tool"},
        ),
        ("来源：岚川网 时间：2024-05-20 朗读 放大 缩小", {"moment", "source"}),
        ("来源：岚川网 时间：2024-05-20 地点：石桥头", set()),
        ("2024-05-20 记者：王小桥 阅读：301 体裁分类：动态", {"moment", "people", "count"}),
        ("来源：岚川网 时间：2024-05-20 阅读：301 体裁分类：动态", {"moment", "source", "count"}),
        ("来源：岚川网 时间：2024-05-20 阅读：301 地点：石桥头，请参会的村民提前十分钟到场", set()),
        ("来源：岚川网 时间：2024-05-20 朗读 放大 缩小 夜间", set()),
        ("渡口边 来源：岚川网 时间：2024-05-20", set()),
        ("来源：岚川网 时间：2024-05-20，桥在这一天重新开通。", set()),
        ("来源：岚川网 朗读", set()),
        ("撰稿：王小桥 分享到： [关闭窗口]", {"people", "tool"}),
        ("记者：王小桥 评论（12人）", {"people", "count"}),
    ],
)
def test_a_line_that_lists_facts_has_a_moment_or_a_source_and_another_one(line: str, kinds: set[str]) -> None:
    assert read_kinds(line) == kinds


@pytest.mark.parametrize(
    "line",
    [
        "2024-05-20 10:20:08 来源：岚川网 作者：王小桥 阅读：1286次 评论：12条 字号：大中小",
        "评论：12条 | 来源：岚川网 | 2024-05-20 10:20 | 作者：王小桥 | 听新闻",
        "作者：王小桥　来源 岚川网　2024年5月20日 10:20　参与评论（12人）　放大 缩小",
        "2024-05-20 10:20 / 来源：岚川网 / 本报记者 王小桥 / 【打印】【关闭】",
    ],
)
def test_facts_mixed_with_counters_and_controls_are_read(line: str) -> None:
    article = clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{line}</p><div>{BODY}</div></body></html>"
    )
    found = article.source, [person.name for person in article.authors], article.credits, article.date_published
    assert found == ("岚川网", ["王小桥"], (), found[3])
    assert (found[3] or "").startswith("2024-05-20T10:20")
    assert article.text.startswith("石桥封了三个月")


def test_a_line_right_below_the_facts_goes_on_with_them() -> None:
    lines = "<p>2024-05-20 10:20 来源：岚川网</p><p>撰稿：王小桥 分享到： [关闭窗口]</p>"
    article = clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{lines}<div>{BODY}</div></body></html>"
    )
    assert (names(article), article.text[:3]) == ((["王小桥"], []), "石桥封")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-05-20 10:20来源：岚川在线45209人阅读字号：大中小", "岚川在线"),
        ("2024-05-20来源：岚川市公安局通讯员：王小桥转发：315次", "岚川市公安局"),
        ("2024-05-20来源：岚川市委宣传部本报记者 王小桥 评论：12条", "岚川市委宣传部"),
    ],
)
def test_a_glued_source_ends_where_the_next_fact_begins(line: str, expected: str) -> None:
    article = clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{line}</p><div>{BODY}</div></body></html>"
    )
    assert article.source == expected


def test_the_paper_s_own_reporter_keeps_his_role_as_printed() -> None:
    article = page("2024-05-20 10:20", "来源：岚川网", "本报记者 王小桥", "评论：12条")
    assert [(person.name, person.role) for person in article.authors] == [("王小桥", "本报记者")]


@pytest.mark.parametrize(
    ("line", "source", "authors"),
    [
        ("2024-05-20 10:20 嵐川時報／ 記者鄭雅文／台北即時報導", "嵐川時報", ["鄭雅文"]),
        ("2024-05-20 10:20 嵐川時報 記者 鄭雅文／綜合報導", "嵐川時報", ["鄭雅文"]),
        ("嵐川週刊 記者許哲瑋、鄭雅文／連線報導　2024-05-20 10:20", "嵐川週刊", ["許哲瑋", "鄭雅文"]),
        ("10:20 2024/05/20 嵐川電視新聞台 劉冠廷", "嵐川電視新聞台", ["劉冠廷"]),
        ("來源：嵐川時報　作者：劉冠廷　2024-05-20 10:20　瀏覽：33次　字級：大 中 小", "嵐川時報", ["劉冠廷"]),
    ],
)
def test_lines_of_facts_in_traditional_characters(line: str, source: str, authors: list[str]) -> None:
    article = clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{line}</p><div>{BODY}</div></body></html>"
    )
    assert (article.source, names(article)) == (source, (authors, []))
    assert (article.date_published or "").startswith("2024-05-20T10:20")


def test_an_outlet_and_its_reporters_beside_the_moment() -> None:
    lines = "<p>嵐川時報 許哲瑋 鄭雅文 報導</p><p>發佈時間：2024-05-20 10:20</p>"
    article = clean(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{lines}<div>{BODY}</div></body></html>"
    )
    assert (article.source, names(article)) == ("嵐川時報", (["許哲瑋", "鄭雅文"], []))


HEAD = f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>来源：</dt><dd>岚川市公安局</dd><dt>时间：</dt><dd>2024-05-20 10:20</dd><dt>终审：</dt><dd>王小桥</dd></dl>",
        "<table><tr><td>来自：</td><td>岚川市公安局</td></tr><tr><td>时间：</td><td>2024-05-20</td></tr><tr><td>终审：</td><td>王小桥</td></tr></table>",
    ],
)
def test_a_key_and_its_value_in_a_list_of_terms(facts: str) -> None:
    article = clean(f"{HEAD}{facts}<div>{BODY}</div></div></body></html>")
    assert (article.source, names(article)) == ("岚川市公安局", ([], ["王小桥"]))


def test_a_control_below_the_facts_heads_no_widget() -> None:
    facts = "<p>2024-05-20 10:20</p><p>来源：岚川网</p><p>校对：王小桥</p><p>推荐</p>"
    article = clean(f"{HEAD}{facts}<div>{BODY}</div></div></body></html>")
    assert (article.is_article, article.text[:3]) == (True, "石桥封")


def test_counters_under_a_headline_are_no_deck() -> None:
    article = clean(
        f"{HEAD}<p>【字号：大 中 小】 人气：54550℃</p><p>2024-05-20 10:20</p><div>{BODY}</div></div></body></html>"
    )
    assert (article.deck, article.text[:3]) == (None, "石桥封")


def test_a_moment_in_an_element_for_each_of_its_parts() -> None:
    times = "<em>2024</em>", "<em>05</em>/<em>20</em>", "10:20:30"
    assert page(*times).date_published == "2024-05-20T10:20:30+08:00"
    assert page("<em>2024</em>", "<em>5</em>", "人").date_published is None


def test_the_length_of_a_text_is_no_name_beside_its_author() -> None:
    assert names(page("王小桥", " · 2024-05-20 10:20", " · 全文共 1203 字", " · 阅读需 4 分钟")) == (["王小桥"], [])
