"""The values of an article: what is made later is there for whoever asks, in any way."""

from __future__ import annotations

import copy
import dataclasses
import pickle

from cleaners import Article, clean
from cleaners.article import Later
from cleaners.values import Block

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
