"""Which lines belong to a picture."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text

PROSE = (
    "夜校设在老车间里，白天是展厅，晚上点起灯来就是教室，墙上还留着当年安全生产的红字，学员们进门先要摸一摸。",
    "每天晚上来听课的有三百人，坐不下的就站在走廊里，老师把黑板往门口挪了又挪，声音也提高了许多。",
    "下一步夜校打算把课开到工业园区的食堂里去，谭老师说，人走不过来，课就走过去，路远一点不要紧。",
)
CAPTION = "学员在老车间里上数控编程课。"


@pytest.mark.parametrize(
    ("shape", "picture", "taken"),
    [
        ("<ul><li>{}</li></ul>", "<p align=center><img src=/a.jpg></p><p align=center>{}</p>", True),  # all in an item
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td></tr><tr><td>{}</td></tr></table>", True),
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td><td>{}</td></tr><tr><td>周一</td><td>识图</td></tr></table>", False),
        ("<div>{}</div>", "<img src=/a.jpg><table><tr><td>{}</td></tr></table>", False),  # a part of the text
        ("<div>{}</div>", "<a><img src=/a.jpg></a><h2>{}</h2>", True),
        ("<div>{}</div>", "<p>课表贴在门口，字写得很大，远远就看得见。</p><h2>{}</h2>", False),
    ],
    ids=["item", "table", "data", "part", "heading", "no-picture"],
)  # fmt: skip
def test_a_line_under_a_picture(shape: str, picture: str, taken: bool) -> None:
    text = (
        "".join(f"<p>{line}</p>" for line in PROSE[:1])
        + picture.format(CAPTION)
        + f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    )
    page = f"<html><head><title>夜校</title></head><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p>{shape.format(text)}</body></html>"
    article = clean(page)
    assert (CAPTION in article.text) is not taken
    assert all(line in article.text for line in PROSE)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("附：夜校的课表", False),
        ("【招募对象】", False),
        ("2024年5月20日", False),
        ("本报岚川5月20日电", False),
        ("1.1. 夜校的由来", False),
        ("夜校的灯", True),
        ("2024年5月20日，夜校的灯", True),
    ],
)
def test_a_line_under_a_picture_that_belongs_to_the_text_by_its_form(line: str, taken: bool) -> None:
    text = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>{line}</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    article = clean(f"<html><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p><div>{text}</div></body></html>")
    assert (line in article.text.split("\n")) is not taken


@pytest.mark.parametrize(("heading", "taken"), [("夜校的灯 王小桥 摄", True), ("夜校的灯", False)])
def test_a_heading_under_a_picture_that_says_who_took_it(heading: str, taken: bool) -> None:
    page = f"<html><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p><div><p>{PROSE[0]}</p><img src=/a.jpg><h2>{heading}</h2><p>{PROSE[1]}</p></div></body></html>"
    assert (heading in clean(page).text.split("\n")) is not taken


def _captions(*lines: str, style: str = "") -> list[str | None]:
    """The captions of pictures among long paragraphs, each above one of some lines and a paragraph."""
    body = "".join(
        f'<p{style}><img src="/{n}.jpg"></p>{line}<p{style}>{PROSE[n % 3]}</p>' for n, line in enumerate(lines)
    )
    page = f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div><p{style}>{PROSE[0]}</p>{body}</div>"
    return [image.caption for image in clean(page).images]


CENTRE = ' style="text-align:center"'


def test_a_centred_line_is_a_caption_unless_all_text_is_centred() -> None:
    line = f"<p{CENTRE}>学员在老车间里上课</p>"
    assert _captions(line) == ["学员在老车间里上课"]
    runs = line + f"<p{CENTRE}>老师在黑板前讲图纸</p><p{CENTRE}>灯一直亮到十点</p>"
    assert _captions(runs, style=CENTRE) == [None]


def test_a_numbered_bold_line_heads_a_part() -> None:
    assert _captions(f"<p{CENTRE}><b>学员在老车间里上课</b></p>") == ["学员在老车间里上课"]
    assert _captions(f"<p{CENTRE}><b>二、学员在老车间里上课</b></p>") == [None]


def test_bold_lines_that_look_like_other_subheads_are_none() -> None:
    head = f"<p{CENTRE}><b>从车间到教室</b></p>"
    page = (
        f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div><p>{PROSE[0]}</p>{head}<p>{PROSE[1]}</p>"
        f'<p{CENTRE}><img src="/1.jpg"></p><p{CENTRE}><b>从教室到食堂</b></p><p>{PROSE[2]}</p></div>'
    )
    article = clean(page)
    assert [image.caption for image in article.images] == [None]
    assert "从教室到食堂" in article.text


def test_a_line_below_a_picture_that_ends_a_paragraph_heads_the_next_part() -> None:
    page = (
        f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div><p>{PROSE[0]}<img src='/1.jpg' width=600 height=400></p>"
        f"<p>从教室到食堂</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>"
    )
    article = clean(page)
    assert [image.caption for image in article.images] == [None]
    assert "从教室到食堂" in article.text


def test_somebody_who_speaks_below_a_picture_is_text() -> None:
    article_lines = "<p>谭老师说，灯一直亮到十点。</p>"
    assert _captions(article_lines) == [None]


LONG = "學員在老車間裡上數控編程課，坐在後排的是剛下夜班的紡織工。牆上的標語是三十年前刷的，夜校開課前又照原樣描了一遍，老師把黑板挪到了窗邊。"


@pytest.mark.parametrize(
    "credit",
    [
        "（圖／記者趙一鳴攝）",
        "（圖／翻攝自夜校臉書）",
        "（圖：夜校提供）",
        "（資料照，記者趙一鳴攝）",
        "圖／擷取自夜校網頁",
        "圖片來源：夜校提供",
        "照片提供：趙一鳴",
        "（網上圖片）",
        "（互聯網照片）",
        "（路透）",
        "（青屿日报）",
    ],
)
def test_a_long_line_under_a_picture_that_ends_with_its_giver_is_a_caption(credit: str) -> None:
    assert _captions(f"<p>{LONG}{credit}</p>") != [None]
    body = f"<p>{PROSE[0]}</p><div class=pic><img src=/a.jpg><p>{LONG}{credit}</p></div><p>{PROSE[1]}</p>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == list(PROSE[:2])


@pytest.mark.parametrize(
    "note",
    ["（見圖）", "（來源：青嶼社）", "（摘自《青嶼日報》）", "（受訪者均為化名）", "（青嶼縣）", "（網友提供線索）"],
)
def test_a_paragraph_under_a_picture_with_another_note_is_text(note: str) -> None:
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>{LONG}{note}</p><p>{PROSE[1]}</p>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == [PROSE[0], LONG + note, PROSE[1]]


def test_the_last_line_under_a_picture_names_whose_report_it_is() -> None:
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>{PROSE[1]}（新华社）</p>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert PROSE[1] in article.text


@pytest.mark.parametrize(
    "rest",
    [
        f"<p>一、夜里的课<br>{PROSE[1]}</p><p>{PROSE[2]}</p>",
        f"<p>夜里的课<br>{PROSE[1]}</p><p>{PROSE[2]}</p>",
        f"<p>一、夜里的课</p><p>{PROSE[1]}</p><p>二、白天的展</p><p>{PROSE[2]}</p>",
    ],
    ids=["number-and-paragraph", "paragraph", "numbers"],
)
def test_a_subhead_under_a_picture_is_the_texts(rest: str) -> None:
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p>{rest}"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert "夜里的课" in article.text


@pytest.mark.parametrize(
    "below",
    [
        f"<p>1、学员在上课</p><p>{PROSE[1]}</p><p><img src=/b.jpg></p><p>2、老师在备课</p><p>{PROSE[2]}</p>",
        f"<p>学员在上课</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p>",
    ],
    ids=["numbered-captions", "own-paragraph"],
)
def test_a_caption_under_a_picture_stays_one(below: str) -> None:
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p>{below}"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == list(PROSE)


SENTENCES = ("11月3日，学员在老车间里上数控编程课。", "11月3日，谭老师在走廊里给旁听的学员讲图纸，灯一直亮到十点。")


@pytest.mark.parametrize("credit", ["澜江通讯社记者 谭小舟 摄", "澜江通讯社发（谭小舟 摄）", "谭小舟摄"])
def test_sentences_between_pictures_and_who_took_them_are_captions(credit: str) -> None:
    pictures = "".join(f"<p><img src=/{n}.jpg></p><p>{line}</p><p>{credit}</p>" for n, line in enumerate(SENTENCES))
    body = "".join(f"<p>{line}</p>" for line in PROSE) + pictures
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-11-04 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == list(PROSE)
    assert [image.caption for image in article.images] == list(SENTENCES)


def test_one_paragraph_between_a_picture_and_who_took_it_is_the_text() -> None:
    body = f"<p><img src=/a.jpg></p><p>{PROSE[0]}</p><p>谭小舟摄</p><p>{PROSE[1]}</p>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-11-04 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == list(PROSE[:2])


def test_who_took_the_picture_above_the_text_signs_no_text() -> None:
    picture = f"<table><tr><td><img src=/a.jpg></td></tr><tr><td>{CAPTION}澜江日报记者 谭小舟 摄</td></tr></table>"
    lead = f"本报讯（记者 王小桥 通讯员 李大同）{PROSE[0]}"
    body = f"{picture}<div><p>{lead}</p><p>{PROSE[1]}</p></div>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-11-04 10:20</p>{body}")
    assert [person.name for person in article.authors] == ["王小桥", "李大同"]
    assert article.images[0].caption == CAPTION
    assert article.text.split("\n") == [lead, PROSE[1]]


ITEMS = ("▲夜校增开两门课", "▲食堂设了教学点", "▲教材免费领取")


def _items(picture: str = "") -> list[str]:
    lines = [f"<p>{item}</p>{picture}<p>{line}</p>" for item, line in zip(ITEMS, PROSE, strict=True)]
    page = f"<title>夜校简讯</title><h1>夜校简讯三则一览</h1><p>2024-11-04 10:20</p><div>{''.join(lines)}</div>"
    return clean(page).text.split("\n")


def test_bullets_name_the_items_of_a_text_without_pictures() -> None:
    assert _items() == [line for pair in zip(ITEMS, PROSE, strict=True) for line in pair]


def test_bullets_beside_pictures_open_captions() -> None:
    assert _items("<p><img src=/a.jpg></p>") == list(PROSE)


@pytest.mark.parametrize(
    ("name", "taken"), [("vsbcontent_start", False), ("first", False), ("note", True), ("text-start", True)]
)
def test_a_paragraph_that_its_class_calls_the_first_is_no_caption(name: str, taken: bool) -> None:
    """The lead of a page with a picture above it was lost, at .99."""
    body = f'<p><img src="/a.jpg"></p><p class="{name}">{CAPTION}</p>' + "".join(f"<p>{line}</p>" for line in PROSE)
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert (CAPTION not in article.text) is taken
    assert (article.images[0].caption == CAPTION) is taken


HIDDEN = '<span class="visually-hidden">{}</span>'


def _figure(source: str, caption: str) -> str:
    return (
        f'<figure><div><img src="/a.jpg"><p>{HIDDEN.format("图像来源，")}{source}</p></div>'
        f"<figcaption>{HIDDEN.format('图像加注文字，')}<p>{caption}</p></figcaption></figure>"
    )


@pytest.mark.parametrize("source", ["Getty Images", "Reuters", "岚川县政府"])
@pytest.mark.parametrize("in_head", [True, False])
def test_a_figure_holds_the_source_of_its_picture_and_its_caption(source: str, in_head: bool) -> None:
    figure, facts = _figure(source, "学员在老车间里上课"), "<ul><li>作者, 王小桥</li></ul><time>2024年5月20日</time>"
    above = figure + facts if in_head else facts
    amid = "" if in_head else figure
    article = clean(
        f"<title>夜校开课</title><main><h1>夜校开课了</h1>{above}<p>{PROSE[0]}</p>{amid}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></main>"
    )
    assert article.text.split("\n") == list(PROSE)
    assert [(one.caption, one.credit) for one in article.images] == [("学员在老车间里上课", source)]
    assert article.date_published == "2024-05-20T00:00:00+08:00"
    assert [person.name for person in article.authors] == ["王小桥"]


def test_a_figure_that_holds_the_text_too_is_no_picture_with_a_caption() -> None:
    text = "".join(f"<p>{line}</p>" for line in PROSE * 2)
    article = clean(f'<h1>夜校开课</h1><p>2024-05-20 10:20</p><figure><img src="/a.jpg">{text}</figure>')
    assert article.text.split("\n")[:3] == list(PROSE)


@pytest.mark.parametrize(
    ("line", "kept"),
    [("3. 夜校线路图", True), ("夜校运行图", True), ("王小桥图", False), ("本报记者 王小桥 摄", False)],
)
def test_a_line_beside_no_picture_that_ends_in_the_word_for_one(line: str, kept: bool) -> None:
    """Subheads of a digest were captions of no picture, and lost."""
    body = f"<p>{PROSE[0]}</p><p><b>{line}</b></p><p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    article = clean(f"<title>夜校开课</title><h1>夜校开课</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert (line in article.text.split("\n")) is kept


def test_who_took_the_picture_of_a_figure_wrote_no_text() -> None:
    figure = '<figure><img src="/a.jpg"><span>摄影：王小桥</span></figure>'
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    article = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p><div>{figure}{body}</div>")
    assert article.authors == ()
    assert [(one.caption, one.credit) for one in article.images] == [(None, "王小桥")]
    portrait = '<div class=card><img src="/b.jpg"><span>作者：王小桥</span></div>'
    signed = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p>{portrait}<div>{body}</div>")
    assert [person.name for person in signed.authors] == ["王小桥"]
    assert signed.images == ()


@pytest.mark.parametrize(("name", "kept"), [("p-first", True), ("p-note", False)])
def test_a_short_sentence_that_its_class_calls_the_first(name: str, kept: bool) -> None:
    lead = "夜校昨晚开了第一课。"
    body = f'<p><img src="/a.jpg"></p><p class="{name}">{lead}</p>' + "".join(f"<p>{line * 2}</p>" for line in PROSE)
    article = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert (lead in article.text.split("\n")) is kept


@pytest.mark.parametrize(
    ("below", "others"),
    [
        ("<p>(来源:石桥日报)</p>", ()),
        ("<p>长按识别二维码，关注石桥发布</p>", ()),
        (f"<p>1</p><p>{PROSE[1]}</p><p>2</p><p>{PROSE[2]}</p>", ("1", PROSE[1], "2", PROSE[2])),
        (
            f"<p>从车间到教室</p><p>{PROSE[1]}</p><p>从教室到食堂</p><p>{PROSE[2]}</p>",
            ("从车间到教室", PROSE[1], "从教室到食堂", PROSE[2]),
        ),
    ],
    ids=["source", "call", "number", "subhead"],
)
def test_a_caption_stands_alone_above_what_is_no_line_like_it(below: str, others: tuple[str, ...]) -> None:
    """The short line below it was taken for one that looks alike, and the caption for a subhead."""
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>学员在老车间里上课</p>{below}"
    article = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert article.text.split("\n") == [PROSE[0], *others]
    assert [image.caption for image in article.images] == ["学员在老车间里上课"]


@pytest.mark.parametrize(
    ("pictures", "line", "kept"),
    [
        (3, "从车间到教室", True),
        (2, "从车间到教室", False),  # one of two: it may be a caption as well
        (3, "从车间到教室（资料图片）", False),
    ],
)
def test_a_subhead_under_one_of_many_pictures(pictures: int, line: str, kept: bool) -> None:
    """The first subhead of a text with a picture in every part was lost: no other picture has a caption, and another subhead
    looks as it does."""
    more = "".join(f"<p><img src=/{number}.jpg></p><p>{PROSE[number % 3]}</p>" for number in range(1, pictures))
    body = f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>{line}</p><p>{PROSE[1]}</p><p>从教室到食堂</p><p>{PROSE[2]}</p>{more}"
    article = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p><div>{body}</div>")
    assert (line in article.text.split("\n")) is kept
    assert "从教室到食堂" in article.text


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>从车间到教室</p><p>{PROSE[1]}</p>",  # heads no other part
        f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>从车间到教室</p><p>{PROSE[1]}</p><p><b>从教室到食堂</b></p><p>{PROSE[2]}</p>",
        f"<p>{PROSE[0]}</p><p><img src=/a.jpg></p><p>从车间到教室</p><p>{PROSE[1]}</p><p>从教室到食堂</p><p>{PROSE[2]}</p>"
        f"<p><img src=/d.jpg></p><p>老师在走廊里备课 王小桥 摄</p><p>{PROSE[0]}</p>",  # captions are the page's habit
    ],
    ids=["alone", "bold", "another-caption"],
)
def test_a_caption_under_one_of_many_pictures(body: str) -> None:
    more = "".join(f"<p><img src=/{number}.jpg></p><p>{PROSE[number % 3]}</p>" for number in range(1, 4))
    article = clean(f"<title>夜校开课</title><h1>夜校开课了</h1><p>2024-05-20 10:20</p><div>{body}{more}</div>")
    assert "从车间到教室" not in article.text
    assert article.images[0].caption == "从车间到教室"


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("傍晚的老车间 图源：受访者", True),
        ("傍晚的老车间（图源：河光影像）", True),
        ("傍晚的老车间，图片来源：河光影像", True),
        ("傍晚的老车间 图/河光影像", True),
        ("傍晚，老车间亮起了灯。图源：受访者", False),  # a paragraph may end so
        ("墙上还有一张地图，来源：不详", False),
        ("课程表和路线图/说明书", False),
    ],
)
def test_a_line_that_ends_with_where_a_picture_is_from(line: str, taken: bool) -> None:
    article = clean_text("\n".join(("老车间里的夜校", "2024-05-20 10:20 来源：河光日报", PROSE[0], line, *PROSE[1:])))
    assert article.text == "\n".join((PROSE[0], *([] if taken else [line]), *PROSE[1:]))


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("（县夜校局 谭一川）", True),
        ("（河光日报 谭一川）", True),
        ("（河光旧事 谭一川）", False),
        ("（县夜校局 一楼）", False),
    ],
)
def test_the_bracket_of_an_office_and_its_writer_signs_the_text(line: str, taken: bool) -> None:
    article = clean_text("\n".join(("老车间里的夜校", "2024-05-20 10:20 来源：河光日报", *PROSE, line)))
    assert (line in article.text) is not taken
    assert [person.name for person in article.authors] == (["谭一川"] if taken else [])


def test_the_label_of_a_machines_reading_opens_the_summary() -> None:
    summary = "夜校每晚来三百人，下一步把课开到食堂里去。"
    lines = (
        "老车间里的夜校",
        "2024-05-20 10:20 来源：河光日报",
        "AI阅读摘要",
        summary,
        "内容由AI生成，仅供参考",
        *PROSE,
    )
    article = clean_text("\n".join(lines))
    assert (article.text, article.abstract) == ("\n".join(PROSE), summary)
