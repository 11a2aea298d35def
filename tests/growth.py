"""Pages of a few lines over and over, drawn from the lines that rules are proven by: is the time linear in the page?

    python -m tests.growth --pages 400 --seed 1 --size 400000

The shapes of `tests.hostile` are those that somebody thought of. These are drawn: every rule's own lines, in every kind of
element, between sentences or not, as HTML and flattened. What takes longer than its limit is printed, with its growth from a
quarter of the size, and makes the exit status 1; a page is made again from its seed and number alone.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleaners import clean, clean_text
from cleaners.rules import RULES
from tests.encodings import HEADLINE, PROSE
from tests.pace import pages_of

#: Ordinary pages (`tests.pace`) in whose time a megabyte is cleaned: a second on a machine that cleans one in 12 ms.
LIMIT = 80.0

LINES = [line for rule in RULES for line in (*rule.drops, *rule.keeps)]
FACTS = (
    "2025-03-25 10:20 来源：某某日报", "记者 林晓棠 通讯员 何青", "图为新桥。林晓棠 摄", "1", "2", "（一）", "10:20", "林晓棠", "老桥边的茶馆",
    "原标题：新桥今天上午通车", "阅读 1.2万", "第一天", "A", "。", "新桥？", "·", "|", "下一页",
)  # fmt: skip
FORMS = (
    "<p>{}</p>", "<p>{}</p>", "<div>{}</div>", "{}<br>", "<li>{}</li>", "<li><a href='/p/1.html'>{}</a></li>", "<h3>{}</h3>",
    "<div class='box'><h2>{}</h2></div>", "<div class='list'><ul><li>{}</li></ul></div>", "<tr><td>{}</td></tr>", "<td>{}</td>",
    "<p><img src='/a.jpg'></p><p>{}</p>", "<figure><img src='/a.jpg'><figcaption>{}</figcaption></figure>", "<span>{}</span>",
    "<a href='/1.html'>{}</a>", "<b>{}</b><br>", "<p><strong>{}</strong></p>", "<div class='share'>{}</div>", "<section>{}",
    "<p style='text-align:center'>{}</p>", "<blockquote>{}</blockquote>", "<p hidden>{}</p>", "<div class='comment'>{}</div>",
    "<dl><dt>{}</dt></dl>", "<font>{}</font>", "<center>{}</center>", "{} ", "<video src='1.mp4'></video><p>{}</p>", "<p>{}",
)  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """What a page repeats."""

    seed: int
    number: int
    unit: str
    is_text: bool

    def page(self, size: int) -> str:
        """The page, of about so many bytes of UTF-8."""
        repeated = self.unit * max(1, size // len(self.unit.encode()))
        if self.is_text:
            return f"{HEADLINE}\n{repeated}"
        return f"<html><head><title>{HEADLINE}</title></head><body><h1>{HEADLINE}</h1>{repeated}</body></html>"

    def pages_a_megabyte(self, size: int, limit: float = LIMIT) -> float:
        """Ordinary pages that take as long as a megabyte of it, measured again if they are more than the limit."""
        page = self.page(size)
        work: Callable[[], object] = (lambda: clean_text(page)) if self.is_text else (lambda: clean(page))
        megabytes = len(page.encode()) / 1e6
        return pages_of(work, limit * megabytes) / megabytes


def draw(seed: int, pages: int) -> Iterator[Drawn]:
    """So many pages of a seed."""
    for number in range(pages):
        rng = random.Random(f"{seed}/{number}")  # noqa: S311  (no secret)
        lines = [rng.choice(LINES if rng.random() < 0.8 else FACTS) for _ in range(rng.choice((1, 2, 2, 3, 3, 4)))]
        if rng.random() < 0.6:
            lines.insert(rng.randrange(len(lines) + 1), rng.choice(PROSE) * rng.choice((1, 1, 3)))
        unit = "".join(rng.choice(FORMS).format(line) for line in lines)
        is_text = rng.random() < 0.15
        yield Drawn(seed, number, re.sub(r"<[^<>]*>", "\n", unit) + "\n" if is_text else unit, is_text)


def main() -> int:
    """Print every page over the limit, and how many there were."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=400_000, help="bytes of a page (default: %(default)s)")
    args = parser.parse_args()
    slow, slowest = 0, 0.0
    for drawn in draw(args.seed, args.pages):
        rate = drawn.pages_a_megabyte(args.size)
        slowest = max(slowest, rate)
        if rate > LIMIT:
            slow += 1
            before = drawn.pages_a_megabyte(args.size // 4)
            kind = "text" if drawn.is_text else "html"
            print(
                f"{drawn.seed}/{drawn.number} {kind}: {before:.0f} -> {rate:.0f} pages a megabyte: {drawn.unit[:300]!r}",
                flush=True,
            )
    print(
        f"{args.pages} pages of {args.size:,} bytes, slowest {slowest:.0f} ordinary pages a megabyte, over {LIMIT:g}: {slow}"
    )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
