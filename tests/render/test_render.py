"""Article → record, Markdown, HTML and the list of blocks. Markdown is read back with markdown-it, HTML with lxml."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from cleaners.article import Article, record
from cleaners.render.blocks import render_blocks, shorten
from cleaners.render.html import render_html
from cleaners.render.inline import inline_html, inline_markdown, safe_address
from cleaners.render.markdown import render_markdown
from cleaners.values import Block, Image, Label, Mark, Person, Removal, Video
from tests.pace import assert_within

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

RECORD_KEYS = """
url canonical_url site article_id is_article headline kicker deck abstract original_headline authors credits source
section keywords date_published date_modified images videos document text language confidence extractor flags removals
"""

BASE = "https://news.example/a/1.html"


def body(text: str, **fields: object) -> Block:
    return Block(0, text, **({"label": Label.BODY, "rule": "body"} | fields))  # type: ignore[arg-type]


def article(*blocks: Block, **fields: object) -> Article:
    numbered = tuple(block._replace(number=number) for number, block in enumerate(blocks))
    images = tuple(block.image for block in numbered if block.image and block.label is Label.IMAGE)
    videos = tuple(block.video for block in numbered if block.video and block.label is Label.VIDEO)
    return Article(**({"url": BASE, "blocks": numbered, "images": images, "videos": videos} | fields))  # type: ignore[arg-type]


# --- the record


def test_the_record_has_the_documented_keys_in_order() -> None:
    assert list(record(Article())) == RECORD_KEYS.split()


def test_the_record_is_plain_json() -> None:
    full = Article(
        url=BASE,
        is_article=True,
        headline="河湾大桥通车",
        authors=(Person("林一帆", "记者"), Person("赵小满")),
        credits=(Person("周书言", "编辑"),),
        keywords=("大桥", "通车"),
        images=(Image("https://img.example/1.jpg", "桥面", "林一帆 摄"),),
        videos=(Video(None, "航拍", 65),),
        text="大桥今日通车。",
        confidence=0.5,
        flags=("truncated",),
        removals=(Removal("credits.line", Label.CREDIT, "编辑 周书言"),),
    )
    read_back = json.loads(full.to_json())
    assert read_back == full.to_dict()
    assert read_back["authors"] == [{"name": "林一帆", "role": "记者"}, {"name": "赵小满", "role": None}]
    assert read_back["images"] == [{"url": "https://img.example/1.jpg", "caption": "桥面", "credit": "林一帆 摄"}]
    assert read_back["videos"] == [{"url": None, "caption": "航拍", "duration": 65}]
    assert read_back["removals"] == [{"rule": "credits.line", "label": "credit", "text": "编辑 周书言"}]
    assert type(full.to_dict()["removals"][0]["label"]) is str
    assert "\n" not in full.to_json()
    assert "河湾大桥" in full.to_json()


# --- Markdown of a whole article


def test_markdown_has_kicker_headline_deck_byline_abstract_and_body_in_that_order() -> None:
    markdown = render_markdown(
        article(
            body("编辑 周书言", label=Label.CREDIT, rule="credits.line"),
            body("大桥今日通车。"),
            kicker="市交通局负责人：",
            headline="河湾大桥通车",
            deck="——两岸车程缩短到十分钟",
            abstract="第一句。\n第二句。",
            authors=(Person("林一帆", "记者"), Person("赵小满", "记者"), Person("周书言", "通讯员"), Person("钱多")),
            date_published="2025-03-25T10:20:00+08:00",
            source="河湾日报",
        )
    )
    assert markdown == (
        "市交通局负责人：\n\n# 河湾大桥通车\n\n——两岸车程缩短到十分钟\n\n"
        "记者 林一帆、赵小满 通讯员 周书言 钱多 | 2025-03-25 10:20 | 河湾日报\n\n"
        "> 第一句。\n>\n> 第二句。\n\n大桥今日通车。"
    )


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2025-03-25T00:00:00+08:00", "2025-03-25"),
        ("2025-03-25T08:05:00+08:00", "2025-03-25 08:05"),
        ("2025-03", "2025-03"),
    ],
)
def test_midnight_stands_for_no_time(date: str, shown: str) -> None:
    assert render_markdown(Article(date_published=date)) == shown


def test_an_article_without_blocks_is_built_from_its_text() -> None:
    markdown = render_markdown(
        Article(text="第一段。\n\n1. 第二段。", images=(Image("https://img.example/1.jpg"),), extractor="trafilatura")
    )
    assert markdown == "第一段。\n\n1\\. 第二段。\n\n![](https://img.example/1.jpg)"
    assert "trafilatura 第一段。" in render_blocks(Article(text="第一段。", extractor="trafilatura"))


def test_nothing_gives_nothing() -> None:
    assert render_markdown(Article()) == ""
    assert render_html(Article()) == "<article>\n</article>"
    assert render_blocks(Article()) == ""


def test_headings_begin_at_the_second_level() -> None:
    markdown = render_markdown(
        article(
            body("一级", kind="heading", level=1, label=Label.SUBHEAD, marks=(Mark(0, 2, "bold"),)),
            body("四级", kind="heading", level=4, label=Label.SUBHEAD),
            body("粗体小标题", label=Label.SUBHEAD, bold=True, marks=(Mark(0, 5, "bold"),)),
            body("C #", kind="heading", level=2, label=Label.SUBHEAD),
        )
    )
    assert markdown == "## 一级\n\n#### 四级\n\n## 粗体小标题\n\n## C \\#"


def test_lists_nest_number_and_keep_their_lines() -> None:
    source = article(
        body("甲", kind="item", level=1, container=3, in_element="li"),
        body("甲的第二行", kind="item", level=1, container=3, in_element="li"),
        body("甲之一", kind="item", level=2, ordered=True, container=5, in_element="li"),
        body("甲之二", kind="item", level=2, ordered=True, container=6, in_element="li"),
        body("深处", kind="item", level=3, container=8, in_element="li"),
        body("乙", kind="item", level=1, container=9, in_element="li"),
        body("另起", kind="item", level=1, ordered=True, container=11, in_element="li"),
    )
    markdown = render_markdown(source)
    assert markdown == "- 甲<br>甲的第二行\n  1. 甲之一\n  2. 甲之二\n     - 深处\n- 乙\n1. 另起"
    expected = (
        "<ul><li>甲<br>甲的第二行<ol><li>甲之一</li><li>甲之二<ul><li>深处</li></ol>".replace(
            "</li></ol>", "</li></ul></li></ol>"
        )
        + "</li><li>乙</li></ul><ol><li>另起</li></ol>"
    )
    assert expected in render_html(source).replace("\n", "")
    assert expected.replace("<br>", "") in MARKDOWN.render(markdown).replace("\n", "").replace("<br>", "")


def test_a_table_of_data_is_a_table() -> None:
    cells = [(0, 0, "线路"), (0, 1, "票价|元"), (1, 0, "1 号线"), (1, 0, "(快线)"), (2, 1, "5")]
    source = article(
        body("票价如下："),
        *(body(text, kind="cell", cell=(1, row, column)) for row, column, text in cells[:3]),
        body("", kind="image", label=Label.IMAGE, image=Image("https://img.example/1.jpg")),
        *(body(text, kind="cell", cell=(1, row, column)) for row, column, text in cells[3:]),
        body("2", kind="cell", cell=(1, 1, 1)),
        body("完。"),
    )
    assert render_markdown(source) == (
        "票价如下：\n\n| 线路 | 票价\\|元 |\n| --- | --- |\n| 1 号线<br>(快线) | 2 |\n|  | 5 |\n\n![](https://img.example/1.jpg)\n\n完。"
    )
    page = lxml_html.fromstring(render_html(source))
    assert [[cell.text_content() for cell in row] for row in page.iter("tr")] == [
        ["线路", "票价|元"],
        ["1 号线(快线)", "2"],
        ["", "5"],
    ]
    assert "<td>票价|元</td>" in MARKDOWN.render(render_markdown(source)).replace("th>", "td>")


def test_a_table_that_makes_the_layout_is_paragraphs() -> None:
    source = article(
        body("导航", kind="cell", cell=(1, 0, 0)),
        body("正文一段。", kind="cell", cell=(1, 0, 1)),
        body("正文二段。", kind="cell", cell=(1, 0, 1)),
        body("小标题", kind="cell", cell=(1, 1, 1), label=Label.SUBHEAD),
    )
    assert render_markdown(source) == "导航\n\n正文一段。\n\n正文二段。\n\n## 小标题"


def test_a_long_layout_table_with_pictures_is_read_in_linear_time() -> None:
    picture = body("", kind="image", label=Label.IMAGE, image=Image("https://img.example/1.jpg"))
    blocks = [block for n in range(10_000) for block in (body(f"第{n}段。", kind="cell", cell=(1, n, 0)), picture)]
    assert_within(70, lambda: render_markdown(article(*blocks)))


def test_quotes_and_preformatted_text() -> None:
    source = article(body("引文一。", kind="quote"), body("- 引文二。", kind="quote"), body("``` x\n  y", kind="pre"))
    assert render_markdown(source) == "> 引文一。\n>\n> \\- 引文二。\n\n````\n``` x\n  y\n````"
    assert "<blockquote><p>引文一。</p><p>- 引文二。</p></blockquote>\n<pre>``` x\n  y</pre>" in render_html(source)


def test_pictures_and_videos_stand_in_place_with_caption_and_credit() -> None:
    source = article(
        body("前。"),
        body("", kind="image", label=Label.IMAGE, image=Image("/i/桥 (1).jpg", "桥面[夜景]", "林一帆 摄")),
        body("", kind="image", label=Label.IMAGE, image=Image("//img.example/2.jpg", "引桥。林一帆 摄", "林一帆 摄")),
        body("", kind="video", label=Label.VIDEO, video=Video("https://v.example/1.mp4", "航拍", 65)),
        body("", kind="video", label=Label.VIDEO, video=Video(None, None, None)),
        body("后。"),
    )
    assert render_markdown(source) == (
        "前。\n\n![桥面\\[夜景\\]](https://news.example/i/桥%20%281%29.jpg)\n\n桥面\\[夜景\\] · 林一帆 摄\n\n"
        "![引桥。林一帆 摄](https://img.example/2.jpg)\n\n引桥。林一帆 摄\n\n"
        "▶ [航拍](https://v.example/1.mp4) (01:05)\n\n▶ 视频\n\n后。"
    )
    page = lxml_html.fromstring(render_html(source))
    assert [picture.get("src") for picture in page.iter("img")] == [
        "https://news.example/i/桥 (1).jpg",
        "https://img.example/2.jpg",
    ]
    assert [caption.text for caption in page.iter("figcaption")][:2] == ["桥面[夜景] · 林一帆 摄", "引桥。林一帆 摄"]
    assert page.find(".//video").get("src") == "https://v.example/1.mp4"


def test_what_was_taken_out_is_not_rendered() -> None:
    source = article(
        body("正文。"),
        body("扫码关注", label=Label.PROMO, rule="promo.follow"),
        body("", kind="image", label=Label.PROMO, image=Image("https://img.example/qr.png")),
        body("", kind="image", label=Label.IMAGE, image=Image("https://img.example/icon.gif")),
        body("00:42", label=Label.VIDEO, rule="recommendation.video_duration"),
        images=(Image("https://img.example/another.jpg"),),
    )
    assert [line[0] for line in render_blocks(source).splitlines()] == ["+", "-", "-", "-", "-"]
    assert render_markdown(source) == "正文。"
    assert "扫码" not in render_html(source)
    assert "img" not in render_html(source)


# --- one line: marks and escaping


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("一是修路。二是架桥。", (Mark(0, 5, "bold"),), "**一是修路**。二是架桥。"),
        ("一是修路。", (Mark(0, 5, "bold"),), "**一是修路。**"),
        ("“桥”通了", (Mark(0, 3, "bold"),), "<strong>“桥”</strong>通了"),
        ("（“桥”）通了", (Mark(1, 4, "bold"),), "（**“桥”**）通了"),
        ("甲 乙丙", (Mark(0, 2, "bold"),), "**甲** 乙丙"),
        ("甲乙丙丁", (Mark(0, 2, "bold"), Mark(2, 4, "bold")), "**甲乙丙丁**"),
        ("甲乙丙丁", (Mark(0, 4, "bold"), Mark(1, 3, "italic")), "**甲*乙丙*丁**"),
        ("甲乙", (Mark(0, 2, "bold"), Mark(0, 2, "italic")), "<strong><em>甲乙</em></strong>"),
        ("甲乙丙", (Mark(0, 2, "bold"), Mark(1, 3, "italic")), "<strong>甲<em>乙</em></strong><em>丙</em>"),
        ("见报告全文", (Mark(1, 5, "link", "/r"), Mark(1, 5, "bold")), "见[**报告全文**](https://news.example/r)"),
        (
            "甲乙丙",
            (Mark(0, 2, "link", "/1"), Mark(2, 3, "link", "/2")),
            "[甲乙](https://news.example/1)[丙](https://news.example/2)",
        ),
        ("太好了!点这里", (Mark(4, 7, "link", "/x"),), "太好了\\![点这里](https://news.example/x)"),
        ("点这里", (Mark(0, 3, "link", "javascript:alert(1)"),), "点这里"),
        ("点这里", (Mark(0, 3, "link", "/a b(c)\\d|e"),), "[点这里](https://news.example/a%20b%28c%29%5Cd%7Ce)"),
        ("甲乙", (Mark(-3, 90, "bold"), Mark(5, 9, "italic"), Mark(1, 1, "bold")), "**甲乙**"),
        ("甲乙", (Mark(0, 1, "blink"),), "甲乙"),
    ],
)
def test_marks_become_markdown(text: str, marks: tuple[Mark, ...], expected: str) -> None:
    assert inline_markdown(text, marks, BASE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 不是标题", "\\# 不是标题"),
        ("#话题#", "#话题#"),
        ("1. 不是列表", "1\\. 不是列表"),
        ("1、不是列表", "1、不是列表"),
        ("2025.3", "2025.3"),
        ("- 不是列表", "\\- 不是列表"),
        ("-5℃", "-5℃"),
        ("---", "\\---"),
        ("> 不是引文", "\\> 不是引文"),
        ("*注", "\\*注"),
        ("_下划_", "\\_下划\\_"),
        ("snake_case", "snake_case"),
        ("a\\b", "a\\\\b"),
        ("3<5 且 <b>", "3<5 且 \\<b>"),
        ("&copy; A&B", "\\&copy; A&B"),
        ("[1] 见", "\\[1\\] 见"),
        ("8:00~18:00", "8:00~18:00"),
        ("~~删~~", "\\~\\~删\\~\\~"),
        ("“深圳”——R&D经费：2236.61亿元（首次）！", "“深圳”——R&D经费：2236.61亿元（首次）！"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text: str, expected: str) -> None:
    assert inline_markdown(text) == expected
    assert read_back(expected) == [(character, frozenset()) for character in text]


def read_back(markdown: str) -> list[tuple[str, frozenset[str]]]:
    """What a Markdown reader shows for one paragraph: each character with the styles it has."""
    tokens = MARKDOWN.parse(markdown)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), markdown
    shown: list[tuple[str, frozenset[str]]] = []
    styles: list[str] = []
    names = {"strong": "bold", "em": "italic", "link": "link", "s": "struck", "<strong>": "bold", "<em>": "italic"}
    for token in tokens[1].children or [] if tokens else []:
        assert token.type in ("text", "text_special", "html_inline") or token.nesting, (token.type, markdown)
        if token.nesting == 1 or (token.type == "html_inline" and not token.content.startswith("</")):
            styles.append(names[token.content if token.type == "html_inline" else token.type.removesuffix("_open")])
        elif token.nesting == -1 or token.type == "html_inline":
            styles.pop()
        else:
            shown += [(character, frozenset(styles)) for character in token.content]
    return shown


AWKWARD = "\\`*_{}[]()<>#+-.!|~&;=:/\"' 1a甲乙。，“”（）·～￥"


@st.composite
def marked_lines(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    text = draw(st.text(alphabet=AWKWARD, min_size=1, max_size=24)).strip()
    edges = st.integers(0, len(text))
    kinds = st.sampled_from(["bold", "italic", "link"])
    drawn = draw(st.lists(st.tuples(edges, edges, kinds), max_size=4))
    return text, tuple(Mark(a, b, kind, "/x" if kind == "link" else None) for a, b, kind in drawn)


@settings(max_examples=600, deadline=None)
@given(marked_lines())
def test_a_markdown_reader_sees_every_character_and_no_style_that_was_not_there(
    line: tuple[str, tuple[Mark, ...]],
) -> None:
    text, marks = line
    shown = read_back(inline_markdown(text, marks, BASE))
    assert "".join(character for character, _ in shown) == text
    for position, (_, styles) in enumerate(shown):
        assert styles <= {mark.kind for mark in marks if mark.start <= position < mark.end}
    for mark in marks:
        if mark.kind != "link" and any(c.isalnum() for c in text[mark.start : mark.end]):
            assert any(mark.kind in styles for _, styles in shown[mark.start : mark.end])


@settings(max_examples=300, deadline=None)
@given(marked_lines())
def test_html_keeps_every_character_and_nests(line: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = line
    rendered = inline_html(text, marks, BASE)
    assert lxml_html.fragment_fromstring(rendered, create_parent="p").text_content() == text
    open_tags: list[str] = []
    for tag in [part.partition(">")[0] for part in rendered.split("<")[1:]]:
        if tag.startswith("/"):
            assert open_tags.pop() == tag[1:]
        else:
            open_tags.append(tag.split()[0])
    assert open_tags == []


def test_many_marks_cost_linear_time() -> None:
    text = "甲" * 60_000
    marks = tuple(Mark(n, n + 2, "link", "/x") for n in range(0, 60_000, 3)) + tuple(
        Mark(n, 60_000, "bold") for n in range(0, 20_000)
    )
    assert_within(110, lambda: inline_markdown(text, marks, BASE))


# --- safety


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "#top",
        "",
        None,
    ],
)
def test_an_address_that_is_not_of_the_web_is_not_written(address: str | None) -> None:
    assert safe_address(address) is None
    assert safe_address(address, BASE) is None


def test_addresses_are_resolved_where_the_page_is_known() -> None:
    assert safe_address("../b.html", BASE) == "https://news.example/b.html"
    assert safe_address("../b.html") == "../b.html"
    assert safe_address("http://[::1", BASE) is None


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onload="x\' &lt; ]](javascript:x)'


def test_hostile_text_is_only_text_in_html() -> None:
    source = article(
        body(HOSTILE, marks=(Mark(0, 8, "link", 'https://x.example/" onclick="alert(1)'),)),
        body(HOSTILE, kind="heading", level=2, label=Label.SUBHEAD),
        body(HOSTILE, kind="item", level=1),
        body(HOSTILE, kind="quote"),
        body(HOSTILE, kind="pre"),
        body(HOSTILE, kind="cell", cell=(1, 0, 0)),
        body("", kind="image", label=Label.IMAGE, image=Image('https://x.example/1.jpg" onerror="x', HOSTILE, HOSTILE)),
        body("", kind="image", label=Label.IMAGE, image=Image("javascript:alert(1)", "图")),
        body("", kind="video", label=Label.VIDEO, video=Video("javascript:alert(1)", HOSTILE)),
        headline=HOSTILE,
        kicker=HOSTILE,
        deck=HOSTILE,
        abstract=HOSTILE,
        source=HOSTILE,
        language='zh" onclick="x',
    )
    page = lxml_html.fromstring(render_html(source))
    allowed = {
        "article",
        "header",
        "p",
        "h1",
        "h2",
        "ul",
        "li",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "img",
        "a",
    }
    assert {element.tag for element in page.iter()} <= allowed
    assert {name for element in page.iter() for name in element.attrib} <= {"lang", "class", "href", "src", "alt"}
    assert all(address.startswith("https://x.example/") for address in page.xpath("//@href | //@src"))
    assert page.xpath("//pre")[0].text == HOSTILE


def test_hostile_text_is_only_text_in_markdown() -> None:
    markdown = render_markdown(article(body(HOSTILE), headline=HOSTILE, kicker=HOSTILE, abstract=HOSTILE))
    rendered = MARKDOWN.render(markdown)
    page = lxml_html.fragment_fromstring(rendered, create_parent="div")
    assert {element.tag for element in page.iter()} == {"div", "p", "h1", "blockquote"}
    assert page.find("h1").text == HOSTILE


def test_an_entity_does_not_smuggle_a_scheme_into_a_markdown_link() -> None:
    markdown = inline_markdown("点", (Mark(0, 1, "link", "javascript&colon;alert(1)"),))
    page = lxml_html.fromstring(MARKDOWN.render(markdown))
    assert not page.xpath("//@href[starts-with(., 'javascript:')]")


# --- the list of blocks


def test_blocks_are_one_line_each_with_their_fate() -> None:
    source = article(
        body("河湾大桥通车", label=Label.HEADLINE, rule="fields.headline"),
        body("大桥今日\n通车。"),
        body("编辑 周书言", label=Label.CREDIT, rule="credits.line"),
        body("", kind="image", label=Label.IMAGE, rule="", image=Image("https://img.example/1.jpg", "桥面")),
    )
    assert render_blocks(source).splitlines() == [
        "= 0 headline fields.headline 河湾大桥通车",
        "+ 1 body     body            大桥今日 通车。",
        "- 2 credit   credits.line    编辑 周书言",
        "+ 3 image                    [https://img.example/1.jpg] 桥面",
    ]


def test_shortening_counts_terminal_columns() -> None:
    assert shorten("abcdef", 6) == "abcdef"
    assert shorten("abcdefg", 6) == "abcde…"
    assert shorten("河湾大桥", 8) == "河湾大桥"
    assert shorten("河湾大桥通", 8) == "河湾大…"
    assert shorten("河湾大桥通", 9) == "河湾大桥…"
    assert shorten("e\u0301" * 6, 6) == "e\u0301" * 6
