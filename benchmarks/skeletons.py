"""How much of a page's reading its skeleton keeps: ``python -m benchmarks.skeletons``.

Every article among the fixtures is cleaned as it is and with its words masked; a line's fate is whether it is text, a field, or
out.
"""

from __future__ import annotations

from cleaners.pipeline import clean
from cleaners.reading.coding.decode import decode
from cleaners.report.skeleton import mask_page
from cleaners.values import KEPT_LABELS, TEXT_LABELS, Block
from tests.fixture_pages import all_pages


def fate(block: Block) -> str:
    """What became of a block."""
    return "text" if block.label in TEXT_LABELS else "field" if block.label in KEPT_LABELS else "out"


def main() -> None:
    articles = still = comparable = lines = same = 0
    for page in all_pages():
        article = clean(page.data, page.meta.get("url"))
        if not article.is_article:
            continue
        masked = clean(mask_page(decode(page.data, None).text))
        articles, still = articles + 1, still + masked.is_article
        real, other = ([fate(block) for block in one.blocks if block.text] for one in (article, masked))
        if len(real) == len(other):
            comparable, lines = comparable + 1, lines + len(real)
            same += sum(map(str.__eq__, real, other))
    print(f"{articles} articles, {still} of them articles without their words")
    print(f"{comparable} of them with as many lines; {same} of {lines} lines have the same fate ({same / lines:.1%})")


if __name__ == "__main__":
    main()
