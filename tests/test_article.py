"""The values of an article: what is made later is there for whoever asks, in any way."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
import sys

from cleaners import Article, article, clean, clean_text, values
from cleaners.article import Later
from cleaners.values import Block, Removal
from dute import fetch_and_clean

PAGE = "<h1>老桥通车</h1><p>老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。</p><p>粤ICP备00000000号</p>"
TEXTS = ("老桥通车", "老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。", "粤ICP备00000000号")


def texts(article: Article) -> tuple[str, ...]:
    return tuple(block.text for block in article.blocks)


def test_blocks_are_made_once_and_when_they_are_asked_for() -> None:
    made: list[int] = []

    def make() -> tuple[Block, ...]:
        made.append(1)
        return (Block(0, "老桥"),)

    article = Article(blocks=Later(make))  # type: ignore[arg-type]
    assert made == []
    assert article.blocks == (Block(0, "老桥"),)
    assert article.blocks is article.blocks
    assert made == [1]


def test_an_article_comes_out_of_pickle_as_it_went_in() -> None:
    for one in (Article(), clean(PAGE), clean_text("老桥通车\n本报记者 林一帆")):
        again = pickle.loads(pickle.dumps(one))  # noqa: S301  our own
        assert again == one
        assert {type(removal) for removal in again.removals} <= {Removal}
        assert {type(block) for block in again.blocks} <= {Block}


def test_no_way_of_looking_at_an_article_shows_what_is_not_made_yet() -> None:
    assert texts(clean(PAGE)) == TEXTS
    assert texts(copy.copy(clean(PAGE))) == TEXTS
    assert texts(copy.deepcopy(clean(PAGE))) == TEXTS
    assert texts(pickle.loads(pickle.dumps(clean(PAGE)))) == TEXTS  # noqa: S301  our own
    assert texts(dataclasses.replace(clean(PAGE), url="https://example.com/1")) == TEXTS
    assert dataclasses.asdict(clean(PAGE))["blocks"] == clean(PAGE).blocks
    assert [type(getattr(clean(PAGE), field.name)) for field in dataclasses.fields(Article)][-1] is tuple
    assert clean(PAGE) == clean(PAGE)
    assert hash(clean(PAGE)) == hash(clean(PAGE))
    assert Article().blocks == ()


def test_the_values_can_be_imported_from_the_address_that_earlier_versions_documented() -> None:
    documented = set(article.__all__) - {"Article", "Later", "record"}
    assert documented == {
        *("KEPT_LABELS", "TEXT_LABELS", "Block", "Image", "Label", "Mark", "Person", "Removal", "Verdict", "Video"),
    }
    assert all(getattr(article, name) is getattr(values, name) for name in documented)


def printed_by(program: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout  # noqa: S603


def test_an_article_finds_its_renderers_by_itself() -> None:
    made = "from cleaners.article import Article; made = Article(headline='老桥通车')"
    assert printed_by(f"{made}; print(made.to_markdown(), made.to_html())") == (
        '# 老桥通车 <article>\n<header>\n<h1 class="headline">老桥通车</h1>\n</header>\n</article>\n'
    )


def test_cleaning_loads_no_renderer() -> None:
    cleaned = "import sys; from cleaners import clean; clean('<p>老桥通车。</p>').to_json()"
    assert printed_by(f"{cleaned}; print([name for name in sys.modules if 'render' in name])") == "[]\n"


def test_the_repr_is_one_line_to_know_the_article_by() -> None:
    one = Article(
        headline="老桥通车", is_article=True, date_published="2026-11-02T09:30:00+08:00", text="一二", confidence=0.985
    )
    assert repr(one) == "<Article '老桥通车', 2026-11-02, 2 characters, confidence 0.98>"
    assert repr(clean("", "https://example.com/1")) == "<Article 'https://example.com/1', no article, empty_page>"
    assert repr(Article()) == "<Article 'without headline', no article>"
    assert repr(Article(headline="桥" * 61)) == f"<Article '{'桥' * 59}…', no article>"
    assert repr(Article(headline="桥" * 60)) == f"<Article '{'桥' * 60}', no article>"
    assert repr(Article(is_article=True)) == "<Article 'without headline', 0 characters, confidence 0.00>"


def test_a_notebook_shows_the_article() -> None:
    one = Article(headline="<老桥>", is_article=True, text="一二", confidence=0.5)
    shown = '<article>\n<header>\n<h1 class="headline">&lt;老桥&gt;</h1>\n</header>\n<p>一二</p>\n</article>\n'
    assert one._repr_html_() == f"{shown}<p><small>2 characters, confidence 0.50</small></p>"
    assert "<small>no article, empty_page, &lt;a&gt;</small>" in Article(flags=("empty_page", "<a>"))._repr_html_()


def test_help_says_what_every_field_and_parameter_holds() -> None:
    told = re.findall(r"(?:^ *|, |\. )([a-z_]+)(?=(?:, [a-z_]+)*: )", Article.__doc__ or "", re.M)
    assert sorted(told) == sorted(field.name for field in dataclasses.fields(Article))
    for function in (clean, fetch_and_clean):
        told = re.findall(r"^ {4}([a-z_]+): ", function.__doc__ or "", re.M)
        assert told == list(inspect.signature(function).parameters)
