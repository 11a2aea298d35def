"""What stands inside a sentence does not cut it: hidden strings, small pictures, buttons, elements that HTML does not know."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners.reading import segment
from cleaners.reading.seen.asides import goes_on, is_control, is_large_picture
from cleaners.reading.tree import parse as dom
from tests.walks import differences, walked


def _lines(body: str) -> list[str]:
    """The visible lines of a page, pictures as ``*``."""
    return [block.text or "*" for block in walked(f"<body>{body}</body>").blocks if not block.hidden]


@pytest.mark.parametrize(
    "aside",
    [
        '<span style="display:none">8 f1 W3 z!</span>',
        '<font class="jammer" style="font-size:0px;color:#FFF">, e7 Q$</font>',
        "<i hidden>乱</i>",
        '<em style="visibility:hidden">乱<br>码</em>',
        '<a href="/x" style="opacity:0">乱码</a>',
        '<span class="sr-only">乱码</span>',
        "<select><option>甲</select>",
        '<span style="display:none">甲<span hidden>乙</span>丙</span>',
        '<span style="display:none"><img src="/1.jpg"></span>',
    ],
)
def test_a_hidden_string_does_not_cut_a_sentence(aside: str) -> None:
    page = f"<p>放映间在二楼。{aside}窗户只有<b>书本{aside}那么</b>大。{aside}</p><p>他怕断片。</p>"
    assert _lines(page) == ["放映间在二楼。窗户只有书本那么大。", "他怕断片。"]
    assert differences(page) == []


def test_the_marks_of_a_sentence_stay_in_place_over_a_hidden_string() -> None:
    page = '<p>开<b>桥<i hidden>乱</i>了</b>，<a href="/1">今<span hidden>码</span>天</a>。</p>'
    block = walked(page).blocks[0]
    assert block.text == "开桥了，今天。"
    assert [(mark.start, mark.end, mark.kind) for mark in block.marks] == [(1, 3, "bold"), (4, 6, "link")]
    assert block.link_chars == 2


def test_hidden_strings_stand_behind_the_line_they_were_in() -> None:
    blocks = walked("<p>甲<i hidden>乱</i>乙<i hidden>码</i></p><p>丙").blocks
    assert [(block.number, block.text, block.hidden) for block in blocks] == [
        (0, "甲乙", False),
        (1, "乱", True),
        (2, "码", True),
        (3, "丙", False),
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ('<p>村口的石桥封了三个<img class="emoji" src="/52.png" alt="">月，今天开通。</p>', ["村口的石桥封了三个月，今天开通。"]),
        ('<p>他叫王<img src="/gif/a.gif">，八十岁。</p>', ["他叫王，八十岁。"]),
        ('<p>加油，<b><img src="/1.png"></b><i>我们</i>的队！</p>', ["加油，我们的队！"]),
        ('<p>三个<img src="/1.png"><img src="/2.png">月。</p>', ["三个月。"]),
        ("<p>他说：“太好了！<img class='wx-emoji' src=/1.png>”大家笑了。</p>", ["他说：“太好了！”大家笑了。"]),
        ("<p>加油！<img src='/img/smilies/12.gif'>我们赢了。<img src=/2.gif alt='emoji_12'></p>", ["加油！我们赢了。"]),
        # Between two sentences, at the end of a line, before one, or wide: a picture of the article.
        ('<p>桥今天开通。<img src="/1.jpg">第一个走上去的是董奶奶。</p>', ["桥今天开通。", "*", "第一个走上去的是董奶奶。"]),
        ('<p>桥今天开通<img src="/1.jpg"></p><p>董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
        ('<p>桥今天开通<img src="/1.jpg"><br>董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
        ('<p><img src="/1.jpg">董奶奶</p>', ["*", "董奶奶"]),
        ('<p>桥今天开通\n<img src="/1.jpg">\n董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
        ('<p>桥今天开通<img src="/1.jpg" width="600">董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
        ('<p>桥今天开通<img src="/1.jpg" style="width: 480px">董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
        ('<p>桥今天开通<img data-src="/1.jpg" data-w="1080">董奶奶</p>', ["桥今天开通", "*", "董奶奶"]),
    ],
)  # fmt: skip
def test_a_small_picture_does_not_cut_a_sentence(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines
    assert differences(body) == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>专家说，<button>碳中和</button>不是口号。</p>", ["专家说，碳中和不是口号。"]),
        ("<p><button class=term><span>碳中和</span></button>不是口号。</p>", ["碳中和不是口号。"]),
        ("<div>专家说，<button>碳中和</button>不是口号。</div>", ["专家说，碳中和不是口号。"]),
        ("<p>本报记者<button>+关注</button>从区里获悉。</p>", ["本报记者从区里获悉。", "+关注"]),
        ("<p>本报记者<button><i></i>复制</button>从区里<button>分享</button>获悉。</p>", ["本报记者从区里获悉。", "复制", "分享"]),
        ("<p>本报记者<button></button>从区里获悉。</p>", ["本报记者从区里获悉。"]),
        ("<div><button>展开全文</button><p>从区里获悉。</p></div>", ["展开全文", "从区里获悉。"]),
        ("<div><button>上一页</button><button>下一页</button></div>", ["上一页", "下一页"]),
        ("<button><div><p>第一句。</p><p>第二句。</p></div></button>", ["第一句。", "第二句。"]),
    ],
)  # fmt: skip
def test_a_button_does_not_cut_a_sentence(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines
    assert differences(body) == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>据<keyword>央行</keyword>介绍，<x-term>存款</x-term>增加。</p>", ["据央行介绍，存款增加。"]),
        ("<p><stock-code>甲公司</stock-code>的股价涨了。<foo>乙</foo>没有。</p>", ["甲公司的股价涨了。乙没有。"]),
        ("<div>据<ner>《晚报》</ner>报道，桥通了。</div>", ["据《晚报》报道，桥通了。"]),
        ("<h1>新桥<wx-hl>今天</wx-hl>通车</h1>", ["新桥今天通车"]),
        # As blocks: beside one another, between sentences, with blocks inside.
        ("<x-p>新桥通车</x-p><x-p>来源：某报</x-p>", ["新桥通车", "来源：某报"]),
        ("<div>桥今天开通。<x-card>相关新闻</x-card></div>", ["桥今天开通。", "相关新闻"]),
        ("<x-body><p>第一句。</p><p>第二句。</p></x-body>", ["第一句。", "第二句。"]),
        ("<div>新桥<x-body><div>第一句。</div></x-body></div>", ["新桥", "第一句。"]),
    ],
)
def test_an_unknown_element_does_not_cut_a_sentence(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines
    assert differences(body) == []


#: Pieces whose order makes lines that are put aside, taken up, crossed and cut, whole and broken.
PIECES = st.sampled_from(
    "甲|乙。|，丙| |\n|𠮷|\u3000|&#x200b;|<p>|</p>|<div>|</div>|<br>|<b>|</b>|<a href=/1>|</a>|<pre>|</pre>|丁。\n戊。\n|"
    "<span hidden>|<i style='display:none'>|<em class=sr-only>|</span>|</i>|</em>|<div hidden>|<img src=/1.jpg>|<img src=/2.jpg width=600>|"
    "<button>|</button>|<button>关注</button>|<button>词</button>|<foo>|</foo>|<x-a>|</x-a>|<select><option>己</select>|<video src=/3>|<h2>|"
    "</h2>|<td>|<li>|<svg><title>庚</title></svg>|<script>1</script>".split("|")
)


@pytest.mark.skipif(not segment.IS_COMPILED, reason="cleaners.reading.page._walk is not compiled here")
@settings(max_examples=1_500, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=40).map("".join))
def test_both_walks_agree_inside_sentences(page: str) -> None:
    assert differences(page) == []


def test_a_page_that_ends_within_a_sentence_is_whole() -> None:
    page = "<p>甲<span hidden>" + "字<br>" * 30_000
    assert differences(page) == []
    outline = walked(page)
    assert outline.flags == ("truncated",)
    assert outline.blocks[0].text == "甲"
    assert [block.number for block in outline.blocks] == list(range(len(outline.blocks)))


@pytest.mark.parametrize(
    "unit",
    [
        "<button>",
        "<button>字</button>",
        "<x-a>",
        "字<i hidden>码</i>",
        "字<img src=/1>",
        "<div hidden>字",
        "字\u200b<i hidden>",
    ],
)
def test_asides_cost_no_more_than_other_elements(unit: str) -> None:
    """Nested and repeated: the time of the walk in Python grows with the page."""
    import time

    def seconds(times: int) -> float:
        tree = dom.parse_elements(("<p>" + unit * times).encode())
        start = time.process_time()
        segment.segment(tree)
        return time.process_time() - start

    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(16_000) for _ in range(2))
    assert large < 16 * small + 0.5


@pytest.mark.parametrize(("before", "after", "is_one"), [
    ("个", "月", True), ("，", "今", True), ("。", "今", False), ("个", "。", True), ("：", "今", False), ("\u3000", "今", False),
    ("A", "7", True), ("？", "”", False),
])  # fmt: skip
def test_where_a_sentence_goes_on(before: str, after: str, is_one: bool) -> None:
    assert goes_on(before, after) is is_one


@pytest.mark.parametrize(
    ("words", "control"),
    [("", True), ("关注", True), ("+关注", True), ("已关注", True), ("展开全文", True), ("复制链接", True), ("碳中和", False), ("关注度", False),
     ("听证会", False), ("打开局面", False), (None, True), ("字" * 41, True)],
)  # fmt: skip
def test_the_words_of_controls(words: str | None, control: bool) -> None:
    assert is_control(words) is control


def test_sizes_of_pictures() -> None:
    assert is_large_picture({"width": "101px"})
    assert is_large_picture({"style": "height: 240.5px"})
    assert not is_large_picture({"width": "100", "height": "auto", "style": "max-width:100%"})
