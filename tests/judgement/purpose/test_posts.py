"""Posts of equal rank, and texts with posts below them."""

import pytest

from cleaners.judgement.purpose.posts import _names_someone
from tests.judgement.purpose.pages import LEAD, SENTENCE, flag, page

NAME = "石桥夜市换了新棚子"
POST = "我家也是这样，去年换了一个新的，到现在没再坏过，价钱也不贵。"


def _posts(number: int, post: str = POST) -> list[str]:
    names = ("长风", "半夏", "木头人", "阿桥", "茶壶盖")[:number]
    return [line for day, name in enumerate(names, 1) for line in (f"<div>{name} 2026-03-0{day}</div>", post)]


@pytest.mark.parametrize(("posts", "expected"), [(2, None), (3, "list_page")])
def test_three_posts_are_a_thread(posts: int, expected: str | None) -> None:
    assert flag(page(NAME, *_posts(posts))) == expected


@pytest.mark.parametrize(("posts", "expected"), [(1, None), (2, "question_page")])
def test_two_posts_answer_a_question(posts: int, expected: str | None) -> None:
    assert flag(page("家里的绿萝叶子发黄怎么救", POST, *_posts(posts))) == expected


def test_an_opening_post_that_holds_half_is_a_text_with_comments() -> None:
    opening = [LEAD, SENTENCE, LEAD, SENTENCE]
    assert flag(page(NAME, "<div>夜航船 2026-03-01</div>", *opening, *_posts(3))) is None
    assert flag(page(NAME, "<div>夜航船 2026-03-01</div>", LEAD, *_posts(3))) == "list_page"


@pytest.mark.parametrize("line", ["网友评论", "相关阅读", "2026-03-01 09:12"])
def test_what_shows_that_the_text_is_the_pages_own(line: str) -> None:
    above, below = (line,) if line.startswith("2026") else (), () if line.startswith("2026") else (f"<h3>{line}</h3>",)
    assert flag(page(NAME, *above, LEAD, *below, *_posts(4))) is None


@pytest.mark.parametrize(("posts", "expected"), [(1, None), (2, "list_page")])
def test_a_heading_below_the_opening_post_parts_it_from_the_others(posts: int, expected: str | None) -> None:
    assert flag(page(NAME, *_posts(posts), "<h3>相关阅读</h3>", *_posts(4))) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(20, "list_page"), (21, None)])
def test_a_post_has_six_hundred_characters(sentences: int, expected: str | None) -> None:
    assert len(POST) * 20 <= 600 < len(POST) * 21
    assert flag(page(NAME, *_posts(4, "".join([POST] * sentences)))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("汀河边上的老船工和北岸灯火还有茶壶盖儿们", "list_page"), ("汀河边上的老船工和北岸灯火还有那茶壶盖儿们", None)],
)
def test_a_name_of_its_own_line_has_twenty_characters(name: str, expected: str | None) -> None:
    assert len(name) == (20 if expected else 21)
    posts = [line for day in range(1, 5) for line in (f"<div>{name}</div>", f"<div>2026-03-0{day}</div>", POST)]
    assert flag(page(NAME, *posts)) == expected


@pytest.mark.parametrize("day", ["3月4日 星期三 晴", "3月4日　雨", "发布于 2026-03-04", "3小时前"])
def test_a_day_with_its_weather_names_nobody(day: str) -> None:
    assert not _names_someone(day)


def test_a_diary_and_a_live_report_are_articles() -> None:
    days = [line for day in range(1, 5) for line in (f"<p>2026年3月{day}日 星期三 晴</p>", LEAD)]
    assert flag(page("封桥以后的四天日记", *days)) is None
    hours = [line for hour in range(6, 10) for line in (f"<p>0{hour}:12</p>", SENTENCE)]
    assert flag(page("新桥通车第一天实录", *hours)) is None


@pytest.mark.parametrize(("who", "expected"), [("医师", "question_page"), ("乘客", None)])
def test_who_answers_says_what_he_is(who: str, expected: str | None) -> None:
    row = f"<div><span>钟小满</span> <span>主治{who}</span></div>"
    assert flag(page("膝盖上下楼的时候疼怎么办", POST, row, POST)) == expected
    assert flag(page("膝盖上下楼的时候有点疼", POST, row, POST)) is None  # it asks nothing
    assert flag(page("膝盖上下楼的时候有点疼", POST, row, POST, row.replace("钟", "沈"), POST)) == expected


@pytest.mark.parametrize(
    "sign",
    [
        "<div><a>楼主</a> <em>发表于 2026-03-01 09:12</em> | <a>只看该作者</a></div>",
        "<div><span>发表于 2026-03-01 09:12</span> | <a>显示全部楼层</a></div>",
        "<ul><li>只看楼主</li><li>收藏</li></ul>",
    ],
)
@pytest.mark.parametrize(("size", "expected"), [(199, "list_page"), (200, None)])
def test_a_thread_opens_with_a_story_of_two_hundred_characters(sign: str, size: int, expected: str | None) -> None:
    post = (POST * 8)[: size - 1] + "。"
    assert flag(page(NAME, sign, post)) == expected


