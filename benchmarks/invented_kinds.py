"""What a template is worth on sites of many kinds, whose boilerplate matches no rule: `tests.invented_kinds`, and drawn stories
with the words of their boilerplate exchanged: `tests.exchanged_stories`.

    python -m benchmarks.invented_kinds [--kind NAME] [--style N] [--seed N] [--learn N] [--try N]

For each site: F1 over the characters of whole lines without a template and with it; pages whose text is exact; pages that miss
a sentence of their body, without and with; pages that lose one to the template; boilerplate in the texts, in characters a
page, without and with; and the pages that were cleaned without the template because it disagrees.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks.templates import line_f1
from cleaners import Article, TemplateError, clean, learn
from cleaners.evidence.prose import is_sentence
from tests.drawn_stories import SHAPES
from tests.exchanged_stories import ExchangedSite
from tests.invented_kinds import KINDS, STYLES, InventedKind
from tests.invented_site import InventedPage


@dataclass(frozen=True)
class Worth:
    """The figures of one site, or the means of some. ``f1``, ``exact``, ``missing`` and ``left`` are without and with."""

    f1: tuple[float, float]
    exact: tuple[float, float]
    missing: tuple[float, float]
    left: tuple[float, float]
    lost: float
    disagreed: float


def measure(pages: Sequence[InventedPage], plain: Sequence[Article], taught: Sequence[Article]) -> Worth:
    """The figures of some pages, cleaned without a template and with it."""
    both = (plain, taught)

    def of(score: object) -> tuple[float, float]:
        one, other = (mean(score(page, text) for page, text in zip(pages, side, strict=True)) for side in both)  # type: ignore[operator]
        return one, other

    return Worth(
        of(lambda page, article: line_f1(article.text, page.body)),
        of(lambda page, article: article.text == "\n".join(page.body)),
        of(lambda page, article: bool(sentences(page.body) - set(article.text.split("\n")))),
        of(lambda page, article: sum(len(line) for line in article.text.split("\n") if line not in page.body)),
        mean(
            bool((sentences(page.body) & set(one.text.split("\n"))) - set(other.text.split("\n")))
            for page, one, other in zip(pages, plain, taught, strict=True)
        ),
        mean("template_disagrees" in article.flags for article in taught),
    )


def sentences(body: Sequence[str]) -> set[str]:
    """Those of some lines that are running text."""
    return {line for line in body if is_sentence(line)}


def worth_of(site: InventedKind | ExchangedSite, learned: int, tried: int) -> Worth | None:
    """The figures of a site; None where nothing could be learned."""
    try:
        template = learn([(page.html, page.url) for page in site.pages(0, learned)])
    except TemplateError:
        return None
    test = site.pages(1_000, tried)
    plain = [clean(page.html, page.url) for page in test]
    return measure(test, plain, [clean(page.html, page.url, template=template) for page in test])


def total(found: Sequence[Worth]) -> Worth:
    """The means over sites."""

    def pair(name: str) -> tuple[float, float]:
        values = [getattr(one, name) for one in found]
        return mean(value[0] for value in values), mean(value[1] for value in values)

    return Worth(
        pair("f1"),
        pair("exact"),
        pair("missing"),
        pair("left"),
        mean(one.lost for one in found),
        mean(one.disagreed for one in found),
    )


def show(name: str, worth: Worth) -> str:
    """One line of the table."""
    return (
        f"{name:30} F1 {worth.f1[0]:.3f} {worth.f1[1]:.3f}  exact {worth.exact[0]:4.0%} {worth.exact[1]:4.0%}  "
        f"miss {worth.missing[0]:4.0%} {worth.missing[1]:4.0%}  lose {worth.lost:4.0%}  "
        f"left {worth.left[0]:6.1f} {worth.left[1]:6.1f}  disagree {worth.disagreed:4.0%}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What a template is worth on sites of many kinds.")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="only this kind")
    parser.add_argument("--style", type=int, choices=range(len(STYLES)), action="append", help="only this style")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--learn", type=int, default=25, metavar="N", help="pages to learn from (default 25)")
    parser.add_argument("--try", type=int, default=25, metavar="N", dest="tried", help="pages to clean (default 25)")
    args = parser.parse_args()
    print(f"{'':30} without and with a template of {args.learn} pages, on {args.tried} others")
    every: list[Worth] = []
    started = time.process_time()
    kinds: dict[str, list[InventedKind | ExchangedSite]] = {
        kind: [InventedKind(kind, style, args.seed) for style in args.style or range(len(STYLES))]
        for kind in args.kind or KINDS
    }
    if not args.kind and not args.style:
        kinds["exchanged"] = [ExchangedSite(shape, args.seed) for shape in SHAPES]
    for kind, sites in kinds.items():
        found = []
        for site in sites:
            worth = worth_of(site, args.learn, args.tried)
            print(f"{site.name:30} nothing learned" if worth is None else show(site.name, worth), flush=True)
            found += [worth] if worth is not None else []
        print(show(f"= {kind}", total(found)))
        every += found
    print(show("= all", total(every)))
    print(f"{time.process_time() - started:.0f} s")


if __name__ == "__main__":
    main()
