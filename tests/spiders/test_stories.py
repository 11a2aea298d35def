"""What the pages of a site say before anything is stored: the way through a story, articles, walls, lists."""

from __future__ import annotations

import pytest
from scrapy.http import Headers, HtmlResponse

from crawler.archive.cleaning import PageRead, PageReader, read_capture
from crawler.spiders.answers import Result
from crawler.spiders.stories import Story, StoryReader, Visit
from crawler.store.frontier import Outcome, Target
from crawler.store.records import Capture
from tests.sites import EXAMPLE, PARAGRAPHS

SITE = "https://news.example.com"
WALL = "<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>"


class InProcess(PageReader):
    """Reads without a worker process."""

    def __init__(self) -> None:
        pass

    def read(self, page: Capture, *, is_whole: bool = False) -> PageRead:
        return read_capture(page)


@pytest.fixture
def stories() -> StoryReader:
    return StoryReader(EXAMPLE, InProcess())


def target(path: str, kind: str = "article", depth: int = 1) -> Target:
    return Target(1, f"{SITE}{path}", kind, depth, None, None)


def answer(path: str, body: str = "", status: int = 200, location: str = "") -> HtmlResponse:
    headers = Headers({"Location": location} if location else {})
    return HtmlResponse(f"{SITE}{path}", status=status, headers=headers, body=body.encode(), encoding="utf-8")


def page(number: int, links: str = "", end: str = "</html>") -> str:
    body = "".join(f"<p>第{number}页：{line.format(n=1)}</p>" for line in PARAGRAPHS)
    head = "<html><head><title>渡口三记</title></head><body><h1>渡口三记</h1><div>2025-03-25 10:20</div>"
    return f"{head}<div>{body}</div><div>{links}</div></body>{end}"


def capture(path: str, body: str) -> Capture:
    return Capture(f"{SITE}{path}", 200, {}, body.encode())


def test_the_way_through_a_story_goes_from_page_to_page(stories: StoryReader) -> None:
    links = '<a href="/n/7.html">1</a><a href="/n/7_2.html">2</a><a href="/n/8.html">下一篇</a>'
    first, goal = answer("/n/7.html", page(1, links)), target("/n/7.html")
    url, so_far = stories.locate_next_page(first, goal, Story()) or ("", Story())
    assert (url, [part.url for part in so_far.parts]) == (f"{SITE}/n/7_2.html", [f"{SITE}/n/7.html"])
    assert stories.locate_next_page(answer("/n/7_2.html", page(2, links)), goal, so_far) is None
    assert stories.read_links(first, goal) == (f"{SITE}/n/7.html", f"{SITE}/n/8.html")


def test_the_page_that_shows_a_story_whole_comes_first(stories: StoryReader) -> None:
    links = '<a href="/n/7_2.html">2</a><a href="/n/7_all.html">阅读全文</a>'
    first, goal = answer("/n/7.html", page(1, links)), target("/n/7.html")
    url, so_far = stories.locate_next_page(first, goal, Story()) or ("", Story())
    assert (url, so_far.parts, [part.url for part in so_far.aside]) == (
        f"{SITE}/n/7_all.html",
        (),
        [f"{SITE}/n/7.html"],
    )
    assert stories.locate_next_page(answer("/n/7_all.html", page(1, links)), goal, so_far) is None


def test_a_wall_ends_the_way_and_is_the_result(stories: StoryReader) -> None:
    links = '<a href="/n/7_3.html">3</a>'
    so_far, goal = Story((capture("/n/7.html", page(1)),)), target("/n/7.html")
    second = answer("/n/7_2.html", WALL + links)
    assert stories.locate_next_page(second, goal, so_far) is None
    visit = stories.read(second, goal, so_far)
    # The first page stands, so the article is not gone.
    assert visit.result == Result(Outcome.NOT_ARTICLE, "page 2 of the story: soft_404")
    assert stories.read(answer("/n/7.html", WALL), goal, Story()).result == Result(Outcome.NOT_ARTICLE, "soft_404")