def test_news_that_somebody_passes_on_in_a_thread_is_news() -> None:
    sign = "<div><a>楼主</a> <em>发表于 2026-03-01 09:12</em></div>"
    assert flag(page(NAME, sign, LEAD, SENTENCE)) is None
    assert flag(page(NAME, sign, LEAD, SENTENCE, POST)) == "list_page"


def test_who_asks_in_a_thread_puts_a_question() -> None:
    sign = "<div><a>楼主</a> <em>发表于 2026-03-01 09:12</em></div>"
    assert flag(page("家里的绿萝叶子发黄怎么救", sign, POST)) == "question_page"
    assert flag(page("家里的绿萝叶子发黄怎么救", "<div>发表于 2026-03-01 09:12</div>", POST)) is None


@pytest.mark.parametrize(
    ("floor", "expected"),
    [
        ("{0}楼 木头人", "list_page"),
        ("第{0}楼 木头人", "list_page"),
        ("{0}号楼 木头人", None),
        ("{0}层 服装与小吃", None),
    ],
)
def test_floors_before_names(floor: str, expected: str | None) -> None:
    posts = [line for number in range(1, 5) for line in (f"<div>{floor.format(number)}</div>", POST)]
    assert flag(page(NAME, *posts)) == expected
    assert flag(page(NAME, LEAD, *posts)) is None  # a text of the page's own stands above them


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        (POST, "全部回复", "list_page"),
        (POST, "这些回帖亮了", "list_page"),
        (POST, "共 12 条回复", "list_page"),
        (POST, "全部评论", None),  # an article has comments
        (LEAD, "全部回复", None),  # nobody writes of himself
    ],
)
def test_the_heading_of_answers_below_a_post(text: str, heading: str, expected: str | None) -> None:
    """A post that opens a thread was an article at .94 where nothing above it says that it does."""
    answers = ("<div>枫桥 2026-03-01 21:10</div>", "一直禁，过年跟平时没有两样，一点年味都没有，真羡慕你们那里。")
    assert flag(page(NAME, "<div>夜航船 2026-03-01 21:00</div>", text, f"<h2>{heading}</h2>", *answers)) == expected


def test_who_follows_a_question_and_its_answers_are_counted() -> None:
    """Both in one line above the only answer, which was an article at .97."""
    counts = "<div><span>12 人关注</span><span>1 个回答</span></div>"
    answer = (LEAD, SENTENCE)
    assert flag(page("石桥的老码头还在吗？", counts, "<div>渡口老周</div>", *answer)) == "question_page"
    assert flag(page("石桥的老码头还在吗？", "<div>12 人关注</div>", *answer)) is None


def test_under_a_moment_who_answers_stands_between_question_and_answer() -> None:
    row, head = "<div><span>钟小满</span> <span>主治医师</span></div>", "<div>骨科 2026-03-04</div>"
    name = "膝盖上下楼的时候疼怎么办"
    assert flag(page(name, head, POST, row, POST)) == "question_page"
    assert flag(page(name, head, row, POST, POST)) is None
    assert flag(page(name, head, POST, POST, row, POST)) is None
    assert flag(page(name, head, LEAD, row, f"{SENTENCE}钟小满说，先别急着吃药。")) is None


def test_a_short_answer_is_a_post_too() -> None:
    posts = [
        line
        for day, name in enumerate(("长风", "半夏", "阿桥"), 1)
        for line in (f"<div>{name} 2026-03-0{day}</div>", "我也想去，可以租吗？")
    ]
    assert flag(page("周末去汀河露营有人一起吗", "<div>楼主：夜航船 2026-03-01</div>", POST, *posts)) == "question_page"


_ASKING = "我上週去看了一條舊船，老闆說船齡可以寫少幾年，這樣之後比較好賣，我聽了整個傻眼。"
_TOLD = "渡口管理所今天說，舊船的船齡以登記的年份為準，改寫的船行要罰三千元。"


def _floors(first: int, text: str, *answers: int) -> list[str]:
    above = [f"<div>夜航船 #{first}</div>"] if first else []
    return [*above, text, *(line for floor in answers for line in (f"<div>茶壺蓋 #{floor}</div>", "先錄音再說吧。"))]


@pytest.mark.parametrize(
    ("first", "answers", "expected"),
    [
        (1, (2, 3), "list_page"),
        (1, (2,), None),  # one answer
        (1, (3, 4), None),  # not in their order
        (0, (1, 2, 3), None),  # comments below a text have floors of their own
    ],
)
def test_floors_in_their_order(first: int, answers: tuple[int, ...], expected: str | None) -> None:
    assert flag(page("看了一條舊船的船齡有點疑問", *_floors(first, _ASKING, *answers))) == expected


def test_news_on_the_first_floor_is_news() -> None:
    assert flag(page("渡口舊船改寫船齡要罰三千元", *_floors(1, _TOLD, 2, 3))) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("※ 發信站: 某某站(board.example), 來自: 192.0.2.1 (某地)", "list_page"),
        ("※ 来源:·某某社区 http://board.example·[FROM: 192.0.2.*]", "list_page"),
        ("※ 來源：渡口管理所，圖表由本報繪製", None),
    ],
)
def test_the_line_of_a_bulletin_board(line: str, expected: str | None) -> None:
    assert flag(page("看了一條舊船的船齡有點疑問", _ASKING, line)) == expected
