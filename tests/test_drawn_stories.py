"""Random heads, tails and pictures in twelve shapes of a page and as plain text: text and fields come out as they went in.

No expectation was tuned on a seed: the tables say how many of a hundred may be wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest

from cleaners import Article, clean, clean_text
from tests.drawn_stories import SHAPES, Story, draw, flattened, texts


def wrong_fields(story: Story, article: Article, *, pictures: bool = True) -> list[str]:
    """Names of what was read otherwise than it was drawn."""
    pairs = {
        "text": (article.text, "\n".join(story.text)),
        "headline": (article.headline, story.headline),
        "kicker": (article.kicker, story.kicker),
        "deck": (article.deck, story.deck),
        "abstract": (article.abstract, story.abstract),
        "date": (article.date_published, story.published),
        "authors": (sorted(person.name for person in article.authors), sorted(story.authors)),
        "credits": ([(person.name, person.role) for person in article.credits], story.credits),
        "pictures": (len(article.images) if pictures else story.pictures, story.pictures),
    }
    return [name for name, (got, wanted) in pairs.items() if got != wanted]


def read_all(seeds: Iterable[int]) -> tuple[int, Counter[str], dict[str, str]]:
    """How many pages were read, how often each field was wrong, and one example of each."""
    total, wrong, examples = 0, Counter[str](), {}
    for seed in seeds:
        story = draw(seed)
        read = [(shape.__name__, wrong_fields(story, clean(shape(story)))) for shape in SHAPES]
        read.append(("flattened", wrong_fields(story, clean_text(flattened(story)), pictures=False)))
        total += len(read)
        for name, fields in read:
            wrong.update(fields)
            examples.update(dict.fromkeys(fields, f"{name}({seed})"))
    return total, wrong, examples


def test_there_are_texts_to_draw_from() -> None:
    assert len(texts()) >= 20
    assert draw(7) == draw(7)
    assert len({draw(seed).headline for seed in range(100)}) > 10


def test_fifty_stories_come_out_as_they_went_in() -> None:
    total, wrong, examples = read_all(range(50))
    assert total == 50 * 13
    assert wrong["text"] == 0, examples
    assert sum(wrong.values()) <= total // 100, (wrong, examples)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_stories_come_out_as_they_went_in() -> None:
    total, wrong, examples = read_all(range(10_000, 11_000))
    print(f"\n{total} pages: wrong {dict(wrong)}, for example {examples}")
    assert wrong["text"] <= total // 500
    assert sum(wrong.values()) <= total // 100