@pytest.mark.parametrize(
    ("words", "reason", "refuses"),
    [
        ("请完成安全验证后继续访问，拖动滑块完成拼图", "captcha", True),
        ("请先登录后查看全文", "login_wall", True),
        ("系统维护中，请稍后再访问。", "maintenance", True),
        ("抱歉，您访问的页面不存在或已被删除", "soft_404", False),
    ],
)
def test_walls_that_turn_the_crawl_away_count_as_refusals(
    words: str, reason: str, refuses: bool, stories: StoryReader
) -> None:
    wall = f"<html><body><p>{words}</p></body></html>"
    for goal in (target("/n/7.html"), target("/", "list", depth=0)):
        result = stories.read(answer("/n/7.html", wall), goal, Story()).result
        assert result is not None
        assert (result.outcome, reason in (result.reason or ""), result.refuses) == (Outcome.NOT_ARTICLE, True, refuses)


def test_lists_have_no_further_pages(stories: StoryReader) -> None:
    links = '<a href="/n/7_2.html">2</a>'
    assert stories.locate_next_page(answer("/n/7.html", page(1, links)), target("/n/7.html", "list"), Story()) is None


def test_an_article_is_read_from_all_its_pages_and_signed(stories: StoryReader) -> None:
    so_far = Story((capture("/n/7.html", page(1)),), (capture("/n/7_0.html", page(1)),))
    visit = stories.read(answer("/n/7_2.html", page(2)), target("/n/7.html"), so_far)
    assert visit.result is None  # new or known: the store decides
    assert ([part.url for part in visit.pages], visit.aside) == (
        [f"{SITE}/n/7.html", f"{SITE}/n/7_2.html"],
        so_far.aside,
    )
    assert visit.depth == 2
    assert visit.article is not None
    assert visit.article.text == "\n".join(
        f"第{number}页：{line.format(n=1)}" for number in (1, 2) for line in PARAGRAPHS
    )
    assert (visit.article.site, visit.article.article_id) == ("渡口", "7")
    assert "no_end" not in visit.article.flags


def test_a_page_without_its_end_is_flagged(stories: StoryReader) -> None:
    visit = stories.read(answer("/n/7.html", page(1, end="")), target("/n/7.html"), Story())
    assert visit.article is not None
    assert visit.article.flags[-1] == "no_end"


def test_a_list_page_with_few_links_may_be_a_wall(stories: StoryReader) -> None:
    channel = target("/c/", "list")
    many = "".join(f'<a href="/n/{number}.html">{number}</a>' for number in range(3))
    start = target("/", "list", depth=0)
    assert stories.read(answer("/c/", WALL), channel, Story()).result == Result(Outcome.NOT_ARTICLE, "soft_404")
    assert stories.read(answer("/c/", WALL + many), channel, Story()).result == Result(Outcome.LIST)
    # A start page is looked at whatever it names.
    assert stories.read(answer("/", WALL + many), start, Story()).result == Result(Outcome.NOT_ARTICLE, "soft_404")
    assert stories.read(answer("/", many), start, Story()).result == Result(Outcome.LIST)


def test_answers_without_a_page(stories: StoryReader) -> None:
    goal = target("/n/7.html")
    gone = stories.read(answer("/n/7.html", status=404), goal, Story())
    assert gone == Visit(Result(Outcome.GONE, "the server answered 404"))
    moved = stories.read(answer("/n/7.html", status=301, location="/n/9.html"), goal, Story())
    assert moved == Visit(Result(Outcome.MOVED, f"{SITE}/n/9.html"), links=(f"{SITE}/n/9.html",), depth=1, hops=1)
    later = stories.read(answer("/n/7_2.html", status=403), goal, Story((capture("/n/7.html", page(1)),)))
    assert later == Visit(Result(Outcome.FAILED, "page 2 of the story: the server answered 403"))


@pytest.mark.parametrize(
    ("location", "spelling"),
    [
        ("http://news.example.com/c/", "http://news.example.com/c/"),
        ("/c/?from=timeline", f"{SITE}/c/?from=timeline"),
        ("/c/", None),
        ("/d/", None),
        ("https://other.example/c/", None),
    ],
)
def test_another_spelling_of_the_same_address_is_followed(
    location: str, spelling: str | None, stories: StoryReader
) -> None:
    response = answer("/c/", status=302, location=location)
    assert stories.locate_other_spelling(response, target("/c/", "list")) == spelling
    assert stories.locate_other_spelling(response.replace(status=304), target("/c/", "list")) is None
