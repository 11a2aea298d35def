"""Drawn stories whose boilerplate says the same in invented words: what a site looks like whose words no rule knows.

A site exchanges every character of its headings, controls, calls, legal lines and roles for another one, always the same; the
stories, their headlines, names, dates and bylines stay. Half of the boxes are missing on a page, as the drawn stories have it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.drawn_stories import Story, draw, texts
from tests.invented_site import InventedPage, words

_NAVIGATION = ("首页", "要闻", "民生")
_FOOTER = re.compile("ICP|公网|Copyright")
_DATED = re.compile(r"\d{4}[-年]|^\d\d:\d\d$")
_ROLES = re.compile("编辑|审核|审读|二审|三审")
_STAYS = re.compile("记者|通讯员|摄|▲|资料图片|^https://")


@dataclass(frozen=True)
class ExchangedSite:
    """A site in one shape of `tests.drawn_stories`; ``seed`` chooses its words."""

    shape: Callable[[Story], str]
    seed: int = 1

    @property
    def name(self) -> str:
        return f"exchanged, {self.shape.__name__.replace('_', ' ')}"

    def page(self, number: int) -> InventedPage:
        """The page of a number; its body is the story's text."""
        story = draw(number)
        gold = tuple(story.text)
        for name in ("head", "body", "tail"):
            setattr(story, name, [self._line(story, line) for line in getattr(story, name)])
        html = self.shape(story)
        for word in _NAVIGATION:
            html = html.replace(f">{word}</a>", f">{self._exchange(word)}</a>")
        return InventedPage(
            html, f"https://news.example.com/p/{number}.html", story.headline, gold, self.shape.__name__
        )

    def pages(self, first: int, count: int) -> list[InventedPage]:
        """Pages with consecutive numbers."""
        return [self.page(number) for number in range(first, first + count)]

    def _line(self, story: Story, line: str) -> str:
        own = {*story.text, story.headline, story.kicker, story.deck}
        if (
            line in own
            or line in _others()
            or _STAYS.search(line)
            or (_DATED.search(line) and not _FOOTER.search(line))
        ):
            return line
        if any(role in line for _, role in story.credits):
            return _ROLES.sub(lambda found: self._exchange(found[0]), line)
        return self._exchange(line)

    def _exchange(self, line: str) -> str:
        return re.sub(r"[^\W\d_]", lambda found: self._character(found[0]), line)

    def _character(self, character: str) -> str:
        return words(random.Random(f"{self.seed}/{character}"), 1)[0]  # noqa: S311


def _others() -> set[str]:
    """Lines of other stories: headlines, as lists and videos show them, and paragraphs, which posts are made of."""
    found = {line for _, lines in texts() for line in lines}
    return found | {headline for headline, _ in texts()} | {headline[:18] for headline, _ in texts()}
