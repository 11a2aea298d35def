"""A news site in invented words: its boilerplate matches no rule, its elements have no class names, its three layouts have
widgets that change from page to page. What a template is worth shows here.

Every page is made from its number alone; ``redesign`` gives the same stories in another markup.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
_SYLLABLES = "岚汐棠霁澜峤砚栎泓菀珩玦筠蓁沅湉翊晗暄煦旻昶晞曦朔望皓皎涵淳渊湛澄潇瀚焕炜烁煜熠琛瑜瑾璞畅绮绫缃缇翎翡翰翾舟舸芃芊芷若苒茗荃荏莘菁菡萱葳蒲蓝蔚蕙蕴薇藜蘅"
_VERBS = "修建 讨论 登记 搬迁 试验 种植 清点 整理 记录 测量 展示 交换 保存 说明 发现 观察 练习 安装 检查 运送".split()
_LINKS = "同时 此外 随后 不过 因此 起初 如今 据介绍 当天 次日".split()
LAYOUTS = ("divisions", "cells", "flat")


@dataclass(frozen=True)
class InventedPage:
    """One page: its markup, its address, and the body that a reader would copy out by hand."""

    html: str
    url: str
    headline: str
    body: tuple[str, ...]
    layout: str


def words(chance: random.Random, count: int) -> str:
    """A run of invented two-character words."""
    return "".join("".join(chance.sample(_SYLLABLES, 2)) for _ in range(count))


def sentence(chance: random.Random) -> str:
    """A sentence of invented nouns and true verbs, long and punctuated enough to be prose."""
    first = (
        f"{chance.choice(_LINKS)}，{words(chance, 2)}的{words(chance, 1)}在{words(chance, 1)}{chance.choice(_VERBS)}了"
    )
    return f"{first}{chance.randint(2, 900)}个{words(chance, 2)}，{words(chance, 1)}也{chance.choice(_VERBS)}了{words(chance, 2)}。"


def paragraph(chance: random.Random) -> str:
    """One to four sentences."""
    return "".join(sentence(chance) for _ in range(chance.randint(1, 4)))


@dataclass(frozen=True)
class InventedSite:
    """A site's fixed words and its pools of changing ones, all from a seed. On a ``restless`` site boxes are missing on some
    pages and their lists differ in length."""

    seed: int = 1
    restless: bool = False

    def page(self, number: int, *, redesign: bool = False) -> InventedPage:
        """The page of a number; a third of the pages each have one of the layouts."""
        chance = random.Random(f"{self.seed}/{number}")  # noqa: S311
        layout = LAYOUTS[number % 3]
        headline = f"{words(chance, 3)}在{words(chance, 1)}{chance.choice(_VERBS)}{words(chance, 3)}"
        day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} {chance.randint(6, 22):02}:{chance.randint(0, 59):02}"
        body = [paragraph(chance) for _ in range(chance.randint(3, 12))]
        if len(body) > 6:
            body.insert(4, words(chance, 4))
        make = {"divisions": self._divisions, "cells": self._cells, "flat": self._flat}[layout]
        shape = "redesign" if redesign else layout
        html = (self._redesign if redesign else make)(chance, headline, day, body)
        title = f"<title>{escape(headline)}_{self._fixed('name', 2)}</title>"
        document = f'<!DOCTYPE html><html><head><meta charset="utf-8">{title}</head><body>{html}</body></html>'
        return InventedPage(document, f"https://news.example.com/n/{number}.html", headline, tuple(body), shape)

    def pages(self, first: int, count: int, *, redesign: bool = False) -> list[InventedPage]:
        """Pages with consecutive numbers."""
        return [self.page(number, redesign=redesign) for number in range(first, first + count)]

    def _fixed(self, name: str, count: int) -> str:
        return words(random.Random(f"{self.seed}/fixed/{name}"), count)  # noqa: S311

    def _fixed_sentence(self, name: str) -> str:
        return sentence(random.Random(f"{self.seed}/fixed/{name}"))  # noqa: S311

    def _pool(self, name: str, size: int, chance: random.Random, count: int) -> list[str]:
        """Some of a pool of headlines that turns over slowly."""
        return [words(random.Random(f"{self.seed}/{name}/{n}"), 7) for n in chance.sample(range(size), count)]  # noqa: S311

    def _box(self, chance: random.Random, heading: str, lines: list[str]) -> list[str]:
        """A box's lines, or none where a restless site leaves it out."""
        if not self.restless:
            return [heading, *lines]
        if chance.random() < 0.15:
            return []
        return [heading, *lines[: chance.randint(len(lines) // 2 + 1, len(lines))]]

    def _posts(self, chance: random.Random, count: int) -> list[str]:
        """Readers' posts: prose that stands on this page only."""
        return [f"{chance.choice(_SURNAMES)}{words(chance, 1)}：{paragraph(chance)}" for _ in range(count)]

    def _top(self) -> list[str]:
        return [self._fixed("name", 2), *(self._fixed(f"channel {n}", 1) for n in range(6))]

    def _bottom(self) -> list[str]:
        return [self._fixed_sentence("bottom 1"), self._fixed("bottom 2", 5), self._fixed_sentence("bottom 3")]

    def _counter(self, chance: random.Random) -> str:
        return f"{self._fixed('counter', 1)}{chance.randint(3, 99999)}{self._fixed('counter after', 1)}"

    def _divisions(self, chance: random.Random, headline: str, day: str, body: list[str]) -> str:
        half = len(body) // 2
        appeal = f"<div><p>{self._fixed_sentence('appeal')}</p><p>{self._fixed_sentence('appeal more')}</p></div>"
        text = _paragraphs(body[:half]) + appeal + _paragraphs(body[half:])
        more = self._div(self._box(chance, self._fixed("more", 2), self._pool("stories", 60, chance, 6)))
        posts = self._div(self._box(chance, self._fixed("posts", 3), self._posts(chance, 3)))
        head = f"<h1>{headline}</h1><div>{day}</div><div>{self._counter(chance)}</div>"
        return (
            f"<div>{_paragraphs(self._top())}</div><div>{head}<div>{text}{more}{posts}</div></div>"
            f"<div>{_paragraphs(self._bottom())}</div>"
        )

    @staticmethod
    def _div(lines: list[str]) -> str:
        return f"<div>{_paragraphs(lines)}</div>" if lines else ""

    def _cells(self, chance: random.Random, headline: str, day: str, body: list[str]) -> str:
        top = "".join(f"<td>{line}</td>" for line in self._top())
        side = "".join(f"<tr><td>{line}</td></tr>" for line in self._pool("side", 40, chance, 8))
        text = "<br><br>".join(f"　　{line}" for line in body)
        notice = f"<br><br>{self._fixed_sentence('notice')}<br>{self._fixed('signature', 4)}"
        return (
            f"<table><tr>{top}</tr></table><table><tr><td><b>{headline}</b><br>{day}<br>{self._counter(chance)}<br>"
            f"{text}{notice}</td><td><table><tr><td>{self._fixed('side', 2)}</td></tr>{side}</table></td></tr></table>"
            f"<table><tr><td>{'<br>'.join(self._bottom())}</td></tr></table>"
        )

    def _flat(self, chance: random.Random, headline: str, day: str, body: list[str]) -> str:
        lines = [
            *self._top(), headline, day, self._counter(chance), *body,
            *self._box(chance, self._fixed("more flat", 3), self._pool("stories", 60, chance, 5)),
            *self._box(chance, self._fixed("posts flat", 3), self._posts(chance, 3)), *self._bottom(),
        ]  # fmt: skip
        return _paragraphs(lines)

    def _redesign(self, chance: random.Random, headline: str, day: str, body: list[str]) -> str:
        posts = f"<section><h4>{self._fixed('voices', 3)}</h4>{_paragraphs(self._posts(chance, 4))}</section>"
        more = (
            f"<section><h4>{self._fixed('next', 2)}</h4>{_paragraphs(self._pool('stories', 60, chance, 4))}</section>"
        )
        text = _paragraphs([*body, self._fixed_sentence("plea")])
        return (
            f"<header>{_paragraphs(self._top()[::-1])}</header><main><section><h2>{headline}</h2>"
            f"<p>{self._fixed('by', 2)} {day}</p></section><section>{text}</section>{posts}{more}</main>"
            f"<footer>{_paragraphs(self._bottom()[::-1])}</footer>"
        )


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
