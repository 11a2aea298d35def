"""A reader's post that is a page of its own, and the nearest articles."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

POST = "今天带孩子去海边捡贝壳，风有点大，晚上我们把贝壳洗干净，摆在窗台上，准备做一个相框送给外婆。"
NEWS = "今天上午，山脚的茶馆重新开门，我市头一批春茶在门前开炒，排队的人从门口一直站到了桥头。"


def _page(
    text: str, *, row: str = "<div>青山不语</div><div>04-02 08:11</div>", title: str = "青屿", head: str = ""
) -> Article:
    body = f"{head}<div><img src=/u.png>{row}</div><div>{text}</div><div>赞 12 评论 3</div>"
    return clean(f"<html><head><title>{title}</title></head><body>{body}<div>粤ICP备10228864号</div></body></html>")


@pytest.mark.parametrize(
    "row", ["<div>青山不语</div><div>04-02 08:11</div>", "<span>青山不语</span><span>3小时前</span>"]
)
def test_a_post_under_a_readers_name_is_no_article(row: str) -> None:
    article = _page(POST, row=row)
    assert (article.is_article, article.flags[-2:]) == (False, ("comments_only", "empty_page"))


@pytest.mark.parametrize(("name", "is_article"), [("青山不语的动态", False), ("海边的相框", True)])
def test_a_post_under_its_writers_heading(name: str, is_article: bool) -> None:
    article = _page(
        POST, row="<div>2025-04-02 08:11 来自iPhone客户端</div>", title=f"{name}_青屿", head=f"<h1>{name}</h1>"
    )
    assert article.is_article is is_article


@pytest.mark.parametrize("row", ["<span>青山不语</span><button>关注</button>", "<em>门前有棵枣树</em><u>关注</u>"])
@pytest.mark.parametrize("moment", ["编辑于 04-02 青州", "04-02 08:11", "发布于 昨天 21:30"])
def test_a_post_whose_beginning_is_the_title_says_when_below_it(moment: str, row: str) -> None:
    """A platform names a page so that shows a post without a title: the post was an article at .93."""
    opening = POST.partition("，")[0]
    assert not _page(f"{POST}</div><div>{moment}", row=row, title=f"{opening}_青屿").is_article


def test_a_posts_age_stands_beside_what_it_was_sent_with() -> None:
    row = "<span>青山不语</span><span>昨天 22:15</span><span>来自 手机客户端</span>"
    assert not _page(POST, row=row, title="青山不语 的动态").is_article


def test_the_answers_to_a_post_stand_below_it() -> None:
    """The ages of answers were facts about an article."""
    answers = "<div>全部回复(18)</div><div><b>买菜的</b><span>4小时前</span><p>就是要这样，双赢。</p></div>"
    assert not _page(
        f"{POST}</div>{answers}<div>", row="<b>青山不语</b><span>5小时前 · 青屿</span>", title="回复详情"
    ).is_article


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (NEWS, "<span>青山不语</span><button>关注</button>"),  # nobody's first person
        (POST, "<span>青屿日报</span><span>04-02 08:11</span>"),  # an outlet's account
    ],
)
def test_a_report_whose_beginning_is_the_title_is_an_article(text: str, row: str) -> None:
    opening = text.partition("，")[0]
    assert _page(
        f"{text}</div><div>编辑于 04-02 青州", row=row, title=f"{opening}，{text[len(opening) + 1 :][:8]}"
    ).is_article


@pytest.mark.parametrize(
    "page",
    [
        _page(NEWS),  # 我市 is nobody's first person
        _page(f"{NEWS}“我等了两小时。”老茶客说。"),  # nor what somebody is quoted with
        _page(POST, row="<div>青屿日报</div><div>04-02 08:11</div>"),  # an outlet's account
        _page(POST, title="海边的贝壳与一个相框_青屿网"),  # a title that could be its headline
        _page(POST, head="<h1>海边的贝壳与一个相框</h1>"),  # a headline
        _page(POST, row="<div>青山不语</div>"),  # no moment
        _page(f"{POST}</div><div>编辑 赵一鸣 审读 钱二川"),  # somebody edited it
        _page("".join(f"<p>第{number}段，{POST}</p>" for number in range(1, 5))),  # longer than posts are
    ],
    ids=["our town", "quoted", "outlet", "title", "headline", "no moment", "edited", "long"],
)
def test_what_a_post_has_not(page: Article) -> None:
    assert page.is_article
