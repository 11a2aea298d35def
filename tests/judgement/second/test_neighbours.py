"""Other stories without a moment, and what stands nearest to them: sections, digests, parts about the same."""

import pytest

from cleaners import Article, clean

TITLE = "老渡口换上了新棚子"
TEXT = (
    "江岸区的老渡口上周修好了，候船的木棚换了新瓦，台阶重新铺过，栏杆上挂着时刻表。",
    "摆渡三十年的船工没有换，他说水还是那条水，只是坐船的人多了，早上是学生和菜贩。",
)
OTHER = "夜校开了木工班第三期"
OTHERS = (
    "夜校的木工班收了十二个学员，先学刨平一块板，再学开榫，师傅说急不得。",
    "来学的人白天各有各的活，晚上坐在一条长凳上，听得见江上的汽笛一声长一声短。",
)
FACT = "<div>2024-05-06 09:30 来源：江岸日报</div>"


def _lines(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _page(body: str, title: str = TITLE) -> Article:
    return clean(f"<title>{title}_江岸网</title><div><h1>{title}</h1>{FACT}{body}</div><div>江岸网 版权所有</div>")


@pytest.mark.parametrize(
    "head",
    [f"<h1>{OTHER}</h1>", f"<h2>{OTHER}</h2>", f'<h3><a href="/2.html">{OTHER}</a></h3>'],
    ids=["as-the-headline", "heading", "linked"],
)
def test_another_story_below_the_text(head: str) -> None:
    article = _page(f"<div>{_lines(TEXT)}</div><div>{head}{_lines(OTHERS)}</div>")
    assert (article.text, article.flags) == ("\n".join(TEXT), ("second_story",))


def test_a_section_is_about_the_same() -> None:
    section = ("渡口的夜校开了木工班，先学刨平一块板，再学开榫，师傅说急不得。", OTHERS[1])
    article = _page(f"<div>{_lines(TEXT)}</div><div><h2>{OTHER}</h2>{_lines(section)}</div>")
    assert article.text == "\n".join((*TEXT, OTHER, *section))


def test_a_heading_of_the_same_column_is_a_subhead() -> None:
    article = _page(f"<div>{_lines(TEXT)}<h2>{OTHER}</h2>{_lines(OTHERS)}</div>")
    assert article.text == "\n".join((*TEXT, OTHER, *OTHERS))


def test_a_digest_has_a_heading_above_its_first_text_too() -> None:
    first, second = (
        f"<div><h2>{head}</h2>{_lines(lines)}</div>" for head, lines in ((TITLE + "了", TEXT), (OTHER, OTHERS))
    )
    assert _page(first + second).text.endswith(OTHERS[1])


@pytest.mark.parametrize("head", [f"<h2>{OTHER}</h2>", f'<a href="/2.html">{OTHER}</a>', f"<b>{OTHER}</b>"])
def test_another_story_between_headline_and_text(head: str) -> None:
    article = _page(f"<div>{head}{_lines(OTHERS)}</div><div>{_lines(TEXT)}</div>")
    assert article.text == "\n".join(TEXT)
    assert article.source == "江岸日报"


def test_a_lead_in_a_box_under_a_heading_is_the_articles() -> None:
    lead = ("渡口边上的夜校开了木工班，先学刨平一块板，再学开榫，师傅说急不得。", OTHERS[1])
    article = _page(f"<div><h2>{OTHER}</h2>{_lines(lead)}</div><div>{_lines(TEXT)}</div>")
    assert article.text == "\n".join((OTHER, *lead, *TEXT))


def _cards(first: str, second: str, fact: str = "<div>江岸日报</div>") -> Article:
    """Two cards of one look: the page's own story, and one below it."""
    own = f'<section><div class="t">{TITLE}</div>{FACT}<div>{first}</div></section>'
    return clean(
        f"<title>{TITLE}_江岸网</title><main>{own}<section>{second}</section></main><div>江岸网 版权所有</div>"
    )


def test_another_story_without_a_moment_below_a_brief() -> None:
    article = _cards(_lines(TEXT[:1]), f'<div class="t">{OTHER}</div><div>江岸日报</div><div>{_lines(OTHERS)}</div>')
    assert (article.headline, article.text) == (TITLE, TEXT[0])


@pytest.mark.parametrize("title", ["", f'<div class="s">{OTHER}</div>'], ids=["no-title", "another-look"])
def test_a_box_of_the_same_look_below_a_lead_goes_on_with_it(title: str) -> None:
    assert _cards(_lines(TEXT[:1]), f"{title}<div>{_lines(OTHERS)}</div>").text.endswith("\n".join(OTHERS))


def test_a_part_about_the_same_under_a_title_of_the_same_look_is_the_articles() -> None:
    part = ("渡口的夜校开了木工班，先学刨平一块板，再学开榫，师傅说急不得。", OTHERS[1])
    assert _cards(_lines(TEXT[:1]), f'<div class="t">{OTHER}</div><div>{_lines(part)}</div>').text.endswith(part[1])


def test_cards_of_two_stories_without_any_fact() -> None:
    own, other = (
        f"<li><h2>{head}</h2><div>{_lines(lines)}</div></li>" for head, lines in ((TITLE, TEXT[:1]), (OTHER, OTHERS))
    )
    assert clean(f"<title>{TITLE}_江岸网</title><ul>{own}{other}</ul><div>江岸网 版权所有</div>").text == TEXT[0]


@pytest.mark.parametrize(("mark", "is_list"), [("", True), ("：", False)])
def test_items_of_a_linked_title_and_what_it_leads_to(mark: str, is_list: bool) -> None:
    items = "".join(
        f"<li><a href=/{number}>{title}</a><span>{mark}{line}</span></li>"
        for number, (title, line) in enumerate(
            (
                ("天桥下的理发店要搬走了", "师傅说搬到对街也是剪头发，只是少了头顶电车的声音。"),
                ("码头钟楼停摆三日", "钟楼停在四点十分，游客纷纷拍照留念，修钟的人说不急。"),
                ("小学生发明雨伞架", "雨伞架用旧水管做成，每个洞旁边写着名字，可以认领。"),
            )
        )
    )
    article = _page(f"<div>{_lines(TEXT)}</div><section><h2>即时</h2><ol>{items}</ol></section>")
    assert (article.text == "\n".join(TEXT)) is is_list


def test_cards_of_stories_under_bold_paragraphs() -> None:
    own, other = (
        f"<section><p><strong>{head}</strong></p>{fact}{_lines(lines)}</section>"
        for head, fact, lines in ((TITLE, "<p>2024-05-06 09:30 江岸日报</p>", TEXT), (OTHER, "", OTHERS))
    )
    article = clean(f"<title>{TITLE}_江岸网</title><main>{own}{other}</main><div>江岸网 版权所有</div>")
    assert article.text == "\n".join(TEXT)


@pytest.mark.parametrize("title", ["校车换了新司机", "老井装上了水表吗"], ids=["seven", "eight"])
def test_a_row_of_cards_below_a_brief_of_short_sentences(title: str) -> None:
    brief = ("少年宫昨天把旧椅子刷成了七种颜色。", "椅子摆在河堤上，谁走累了谁坐，坐过的人可以在椅背上写一个字。")
    cards = "".join(
        f"<li><a href=/{number}>{title}</a><p>新司机姓孟，从前开货车，他给第{number}个座位编了菜名，孩子们上车就报菜名。</p></li>"
        for number in range(4)
    )
    article = clean(
        f"<title>河堤上多了椅子_江岸网</title><div><h1>河堤上多了椅子</h1><div>2024-05-02 08:30　江岸日报</div><div>{_lines(brief)}</div></div>"
        f"<div><h2>堤上人家</h2><ul>{cards}</ul></div><div>江岸网 版权所有</div>"
    )
    assert article.text.split("\n")[:2] == list(brief)
    assert "新司机姓孟" not in article.text


def test_cards_without_links_below_a_brief_of_short_sentences() -> None:
    brief = ("少年宫昨天把旧椅子刷成了七种颜色。", "椅子摆在河堤上，谁走累了谁坐，坐过的人可以在椅背上写一个字。")
    cards = "".join(
        f"<div class=c><b>第{number}局象棋摊摆出来了</b><p>输家请赢家喝一碗茶，赢家要把第{number}局怎么赢的讲给输家听，讲不清的算和棋。</p>"
        f"<span>{number}小时前</span></div>"
        for number in range(1, 5)
    )
    article = clean(
        f"<title>河堤上多了椅子_江岸网</title><h1>河堤上多了椅子</h1><div>2024-05-02 08:30　江岸日报</div><div>{_lines(brief)}</div>"
        f"<div>{cards}</div><div>江岸网 版权所有</div>"
    )
    assert article.text == "\n".join(brief)
