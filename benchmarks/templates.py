"""What a learned template is worth: on real pages of one site, and on an invented site whose boilerplate matches no rule.

    python -m benchmarks.templates [../shared/corpora/zh-one-template]

The real pages are learned from one half and applied to the other, with the rules and without them (so that only the template
speaks); a leftover is a line of the text that more than half of the pages have. The invented site is learned from 5, 20 and
50 pages and applied to 60 others; F1 is over the characters of whole lines.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean

from cleaners import Article, Template, TemplateError, clean, learn, pipeline
from cleaners.learning.drift import Watch, observe
from cleaners.rules import match_rules
from cleaners.template.view import mask
from tests.invented_site import LAYOUTS, InventedPage, InventedSite

CORPUS = Path("../shared/corpora/zh-one-template")


def line_f1(text: str, body: Sequence[str]) -> float:
    """F1 over whole lines, each weighed by its characters."""
    predicted, gold = Counter(text.split("\n")), Counter(body)
    shared = sum(len(line) * count for line, count in (predicted & gold).items())
    total = sum(len(line) * count for line, count in [*predicted.items(), *gold.items()])
    return 2 * shared / total if total else 0.0


@contextmanager
def without_rules() -> Iterator[None]:
    """No rule matches inside: what is left is the finding of the body, and a template where one is given."""
    pipeline.match_rules = lambda blocks: [None] * len(blocks)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        pipeline.match_rules = match_rules  # type: ignore[attr-defined]


def leftovers(articles: Sequence[Article]) -> float:
    """Lines a page that more than half of the pages' texts have."""
    pages = [Counter({mask(line) for line in article.text.split("\n")}) for article in articles]
    counts: Counter[str] = sum(pages, Counter())
    repeated = {line for line, count in counts.items() if line and count * 2 > len(articles)}
    return mean(sum(line in repeated for line in page) for page in pages)


def lost_share(before: Sequence[Article], after: Sequence[Article]) -> float:
    """Characters of the texts that are not in the texts with a template, of lines that are no other page's."""
    counts = Counter(line for article in before for line in set(article.text.split("\n")))
    lost = total = 0
    for one, other in zip(before, after, strict=True):
        left = set(other.text.split("\n"))
        own = [line for line in one.text.split("\n") if counts[line] == 1]
        total += sum(map(len, own))
        lost += sum(len(line) for line in own if line not in left)
    return lost / total if total else 0.0


def real_pages(folder: Path) -> None:
    """The first half teaches, the second is cleaned."""
    pages = [path.read_bytes() for path in sorted(folder.glob("*/page.html"))]
    random.Random(1).shuffle(pages)  # noqa: S311
    half = len(pages) // 2
    started = time.process_time()
    template = learn(pages[:half], site=folder.name)
    seconds = (time.process_time() - started) / half
    again = {learn(random.Random(seed).sample(pages[:half], half), site=folder.name).to_toml() for seed in range(3)}  # noqa: S311
    print(f"{len(pages)} pages of {folder.name}: {half} to learn from, {len(pages) - half} to clean")
    print(f"  {1000 * seconds:.0f} ms a page to learn, {len(template.to_toml())} characters of TOML, ", end="")
    print(f"{len(again | {template.to_toml()})} different result in four orders")
    for layout in template.layouts:
        parts = f"{len(layout.elements)} elements, {len(layout.sections)} sections, {len(layout.texts)} lines"
        print(f"  layout {layout.name}: {layout.pages} pages, {parts}")
    plain = [clean(page) for page in pages[half:]]
    taught = [clean(page, template=template) for page in pages[half:]]
    _show_leftovers("with the rules", plain, taught)
    with without_rules():
        bare = [clean(page) for page in pages[half:]]
        alone = [clean(page, template=template) for page in pages[half:]]
    _show_leftovers("without rules ", bare, alone)


def _show_leftovers(name: str, before: Sequence[Article], after: Sequence[Article]) -> None:
    print(
        f"  {name}: {leftovers(before):.2f} leftover lines a page before, {leftovers(after):.2f} with the template; "
        f"{lost_share(before, after):.2%} of the body's characters lost"
    )


def invented_pages(site: InventedSite, counts: Sequence[int]) -> None:
    """F1 a layout for templates of so many pages, on 60 others."""
    test = site.pages(1_000, 60)
    print(
        f"invented site{', boxes missing and of different length' if site.restless else ''}, F1 of the body by layout:"
    )
    _show_f1("no template", test, lambda page: clean(page.html, page.url))
    for count in counts:
        template = _learned(site.pages(0, count))
        if template is not None:
            _show_f1(f"{count} pages", test, lambda page, t=template: clean(page.html, page.url, template=t))  # type: ignore[misc]


def one_layout(site: InventedSite, count: int) -> None:
    """F1 for each layout, learned from so many pages of it alone."""
    scores = []
    for first, name in enumerate(LAYOUTS):
        template = _learned([site.page(first + 3 * number) for number in range(count)])
        test = [page for page in site.pages(1_000, 60) if page.layout == name]
        score = mean(line_f1(clean(page.html, page.url, template=template).text, page.body) for page in test)
        scores.append(f"{name} {score:.3f}")
    print(f"  {count} pages of each layout alone: {', '.join(sorted(scores))}")


def _learned(pages: Sequence[InventedPage]) -> Template | None:
    try:
        return learn([(page.html, page.url) for page in pages])
    except TemplateError as error:
        print(f"  {error}")
        return None


def _show_f1(name: str, pages: Sequence[InventedPage], read: Callable[[InventedPage], Article]) -> None:
    scores: dict[str, list[float]] = {}
    for page in pages:
        scores.setdefault(page.layout, []).append(line_f1(read(page).text, page.body))
    shown = ", ".join(f"{layout} {mean(values):.3f}" for layout, values in sorted(scores.items()))
    print(f"  {name:12} {mean(value for values in scores.values() for value in values):.3f} ({shown})")


def redesign(learned: int) -> None:
    """A stable site, and then another markup: false alarms, pages until the alarm, and what a new template is worth."""
    site = InventedSite()
    template = learn([(page.html, page.url) for page in site.pages(0, learned)])
    watch = Watch(template)

    def see(page: InventedPage) -> list[str]:
        found = pipeline.read(page.html, page.url, template=template)
        return [alarm.field for alarm in watch.see(observe(found, template), page.url)]

    false = sum(bool(see(page)) for page in site.pages(2_000, 1_000))
    after = next((number for number, page in enumerate(site.pages(5_000, 40, redesign=True), 1) if see(page)), None)
    print(
        f"template of {learned} pages: {false} alarms on 1,000 pages of the same site, alarm after {after} pages of a redesign"
    )
    proposed = _learned(site.pages(5_000, 10, redesign=True))
    test = site.pages(6_000, 50, redesign=True)
    for name, chosen in (("old template", template), ("proposed", proposed)):
        score = mean(line_f1(clean(page.html, page.url, template=chosen).text, page.body) for page in test)
        print(f"  {name}: F1 {score:.3f} on 50 pages of the redesign")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="What a learned template is worth.")
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help=f"pages of one site (default: {CORPUS})")
    folder = parser.parse_args().folder
    if folder.is_dir():
        real_pages(folder)
    else:
        print(f"no pages in {folder}: only the invented site is measured")
    for site in (InventedSite(), InventedSite(restless=True)):
        invented_pages(site, [5, 20, 50])
        one_layout(site, 5)
    for learned in (20, 50):
        redesign(learned)


if __name__ == "__main__":
    main()
