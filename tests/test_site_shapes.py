"""The text of sixty-nine kinds of sites is exact from HTML, and of fifty of them as copied text, for each kind of story."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners import Article, clean, clean_text
from tests.site_shapes import UNSEEN, Story, drawn, flattened, shapes, stories

STORIES = stories()

#: What the shapes say of themselves: the author where one is named, the editor, and the source.
NAMES_AUTHOR = frozenset(
    "university textarea-body share-page messenger town-portal forum-portal tech-news island-paper daily state magazine "
    "business-news business-platform harbour-news news-client island-daily island-portal overseas-daily radio weekly world-service "
    "desk-line paper-page old-cms finance-portal straits-paper sports-portal securities-paper react-paper "
    "first-portal daily-economy island-desk player-brief county-info reprint-note boxed-calls".split()
)
WITHOUT_EDITOR = frozenset(
    "feed-portal government feed-app digital-paper textarea-body forum-portal island-paper harbour-news island-daily "
    "island-portal messenger-news overseas-daily platform-account radio weekly world-service "
    "mobile-portal paper-page blog-theme old-cms straits-paper feed-article securities-paper "
    "microblog-article answer-column summed-up island-desk".split()
)
SOURCE = {
    "react-news": "岚湃新闻", "daily": "岚京报", "island-daily": "嵐合報",
    **dict.fromkeys("digital-paper island-paper magazine harbour-news island-agency island-portal overseas-daily radio".split()),
    **dict.fromkeys(("weekly", "world-service", "blog-theme", "answer-column", "island-desk")),
    "paper-page": "《岚民日报》", "straits-paper": "岚合早报", "react-paper": "岚湃新闻",
}  # fmt: skip
#: Those whose copied text keeps no sign of what only elements tell: a summary between the facts and the text that may as well
#: be its first subhead; two tags below the text in one line without a gap, which the text itself does not hold; the bold type
#: of a headline below a slogan; that an offer is a link; which post a name and a moment belong to.
NOT_COPIED = frozenset(
    "business-platform overseas-daily "
    "agency-desk desk-line digest-paper feed-article listed-portal media-platform mobile-portal paper-page "
    "answer-column county-info island-desk microblog-article boxed-calls brand-title".split()
)
#: The day without its year, or none at all.
WITHOUT_DATE = frozenset({"share-page"})


def lines(article: Article) -> list[str]:
    return [line.strip() for line in article.text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("shape", shapes())
def test_a_site_s_page(shape: str, name: str) -> None:
    story = STORIES[name]
    article = clean(drawn(shape, story), url="https://www.example.com/p/1.html")
    assert article.is_article
    assert lines(article) == story.text
    assert article.headline == story.title
    assert (article.date_published or "")[:10] == ("" if shape in WITHOUT_DATE else "2024-05-20")
    assert article.source == SOURCE.get(shape, "岚川日报")
    is_signed = name == "results" or shape in NAMES_AUTHOR
    assert [person.name for person in article.authors] == (["王小桥"] if is_signed else [])
    assert ("李大同" in [person.name for person in article.credits]) is (shape not in WITHOUT_EDITOR)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape not in UNSEEN | NOT_COPIED])
def test_a_site_s_page_as_copied_text(shape: str, name: str) -> None:
    story: Story = STORIES[name]
    article = clean_text(flattened(drawn(shape, story)))
    assert article.is_article
    assert lines(article) == story.text
    assert article.headline == story.title


def test_the_manual_counts_the_pages() -> None:
    text = (Path(__file__).parents[1] / "docs" / "explanation" / "quality.md").read_text("utf-8")
    copied = [shape for shape in shapes() if shape not in UNSEEN | NOT_COPIED]
    assert f"all {len(shapes()) * len(STORIES)} pages" in text
    assert f"that of {len(copied) * len(STORIES)} pages copied" in text
